"""What was hit and with what: buildings, bases, vehicles, weapons."""

from dataclasses import dataclass

from tracker.extraction.extractors import event_words as words
from tracker.extraction.extractors.casualty_words import PEOPLE, PERSON_NOUNS
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.mentions import TITLES
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.numbers import figure_at
from tracker.extraction.extractors.senses import UNITS, hit_aircraft
from tracker.extraction.extractors.triggers import Trigger
from tracker.extraction.extractors.voice import is_passive

_ARTICLES = frozenset({"a", "an", "the", "its", "their", "his", "local", "nearby"})
_WARDS = frozenset({"hospital", "clinic"})
_CARE = frozenset(
    "treated admitted rushed taken flown evacuated transferred airlifted treating asked received succumbed "
    "pronounced".split()
)
_SHELTER = frozenset({"shelter", "refuge", "sheltering"})
_ON_PEOPLE = frozenset(
    "killed killing kill kills wounded wounding injured injuring abducted abducting kidnapped kidnapping attacked "
    "attacking murdered shot stabbed beheaded executed arrested detained ambushed tortured raped beaten".split()
)
_CLOSES = frozenset(", . ; in at near on by from who with after during including".split())
_NO_PEOPLE = frozenset(
    "dead wounded bodies deaths casualties injuries police others victims general chief head officials staff "
    "bomber".split()
)
OBJECT_MARKS = frozenset(
    {
        "of",
        "in",
        "against",
        "on",
        "off",
        "to",
        "at",
        "near",
        "with",
        "from",
        "for",
        "between",
        "outside",
        "over",
        "into",
    }
)


@dataclass(slots=True)
class Thing:
    """Something hit or used; ``count`` only when the text gives it."""

    first: int
    last: int
    count: int | None = None


def find_targets(document: Document, names: Names, trigger: Trigger, first: int, last: int) -> list[Thing]:
    """Buildings, bases and the like behind the trigger, or before it when it is passive."""
    found: list[Thing] = []
    start = first if is_passive(document, trigger.index) else trigger.index + 1
    at = start
    while at < last and len(found) < 3:
        if (
            document.low(at) not in words.TARGETS
            or at in names.dated
            or _is_named(names, at)
            or _is_no_target(document, at)
        ):
            at += 1
            continue
        head = at
        while head + 1 < last and document.low(head + 1) in words.TARGETS | {"compound", "complex"}:
            head += 1
        begin = at
        while begin > start and _is_modifier(document, names, begin - 1):
            begin -= 1
        of_town = (
            document.low(head + 1) == "of"
            and (place := names.at.get(head + 2)) is not None
            and place.kind == "LOCATION"
        )
        if not of_town and not _is_scene(document, trigger, first, begin, head + 1):
            found.append(_thing(document, begin, head + 1))
        at = head + 1
    return found


def _is_no_target(document: Document, at: int) -> bool:
    """ "A car bomb", "the city centre", "police patrol cars fled": the word says with what or where."""
    if document.low(at + 1) in words.WEAPONS | {"bombing", "bombings", "blast", "attack", "bomber"}:
        return True
    if document.low(at + 1) in PERSON_NOUNS | PEOPLE | TITLES and document.low(at + 1) != "police":
        return True  # "the village chief", "a school teacher"
    return document.low(at) in {"centre", "center"} and document.low(at - 1) in {"city", "town", "the", "village"}


def _is_scene(document: Document, trigger: Trigger, first: int, begin: int, end: int) -> bool:
    """Whether a building is only where something went on: the hospital that treats, the checkpoint of an arrest."""
    before = document.low(begin - 1) if document.low(begin - 1) not in _ARTICLES else document.low(begin - 2)
    if before in {"from", "to"} or (trigger.kind == "arrest" and before in {"at", "in", "near", "outside"}):
        return True
    told = {document.low(at) for at in range(first, end + 3)}
    if told & _SHELTER and document.low(begin - 1) in {"in", "at", "and"}:
        return True
    if not {document.low(at) for at in range(begin, end)} & _WARDS:
        return False
    return bool(told & _CARE) or document.low(end) in {"treating", "officials", "staff", "sources", "said", "director"}


def find_people(document: Document, names: Names, trigger: Trigger, first: int, last: int) -> list[Thing]:
    """People without a name on whom an act falls: "killed women and girls", "pupils were abducted"."""
    verb = next((at for at in range(trigger.index, first - 1, -1) if document.low(at) in _ON_PEOPLE), None)
    behind = next((at for at in range(trigger.index, last) if document.low(at) in _ON_PEOPLE), None)
    index = verb if verb is not None else behind
    if index is None:
        return []
    if is_passive(document, index):
        where = range(max(first, index - 5), index)
    else:
        stop = next((at for at in range(index + 1, last) if document.low(at) in _CLOSES), last)
        where = range(index + 1, min(stop, index + 8))
    nouns = [at for at in where if document.low(at) in PEOPLE | PERSON_NOUNS and at not in names.at]
    return [Thing(at, at + 1) for at in nouns if document.low(at) not in _NO_PEOPLE][:3]


def _is_named(names: Names, at: int) -> bool:
    mention = names.at.get(at)
    return mention is not None and mention.kind in {"PERSON", "FORCE", "LOCATION"} and mention.last - mention.first > 1


def _is_modifier(document: Document, names: Names, at: int) -> bool:
    token = document.tokens[at]
    if at in names.at or not token.text[0].isalpha() or figure_at(document.tokens, at):
        return False
    if token.low.endswith("ing") and token.low != "building":
        return False
    return token.low not in words.TRIGGERS and token.low not in OBJECT_MARKS | {
        "a",
        "an",
        "the",
        "and",
        "or",
        "by",
        "its",
        "their",
        "that",
        "of",
        "used",
        "several",
        "locate",
        "who",
        "which",
        "burned",
        "torched",
        "looted",
        "destroyed",
        "damaged",
        "his",
    }


def _thing(document: Document, first: int, last: int) -> Thing:
    """A thing with its count when a figure stands right before it."""
    for back in (3, 2, 1):
        figure = figure_at(document.tokens, first - back) if first >= back else None
        if figure and figure.last == first and figure.low == figure.high:
            return Thing(first, last, figure.low)
    return Thing(first, last)


def find_weapons(document: Document, names: Names, first: int, last: int) -> list[Thing]:
    """The weapons between two tokens, with the words that belong to them; no unit's name and no aircraft hit."""
    found: list[Thing] = []
    hit = hit_aircraft(document, first, last)
    at = first
    while at < last:
        mention = names.at.get(at)
        in_name = mention is not None and mention.kind in {"FORCE", "ORG", "PERSON"}
        if document.low(at) not in words.WEAPONS or at in hit or in_name or document.low(at + 1) in UNITS:
            at += 1
            continue
        begin, end = at, at + 1
        while begin > first and document.low(begin - 1) in words.WEAPON_MODIFIERS:
            begin -= 1
        while end < last and document.low(end) in words.WEAPONS:
            end += 1
        found.append(_thing(document, begin, end))
        at = end
    return found[:4]
