"""Events on record that a suggested one may be: the same kind of act on the same days."""

from django.db.models import QuerySet

from tracker.core.states import EditorialState
from tracker.events.models import Event
from tracker.review.decisions.errors import NotReady
from tracker.review.decisions.sitting import Payload
from tracker.review.decisions.worded import span_of

_MOST = 5


def resembling(payload: Payload) -> QuerySet[Event]:
    """The newest few; none where the day cannot be read: accepting says what is wrong with it."""
    try:
        days = span_of(payload.get("date"))
    except NotReady:
        days = None
    if days is None:
        return Event.objects.none()
    found = Event.objects.between(*days).filter(event_type__code=payload.get("type") or "")
    return found.exclude(state=EditorialState.RETRACTED).select_related("place").order_by("-pk")[:_MOST]
