"""Keeps the number of live events on published forces, persons, places and topics in step."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from tracker.published.models import (
    PublicStatus,
    PublishedEvent,
    PublishedEventForce,
    PublishedEventPerson,
    PublishedEventTopic,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedTopic,
)

Counted = type[PublishedForce] | type[PublishedPerson] | type[PublishedPlace] | type[PublishedTopic]
Linked = dict[Counted, set[int]]
_COUNTED: tuple[Counted, ...] = (PublishedForce, PublishedPerson, PublishedPlace, PublishedTopic)
_CHUNK = 500
_STANDING = Q(events__status=PublicStatus.LIVE)


def linked_to(events: Iterable[UUID]) -> Linked:
    """Row ids of what the published events stand at and name. Four queries per 500 events."""
    found: Linked = {model: set() for model in _COUNTED}
    public_ids = list(events)
    for start in range(0, len(public_ids), _CHUNK):
        chunk = public_ids[start : start + _CHUNK]
        forces = PublishedEventForce.objects.filter(event__public_id__in=chunk)
        persons = PublishedEventPerson.objects.filter(event__public_id__in=chunk)
        places = PublishedEvent.objects.filter(public_id__in=chunk, place__isnull=False)
        topics = PublishedEventTopic.objects.filter(event__public_id__in=chunk)
        found[PublishedTopic].update(topics.values_list("topic_id", flat=True))
        found[PublishedForce].update(forces.values_list("force_id", flat=True))
        found[PublishedPerson].update(persons.values_list("person_id", flat=True))
        found[PublishedPlace].update(pk for pk in places.values_list("place_id", flat=True) if pk is not None)
    return found


def recount_events(*linked: Linked) -> None:
    """Set ``event_count`` on every row of ``linked``, no part beside its whole. Three queries per 500 rows."""
    for model in _COUNTED:
        pks = sorted({pk for one in linked for pk in one[model]})
        for start in range(0, len(pks), _CHUNK):
            chunk = pks[start : start + _CHUNK]
            manager: Any = model._default_manager
            parts = _parts_beside_wholes(manager, chunk)
            counted = list(
                manager.filter(pk__in=chunk).annotate(standing=Count("events", filter=_STANDING, distinct=True))
            )
            for row in counted:
                row.event_count = row.standing - parts.get(row.pk, 0)
            manager.bulk_update(counted, ["event_count"], batch_size=100)


def _parts_beside_wholes(manager: Any, pks: list[int]) -> dict[int, int]:
    """How many live events of each row are parts of a live whole, one or two levels up, that the row has, too.

    Events with a whole are few, so they are told apart here. Two queries, one where there are none.
    """
    of_whole = manager.filter(pk__in=pks, events__status=PublicStatus.LIVE, events__part_of__isnull=False)
    parts = set(of_whole.values_list("pk", "events", "events__part_of", "events__part_of__part_of"))
    wholes = {whole for _, _, *above in parts for whole in above if whole is not None}
    standing = manager.filter(pk__in=pks, events__status=PublicStatus.LIVE, events__in=wholes)
    present = set(standing.values_list("pk", "events")) if wholes else set()
    found: dict[int, int] = {}
    for pk, _, *above in parts:
        if any((pk, whole) in present for whole in above):
            found[pk] = found.get(pk, 0) + 1
    return found
