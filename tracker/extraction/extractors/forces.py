"""Armed forces and organisations: known names, state bodies, named units, acronyms."""

from tracker.extraction.extractors.document import Document, Token
from tracker.extraction.extractors.mentions import (
    FORCE_BODIES,
    FORCE_HEADS,
    FORCE_MODIFIERS,
    NAMED_FORCE_HEADS,
    ORG_HEADS,
    STATE_BODIES,
    TIED,
    UNSTRUCTURED,
    Mention,
)
from tracker.extraction.extractors.register import KnownName, KnownRegion, Register, State

_CONNECTORS = frozenset({"of", "for", "the", "and", "&", "'s", "'", "-", "–", "to", "in", "on", "against", "al"})
_ARMED_FORCES = ("Armed Forces", "Defense Forces", "Defence Forces", "Defence Force", "Tatmadaw")
_BRANCH = {
    "police": "police",
    "policemen": "police",
    "officers": "police",
    "navy": "navy",
    "sailors": "navy",
    "warships": "navy",
    "security": "security forces",
    "marines": "armed forces",
    "rebels": "rebels",
    "rebel": "rebels",
    "guerrillas": "rebels",
    "guerrilla": "rebels",
    "militia": "militia",
    "militias": "militia",
    "militiamen": "militia",
    "fighters": "fighters",
    "insurgents": "rebels",
    "insurgent": "rebels",
    "separatists": "separatists",
    "militants": "militants",
    "militant": "militants",
    "gunmen": "gunmen",
    "paramilitaries": "paramilitaries",
    "peacekeepers": "peacekeepers",
    "extremists": "militants",
    "terrorists": "militants",
    "jihadists": "militants",
    "airmen": "air force",
    "gendarmerie": "gendarmerie",
    "gendarmes": "gendarmerie",
}
IRREGULAR = frozenset({"rebels", "militia", "fighters", "separatists", "militants", "gunmen", "paramilitaries"})
_SWORN = frozenset("volunteers defenders guardians sons lions knights soldiers partisans heroes falcons eagles".split())
_UNIT_WORDS = frozenset("militia militias rebels brigade battalion militants guerrillas gang cartel column".split())
_POSTED = frozenset({"mission", "office", "delegation"})
MAX_NAME = 9


def known_at(document: Document, register: Register, index: int) -> Mention | None:
    """A force, body, state or people of the register at a token."""
    found = register.match(document.tokens, index, any_case=document.is_upper)
    if found is None:
        return None
    last, kind, entry = found
    if isinstance(entry, State):
        if kind == "adjective":
            return _state_body(document, index, last, entry) or Mention(
                index, last, "NATIONALITY", entry.name, "adjective of a state", 0.9, entry.code
            )
        body = None if _is_possessive(document, last) else _state_body(document, index, last, entry)
        if body is not None and body.branch in {"gunmen", "fighters", "militants"}:
            body = None  # "Nigeria gunmen kill 12" is a headline, no name of a force
        place = Mention(index, last, "LOCATION", entry.name, f"name of a state ({kind})", 0.95, entry.code)
        place.is_state_name, place.branch = True, kind
        return body or place
    if isinstance(entry, KnownRegion):
        region = Mention(index, last, "LOCATION", entry.name, f"register: {entry.name}", 0.85, entry.country_code)
        region.value = entry
        return region
    if isinstance(entry, KnownName):
        return _known(document, index, last, kind, entry)
    return None


def _known(document: Document, index: int, last: int, kind: str, entry: KnownName) -> Mention | None:
    head = document.low(last)
    if (
        document.tokens[last - 1].is_capital
        and last - index == 1
        and head in {"river", "university", "hospital", "airport"}
    ):
        return None
    label = {"force": "FORCE", "org": "ORG", "person": "PERSON"}[kind]
    mention = Mention(
        index, last, label, entry.name, f"register: {entry.name}", 0.95, entry.country_code, entry.force_kind
    )
    mention.rank_last = index
    if kind == "force" and entry.force_kind == "state" and entry.name.endswith(_ARMED_FORCES):
        mention.branch = "armed forces"
    return mention


def _is_possessive(document: Document, index: int) -> bool:
    return document.low(index) in {"'s", "'"}


def _state_body(document: Document, index: int, last: int, state: State) -> Mention | None:
    """ "Iraqi security forces", "US military", "Russian Defence Ministry", "Ukrainian servicemen"."""
    tokens = document.tokens
    for body in STATE_BODIES:
        words = tuple(document.low(last + at) for at in range(len(body)))
        if words == body:
            return _body_mention(document, index, last + len(body), state, " ".join(body))
    at = last
    if (
        document.low(at) == "and"
        and at + 2 < len(tokens)
        and tokens[at + 1].is_capital
        and tokens[at + 2].low in FORCE_HEADS
    ):
        shared = state_force(
            document, index, last, state.code, state.name, first_modifier=last, words=[tokens[at + 2].low]
        )
        shared.kind, shared.reason = "NATIONALITY", "adjective that shares its noun"
        return shared
    while (
        at < len(tokens)
        and at - last < 4
        and tokens[at].low in FORCE_MODIFIERS
        and document.low(at + 1) not in {",", "."}
    ):
        at += 1
    if at < len(tokens) and tokens[at].low in FORCE_HEADS:
        return state_force(document, index, at + 1, state.code, state.name, first_modifier=last)
    if at > last and tokens[at - 1].low in FORCE_HEADS:
        return state_force(document, index, at, state.code, state.name, first_modifier=last)
    return None


def _body_mention(document: Document, index: int, last: int, state: State, body: str) -> Mention | None:
    if body in {"government", "officials", "cabinet", "parliament"} and not document.tokens[last - 1].is_capital:
        if body == "officials":
            return None
        return Mention(index, last, "ORG", f"{state.name} {body}", "state and body", 0.8, state.code, "body")
    kind = "FORCE" if body in FORCE_BODIES or body == "military intelligence" else "ORG"
    mention = Mention(index, last, kind, f"{state.code} {body}", "state and body", 0.85, state.code, "state")
    mention.branch = body
    if body == "armed forces":
        mention.key = f"{state.code} armed forces"
    return mention


def state_force(
    document: Document,
    index: int,
    last: int,
    code: str,
    name: str,
    *,
    first_modifier: int,
    words: list[str] | None = None,
) -> Mention:
    """A force by its country and kind; soldiers, troops and army are the country's armed forces."""
    words = words or [token.low for token in document.tokens[first_modifier:last]]
    head = words[-1]
    branch = next((_BRANCH[word] for word in words if word in _BRANCH), "armed forces")
    if "border" in words or "coast" in words or "guard" in words:
        branch = "guard"
    mention = Mention(index, last, "FORCE", f"{code} {branch}", f"country and {head}", 0.85, code)
    mention.branch = branch
    mention.force_kind = "non-state" if branch in IRREGULAR else "state"
    return mention


def named_unit(document: Document, index: int, blocked: set[int]) -> Mention | None:
    """A capitalised name that ends in a word for a force or an organisation."""
    if document.tokens[index].low.endswith(TIED):
        return None
    run = capital_run(document, index, blocked)
    best: Mention | None = None
    for last in range(index + 1, run + 1):
        low = document.tokens[last - 1].low
        is_force = low in NAMED_FORCE_HEADS
        if last - index < 2 or not (is_force or low in ORG_HEADS):
            continue
        if document.low(last - 2) in {"of", "the", "and"} and low in UNSTRUCTURED:
            continue
        kind = "FORCE" if is_force else "ORG"
        best = Mention(index, _with_complement(document, last, run), kind, "", f"name ending in {low}", 0.75)
        if document.low(last) == "and" or (is_force and _is_of_unit(document, last, run)):
            break  # "the Philippine Army and the Marine Corps" are two
    best = best or _unit_without_head(document, index, run)
    if best is not None:
        best.key = document.words(best.first, best.last)
    return best


def _unit_without_head(document: Document, index: int, run: int) -> Mention | None:
    """A name that begins with its head, or has it in small letters behind: "Sons of Iraq", "the Badr brigade"."""
    first, behind = document.tokens[index].low, document.low(run)
    if first in _SWORN and document.low(index + 1) in {"of", "for"} and run > index + 2:
        reason = f"{first} {document.low(index + 1)}"
        return Mention(index, run, "FORCE", "", reason, 0.7, force_kind="non-state")
    if first in ORG_HEADS | NAMED_FORCE_HEADS and document.low(index + 1) == "of" and run > index + 2:
        return Mention(index, run, "ORG" if first in ORG_HEADS else "FORCE", "", f"{first} of", 0.75)
    if behind in {"group", "grouping"} and (document.low(run + 1), document.low(run + 2)) == ("of", "forces"):
        return Mention(index, run + 3, "FORCE", "", "group of forces", 0.75)
    if behind in _UNIT_WORDS and run - index < 4:
        return Mention(index, run, "FORCE", "", f"name before {behind}", 0.7, force_kind="non-state")
    return None


def _with_complement(document: Document, last: int, run: int) -> int:
    """Take "of Asom" after a head that wants it ("Liberation Front of Asom")."""
    if document.low(last - 1) in _POSTED and document.low(last) == "in" and run > last + 1:
        return last + 2  # "Mission in Mozambique"
    takes = document.low(last) in {"of", "for", "on"} and run > last + 1
    return run if takes and not _is_of_unit(document, last, run) else last


def _is_of_unit(document: Document, last: int, run: int) -> bool:
    """Whether "of the" and the name of a whole force follow: "Special Group of the Delta Police" names two."""
    is_of_the = document.low(last) == "of" and document.low(last + 1) == "the"
    return is_of_the and any(document.low(at) in NAMED_FORCE_HEADS for at in range(last + 2, run))


def capital_run(document: Document, index: int, blocked: set[int]) -> int:
    """The end of the capitalised words from a token on, small connecting words inside included."""
    tokens = document.tokens
    at, end = index, index
    limit = min(len(tokens), index + MAX_NAME)
    sentence = tokens[index].sentence
    while at < limit and tokens[at].sentence == sentence and at not in blocked:
        token = tokens[at]
        if token.is_capital or _is_ordinal(token):
            at += 1
            end = at
        elif token.low in _CONNECTORS and at > index:
            at += 1
        else:
            break
    return end


def _is_ordinal(token: Token) -> bool:
    return token.text[0].isdigit() and token.low[-2:] in {"st", "nd", "rd", "th"}
