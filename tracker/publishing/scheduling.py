"""Publishing at a time: one approved version is set, and goes out then, or not at all."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.published.models import Op
from tracker.publishing.agenda import call_off, close, waiting_for
from tracker.publishing.editing import lock, require
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import Schedule, ScheduleState
from tracker.publishing.sequence import lock_counter
from tracker.publishing.workflow import Companion, approved_set, publish, refuse_blocked
from tracker.revisions.models import Kind

_REFUSALS = (NotPermitted, StaleVersion, TransitionNotAllowed, ObjectDoesNotExist)
_log = logging.getLogger(__name__)


def schedule(
    kind: Kind,
    record_id: int,
    *,
    version: int,
    due_at: datetime,
    by: User,
    op: Op | None = None,
    note: str = "",
    companions: Iterable[Companion] = (),
    now: datetime | None = None,
) -> Schedule:
    """Set an approved version to be published at a time, with its companions. It is checked now, and again then.

    An embargo that ends before the time is no obstacle.

    Raises:
        NotPermitted, StaleVersion, TransitionNotAllowed, Blocked: as for ``publish``; also where the time is over, or
            a publication is set already.
    """
    require(by, Verb.SCHEDULE)
    require(by, Verb.PUBLISH)
    if due_at <= (now or timezone.now()):
        raise TransitionNotAllowed("This time is over: choose a later one, or publish now.")
    along = sorted(companions)
    with transaction.atomic():
        members = approved_set(kind, record_id, version=version, op=op, note=note, companions=along)
        if waiting_for(kind, record_id) is not None:
            raise TransitionNotAllowed("A publication is set already: cancel it first.")
        refuse_blocked(members, at=due_at)
        record, how = members[0].record, members[0].op
        audit.log("schedule", by=by, kind=kind, record=record, why=note, version=version, due_at=due_at.isoformat())
        return Schedule.objects.create(
            kind=kind,
            record_id=record_id,
            version=version,
            op=how,
            note=note.strip(),
            companions=[[each.value, pk, of_version] for each, pk, of_version in along],
            due_at=due_at,
            by=by,
        )


def cancel(kind: Kind, record_id: int, *, by: User) -> Schedule:
    """Call the scheduled publication off; the version stays approved.

    Raises:
        NotPermitted: the role does not include it.
        TransitionNotAllowed: none is set.
    """
    require(by, Verb.SCHEDULE)
    with transaction.atomic():
        found = call_off(kind, lock(kind, record_id), by=by, why=f"Cancelled by {by}.")
        if found is None:
            raise TransitionNotAllowed("No publication is set for this record.")
    return found


def publish_due(now: datetime | None = None) -> list[Schedule]:
    """Publish what is due, the earliest first. The rows are the queue: running it twice publishes nothing twice.

    One that is refused says why, and keeps none of the others back.
    """
    at = now or timezone.now()
    due = Schedule.objects.due(at).values_list("pk", flat=True)
    return [found for pk in list(due) if (found := _attempt(pk)) is not None]


def refused() -> list[Schedule]:
    """Publications that were refused when they were due and wait for somebody to look, the oldest first."""
    return [each for each in Schedule.objects.refused().select_related("by") if not _is_settled(each)]


def _attempt(schedule_id: int) -> Schedule | None:
    try:
        return _carry_out(schedule_id)
    except DatabaseError:
        _log.exception("Scheduled publication %s could not be tried; it waits for the next round.", schedule_id)
        return None
    except Exception as error:
        _log.exception("Scheduled publication %s failed.", schedule_id)
        with transaction.atomic():
            found = Schedule.objects.select_for_update().get(pk=schedule_id)
            if found.state == ScheduleState.WAITING:
                _refuse(
                    found, None, f"An error kept it in ({type(error).__name__}). Publish it by hand, or tell the owner."
                )
            return found


@transaction.atomic
def _carry_out(schedule_id: int) -> Schedule | None:
    """Publish one, by the authority that whoever set it still has. Locks in the order of every publication."""
    lock_counter()
    known = Schedule.objects.get(pk=schedule_id)
    record = AGGREGATES[Kind(known.kind)].model._default_manager.select_for_update().filter(pk=known.record_id).first()
    found = Schedule.objects.select_for_update().select_related("by").get(pk=schedule_id)
    if found.state != ScheduleState.WAITING:
        return None
    if record is None:
        return _refuse(found, None, "The record is not there any more.")
    try:
        with transaction.atomic():
            require(found.by, Verb.SCHEDULE)
            close(found, ScheduleState.DONE)
            publish(
                Kind(found.kind),
                found.record_id,
                version=found.version,
                by=found.by,
                op=Op(found.op) if record.is_live else None,
                note=found.note,
                companions=_still_to_go(found),
            )
    except Blocked as blocked:
        return _refuse(found, record, " ".join(blocked.reasons))
    except _REFUSALS as refusal:
        return _refuse(found, record, str(refusal))
    return found


def _refuse(found: Schedule, record: EditorialModel | None, why: str) -> Schedule:
    close(found, ScheduleState.REFUSED, outcome=why)
    audit.log("refuse_schedule", by=None, kind=found.kind, record=record, why=why, version=found.version)
    return found


def _still_to_go(found: Schedule) -> list[Companion]:
    """The companions but those that went out meanwhile in the very version that was to go along."""
    along = []
    for code, pk, version in found.companions:
        kind = Kind(code)
        if not AGGREGATES[kind].model._default_manager.filter(pk=pk, live_revision=version).exists():
            along.append((kind, pk, version))
    return along


def _is_settled(found: Schedule) -> bool:
    """Whether the version went out another way, or the record is gone."""
    record = AGGREGATES[Kind(found.kind)].model._default_manager.filter(pk=found.record_id).first()
    return record is None or (record.live_revision or 0) >= found.version
