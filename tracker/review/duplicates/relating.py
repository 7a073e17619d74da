"""Two events that are not one but belong together: a link, and the word that they differ."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.core.states import EditorialState, TransitionNotAllowed
from tracker.events.models import EventLink, EventLinkKind
from tracker.publishing.editing import lock, require_unmerged, save_version
from tracker.publishing.judging import judge
from tracker.publishing.models import Verdict
from tracker.revisions.models import Kind

RELATING = (EventLinkKind.SAME_SERIES, EventLinkKind.FOLLOWS, EventLinkKind.RETALIATION_FOR)


def relate(event_id: int, other_id: int, *, kind: str, version: int, by: User, reason: str = "") -> EventLink:
    """Link an event to another one, save a version of it, and keep that the two are not the same.

    ``reason`` is kept with the version; without one it says what was linked.

    Raises:
        NotPermitted, StaleVersion: as their names say.
        TransitionNotAllowed: the link is there already, or one of the two is gone, taken out or merged.
    """
    if kind not in RELATING:
        raise TransitionNotAllowed("Choose how the one stands to the other: in one series, after it, or in return.")
    with transaction.atomic():
        judge(Kind.EVENT, event_id, other_id, verdict=Verdict.NOT_SAME, by=by, reason=EventLinkKind(kind).label)
        event = lock(Kind.EVENT, event_id, opened=version)
        other = lock(Kind.EVENT, other_id)
        require_unmerged(Kind.EVENT, other)
        if other.state == EditorialState.RETRACTED:
            raise TransitionNotAllowed(f"“{other}” was taken out: there is nothing to link to.")
        link, is_new = EventLink.objects.get_or_create(event_id=event_id, other_id=other_id, kind=kind)
        if not is_new:
            raise TransitionNotAllowed("This link is there already.")
        said = reason or f"Linked: {link.get_kind_display().lower()} event {other_id}"
        save_version(Kind.EVENT, event, by=by, reason=said)
    return link
