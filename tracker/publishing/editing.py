"""Saving a working version: lock it against a stale form, then freeze and record it."""

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState, Move, NotPermitted, StaleVersion, TransitionNotAllowed, next_state
from tracker.publishing.agenda import call_off
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.resolving import frozen
from tracker.revisions.models import Kind, Revision
from tracker.revisions.standing import standing_merge
from tracker.revisions.verbs import record as record_revision

LONGEST_SENTENCE = 500


def require(by: User, verb: Verb) -> None:
    """Refuse a person whose role does not include ``verb``.

    Raises:
        NotPermitted: with a sentence for the editor.
    """
    if not may(by, verb):
        raise NotPermitted(f"Your role does not include: {verb.value.replace('_', ' ')}.")


def require_sentence(words: str, otherwise: str) -> None:
    """Refuse a reason or public note that is empty, or longer than the 500 characters kept.

    Raises:
        TransitionNotAllowed: with ``otherwise``, or the limit.
    """
    if not words.strip():
        raise TransitionNotAllowed(otherwise)
    if len(words.strip()) > LONGEST_SENTENCE:
        raise TransitionNotAllowed(f"Shorten your note or reason to {LONGEST_SENTENCE} characters.")


def require_unmerged(kind: Kind, record: EditorialModel) -> None:
    """Refuse a record that another one stands for. A query only where the record is out of the workflow.

    Raises:
        TransitionNotAllowed: with the name of the record that stands.
    """
    gone = standing_merge(kind, record.pk) if record.state == EditorialState.RETRACTED else None
    if gone is not None:
        into = AGGREGATES[kind].model._default_manager.get(pk=gone.into_id)
        raise TransitionNotAllowed(f"This record was merged into “{into}”: work on that one, or undo the merge first.")


def lock(kind: Kind, record_id: int, *, opened: int | None = None) -> EditorialModel:
    """The record, locked until the transaction ends.

    Raises:
        StaleVersion: somebody saved it since version ``opened``.
    """
    manager = AGGREGATES[kind].model._default_manager
    record: EditorialModel = manager.select_for_update().get(pk=record_id)
    if opened is not None and record.version != opened:
        raise StaleVersion(
            f"Somebody else saved this record in the meantime (version {record.version}, you had {opened}). "
            "Nothing was overwritten; compare and save again."
        )
    return record


def save_version(kind: Kind, record: EditorialModel, *, by: User, reason: str = "") -> Revision:
    """Count and freeze what was just written. Called in the transaction that wrote the aggregate's rows.

    The working version becomes a draft, also when the record is live: the
    public keeps the last copy until the pending version goes out. A publication
    that the record waited for is cancelled: nobody approved what was just written.

    Raises:
        NotPermitted: the person may not edit.
        TransitionNotAllowed: the record was merged into another one.
    """
    require(by, Verb.EDIT)
    require_unmerged(kind, record)
    record.version += 1
    record.state = next_state(record.state, Move.EDIT)
    record.save(update_fields=["version", "state", "changed_at"])
    call_off(kind, record, by=by, why=f"{by} saved version {record.version}, which nobody has approved yet.")
    snapshot = frozen(kind, record)
    return record_revision(kind, record.pk, version=record.version, snapshot=snapshot, by=by, reason=reason)
