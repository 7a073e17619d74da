"""What was hit and with what: buildings, bases, vehicles, weapons."""

from dataclasses import dataclass

from tracker.extraction.extractors import event_words as words
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.numbers import figure_at
from tracker.extraction.extractors.triggers import Trigger

BE = frozenset({"was", "were", "been", "being", "be", "is", "are"})
OBJECT_MARKS = frozenset(
    {"of", "in", "against", "on", "to", "at", "near", "with", "from", "for", "between", "outside", "over", "into"}
)


@dataclass(slots=True)
class Thing:
    """Something hit or used; ``count`` only when the text gives it."""

    first: int
    last: int
    count: int | None = None


def is_passive(document: Document, index: int) -> bool:
    """Whether a verb is passive: "was attacked"."""
    low = document.low(index)
    looks = low.endswith("ed") or low in {
        "shot",
        "hit",
        "struck",
        "taken",
        "overrun",
        "retaken",
        "beaten",
        "slain",
        "torn",
    }
    return looks and bool({document.low(index - 1), document.low(index - 2)} & BE)


def find_targets(document: Document, names: Names, trigger: Trigger, first: int, last: int) -> list[Thing]:
    """Buildings, bases and the like behind the trigger, or before it when it is passive."""
    found: list[Thing] = []
    start = first if is_passive(document, trigger.index) else trigger.index + 1
    at = start
    while at < last and len(found) < 3:
        if document.low(at) not in words.TARGETS or at in names.dated or _is_named(names, at):
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
        if document.low(begin - 1) not in {"from", "to"} and not of_town:
            found.append(_thing(document, begin, head + 1))
        at = head + 1
    return found


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


def find_weapons(document: Document, first: int, last: int) -> list[Thing]:
    """The weapons between two tokens, with the words that belong to them."""
    found: list[Thing] = []
    at = first
    while at < last:
        if document.low(at) not in words.WEAPONS:
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
