"""The verbs of the review desk: a suggestion becomes a record, or does not, or is opened again."""

from tracker.review.decisions.errors import Ambiguous, InUse, NotReady
from tracker.review.decisions.undo import undo
from tracker.review.decisions.verbs import accept, accept_event_with_parts, add, reject

__all__ = ["Ambiguous", "InUse", "NotReady", "accept", "accept_event_with_parts", "add", "reject", "undo"]
