"""What stands in a record's place once it is gone."""

from django.utils import timezone

from tracker.core.models import EditorialModel
from tracker.published.models import Change, Op, PublicStatus, RecordKind
from tracker.publishing.copies import write_tombstone
from tracker.publishing.counts import linked_to, recount_events
from tracker.publishing.documents.head import Issue, api_url, entry, page_url, tombstone
from tracker.publishing.kinds import AGGREGATES, Document
from tracker.publishing.sequence import append_change, as_bytes, lock_counter
from tracker.revisions.models import Kind


def lay_tombstone(
    kind: Kind,
    record: EditorialModel,
    *,
    op: Op,
    status: PublicStatus,
    reason: str,
    successor: EditorialModel | None = None,
) -> Change:
    """Replace the public copy by a numbered tombstone. A withdrawn record's history loses its notes.

    ``successor`` is the public record that a merged one is from now on.
    """
    counter = lock_counter()
    at = timezone.now()
    copy = AGGREGATES[kind].copy._default_manager.get(public_id=record.public_id)
    linked = linked_to([record.public_id])
    history = copy.body.get("changes", [])
    if status == PublicStatus.WITHDRAWN:
        history = [{**line, "note": ""} for line in history]
    version = copy.version + 1
    issue = Issue(
        kind=kind,
        public_id=record.public_id,
        number=copy.number,
        version=version,
        at=at,
        first_at=copy.first_published_at,
        history=[entry(version, op, at, reason), *history],
    )
    stored = as_bytes(tombstone(issue, status=status.value, reason=reason, successor=_named(kind, successor)))
    change = append_change(
        counter,
        RecordKind(kind.value),
        record.public_id,
        number=copy.number,
        version=version,
        op=op,
        note=reason,
        document=stored,
        at=at,
        successor=successor.public_id if successor else None,
    )
    write_tombstone(kind, stored, change, status=status)
    recount_events(linked)
    return change


def _named(kind: Kind, successor: EditorialModel | None) -> Document | None:
    if successor is None or successor.number is None:
        return None
    return {
        "id": str(successor.public_id),
        "number": successor.number,
        "url": page_url(kind, successor.number),
        "api_url": api_url(kind, successor.public_id),
    }
