"""Published events from first to last in short reads: no cursor stays open while somebody downloads slowly."""

from collections.abc import Iterator

from tracker.published.models import PublishedEvent
from tracker.published.models.event import PublishedEventQuerySet

CHUNK = 1000


def in_chunks(
    rows: PublishedEventQuerySet, *, skip: int = 0, most: int | None = None
) -> Iterator[list[PublishedEvent]]:
    """Lists of at most ``CHUNK`` events, newest first, from behind the first ``skip``; at most ``most`` in all.

    One query a list, and one for a ``skip``. An event that is published anew
    between two reads may move, none is told twice for it.
    """
    rows = rows.newest_first()
    here = rows
    if skip:
        place = rows.values_list("earliest", "public_id")[skip - 1 : skip].first()
        if place is None:
            return
        here = rows.after(*place)
    left = most
    while left is None or left > 0:
        size = CHUNK if left is None else min(CHUNK, left)
        found = list(here[:size])
        if found:
            yield found
        if len(found) < size:
            return
        here = rows.after(found[-1].earliest, found[-1].public_id)
        left = None if left is None else left - size
