"""Search across the public record by folded words; every word must be found."""

from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import QuerySet

from tracker.core.names import fold
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
    """What bears ``words``: events newest first, the rest by how many events name them. Five queries.

    Nothing is found where ``words`` has no letters or digits.
    """
    key = fold(words)
    if not key:
        return Found()
    events = PublishedEvent.objects.live().naming(key).newest_first()
    return Found(
        events=list(events.defer("search_text")[:limit]),
        persons=list(_named(PublishedPerson.objects.all(), key)[:limit]),
        forces=list(_named(PublishedForce.objects.all(), key)[:limit]),
        places=list(_named(PublishedPlace.objects.all(), key)[:limit]),
        topics=list(_named(PublishedTopic.objects.all(), key)[:limit]),
    )


def _named(rows: QuerySet[_Row], key: str) -> QuerySet[_Row]:
    found = rows.filter(status=PublicStatus.LIVE)
    for word in key.split():
        found = found.filter(names__contains=word)
    return found.order_by("-event_count", "title", "number")
