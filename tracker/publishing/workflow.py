"""The verbs of the workflow, the same for every kind."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, EditorialState, Move, TransitionNotAllowed, next_state
from tracker.published.models import Change, Op
from tracker.publishing.along import copied_along
from tracker.publishing.directory import Directory
from tracker.publishing.editing import lock, require, require_sentence
from tracker.publishing.models import APPROVING, Approval, Basis
from tracker.publishing.press import Member, Press
from tracker.publishing.readiness import blockers
from tracker.publishing.removal import retract, withdraw
from tracker.publishing.sequence import lock_counter
from tracker.publishing.withheld import require_nameless
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version, makers_since

__all__ = ["approve", "break_glass", "publish", "retract", "second_check", "send_back", "submit", "withdraw"]

Companion = tuple[Kind, int, int]
_LATER_OPS = (Op.UPDATE, Op.CLARIFY, Op.CORRECT)


def submit(kind: Kind, record_id: int, *, version: int, by: User) -> EditorialModel:
    """Ask for a second person's review of this version.

    Raises:
        NotPermitted, StaleVersion, TransitionNotAllowed: as their names say.
    """
    require(by, Verb.SUBMIT)
    with transaction.atomic():
        return _move(lock(kind, record_id, opened=_saved(version)), Move.SUBMIT)


def send_back(kind: Kind, record_id: int, *, version: int, by: User, reason: str) -> EditorialModel:
    """Return the version to its makers with a reason, which the next revision's reader sees.

    Raises:
        NotPermitted, StaleVersion, TransitionNotAllowed: as their names say; also when no reason is given.
    """
    require(by, Verb.SEND_BACK)
    require_sentence(reason, "Write what has to change before you send it back.")
    with transaction.atomic():
        record = _move(lock(kind, record_id, opened=version), Move.SEND_BACK)
        revision = at_version(kind, record_id, version)
        Approval.objects.update_or_create(
            revision=revision, by=by, basis=Basis.RETURNED, defaults={"reason": reason.strip()}
        )
        return record


def approve(kind: Kind, record_id: int, *, version: int, by: User) -> Approval:
    """Approve the revision that was seen, as a second person.

    The second person has made none of the revisions since the last published one.

    Raises:
        NotPermitted, StaleVersion: as their names say.
        TransitionNotAllowed: not in review, or the person made a revision that is going out.
    """
    require(by, Verb.APPROVE)
    with transaction.atomic():
        record = lock(kind, record_id, opened=version)
        next_state(record.state, Move.APPROVE)
        _require_second_person(kind, record, by)
        _move(record, Move.APPROVE)
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
        record = lock(kind, record_id, opened=version)
        members = [_approved_member(kind, record, _op_for(record, op, note), note)]
        for other_kind, other_id, other_version in along:
            other = lock(other_kind, other_id, opened=other_version)
            members.append(_approved_member(other_kind, other, _op_for_companion(other), ""))
        return _print(members, by=by)


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

    Raises:
        NotPermitted, StaleVersion, TransitionNotAllowed, Blocked: as for ``publish``; also without a reason.
    """
    require(by, Verb.BREAK_GLASS)
    require_sentence(reason, "Write why this cannot wait for a second person.")
    with transaction.atomic():
        lock_counter()
        for of_kind, of_id, of_version in [*sorted(companions), (kind, record_id, version)]:
            record = lock(of_kind, of_id, opened=of_version)
            if record.state == EditorialState.RETRACTED:
                next_state(record.state, Move.PUBLISH)
            record.state = EditorialState.APPROVED
            record.save(update_fields=["state", "changed_at"])
            Approval.objects.get_or_create(
                revision=at_version(of_kind, of_id, of_version),
                by=by,
                basis=Basis.BREAK_GLASS,
                defaults={"reason": reason.strip()},
            )
        return publish(kind, record_id, version=version, by=by, op=op, note=note, companions=companions)


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
        alone = _approval(revision, Basis.BREAK_GLASS) if revision else None
        if revision is None or alone is None or _approval(revision, Basis.SECOND_CHECK):
            raise TransitionNotAllowed("No second check is pending for this record.")
        makers = set(Revision.objects.filter(kind=kind, record_id=record_id).values_list("by_id", flat=True))
        if by.pk == alone.by_id or by.pk in makers:
            raise TransitionNotAllowed("A second person has to check: you made or published this record.")
        Approval.objects.create(revision=revision, by=by, basis=Basis.SECOND_CHECK)
        member = Member(kind, record, revision.snapshot, revision.version, Op.UPDATE, "Checked by a second person.")
        return Press([member]).run()[-1]


def _saved(version: int) -> int:
    if version < 1:
        raise TransitionNotAllowed("Save the record first: there is no version to review yet.")
    return version


def _move(record: EditorialModel, move: Move) -> EditorialModel:
    record.state = next_state(record.state, move)
    record.save(update_fields=["state", "changed_at"])
    return record


def _require_second_person(kind: Kind, record: EditorialModel, by: User) -> None:
    if by.pk in makers_since(kind, record.pk, _last_checked(kind, record)):
        raise TransitionNotAllowed(
            "A second person has to approve: you made one of the revisions since the last published version."
        )


def _last_checked(kind: Kind, record: EditorialModel) -> int | None:
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


def _approval(revision: Revision, *bases: Basis) -> Approval | None:
    return revision.approvals.filter(basis__in=bases).first()


def _approved_member(kind: Kind, record: EditorialModel, op: Op, note: str) -> Member:
    """The member for the approved version. The approval must be by somebody who made none of it."""
    next_state(record.state, Move.PUBLISH)
    revision = at_version(kind, record.pk, record.version)
    makers = makers_since(kind, record.pk, _last_checked(kind, record))
    second = revision.approvals.filter(basis__in=[Basis.SECOND_PERSON, Basis.IMPORT]).exclude(by__in=makers)
    alone = _approval(revision, Basis.BREAK_GLASS)
    if not second.exists() and alone is None:
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


def _op_for(record: EditorialModel, op: Op | None, note: str) -> Op:
    if not record.is_live:
        require_sentence(note or "-", "")
        if op not in (None, Op.PUBLISH):
            raise TransitionNotAllowed("This record is not public yet: publish it.")
        return Op.PUBLISH
    if op not in _LATER_OPS:
        raise TransitionNotAllowed(
            "This record is live: say whether this is an update, a clarification or a correction."
        )
    require_sentence(note, "Write the public note that says what changed.")
    return op


def _op_for_companion(record: EditorialModel) -> Op:
    if record.is_live:
        raise TransitionNotAllowed(f"“{record}” is live already: publish its pending version by itself, with a note.")
    return Op.PUBLISH


def _print(members: list[Member], *, by: User) -> Change:
    """Run the press over the set, or say what blocks it. The first member's change is returned."""
    require_nameless(*(member.note for member in members))
    along = [(member.kind, member.record.pk) for member in members]
    directory = Directory(planned=True)
    reasons = [
        reason
        for member in members
        for reason in blockers(member.kind, member.record, along, snapshot=member.snapshot, directory=directory)
    ]
    if reasons:
        raise Blocked(list(dict.fromkeys(reasons)))
    changes = Press([*members, *copied_along(members, by=by)]).run()
    wanted = members[0].record.public_id
    return next(change for change in changes if change.public_id == wanted)
