"""Publishes anew what shows the name of a record that is called otherwise now."""

from django.db import transaction

from tracker.published.models import Change, PublicStatus, PublishedRecord
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.press import Press
from tracker.publishing.scrubbing import live_member
from tracker.publishing.sequence import lock_counter
from tracker.revisions.models import Kind

AT_ONCE = 100
_NOTE = "A linked name changed."


def reissue_renamed(at_once: int = AT_ONCE) -> int:
    """Publish anew up to ``at_once`` documents that show an old name of one renamed record; 0 when none is left.

    They go out as updates, from the revisions that are live, so nobody's pending
    edits leak. What is left is told by rows: a run that was lost is made up by the next.
    """
    for kind in Kind:
        with transaction.atomic():
            lock_counter()
            renamed = _renamed(kind)
            if renamed is None:
                continue
            stale = showing(renamed)[:at_once]
            members = [member for of_kind, pk in stale if (member := live_member(of_kind, pk, _NOTE))]
            if members:
                Press(members).run()
                return len(members)
            renamed.renamed_at_seq = None
            renamed.save(update_fields=["renamed_at_seq"])
    return 0


def showing(renamed: PublishedRecord) -> list[tuple[Kind, int]]:
    """Live records whose document shows the record and is older than its name, by kind and row id."""
    older = Change.objects.filter(mentions__public_id=renamed.public_id, seq__lt=renamed.renamed_at_seq)
    last = dict(older.order_by("seq").values_list("public_id", "seq"))
    found: list[tuple[Kind, int]] = []
    for kind, aggregate in AGGREGATES.items():
        of_kind = older.filter(kind=kind.value).values("public_id")
        copies = aggregate.copy._default_manager.filter(
            public_id__in=of_kind, status=PublicStatus.LIVE, seq__lt=renamed.renamed_at_seq
        )
        standing = [each.public_id for each in copies.only("public_id", "seq") if last[each.public_id] == each.seq]
        rows = aggregate.model._default_manager.filter(public_id__in=standing, live_revision__isnull=False)
        found += [(kind, pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]
    return found


def _renamed(kind: Kind) -> PublishedRecord | None:
    copies = AGGREGATES[kind].copy._default_manager.filter(renamed_at_seq__isnull=False)
    return copies.order_by("renamed_at_seq").first()
