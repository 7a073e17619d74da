"""What a trigger word means where it stands: other senses, the means it was done with, and backdrop."""

from tracker.extraction.extractors import event_words as words
from tracker.extraction.extractors.casualty_words import COMBATANTS, PEOPLE
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.numbers import figure_at
from tracker.extraction.extractors.voice import BE, is_passive

_NOT_ACTS = {
    "arrest": frozenset({"warrant", "warrants", "record"}),
    "detention": frozenset("center centers centre centres facility facilities camp camps site sites order".split()),
    "hostage": frozenset({"deal", "talks", "families", "negotiations"}),
    "protest": frozenset({"note", "letter"}),
    "strike": frozenset({"group", "groups", "capability"}),
    "attack": frozenset({"helicopter", "helicopters", "aircraft", "dog"}),
    "assault": frozenset({"rifle", "rifles", "boat", "boats", "weapon", "weapons"}),
    "combat": frozenset({"aircraft", "vehicle", "vehicles", "training", "troops", "medic", "medics", "boots"}),
}
UNITS = frozenset("unit units force forces corps brigade troops programme program engineer factory maker".split())
_ORES = frozenset({"gold", "coal", "copper", "diamond", "tin", "cobalt", "illegal", "coltan", "iron", "silver"})
_HITTING = frozenset("hit struck attacked targeted downed destroyed damaged shot".split())
_UNTIL = frozenset({"with", "by", "in", "from", "near", ",", "using"})
_BACKDROP = (
    ("during", "the", "war"),
    ("during", "the", "conflict"),
    ("in", "recent", "years"),
    ("in", "recent", "months"),
    ("over", "the", "years"),
    ("since", "the", "war"),
    ("since", "the", "start"),
    ("since", "the", "beginning"),
    ("since", "the", "conflict"),
    ("in", "past", "years"),
    ("every", "year"),
    ("each", "year"),
    ("so", "far", "this", "year"),
)
_DEATHS = frozenset("killed killing died slaughtered slaughtering butchered culled death deaths".split())
_ANIMALS = frozenset(
    "bird birds sheep goats cattle animals poultry pigs chickens cows camels livestock dogs fish".split()
)
_OPENS_BACKDROP = frozenset(phrase[0] for phrase in _BACKDROP)
_SPEAKING = frozenset({"told", "addressed", "addressing", "telling"})
_SPANS = frozenset({"years", "decades", "months", "year", "decade"})
_RUNAWAYS = frozenset(
    "suspects gunmen assailants kidnappers robbers prisoners inmates detainees hostages others".split()
)
_CARRIERS = frozenset("dhow ship vessel boat boats truck trucks shipment cargo container smugglers convoy".split())


def is_other_sense(document: Document, sentence: Sentence, index: int) -> bool:
    """Whether a trigger word is no act here: "fired into the air", "arrest warrant", "a kidnap crisis"."""
    low, behind = document.low(index), document.low(index + 1)
    if low == "occupied" and document.low(index - 1) in {"the", "in", "of"}:
        return True
    if behind in _NOT_ACTS.get(low, frozenset()):
        return True
    if low in {"rally", "rallies"} and {document.low(index - 1), document.low(index - 2)} & _SPEAKING:
        return True
    if low == "kidnap":
        return document.low(index - 1) not in {"to", "and"}
    near = [document.low(at) for at in range(max(sentence.first, index - 3), min(sentence.last, index + 6))]
    if low in _DEATHS and set(near) & _ANIMALS and not set(near) & PEOPLE:
        return True
    if low in {"fired", "firing", "shells", "shell", "rounds"}:
        return bool({"tear", "teargas", "rubber", "warning", "water", "flares"} & set(near)) or "air" in near[3:]
    return False


def displaces(document: Document, sentence: Sentence, index: int) -> bool:
    """Whether people leave their homes: "120 families fled", "driven from their homes", not "the suspect fled"."""
    low = document.low(index)
    around = range(max(sentence.first, index - 8), min(sentence.last, index + 6))
    near = {document.low(at) for at in around}
    if low in {"driven", "forced"}:
        return bool({"homes", "villages"} & near)
    if low == "displaced" and document.low(index + 1) in PEOPLE:
        return False
    return bool(near & ((PEOPLE - COMBATANTS - _RUNAWAYS) | {"thousands", "hundreds", "dozens", "homes"}))


def means_near(document: Document, names: Names, sentence: Sentence, index: int, reach: int) -> set[str]:
    """The words around a trigger without those that name a unit and without an aircraft that was hit itself."""
    first, last = max(sentence.first, index - reach), min(sentence.last, index + reach + 1)
    hit = hit_aircraft(document, first, last)
    found = set()
    for at in range(first, last):
        mention = names.at.get(at)
        in_name = mention is not None and mention.kind in {"FORCE", "ORG", "PERSON"}
        in_name = in_name and document.low(at) not in words.AIR
        digs = document.low(at) in {"mine", "mines"} and document.low(at - 1) in _ORES
        if at not in hit and not in_name and not digs and document.low(at + 1) not in UNITS:
            found.add(document.low(at))
    return found


def hit_aircraft(document: Document, first: int, last: int) -> set[int]:
    """Aircraft that were hit, not hit with: "a helicopter was hit by gunfire", "shot down a drone"."""
    verbs = (index for index in range(first, last) if document.low(index) in _HITTING)
    return {at for index in verbs for at in _hit_by(document, first, index, last)}


def _hit_by(document: Document, first: int, index: int, last: int) -> set[int]:
    """The aircraft that are the subject of a passive verb or the object of an active one."""
    if is_passive(document, index):
        return {at for at in range(max(first, index - 6), index) if document.low(at) in words.AIR}
    behind = range(index + 1, min(last, index + 6))
    stop = next((at for at in behind if document.low(at) in _UNTIL), last)
    return {at for at in behind if at < stop and document.low(at) in words.AIR}


def seizes_arms(document: Document, sentence: Sentence, index: int) -> bool:
    """Whether weapons were taken: "21 rifles were seized", "intercepted a dhow and discovered missiles"."""
    low = document.low(index)
    if document.low(index - 1) in BE or document.low(index - 2) in BE:
        objects = {document.low(at) for at in range(max(sentence.first, index - 8), index)}
    else:
        objects = {document.low(at) for at in range(index + 1, min(sentence.last, index + 12))}
        if document.low(index + 1) in _UNTIL | {"."}:  # "and an arms cache seized in the forest"
            objects |= {document.low(at) for at in range(max(sentence.first, index - 4), index)}
    if low in {"intercepted", "intercepting"}:
        return bool(objects & _CARRIERS) and bool(objects & words.ARMS)
    return bool(objects & words.ARMS)


def changes_hands(document: Document, names: Names, sentence: Sentence, index: int) -> bool:
    """Whether land is given up or walked into: "abandoned the town", "troops entered it", "fell to the rebels"."""
    low, behind = document.low(index), range(index + 1, min(sentence.last, index + 5))
    lands = any(document.low(at) in words.LAND or (at in names.at and names.at[at].kind == "LOCATION") for at in behind)
    before = range(max(sentence.first, index - 6), index)
    forces = any(at in names.at and names.at[at].kind in {"FORCE", "GENERIC"} for at in before)
    if low == "fell":
        taker = any(at in names.at and names.at[at].kind in {"FORCE", "GENERIC"} for at in behind)
        return document.low(index + 1) in {"to", "into"} and taker
    if low == "entered":
        return forces and (lands or document.low(index + 1) == "it")
    return lands and (forces or low == "abandoned")


def fighters_before(document: Document, names: Names, sentence: Sentence, index: int) -> bool:
    """Whether a force or fighters stand right before a verb: "five hundred rebels surrendered"."""
    before = range(max(sentence.first, index - 3), index)
    return any(at in names.at and names.at[at].kind in {"FORCE", "GENERIC"} for at in before)


def is_backdrop(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence counts over a war or over years: "more than 4,000 people were killed during the war"."""
    lows = [document.low(at) for at in range(sentence.first, sentence.last)]
    for at, low in enumerate(lows):
        if low in _OPENS_BACKDROP and any(tuple(lows[at : at + len(phrase)]) == phrase for phrase in _BACKDROP):
            return True
        if low in {"past", "last"} and lows[at - 1 : at] == ["the"] and set(lows[at + 1 : at + 3]) & _SPANS:
            return True
    return False


def parts_from_what_was_told(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence opens another incident: "Separately, ...", "In another incident", "A second blast"."""
    lows = [document.low(at) for at in range(sentence.first, min(sentence.first + 7, sentence.last))]
    if lows[:1] in (["separately"], ["elsewhere"]) or {"separate", "unrelated"} & set(lows[:5]):
        return True
    if lows[:1] == ["another"] and figure_at(document.tokens, sentence.first + 1):
        return False
    return bool(lows) and (lows[0] == "another" or lows[:2] in (["in", "another"], ["a", "second"], ["a", "third"]))
