"""Who acted, on whom, on what and with what, in one sentence with a trigger."""

from dataclasses import dataclass, field, replace

from tracker.extraction.extractors import event_words as words
from tracker.extraction.extractors.casualty_words import ACTIVE
from tracker.extraction.extractors.claims import Claim
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.mentions import Mention
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.things import OBJECT_MARKS, Thing, find_people, find_targets, find_weapons
from tracker.extraction.extractors.triggers import Trigger
from tracker.extraction.extractors.voice import BE, is_passive

_ACT_NOUNS = frozenset(
    "raid raids attack attacks strike strikes airstrike airstrikes operation operations assault "
    "assaults ambush offensive bombing bombings explosion explosions blast blasts bombardment "
    "shelling siege incursion clash clashes fighting battle battles gunbattle massacre".split()
)
_LIGHT = frozenset(
    "launched launch mounted conducted carried staged led made waged launching conducting staging mounting".split()
)
_CLAUSES = frozenset({"when", "after", "while", "which", "who", "where", "as", "because", "that", "before", "although"})
_PARTNER_CUES = (
    ("coordination", "with"),
    ("together", "with"),
    ("cooperation", "with"),
    ("supported", "by"),
    ("backed", "by"),
    ("jointly", "with"),
    ("support", "from"),
    ("help", "of"),
    ("support", "of"),
    ("partnership", "with"),
)
_MANNED = frozenset("manned guarded held used run controlled owned led occupied backed".split())
_REPELLING = frozenset({"repelled", "repelling", "repulsed", "repulsing", "foiled", "thwarted"})
_OWN = frozenset({"it", "its", "they", "their", "we", "our", "he"})


@dataclass(slots=True)
class Roles:
    """The parts of one act."""

    attackers: list[Mention] = field(default_factory=list)
    partners: list[Mention] = field(default_factory=list)
    victims: list[Mention] = field(default_factory=list)
    people: list[Thing] = field(default_factory=list)
    targets: list[Thing] = field(default_factory=list)
    weapons: list[Thing] = field(default_factory=list)


def read_roles(document: Document, names: Names, sentence: Sentence, trigger: Trigger, claim: Claim | None) -> Roles:
    """The roles that a sentence gives to the act of its trigger."""
    roles = Roles()
    first = max(sentence.first, document.token_at(claim.start)) if claim else sentence.first
    last = min(sentence.last, document.token_at(claim.end - 1) + 1) if claim else sentence.last
    _read_sides(document, names, trigger, claim, (first, last), roles)
    roles.attackers = [_own_of(document, mention, claim) for mention in roles.attackers]
    roles.partners = _partners(document, names, sentence)
    roles.attackers += [mention for mention in roles.partners if mention not in roles.attackers]
    roles.victims = [
        mention for mention in roles.victims if mention.key not in {other.key for other in roles.attackers}
    ]
    roles.people = find_people(document, names, trigger, first, last)
    roles.targets = find_targets(document, names, trigger, first, last)
    roles.weapons = find_weapons(document, names, first, last)
    return roles


def _read_sides(
    document: Document, names: Names, trigger: Trigger, claim: Claim | None, bounds: tuple[int, int], roles: Roles
) -> None:
    """Who acted and on whom, between two tokens."""
    first, last = bounds
    by = _after(document, names, trigger.index, last, "by")
    both = _between_two(document, names, trigger.index, last)
    if both:
        roles.attackers = both
    elif document.low(trigger.index) in _REPELLING:
        _read_defence(document, names, trigger, by, bounds, roles)
    elif is_passive(document, trigger.index):
        roles.attackers += [by] if by else []
        roles.victims += _subjects(document, names, first, trigger.index)
    else:
        is_noun = document.low(trigger.index) in _ACT_NOUNS
        owner = _owner(document, names, trigger.index, first)
        until = _verb_before(document, first, trigger.index) if is_noun else trigger.index
        subjects = [owner] if owner else _subjects(document, names, first, until) if until else []
        if is_noun and not subjects:
            subjects = _relative(document, names, trigger.index, last)
        if (
            not subjects
            and not (is_noun and not until)
            and claim
            and claim.speaker.mention
            and document.low(first) in _OWN
        ):
            subjects = [claim.speaker.mention]
        roles.attackers += [by] if by and not subjects else subjects
        roles.victims += _objects(document, names, trigger.index, last, is_noun=is_noun)


def _read_defence(
    document: Document, names: Names, trigger: Trigger, by: Mention | None, bounds: tuple[int, int], roles: Roles
) -> None:
    """ "Troops repelled an attack by the rebels": those who repel were attacked."""
    if is_passive(document, trigger.index):
        roles.victims += [by] if by else []
        return
    roles.victims += _subjects(document, names, bounds[0], trigger.index)
    roles.attackers += [by] if by else []


def blamed(document: Document, names: Names, sentence: Sentence) -> Mention | None:
    """Who is blamed, or claims responsibility, in a sentence."""
    for index in range(sentence.first, sentence.last):
        low = document.low(index)
        if low in {"blamed", "blames", "accused", "accuses", "blaming"} and document.low(index + 1) != "by":
            found = next(
                (names.at[at] for at in range(index + 1, min(index + 5, sentence.last)) if at in names.at), None
            )
            if found and _can_act(found):
                return found
        if low in {"attributed", "attributing"}:
            found = _after(document, names, index, min(index + 8, sentence.last), "to")
            if found:
                return found
        if low == "responsibility" and document.low(index - 1) in {"claimed", "claims", "claiming", "took", "taken"}:
            found = next((names.at[at] for at in range(index - 2, sentence.first - 1, -1) if at in names.at), None)
            if found and _can_act(found):
                return found
    return None


def _can_act(mention: Mention) -> bool:
    if mention.kind == "NATIONALITY":
        return bool(mention.branch)
    return mention.kind in {"FORCE", "GENERIC"} or mention.is_state_name or mention.key.endswith(" government")


def _owner(document: Document, names: Names, index: int, first: int) -> Mention | None:
    """The force right before a noun: "army drone strike", "US military raid", "RSF's attack"."""
    for at in range(index - 1, max(first, index - 4) - 1, -1):
        mention = names.at.get(at)
        if mention:
            before = document.low(mention.first - 1)
            return (
                mention if (_can_act(mention) or mention.kind == "NATIONALITY") and before not in OBJECT_MARKS else None
            )
        if document.low(at) not in words.AIR | words.SHELLS | {
            "'s",
            "ground",
            "special",
            "night",
            "military",
            "large-scale",
            "commando",
        }:
            return None
    return None


def _subjects(document: Document, names: Names, first: int, index: int) -> list[Mention]:
    """The forces that stand as subject before a verb."""
    found: list[Mention] = []
    boundary = max((at for at in range(first, index) if document.low(at) in _CLAUSES), default=first)
    for mention in _between(names, boundary, index):
        before, after = document.low(mention.first - 1), document.low(mention.last)
        if before in {"the", "a", "an"}:
            before = document.low(mention.first - 2)
        if before == "of" and found and found[-1].kind == "GENERIC" and mention.kind == "FORCE":
            found[-1] = mention
            continue
        if (
            not _can_act(mention)
            or before in {"no", "any", "by"}
            or (before in OBJECT_MARKS and not (before == "of" and found == []))
            or (after in {"'s", "'"} and mention.is_state_name)
        ):
            continue
        if mention.is_state_name and before in {",", "-"}:
            continue
        if found and before not in {"and", ",", "allied"}:
            continue
        found.append(mention)
    return found


def _verb_before(document: Document, first: int, index: int) -> int:
    """The verb that carries a noun ("launched a raid", "killed three in an attack"); 0 when none does."""
    for at in range(index - 1, first, -1):
        low = document.low(at)
        if (low in _LIGHT or (low in ACTIVE and low.endswith("ed"))) and document.low(at - 1) not in BE:
            return at
    return 0


def _own_of(document: Document, mention: Mention, claim: Claim | None) -> Mention:
    """ "Its troops" in the words of a ministry are that country's."""
    owner = claim.speaker.mention if claim else None
    is_own = mention.kind == "GENERIC" and document.low(mention.first - 1) in {"its", "our"}
    if owner is None or not is_own or mention.branch != "armed forces" or not owner.country_code:
        return mention
    return replace(mention, key=f"{owner.country_code} armed forces", country_code=owner.country_code)


def _between_two(document: Document, names: Names, index: int, last: int) -> list[Mention]:
    """ "Clashes between the army and the RSF": both sides act."""
    at = next((at for at in range(index + 1, min(index + 4, last)) if document.low(at) == "between"), None)
    sides = [mention for mention in _between(names, at + 1, min(at + 14, last)) if _can_act(mention)] if at else []
    return sides[:2] if len(sides) > 1 else []


def _relative(document: Document, names: Names, index: int, last: int) -> list[Mention]:
    """ "a raid that American and Iraqi forces mounted"."""
    verb = next((at for at in range(index + 2, min(index + 12, last)) if document.low(at) in _LIGHT), None)
    if verb is None or document.low(index + 1) in {"was", "were", ",", "."}:
        return []
    return [mention for mention in _between(names, index + 1, verb) if _can_act(mention)]


def _objects(document: Document, names: Names, index: int, last: int, *, is_noun: bool) -> list[Mention]:
    """The forces a verb acts on; behind a noun only "against" or "on" says so."""
    found = []
    for mention in _between(names, index + 1, last):
        if mention.kind not in {"FORCE", "GENERIC"} or document.low(mention.first - 1) in {"by", "with", "said"}:
            continue
        if is_noun and not {document.low(mention.first - 1), document.low(mention.first - 2)} & {
            "against",
            "on",
            "killed",
            "targeted",
        }:
            continue
        if mention.first - index <= 8:
            found.append(mention)
    return found[:2]


def _between(names: Names, first: int, last: int) -> list[Mention]:
    seen: list[Mention] = []
    for at in range(first, last):
        mention = names.at.get(at)
        if mention is not None and (not seen or seen[-1] is not mention):
            seen.append(mention)
    return seen


def _after(document: Document, names: Names, index: int, last: int, word: str) -> Mention | None:
    """The force behind a word such as "by", articles and adjectives skipped."""
    for at in range(index + 1, last):
        if document.low(at) != word or (word == "by" and at - 1 != index and document.low(at - 1) in _MANNED):
            continue
        for step in range(at + 1, min(at + 4, last)):
            mention = names.at.get(step)
            if mention and _can_act(mention):
                return mention
    return None


def _partners(document: Document, names: Names, sentence: Sentence) -> list[Mention]:
    for at in range(sentence.first, sentence.last - 1):
        if (document.low(at), document.low(at + 1)) in _PARTNER_CUES:
            found = next(
                (names.at[step] for step in range(at + 2, min(at + 5, sentence.last)) if step in names.at), None
            )
            if found and _can_act(found):
                return [found]
    return []
