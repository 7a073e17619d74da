"""Merging two records that are one, and undoing it. Keys stay where they are: who reads a name follows the merge."""

from django.db import transaction
from django.utils import timezone

from tracker.accounts.audit import log
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.blur import Blur
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState, Move, TransitionNotAllowed, next_state
from tracker.published.models import Op, PublicStatus
from tracker.publishing.agenda import call_off, embargo_on
from tracker.publishing.editing import lock, require, require_sentence
from tracker.publishing.judging import keep
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import BlurLift, Verdict
from tracker.publishing.press import Member, Press
from tracker.publishing.relations import named_in, names
from tracker.publishing.scrubbing import live_member, mentioning
from tracker.publishing.sequence import lock_counter
from tracker.publishing.tombstones import lay_tombstone
from tracker.publishing.unblurring import policy_on
from tracker.publishing.withheld import is_withdrawn, require_nameless
from tracker.revisions.models import Kind, Merge
from tracker.revisions.standing import Standing, merged_into, standing_merge
from tracker.revisions.verbs import at_version

MERGED_KINDS = (Kind.EVENT, Kind.PERSON, Kind.FORCE, Kind.PLACE, Kind.TOPIC)
Seen = tuple[int, int]
Key = tuple[Kind, int]
_TIED_NOTE = "A linked record was merged with another one."
_PARTED_NOTE = "A merge of linked records was undone."


def merge(kind: Kind, record_id: int, into_id: int, *, by: User, reason: str, seen: Seen) -> Merge:
    """Have ``into_id`` stand for ``record_id``: at once where nothing public changes, else once a second agrees.

    ``seen`` are the versions of the two that were looked at. The reason is public
    where the record is. Both were judged the same by this.

    Raises:
        NotPermitted, StaleVersion: as their names say.
        TransitionNotAllowed: with the sentence that says why these two cannot be merged.
        Blocked: the reason names somebody whose name is withheld.
    """
    require(by, Verb.MERGE)
    require_sentence(reason, "Write why these two are the same; where the record is public, readers will see it.")
    with transaction.atomic():
        lock_counter()
        require_nameless(reason)
        record, into = _pair(kind, record_id, into_id, seen)
        _check(kind, record, into)
        if waiting := Merge.objects.filter(kind=kind, record_id=record_id, undone_by=None).first():
            raise TransitionNotAllowed(
                f"{waiting.by} already asked to merge this record: carry that out, or take it back first."
            )
        asked = Merge.objects.create(
            kind=kind,
            record_id=record_id,
            into_id=into_id,
            is_public=_is_public(kind, record, into),
            state_before=record.state,
            live_before=record.live_revision,
            reason=reason.strip(),
            by=by,
        )
        keep(kind, record_id, into_id, verdict=Verdict.SAME, by=by, reason=reason)
        log("merge_proposed", by=by, kind=kind, record=record, why=reason, into=into_id, merge=asked.pk)
        if not asked.is_public:
            _carry_out(asked, record, into, by)
    return asked


def carry_out(merge_id: int, *, by: User, seen: Seen) -> Merge:
    """Agree, as a second person, to a merge that somebody asked for, and carry it out.

    Raises:
        NotPermitted, StaleVersion: as their names say.
        TransitionNotAllowed: it was carried out or taken back before, it is one's own, or the two cannot be merged now.
    """
    require(by, Verb.MERGE)
    with transaction.atomic():
        lock_counter()
        asked = Merge.objects.select_for_update().get(pk=merge_id)
        if asked.undone_by_id:
            raise TransitionNotAllowed("This merge was taken back. Ask for it anew if the two are the same after all.")
        if asked.carried_by_id:
            raise TransitionNotAllowed("This merge was already carried out.")
        if asked.by_id == by.pk:
            raise TransitionNotAllowed("A second person has to carry out the merge: you asked for it.")
        kind = Kind(asked.kind)
        record, into = _pair(kind, asked.record_id, asked.into_id, seen)
        _check(kind, record, into)
        require_nameless(asked.reason)
        _carry_out(asked, record, into, by)
    return asked


def unmerge(merge_id: int, *, by: User, reason: str) -> Merge:
    """Undo a merge: both stand for themselves again, in public as they were. A merge not carried out is taken back.

    Raises:
        NotPermitted: the role does not merge.
        TransitionNotAllowed: it was undone before, there is no reason, or the record was withdrawn.
        Blocked: the reason names somebody whose name is withheld.
    """
    require(by, Verb.MERGE)
    require_sentence(reason, "Write why the merge is undone; where the record is public, readers will see it.")
    with transaction.atomic():
        lock_counter()
        require_nameless(reason)
        done = Merge.objects.select_for_update().get(pk=merge_id)
        if done.undone_by_id:
            raise TransitionNotAllowed("This merge was already undone.")
        kind = Kind(done.kind)
        record = lock(kind, done.record_id)
        if done.carried_by_id:
            _part(done, record, by, reason.strip())
        else:
            _close(done, by, reason)
        log("unmerge", by=by, kind=kind, record=record, why=reason, into=done.into_id, merge=done.pk)
    return done


def named_publicly(kind: Kind, record: EditorialModel) -> list[Key]:
    """The live records that name this one in public, or would once it is merged; what is merged into it included."""
    own = {record.pk, *merged_into(kind, [record.pk])[record.pk]}
    found = set(mentioning(record.public_id)) | {key for key in named_in(kind, own) if _names_live(key, kind, own)}
    return sorted(key for key in found if key[0] != kind or key[1] not in own)


def _is_public(kind: Kind, record: EditorialModel, into: EditorialModel) -> bool:
    """Whether the merge changes what the public reads, and so needs two people.

    An event that was never public, and that nothing public names, only adds to what the next version
    of the other one brings to review. Of actors and places, versions that were approved already may name either:
    nobody changes alone what a second person approved.
    """
    if record.is_live:
        return True
    if into.is_live:
        return kind != Kind.EVENT or bool(named_publicly(kind, record))
    return kind != Kind.EVENT and _is_named_in_approved(kind, record)


def _is_named_in_approved(kind: Kind, record: EditorialModel) -> bool:
    """Whether a version that is approved, and not yet published, names the record or what is merged into it."""
    own = [record.pk, *merged_into(kind, [record.pk])[record.pk]]
    keys = named_in(kind, own)
    return any(
        AGGREGATES[of_kind]
        .model._default_manager.filter(
            pk__in=[pk for each, pk in keys if each == of_kind], state=EditorialState.APPROVED, version__gt=0
        )
        .exists()
        for of_kind in {each for each, _ in keys}
    )


def _pair(kind: Kind, record_id: int, into_id: int, seen: Seen) -> tuple[EditorialModel, EditorialModel]:
    if kind not in MERGED_KINDS:
        raise TransitionNotAllowed("Articles are not merged: each is a text of its own.")
    if record_id == into_id:
        raise TransitionNotAllowed("Choose another record: one cannot be merged into itself.")
    opened = {record_id: seen[0], into_id: seen[1]}
    locked = {pk: lock(kind, pk, opened=opened[pk]) for pk in sorted(opened)}
    return locked[record_id], locked[into_id]


def _check(kind: Kind, record: EditorialModel, into: EditorialModel) -> None:
    model = AGGREGATES[kind].model
    for each in (record, into):
        if gone := standing_merge(kind, each.pk):
            stands = model._default_manager.get(pk=Standing().final(kind, gone.into_id))
            raise TransitionNotAllowed(f"“{each}” was already merged: “{stands}” stands for it. Choose that one.")
        if is_withdrawn(kind, each.pk):
            raise TransitionNotAllowed(f"“{each}” was withdrawn and stays out: it cannot be merged.")
        next_state(each.state, Move.MERGE)
        if (
            AGGREGATES[kind]
            .copy._default_manager.filter(public_id=each.public_id, is_second_check_pending=True)
            .exists()
        ):
            raise TransitionNotAllowed(f"“{each}” waits for a second check: give that first.")
        if standing := embargo_on(kind, each.pk):
            raise TransitionNotAllowed(f"“{each}” is under an embargo, set by {standing.by}: merge when it is over.")
    if kind == Kind.EVENT:
        _require_kept_back(record, into)
    if record.is_live and not into.is_live:
        raise TransitionNotAllowed(
            f"“{record}” is public and “{into}” is not: merge the other way round, or publish “{into}” first."
        )
    if into.pk == getattr(record, "parent_id", None) or record.pk == getattr(into, "parent_id", None):
        raise TransitionNotAllowed(f"One of “{record}” and “{into}” is a part of the other: both stay.")


def _require_kept_back(record: EditorialModel, into: EditorialModel) -> None:
    """What the public page of an event keeps back must not come out with another one's, by a merge alone."""
    if record.is_live and into.is_live and _is_provisional(record) and not _is_provisional(into):
        raise TransitionNotAllowed(
            f"“{record}” is being verified and “{into}” is not, so its figures and names would go out unchecked: "
            f"publish “{record}” as verified first, or “{into}” as being verified."
        )
    if BlurLift.objects.filter(event_id=into.pk, ended_by=None).exists() and policy_on(record) != Blur.EXACT:
        raise TransitionNotAllowed(
            f"The exact place of “{into}” is shown by a chief's decision, and that of “{record}” is not to be shown: "
            f"blur “{into}” again first."
        )


def _is_provisional(event: EditorialModel) -> bool:
    fields = at_version(Kind.EVENT, event.pk, event.live_revision or event.version).snapshot["fields"]
    return bool(fields.get("is_provisional"))


def _carry_out(asked: Merge, record: EditorialModel, into: EditorialModel, by: User) -> None:
    kind = Kind(asked.kind)
    tied = named_publicly(kind, record)
    asked.state_before, asked.live_before = EditorialState(record.state), record.live_revision
    asked.is_public = asked.is_public or record.is_live
    asked.carried_by, asked.carried_at = by, timezone.now()
    asked.save()
    call_off(kind, record, by=by, why=f"It was merged into “{into}”.")
    was_live = record.is_live
    _set(record, next_state(record.state, Move.MERGE), None)
    if was_live:
        lay_tombstone(
            kind, record, op=Op.MERGE, status=PublicStatus.MERGED, reason=asked.reason, successor=into
        )  # fmt: skip
        note = f"{kind.label} {record.number} is the same, and was merged into this one."
        _print([(kind, into.pk, note), *((*key, _TIED_NOTE) for key in tied if key != (kind, into.pk))])
    else:
        _print([(*key, _TIED_NOTE) for key in tied])
    log("merge", by=by, kind=kind, record=record, why=asked.reason, into=into.pk, merge=asked.pk)


def _part(done: Merge, record: EditorialModel, by: User, reason: str) -> None:
    """Give the record back its state and its public document; what named the other instead goes out anew."""
    kind = Kind(done.kind)
    if is_withdrawn(kind, record.pk):
        raise TransitionNotAllowed("This record was withdrawn with the one that stood for it, so it stays out.")
    own = {record.pk, *merged_into(kind, [record.pk])[record.pk]}
    stood = AGGREGATES[kind].model._default_manager.get(pk=Standing().final(kind, record.pk))
    tied = {key for key in mentioning(stood.public_id) if _names_live(key, kind, own)} | {(kind, stood.pk)}
    _close(done, by, reason)
    _set(record, EditorialState(done.state_before), done.live_before)
    again = []
    if done.live_before is not None:
        snapshot = at_version(kind, record.pk, done.live_before).snapshot
        again = [Member(kind, record, snapshot, done.live_before, Op.UNMERGE, reason)]
    _print([(*key, _PARTED_NOTE) for key in sorted(tied)], again)


def _close(done: Merge, by: User, reason: str) -> None:
    done.undone_by, done.undone_at, done.undone_why = by, timezone.now(), reason.strip()
    done.save(update_fields=["undone_by", "undone_at", "undone_why"])


def _set(record: EditorialModel, state: EditorialState, live: int | None) -> None:
    """Write state and live version alone: nothing else of the record is touched, not even when it was changed."""
    record.state, record.live_revision = state, live
    type(record)._default_manager.filter(pk=record.pk).update(state=state, live_revision=live)


def _names_live(key: Key, kind: Kind, record_ids: set[int]) -> bool:
    """Whether the live version of a record names one of these; false where it has none."""
    row = AGGREGATES[key[0]].model._default_manager.filter(pk=key[1], live_revision__isnull=False).first()
    if row is None or row.live_revision is None:
        return False
    return names(key[0], at_version(key[0], row.pk, row.live_revision).snapshot, kind, record_ids)


def _print(tied: list[tuple[Kind, int, str]], again: list[Member] | None = None) -> None:
    """Publish anew what is live of these, with its note, in one run."""
    members = [member for kind, pk, note in tied if (member := live_member(kind, pk, note))]
    if members or again:
        Press([*(again or []), *members]).run()
