"""What the workflow panel says of time and place: publications set, embargoes, and how exactly a place is shown."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from tracker.accounts.models import User
from tracker.accounts.policy import Someone, Verb, may
from tracker.core.blur import Blur
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState
from tracker.publishing import earlier, unblurring
from tracker.publishing.agenda import embargo_on
from tracker.publishing.directory import Directory
from tracker.publishing.embargoes import may_lift
from tracker.publishing.kinds import Snapshot
from tracker.publishing.models import BlurLift, Embargo, Schedule, ScheduleState
from tracker.publishing.whereabouts import policy_of
from tracker.revisions.models import Kind


@dataclass
class Timing:
    """The publication that waits, the last one that came to nothing, the embargo, and the zone that times are in."""

    waiting: Schedule | None
    lapsed: Schedule | None
    embargo: Embargo | None
    zone: str


class Whereabouts(NamedTuple):
    """The blur of an event: the policy in words, the lift that stands, and whether the public page lags behind.

    ``earlier`` counts replaced documents that tell more of the place and can still be read.
    """

    policy: str
    lift: BlurLift | None
    needs_publishing: bool
    earlier: int


def timing_of(kind: Kind, record: EditorialModel) -> Timing:
    """The times of a record. Two queries."""
    last = Schedule.objects.filter(kind=kind, record_id=record.pk).select_related("by").order_by("-pk").first()
    came_to_nothing = last is not None and last.state in (ScheduleState.REFUSED, ScheduleState.CANCELLED)
    is_open = came_to_nothing and record.state != EditorialState.PUBLISHED
    return Timing(
        waiting=last if last is not None and last.state == ScheduleState.WAITING else None,
        lapsed=last if is_open else None,
        embargo=embargo_on(kind, record.pk),
        zone=timezone.localtime(timezone=timezone.get_default_timezone()).tzname() or "UTC",
    )


def whereabouts_of(record: EditorialModel, snapshot: Snapshot) -> Whereabouts | None:
    """The blur of an event's working version; None where no policy is at work and none was."""
    policy = policy_of(snapshot["fields"], snapshot["fields"]["place_id"], Directory(planned=True))
    lift = unblurring.lift_on(record.pk)
    lags = unblurring.needs_publishing(record)
    if policy == Blur.EXACT and lift is None and not lags:
        return None
    return Whereabouts(policy.label, lift, lags, len(earlier.telling_more(record)))


def timing_moves(record: EditorialModel, user: Someone, timing: Timing) -> set[str]:
    """The steps that concern time."""
    if not isinstance(user, User) or not record.version:
        return set()
    found = set()
    if timing.waiting is None and record.state == EditorialState.APPROVED and may(user, Verb.SCHEDULE):
        found.add("schedule")
    if timing.waiting is not None and may(user, Verb.SCHEDULE):
        found.add("cancel")
    if timing.embargo is None and record.state != EditorialState.RETRACTED and may(user, Verb.EMBARGO):
        found.add("embargo")
    if timing.embargo is not None and may_lift(timing.embargo, user):
        found.add("lift_embargo")
    return found


def whereabouts_moves(record: EditorialModel, user: Someone, found: Whereabouts | None) -> set[str]:
    """The steps that concern how exactly a place is shown."""
    if found is None or record.state == EditorialState.RETRACTED:
        return set()
    is_blurred = found.lift is None and found.policy != Blur.EXACT.label
    moves = {"unblur"} if is_blurred and may(user, Verb.UNBLUR) else set()
    if found.lift is not None and may(user, Verb.PUBLISH):
        moves.add("blur_again")
    if found.needs_publishing and may(user, Verb.PUBLISH):
        moves.add("publish_anew")
    if found.earlier and may(user, Verb.WITHDRAW):
        moves.add("empty_earlier")
    return moves
