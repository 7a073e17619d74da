"""What is said when a decision cannot be carried out. Each message is a sentence for the editor."""

from collections.abc import Sequence

from tracker.core.models import EditorialModel
from tracker.extraction.models import Suggestion


class Ambiguous(Exception):  # noqa: N818 - reads as the refusal it is
    """Several records bear the name: the editor has to choose one of ``candidates``, or a new record."""

    def __init__(self, suggestion: Suggestion, name: str, candidates: Sequence[EditorialModel]) -> None:
        some = "a record that is there already" if len(candidates) == 1 else f"any of {len(candidates)} records"
        super().__init__(f"“{name}” could be {some}. Choose one on its card, or a new one.")
        self.suggestion = suggestion
        self.candidates = list(candidates)


class NotReady(Exception):  # noqa: N818
    """Something has to be decided or filled in first."""


class InUse(Exception):  # noqa: N818
    """What the decision made was used or changed since, so it cannot be undone."""
