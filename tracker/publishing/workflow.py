"""The verbs of the workflow, the same for every kind."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, EditorialState, Move, TransitionNotAllowed, next_state
from tracker.published.models import Change, Op
from tracker.publishing.agenda import call_off
from tracker.publishing.along import copied_along
from tracker.publishing.approvals import (
    approval_of,
    approved_member,
    require_blur_kept,
    require_second_person,
)
from tracker.publishing.directory import Directory
from tracker.publishing.editing import lock, require, require_sentence
from tracker.publishing.models import Approval, Basis
from tracker.publishing.press import Member, Press
from tracker.publishing.readiness import blockers
from tracker.publishing.removal import retract, withdraw
from tracker.publishing.sequence import lock_counter
from tracker.publishing.withheld import require_nameless
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version

__all__ = ["approve", "break_glass", "publish", "retract", "second_check", "send_back", "submit", "withdraw"]

Companion = tuple[Kind, int, int]
LATER_OPS = (Op.UPDATE, Op.CLARIFY, Op.CORRECT)


def submit(kind: Kind, record_id: int, *, version: int, by: User) -> EditorialModel:
    """Ask for a second person's review of this version.

    Raises:
        NotPermitted, StaleVersion, TransitionNotAllowed: as their names say.
    """
    require(by, Verb.SUBMIT)
    with transaction.atomic():
        record = _move(lock(kind, record_id, opened=_saved(version)), Move.SUBMIT)
        audit.log("submit", by=by, kind=kind, record=record, version=version)
        return record


def send_back(kind: Kind, record_id: int, *, version: int, by: User, reason: str) -> EditorialModel:
    """Return the version to its makers with a reason, which they see until they submit again.

    A publication that it waited for is cancelled. Whoever approved the version has not any more;
    that they did stays in the audit log.

    Raises:
        NotPermitted, StaleVersion, TransitionNotAllowed: as their names say; also when no reason is given.
    """
    require(by, Verb.SEND_BACK)
    require_sentence(reason, "Write what has to change before you send it back.")
    with transaction.atomic():
        record = _move(lock(kind, record_id, opened=version), Move.SEND_BACK)
        revision = at_version(kind, record_id, version)
        revision.approvals.exclude(~Q(by=by), basis=Basis.RETURNED).delete()
        Approval.objects.create(revision=revision, by=by, basis=Basis.RETURNED, reason=reason.strip())
        call_off(kind, record, by=by, why=f"Version {version} was sent back.")
        audit.log("send_back", by=by, kind=kind, record=record, why=reason, version=version)
        return record


def approve(kind: Kind, record_id: int, *, version: int, by: User) -> Approval:
    """Approve the revision that was seen, as a second person.

    The second person has made none of the revisions since the last published one.

    Raises:
        NotPermitted, StaleVersion: as their names say; NotPermitted also where only a chief may, as the version
            shows a place more exactly.
        TransitionNotAllowed: not in review, or the person made a revision that is going out.
    """
    require(by, Verb.APPROVE)
    with transaction.atomic():
        record = lock(kind, record_id, opened=version)
        next_state(record.state, Move.APPROVE)
        require_second_person(kind, record, by)
        require_blur_kept(kind, record, by)
        _move(record, Move.APPROVE)
        audit.log("approve", by=by, kind=kind, record=record, version=version)
        return Approval.objects.get_or_create(
            revision=at_version(kind, record_id, version), by=by, basis=Basis.SECOND_PERSON
        )[0]


def publish(
    kind: Kind,
    record_id: int,
    *,
    version: int,
    by: User,
    op: Op | None = None,
    note: str = "",
    companions: Iterable[Companion] = (),
) -> Change:
    """Copy an approved version to the public side, with its companions, and number the changes.

    ``op`` is None for a first publication; a live record goes out as update,
    clarification or correction, with a public note. Returns the record's own change.

    Raises:
        NotPermitted, StaleVersion, TransitionNotAllowed: as their names say.
        Blocked: what keeps it in, one sentence each.
    """
    require(by, Verb.PUBLISH)
    along = sorted(companions)
    with transaction.atomic():
        lock_counter()
        members = approved_set(kind, record_id, version=version, op=op, note=note, companions=along)
        refuse_blocked(members)
        change = _print(members, by=by)
        for member in members:
            call_off(member.kind, member.record, by=by, why=f"Version {member.version} was published before.")
            audit.log(
                "publish", by=by, kind=member.kind, record=member.record, why=member.note, version=member.version,
                op=member.op.value, change=f"{change.epoch}.{change.seq}",
            )  # fmt: skip
        return change


def break_glass(
    kind: Kind,
    record_id: int,
    *,
    version: int,
    by: User,
    reason: str,
    op: Op | None = None,
    note: str = "",
    companions: Iterable[Companion] = (),
) -> Change:
    """Publish alone, as a chief, with a reason; the page says "second check pending" until somebody gives it.

    An embargo holds a chief back like everybody else.

    Raises:
        NotPermitted, StaleVersion, TransitionNotAllowed, Blocked: as for ``publish``; also without a reason.
    """
    require(by, Verb.BREAK_GLASS)
    require_sentence(reason, "Write why this cannot wait for a second person.")
    along = sorted(companions)
    with transaction.atomic():
        lock_counter()
        for of_kind, of_id, of_version in [*along, (kind, record_id, version)]:
            record = lock(of_kind, of_id, opened=of_version)
            if record.state == EditorialState.APPROVED and (of_kind, of_id) != (kind, record_id):
                continue
            _approve_alone(of_kind, record, by=by, reason=reason)
        return publish(kind, record_id, version=version, by=by, op=op, note=note, companions=along)


def second_check(kind: Kind, record_id: int, *, by: User) -> Change:
    """Give the check that a chief's publication still waits for.

    Raises:
        NotPermitted: the role does not approve.
        TransitionNotAllowed: nothing is waiting, or the person made or published it.
    """
    require(by, Verb.APPROVE)
    with transaction.atomic():
        lock_counter()
        record = lock(kind, record_id)
        revision = at_version(kind, record_id, record.live_revision) if record.live_revision else None
        alone = approval_of(revision, Basis.BREAK_GLASS) if revision else None
        if revision is None or alone is None or approval_of(revision, Basis.SECOND_CHECK):
            raise TransitionNotAllowed("No second check is pending for this record.")
        makers = set(Revision.objects.filter(kind=kind, record_id=record_id).values_list("by_id", flat=True))
        if by.pk == alone.by_id or by.pk in makers:
            raise TransitionNotAllowed("A second person has to check: you made or published this record.")
        Approval.objects.create(revision=revision, by=by, basis=Basis.SECOND_CHECK)
        audit.log("second_check", by=by, kind=kind, record=record, version=revision.version)
        member = Member(kind, record, revision.snapshot, revision.version, Op.UPDATE, "Checked by a second person.")
        return Press([member]).run()[-1]


def approved_set(
    kind: Kind, record_id: int, *, version: int, op: Op | None, note: str, companions: Iterable[Companion]
) -> list[Member]:
    """The record and its companions, locked, as they were approved; the record comes first.

    Raises:
        StaleVersion, TransitionNotAllowed: as for ``publish``.
    """
    record = lock(kind, record_id, opened=version)
    members = [approved_member(kind, record, _op_for(record, op, note), note)]
    for other_kind, other_id, other_version in companions:
        other = lock(other_kind, other_id, opened=other_version)
        members.append(approved_member(other_kind, other, _op_for_companion(other), ""))
    return members


def refuse_blocked(members: list[Member], *, at: datetime | None = None) -> None:
    """Say what would keep the set in at a moment: now, unless told.

    Raises:
        Blocked: one sentence each.
    """
    require_nameless(*(member.note for member in members))
    along = [(member.kind, member.record.pk) for member in members]
    directory = Directory(planned=True)
    reasons = [
        reason
        for member in members
        for reason in blockers(member.kind, member.record, along, member.snapshot, directory, at=at)
    ]
    if reasons:
        raise Blocked(list(dict.fromkeys(reasons)))


def _saved(version: int) -> int:
    if version < 1:
        raise TransitionNotAllowed("Save the record first: there is no version to review yet.")
    return version


def _move(record: EditorialModel, move: Move) -> EditorialModel:
    record.state = next_state(record.state, move)
    record.save(update_fields=["state", "changed_at"])
    return record


def _op_for(record: EditorialModel, op: Op | None, note: str) -> Op:
    if not record.is_live:
        require_sentence(note or "-", "")
        if op not in (None, Op.PUBLISH):
            raise TransitionNotAllowed("This record is not public yet: publish it.")
        return Op.PUBLISH
    if op not in LATER_OPS:
        raise TransitionNotAllowed(
            "This record is live: say whether this is an update, a clarification or a correction."
        )
    require_sentence(note, "Write the public note that says what changed.")
    return op


def _op_for_companion(record: EditorialModel) -> Op:
    if record.is_live:
        raise TransitionNotAllowed(f"“{record}” is live already: publish its pending version by itself, with a note.")
    return Op.PUBLISH


def _approve_alone(kind: Kind, record: EditorialModel, *, by: User, reason: str) -> None:
    if record.state not in (EditorialState.DRAFT, EditorialState.IN_REVIEW):
        here = EditorialState(record.state).label.lower()
        raise TransitionNotAllowed(f"Publish alone is not possible: this record is {here}.")
    revision = at_version(kind, record.pk, _saved(record.version))
    record.state = EditorialState.APPROVED
    record.save(update_fields=["state", "changed_at"])
    Approval.objects.get_or_create(
        revision=revision, by=by, basis=Basis.BREAK_GLASS, defaults={"reason": reason.strip()}
    )
    audit.log("break_glass", by=by, kind=kind, record=record, why=reason, version=record.version)


def _print(members: list[Member], *, by: User) -> Change:
    """Run the press over the set. The first member's change is returned."""
    changes = Press([*members, *copied_along(members, by=by)]).run()
    wanted = members[0].record.public_id
    return next(change for change in changes if change.public_id == wanted)
