"""Publishing many first versions as one named batch, after a second person's word for the whole."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, EditorialState, TransitionNotAllowed
from tracker.published.models import Change, Op
from tracker.publishing.along import copied_along
from tracker.publishing.directory import Directory
from tracker.publishing.editing import require, require_sentence
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import Approval, Basis
from tracker.publishing.press import Member, Press
from tracker.publishing.readiness import blockers
from tracker.publishing.sequence import lock_counter
from tracker.publishing.withheld import require_nameless
from tracker.revisions.models import Kind, Revision

Batch = Sequence[tuple[Kind, int]]
_CHUNK = 400


def publish_batch(batch: Batch, *, by: User, name: str) -> list[Change]:
    """Approve and publish records that were never public, in one transaction, with ``name`` as their public note.

    Raises:
        NotPermitted: the role does not approve and publish.
        TransitionNotAllowed: the person made one of the revisions, or a record is no fresh draft.
        Blocked: what keeps records in; nothing went out.
    """
    require(by, Verb.APPROVE)
    require(by, Verb.PUBLISH)
    require_sentence(name, "Name the batch; readers will see the name.")
    with transaction.atomic():
        lock_counter()
        require_nameless(name)
        members = [member for kind, pks in _by_kind(batch) for member in _members(kind, pks, by, name)]
        along = [(member.kind, member.record.pk) for member in members]
        directory = Directory(planned=True)
        reasons = [
            f"{member.record}: {reason}"
            for member in members
            for reason in blockers(member.kind, member.record, along, snapshot=member.snapshot, directory=directory)
        ]
        if reasons:
            raise Blocked(reasons)
        audit.log("publish_batch", by=by, why=name, records=len(members))
        return Press([*members, *copied_along(members, by=by)]).run()


def _by_kind(batch: Batch) -> list[tuple[Kind, list[int]]]:
    return [(kind, [pk for of_kind, pk in batch if of_kind == kind]) for kind in AGGREGATES]


def _members(kind: Kind, pks: list[int], by: User, name: str) -> list[Member]:
    manager = AGGREGATES[kind].model._default_manager
    records: list[EditorialModel] = [
        record for chunk in _chunks(pks) for record in manager.select_for_update().filter(pk__in=chunk)
    ]
    revisions = {
        revision.record_id: revision
        for chunk in _chunks(pks)
        for revision in Revision.objects.filter(kind=kind, record_id__in=chunk, version=1)
    }
    for record in records:
        revision = revisions.get(record.pk)
        if record.version != 1 or record.is_live or revision is None or record.state != EditorialState.DRAFT:
            raise TransitionNotAllowed(f"“{record}” is no fresh draft: publish it by itself.")
        if revision.by_id == by.pk:
            raise TransitionNotAllowed("A second person has to publish the batch: you imported it.")
        record.state = EditorialState.APPROVED
        record.save(update_fields=["state"])
    Approval.objects.bulk_create(
        Approval(revision=revision, by=by, basis=Basis.IMPORT, reason=name) for revision in revisions.values()
    )
    return [
        Member(kind, record, revisions[record.pk].snapshot, version=1, op=Op.PUBLISH, note=name) for record in records
    ]


def _chunks(pks: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(pks), _CHUNK):
        yield pks[start : start + _CHUNK]
