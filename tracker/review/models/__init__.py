"""What the desk keeps about its own work, and a second face of an article. Nothing here is ever public."""

from tracker.review.models.bulk import BulkImport, BulkState, ColumnMapping
from tracker.review.models.story import Story
from tracker.review.models.work import Assignment, DeskNote, Presence, UnsavedForm

__all__ = [
    "Assignment",
    "BulkImport",
    "BulkState",
    "ColumnMapping",
    "DeskNote",
    "Presence",
    "Story",
    "UnsavedForm",
]
