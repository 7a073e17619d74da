"""Who has a record open. A notice, never a lock."""

from datetime import datetime, timedelta

from tracker.accounts.models import User
from tracker.review.models import Presence
from tracker.revisions.models import Kind

STALE_AFTER = timedelta(seconds=60)


def look(kind: Kind, record_id: int, *, by: User, is_editing: bool, now: datetime) -> Presence:
    """Note that somebody has the page open, and whether they typed."""
    found, _ = Presence.objects.update_or_create(
        by=by, kind=kind, record_id=record_id, defaults={"is_editing": is_editing, "seen_at": now}
    )
    return found


def leave(kind: Kind, record_id: int, *, by: User) -> None:
    """Note that somebody closed the page."""
    Presence.objects.filter(by=by, kind=kind, record_id=record_id).delete()


def others(kind: Kind, record_id: int, *, but: User, now: datetime) -> list[Presence]:
    """Who else had the page open in the last minute, those who edit first. One query."""
    found = Presence.objects.filter(kind=kind, record_id=record_id, seen_at__gte=now - STALE_AFTER)
    return list(found.exclude(by=but).select_related("by").order_by("-is_editing", "by__username"))
