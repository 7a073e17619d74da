"""The verbs of the review desk: a suggestion becomes a record, or does not, or is opened again."""

from tracker.review.decisions.errors import Ambiguous, InUse, NotReady
from tracker.review.decisions.estimates import THIS, Best
from tracker.review.decisions.undo import undo, undo_batch
from tracker.review.decisions.verbs import accept, accept_event_with_parts, add, choose_best, reject
from tracker.review.decisions.words import move_words

__all__ = [
    "THIS",
    "Ambiguous",
    "Best",
    "InUse",
    "NotReady",
    "accept",
    "accept_event_with_parts",
    "add",
    "choose_best",
    "move_words",
    "reject",
    "undo",
    "undo_batch",
]
