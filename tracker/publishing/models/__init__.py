"""What was decided about records on their way to the public."""

from tracker.publishing.models.decisions import (
    APPROVING,
    GOING_OUT,
    Approval,
    Basis,
    BlurLift,
    NamingDecision,
    Withdrawal,
)
from tracker.publishing.models.sameness import Judgement, Verdict
from tracker.publishing.models.timing import Embargo, Schedule, ScheduleState

__all__ = [
    "APPROVING",
    "GOING_OUT",
    "Approval",
    "Basis",
    "BlurLift",
    "Embargo",
    "Judgement",
    "NamingDecision",
    "Schedule",
    "ScheduleState",
    "Verdict",
    "Withdrawal",
]
