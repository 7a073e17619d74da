"""Embargoes: until a time nobody publishes a record, a chief in the night included."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.core.states import EditorialState, NotPermitted, TransitionNotAllowed
from tracker.publishing.agenda import embargo_on
from tracker.publishing.editing import lock, require, require_sentence
from tracker.publishing.models import Embargo
from tracker.revisions.models import Kind

_RAN_OUT = "It had run out."


def embargo(
    kind: Kind, record_id: int, *, until: datetime, by: User, reason: str, now: datetime | None = None
) -> Embargo:
    """Hold every publication of the record back until a time. What is public already stays as it is.

    Raises:
        NotPermitted: the role does not include it.
        TransitionNotAllowed: no reason, a time that is over, an embargo that stands already, or a record that went.
    """
    require(by, Verb.EMBARGO)
    require_sentence(reason, "Write why this is held back, and what was agreed with whom.")
    now = now or timezone.now()
    if until <= now:
        raise TransitionNotAllowed("This time is over: choose a later one.")
    with transaction.atomic():
        record = lock(kind, record_id)
        if record.state == EditorialState.RETRACTED:
            raise TransitionNotAllowed("This record was taken out: there is nothing to hold back.")
        if standing := embargo_on(kind, record_id, now):
            raise TransitionNotAllowed(f"{standing.by} set an embargo already: lift it first to set another time.")
        over = Embargo.objects.filter(kind=kind, record_id=record_id, lifted_by=None)
        over.update(lifted_by=by, lifted_at=now, lifted_why=_RAN_OUT)
        audit.log("embargo", by=by, kind=kind, record=record, why=reason, until=until.isoformat())
        return Embargo.objects.create(kind=kind, record_id=record_id, until=until, reason=reason.strip(), by=by)


def lift(kind: Kind, record_id: int, *, by: User, reason: str, now: datetime | None = None) -> Embargo:
    """End an embargo before its time, with a reason: a chief, or whoever set it.

    Raises:
        NotPermitted: the role does not include it, and somebody else set it.
        TransitionNotAllowed: no reason, or no embargo stands.
    """
    with transaction.atomic():
        record = lock(kind, record_id)
        standing = embargo_on(kind, record_id, now)
        if not may_lift(standing, by):
            raise NotPermitted("Only a chief, or whoever set it, lifts an embargo.")
        require_sentence(reason, "Write why the embargo ends before its time.")
        if standing is None:
            raise TransitionNotAllowed("No embargo holds this record back.")
        standing.lifted_by, standing.lifted_at, standing.lifted_why = by, now or timezone.now(), reason.strip()
        standing.save(update_fields=["lifted_by", "lifted_at", "lifted_why"])
        audit.log("lift_embargo", by=by, kind=kind, record=record, why=reason)
    return standing


def may_lift(standing: Embargo | None, by: User) -> bool:
    """Whether somebody may end the embargo: a chief, or who set it and may still set one."""
    is_own = standing is not None and standing.by_id == by.pk
    return may(by, Verb.LIFT_EMBARGO) or (is_own and may(by, Verb.EMBARGO))
