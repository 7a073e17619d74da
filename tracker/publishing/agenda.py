"""What is set for a time: publications that wait, and embargoes that hold a record back."""

from datetime import datetime

from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.core.models import EditorialModel
from tracker.publishing.models import Embargo, Schedule, ScheduleState
from tracker.revisions.models import Kind


def waiting_for(kind: Kind, record_id: int) -> Schedule | None:
    """The publication that the record waits for; None where none is set."""
    return Schedule.objects.filter(kind=kind, record_id=record_id, state=ScheduleState.WAITING).first()


def embargo_on(kind: Kind, record_id: int, at: datetime | None = None) -> Embargo | None:
    """The embargo that holds the record back at a moment (now, unless told); None where none does."""
    standing = Embargo.objects.filter(kind=kind, record_id=record_id, lifted_by=None)
    return standing.filter(until__gt=at or timezone.now()).first()


def call_off(kind: Kind, record: EditorialModel, *, by: User, why: str) -> Schedule | None:
    """Cancel the publication that the record waits for, because of what was just done; None where none waits.

    Called in the transaction that holds the record's lock.
    """
    schedule = waiting_for(kind, record.pk)
    if schedule is not None:
        close(schedule, ScheduleState.CANCELLED, outcome=why)
        audit.log("cancel", by=by, kind=kind, record=record, why=why, version=schedule.version)
    return schedule


def close(schedule: Schedule, state: ScheduleState, *, outcome: str = "") -> None:
    """Write what became of a scheduled publication."""
    schedule.state, schedule.outcome, schedule.closed_at = state, outcome[:1000], timezone.now()
    schedule.save(update_fields=["state", "outcome", "closed_at"])
