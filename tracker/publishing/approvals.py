"""Whether what was approved is enough: a second person, and a chief where a place is to be shown more exactly."""

from typing import Any

from django.db.models import Max

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.core.blur import Blur, coarsest
from tracker.core.models import EditorialModel
from tracker.core.states import Move, NotPermitted, TransitionNotAllowed, next_state
from tracker.published.models import Op
from tracker.publishing.directory import Directory
from tracker.publishing.models import APPROVING, Approval, Basis, BlurLift
from tracker.publishing.press import Member
from tracker.publishing.whereabouts import policy_of, policy_of_place
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version, makers_since

_SPOT = ("place_id", "latitude", "longitude", "public_latitude", "public_longitude")


def require_second_person(kind: Kind, record: EditorialModel, by: User) -> None:
    """Refuse somebody who made one of the revisions since the last one that a second person approved.

    Raises:
        TransitionNotAllowed: with a sentence for the editor.
    """
    if by.pk in makers_since(kind, record.pk, last_checked(kind, record)):
        raise TransitionNotAllowed(
            "A second person has to approve: you made one of the revisions since the last published version."
        )


def last_checked(kind: Kind, record: EditorialModel) -> int | None:
    """The last version, up to the live one, that a second person approved; what a chief published alone is none."""
    if record.live_revision is None:
        return None
    given = Approval.objects.filter(
        basis__in=APPROVING,
        revision__kind=kind,
        revision__record_id=record.pk,
        revision__version__lte=record.live_revision,
    )
    return given.aggregate(last=Max("revision__version"))["last"]


def approval_of(revision: Revision, *bases: Basis) -> Approval | None:
    """The approval of a revision on one of these grounds; None where there is none."""
    return revision.approvals.filter(basis__in=bases).first()


def approved_member(kind: Kind, record: EditorialModel, op: Op, note: str) -> Member:
    """The member for the approved version. The approval must be by somebody who made none of it.

    Raises:
        TransitionNotAllowed: the version is not approved, or not by a second person or a chief alone.
    """
    next_state(record.state, Move.PUBLISH)
    revision = at_version(kind, record.pk, record.version)
    makers = makers_since(kind, record.pk, last_checked(kind, record))
    second = revision.approvals.filter(basis__in=[Basis.SECOND_PERSON, Basis.IMPORT]).exclude(by__in=makers)
    if not second.exists() and approval_of(revision, Basis.BREAK_GLASS) is None:
        raise TransitionNotAllowed(f"“{record}” has no approval by a second person for version {record.version}.")
    return Member(
        kind,
        record,
        revision.snapshot,
        revision.version,
        op,
        note.strip(),
        second_check_pending=not second.exists(),
    )


def require_blur_kept(kind: Kind, record: EditorialModel, by: User) -> None:
    """Refuse an editor's approval of a version that shows a place more exactly than those before it: a chief's to give.

    Raises:
        NotPermitted: the blur of the place, or of the event and its type, is less than it was; or the event moved
            while its blur is lifted.
    """
    if kind not in {Kind.EVENT, Kind.PLACE} or may(by, Verb.UNBLUR):
        return
    since = last_checked(kind, record) or 0
    saved = Revision.objects.filter(kind=kind, record_id=record.pk, version__gte=since).order_by("version")
    *before, now = [snapshot["fields"] for snapshot in saved.values_list("snapshot", flat=True)]
    directory = Directory(planned=True)
    policies = [_policy(kind, fields, directory) for fields in before]
    wanted = _policy(kind, now, directory)
    if coarsest([*policies, wanted]) != wanted:
        raise NotPermitted("This version shows the place more exactly than before: a chief has to approve it.")
    is_moved = before and any(before[-1].get(column) != now.get(column) for column in _SPOT)
    if kind == Kind.EVENT and is_moved and BlurLift.objects.filter(event_id=record.pk, ended_by=None).exists():
        raise NotPermitted("The event moved while its exact place is shown: a chief has to approve this version.")


def _policy(kind: Kind, fields: dict[str, Any], directory: Directory) -> Blur:
    if kind == Kind.EVENT:
        return policy_of(fields, fields["place_id"], directory)
    own = [fields["blur"]] if fields.get("blur") else []
    return coarsest([*own, policy_of_place(fields.get("parent_id"), directory)])
