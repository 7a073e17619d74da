"""Dates and times as worded, and the day or month or year they stand for."""

from dataclasses import replace
from datetime import date, timedelta

from tracker.extraction.extractors.date_rules import RULES, STARTERS, absolute
from tracker.extraction.extractors.date_words import (
    DAY,
    MONTH,
    MONTHS,
    PARTS_OF_DAY,
    WEEKDAYS,
    YEAR,
    DateMention,
    Reader,
)
from tracker.extraction.extractors.document import Document

__all__ = ["DAY", "MONTH", "YEAR", "DateMention", "find_dates", "settle"]


def find_dates(document: Document, published: date | None, today: date) -> list[DateMention]:
    """Every date in reading order; relative dates to events are left to ``settle``."""
    reader = Reader(document, published, today, published)
    if published is None:
        reader.reference = _reference(reader)
    found: list[DateMention] = []
    index = 0
    while index < len(document.tokens):
        mention = None
        word = reader.low(index)
        if word and (word[0].isdigit() or word in STARTERS):
            mention = next(filter(None, (rule(reader, index) for rule in RULES)), None)
        if mention is None:
            index += 1
            continue
        mention = _with_time_of_day(reader, mention)
        if mention.value and mention.precision == DAY:
            reader.anchor = date.fromisoformat(mention.value)
        found.append(mention)
        index = mention.last
    return found


def _reference(reader: Reader) -> date | None:
    """The latest day that stands with its year or weekday: the other days are near it."""
    days = []
    for index, token in enumerate(reader.tokens):
        word = reader.low(index)
        if word in WEEKDAYS or word in MONTHS or token.text[0].isdigit():
            mention = absolute(reader, index)
            if mention and mention.value and (not mention.is_inferred or word in WEEKDAYS):
                days.append(date.fromisoformat(mention.value))
    return max((day for day in days if day <= reader.today), default=None)


def settle(mention: DateMention, event_day: str | None, previous_day: str | None) -> DateMention:
    """Give a date that counts from an event or from the day before it its value."""
    base = event_day if mention.relation == "event" else previous_day
    if mention.value or not mention.relation or not base or len(base) < 10:
        return mention
    day = date.fromisoformat(base) + timedelta(days=mention.offset)
    return replace(mention, value=day.isoformat(), is_inferred=True)


def _with_time_of_day(reader: Reader, mention: DateMention) -> DateMention:
    """Take "morning" or "evening" after a day into its words."""
    if reader.low(mention.last) in PARTS_OF_DAY and reader.low(mention.last - 1) in WEEKDAYS | {"yesterday": 0}:
        return replace(mention, last=mention.last + 1)
    return mention
