"""Documents as they would go out: the press runs, and everything it wrote is undone."""

from django.db import transaction

from tracker.published.models import Op
from tracker.publishing.along import copied_along
from tracker.publishing.kinds import AGGREGATES, Document
from tracker.publishing.press import Member, Press
from tracker.publishing.readiness import companions, snapshot_of
from tracker.revisions.models import Kind


def preview(kind: Kind, record_id: int) -> Document:
    """The document of the working row as it would go out with all its companions. Nothing lasts.

    A person is shown as if named; everybody else only if somebody proposed to name them.
    """
    with transaction.atomic():
        record = AGGREGATES[kind].model._default_manager.get(pk=record_id)
        named = [*companions(kind, record), (kind, record)]
        members = [
            Member(
                other_kind,
                other,
                snapshot_of(other_kind, other),
                version=other.version,
                op=Op.UPDATE if other.is_live else Op.PUBLISH,
            )
            for other_kind, other in named
        ]
        press = Press([*members, *copied_along(members, by=None)])
        document = press.documents()[kind, record_id]
        transaction.set_rollback(True)
    return document
