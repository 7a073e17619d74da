"""Search across the public record: by folded words, every one of which must be found, and by how names sound."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import QuerySet

from tracker.core.names import fold
from tracker.published.finding import Named, find
from tracker.published.models import (
    PublicStatus,
    PublishedEvent,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedTopic,
)

_Row = TypeVar("_Row", PublishedPerson, PublishedForce, PublishedPlace, PublishedTopic)


@dataclass
class Found:
    """At most ``limit`` live records of each kind."""

    events: list[PublishedEvent] = field(default_factory=list)
    persons: list[PublishedPerson] = field(default_factory=list)
    forces: list[PublishedForce] = field(default_factory=list)
    places: list[PublishedPlace] = field(default_factory=list)
    topics: list[PublishedTopic] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.events or self.persons or self.forces or self.places or self.topics)


def search(words: str, *, limit: int = 20) -> Found:
    """What bears ``words``: events newest first, topics by how many events they have. Eleven queries at most.

    People, forces and places are found by any spelling of a name, in any script: those
    that sound most like it first, then those that bear the words, by how many events
    name them. Nothing is found where ``words`` has no letters or digits.
    """
    key = fold(words)
    if not key:
        return Found()
    sounding = find(words)
    events = PublishedEvent.objects.live().naming(key).newest_first()
    return Found(
        events=list(events.defer("search_text")[:limit]),
        persons=_named(PublishedPerson.objects.all(), key, sounding[PublishedPerson], limit),
        forces=_named(PublishedForce.objects.all(), key, sounding[PublishedForce], limit),
        places=_named(PublishedPlace.objects.all(), key, sounding[PublishedPlace], limit),
        topics=list(_bearing(PublishedTopic.objects.all(), key)[:limit]),
    )


def _named(rows: QuerySet[_Row], key: str, sounding: Iterable[Named], limit: int) -> list[_Row]:
    """Those that sound like it and bear the words, those that sound like it, and those that only bear the words."""
    scores = {each.record_id: each.score for each in sounding}
    bearing: list[_Row] = list(_bearing(rows, key)[:limit])
    known = {row.pk for row in bearing}
    others = [pk for pk in scores if pk not in known]
    rest: list[_Row] = list(rows.filter(pk__in=others, status=PublicStatus.LIVE)) if others else []
    found = bearing + rest
    found.sort(key=lambda row: (-scores.get(row.pk, 0), row.pk not in known, -row.event_count, row.title, row.number))
    return found[:limit]


def _bearing(rows: QuerySet[_Row], key: str) -> QuerySet[_Row]:
    found = rows.filter(status=PublicStatus.LIVE)
    for word in key.split():
        found = found.filter(names__contains=word)
    return found.order_by("-event_count", "title", "number")
