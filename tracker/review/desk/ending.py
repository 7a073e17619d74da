"""What remains when every suggestion is decided: the events, to be submitted with what they name."""

from dataclasses import dataclass

from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState
from tracker.events.models import Event
from tracker.publishing.readiness import companions
from tracker.review.desk.shelf import Shelf
from tracker.revisions.models import Kind


@dataclass
class Ending:
    """One event of the article, and the drafts that it names."""

    event: Event
    along: list[tuple[Kind, EditorialModel]]

    @property
    def may_be_submitted(self) -> bool:
        """Nobody submitted it yet."""
        return self.event.state == EditorialState.DRAFT and self.event.version > 0

    @property
    def values(self) -> list[str]:
        """What goes along, as the workflow's form sends it."""
        return [f"{kind}:{record.pk}:{record.version}" for kind, record in self.along]

    @property
    def drafts(self) -> int:
        """How many of them are submitted with it."""
        return sum(record.state == EditorialState.DRAFT for _, record in self.along)


def endings(shelf: Shelf | None) -> list[Ending]:
    """The events of an article that was reviewed to the end; empty while a suggestion is open."""
    if shelf is None or not shelf.rows or shelf.open_count:
        return []
    events = Event.objects.filter(pk__in=set(shelf.events.values())).order_by("pk")
    return [Ending(event, companions(Kind.EVENT, event) if event.version else []) for event in events]
