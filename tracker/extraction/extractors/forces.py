"""Armed forces and organisations: known names, state bodies, named units, acronyms."""

from dataclasses import dataclass, field, replace

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
MAX_NAME = 9


@dataclass(slots=True)
class LocalNames:
    """Names that this text itself introduces, such as an acronym in brackets."""

    acronyms: dict[str, Mention] = field(default_factory=dict)
    names: dict[str, Mention] = field(default_factory=dict)


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
    first = document.tokens[index].low
    if best is None and first in _SWORN and document.low(index + 1) in {"of", "for"} and run > index + 2:
        best = Mention(index, run, "FORCE", "", f"{first} {document.low(index + 1)}", 0.7, force_kind="non-state")
    if best is None and first in ORG_HEADS | NAMED_FORCE_HEADS and document.low(index + 1) == "of" and run > index + 2:
        kind = "ORG" if first in ORG_HEADS else "FORCE"
        best = Mention(index, run, kind, "", f"{first} of", 0.75)
    if (
        best is None
        and document.low(run) in {"group", "grouping"}
        and document.low(run + 1) == "of"
        and document.low(run + 2) == "forces"
    ):
        best = Mention(index, run + 3, "FORCE", "", "group of forces", 0.75)
    if (
        best is None
        and document.low(run)
        in {"militia", "militias", "rebels", "brigade", "battalion", "militants", "guerrillas", "gang", "cartel"}
        and run - index < 4
    ):
        best = Mention(index, run, "FORCE", "", f"name before {document.low(run)}", 0.7, force_kind="non-state")
    if best is not None:
        best.key = document.words(best.first, best.last)
    return best


def _with_complement(document: Document, last: int, run: int) -> int:
    """Take "of Asom" after a head that wants it ("Liberation Front of Asom")."""
    return run if document.low(last) in {"of", "for", "on"} and run > last + 1 else last


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


def introduce(document: Document, mention: Mention, local: LocalNames) -> None:
    """Remember the acronym that follows a name in brackets."""
    tokens = document.tokens
    at = mention.last
    if at + 1 >= len(tokens) or tokens[at].text != "(":
        return
    at += document.low(at + 1) in {"the", "“", '"'}
    word = tokens[at + 1].text if at + 1 < len(tokens) else ""
    is_acronym = 2 <= len(word) <= 9 and sum(map(str.isupper, word)) >= 2
    if (is_acronym or (len(word) > 3 and word[0].isupper())) and document.low(at + 2) in {
        ")",
        "”",
        ",",
        "or",
        ";",
        '"',
    }:
        local.acronyms.setdefault(word, mention)


def local_at(document: Document, index: int, local: LocalNames) -> Mention | None:
    """An acronym that this text has introduced."""
    word = document.tokens[index].text
    named = local.names.get(word)
    if named is not None:
        last = index + named.last - named.first
        if document.words(index, min(last, len(document.tokens))) == named.key:
            again = replace(named, first=index, last=last, reason="named before in the text")
            return again
    owner = local.acronyms.get(word)
    if owner is None:
        return None
    return Mention(
        index,
        index + 1,
        owner.kind,
        owner.key,
        "acronym from the text",
        0.9,
        owner.country_code,
        owner.force_kind,
        owner.branch,
    )


def merge_command(document: Document, owner: Mention, mention: Mention) -> Mention:
    """ "US military's Middle East Command": one name, of the command."""
    mention.first = owner.first
    mention.reason += ", with its owner"
    mention.country_code = mention.country_code or owner.country_code
    return mention
