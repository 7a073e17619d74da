"""Events as items of a list."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from tracker.pages.wording import counted, killed_words, short_day, span, where_words
from tracker.published.models import PublishedEvent


@dataclass(frozen=True)
class Card:
    """One event in a list."""

    url: str
    title: str
    event_type: str
    when: str
    where: str
    killed: str
    sources: str
    marks: list[str]
    earliest: date


@dataclass(frozen=True)
class Day:
    """The events that began on one day."""

    on: date
    label: str
    cards: list[Card]


def card(event: PublishedEvent) -> Card:
    """The item for one live event, from its document."""
    body = event.body
    marks = []
    if any(change["op"] == "correct" for change in body["changes"]):
        marks.append("Corrected")
    if event.is_disputed:
        marks.append("Figures disputed")
    if event.is_provisional:
        marks.append("Being verified")
    if event.is_second_check_pending:
        marks.append("Second check pending")
    return Card(
        url=f"/events/{event.number}/",
        title=event.title,
        event_type=body["type"]["label"],
        when=span(event.earliest, event.latest),
        where=where_words(body["where"]),
        killed=_killed(event, body),
        sources=counted(event.source_count, "source"),
        marks=marks,
        earliest=event.earliest,
    )


def by_day(events: list[PublishedEvent]) -> list[Day]:
    """Cards grouped by first day, in the order given."""
    cards = [card(event) for event in events]
    return [Day(on, short_day(on), list(group)) for on, group in groupby(cards, key=lambda item: item.earliest)]


def _killed(event: PublishedEvent, body: dict[str, Any]) -> str:
    """The killed in words; where the figure stands for "no casualties", or is withheld, that."""
    if event.is_provisional:
        return "figures withheld"
    is_counted = any(tally["outcome"]["code"] == "killed" for tally in body["tallies"])
    if event.killed_high == 0 and not is_counted:
        return "no casualties reported"
    return killed_words(event.killed_low, event.killed_best, event.killed_high)
