"""When an act was: the date of its sentence, else that of what was told just before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from tracker.extraction.extractors.claims import Claim, claims_in
from tracker.extraction.extractors.dates import DAY, MONTH, YEAR, DateMention, settle
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.triggers import Trigger

_OLD_DAYS = 90
_LASTING = frozenset({"displacement", "deployment", "agreement", "withdrawal", "protest", "other"})


class Dated(Protocol):
    """An act that may have a date."""

    kind: str
    date: DateMention | None
    is_date_of_saying: bool


def day_of(
    document: Document, claims: list[Claim], trigger: Trigger, own: list[DateMention], published: date | None
) -> tuple[DateMention | None, DateMention | None]:
    """The date of the act, and the date on which it was told."""
    sentence = document.tokens[trigger.index].sentence
    said = {id(claim.said_on) for claim in claims_in(claims, sentence) if claim.said_on is not None}
    days = [mention for mention in own if id(mention) not in said and mention.relation != "event"]
    days = [mention for mention in days if document.low(mention.first - 1) not in {"since", "until"}]
    if days:
        exact = [mention for mention in days if mention.precision < MONTH] or days
        return min(exact, key=lambda mention: (abs(mention.first - trigger.index), mention.first)), None
    told = next((mention for mention in own if id(mention) in said and mention.relation != "event"), None)
    return _this_day(document, trigger, published), told


def _this_day(document: Document, trigger: Trigger, published: date | None) -> DateMention | None:
    """The day of publication, where the sentence says "this morning" or "this evening"."""
    sentence = document.sentences[document.tokens[trigger.index].sentence]
    for at in range(sentence.first, sentence.last - 1 if published else sentence.first):
        if document.low(at) == "this" and document.low(at + 1) in {"morning", "afternoon", "evening"} and published:
            return DateMention(at, at + 2, published.isoformat(), DAY, True)
    return None


def after_event(trigger: Trigger, own: list[DateMention]) -> DateMention | None:
    """The date that counts from what was told before and opens the sentence: "a day after the raid"."""
    return next((mention for mention in own if mention.relation == "event" and mention.first < trigger.index), None)


def is_history(published: date | None, own: list[DateMention]) -> bool:
    """Whether a sentence tells of long ago: all its dates are years or old months."""
    dated = [mention for mention in own if mention.value]
    if not dated or published is None:
        return bool(dated) and all(mention.precision == YEAR for mention in dated)
    return all(_age(published, mention) > _OLD_DAYS for mention in dated)


def _age(published: date, mention: DateMention) -> int:
    value = mention.value or ""
    padded = value + {4: "-12-28", 7: "-28"}.get(len(value), "")
    return (published - date.fromisoformat(padded)).days


def lend_dates(events: Sequence[Dated]) -> None:
    """Give an act without a day of its own the day of the act told before it, marked as inferred.

    The first acts of a text take the day of the first that has one: a lede seldom names it twice.
    """
    known = next((event.date for event in events if _is_day(event)), None)
    for event in events:
        if event.date is not None and event.date.relation == "event" and known is not None and known.value:
            event.date = settle(event.date, known.value, known.value)
        if _is_day(event):
            known = event.date
        elif event.date is None and known is not None and event.kind not in _LASTING:
            event.date = replace(known, is_inferred=True)


def _is_day(event: Dated) -> bool:
    return bool(event.date and event.date.value and event.date.precision == DAY and not event.is_date_of_saying)
