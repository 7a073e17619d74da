"""Editorial states of a working version, the moves between them, and what is said when one is refused."""

from django.db import models


class EditorialState(models.TextChoices):
    """Where the working version of a record stands. The public sees ``live_revision``, not this."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    RETRACTED = "retracted", "Retracted"


class Move(models.TextChoices):
    """What an editor does to a record."""

    EDIT = "edit", "Edit"
    SUBMIT = "submit", "Submit for review"
    SEND_BACK = "send_back", "Send back"
    APPROVE = "approve", "Approve"
    PUBLISH = "publish", "Publish"
    RETRACT = "retract", "Retract"
    WITHDRAW = "withdraw", "Withdraw"
    MERGE = "merge", "Merge"


_S = EditorialState
MOVES: dict[Move, tuple[frozenset[EditorialState], EditorialState]] = {
    Move.EDIT: (frozenset(_S), _S.DRAFT),
    Move.SUBMIT: (frozenset({_S.DRAFT}), _S.IN_REVIEW),
    Move.SEND_BACK: (frozenset({_S.IN_REVIEW, _S.APPROVED}), _S.DRAFT),
    Move.APPROVE: (frozenset({_S.IN_REVIEW}), _S.APPROVED),
    Move.PUBLISH: (frozenset({_S.APPROVED}), _S.PUBLISHED),
    Move.RETRACT: (frozenset({_S.DRAFT, _S.IN_REVIEW, _S.APPROVED, _S.PUBLISHED}), _S.RETRACTED),
    Move.WITHDRAW: (frozenset(_S), _S.RETRACTED),
    Move.MERGE: (frozenset({_S.DRAFT, _S.IN_REVIEW, _S.APPROVED, _S.PUBLISHED}), _S.RETRACTED),
}


class TransitionNotAllowed(Exception):  # noqa: N818 - reads as the refusal it is
    """The record is not in a state, or the person not in a position, from which this move goes."""


class StaleVersion(Exception):  # noqa: N818
    """The record was saved by somebody else since this version was opened."""


class NotPermitted(Exception):  # noqa: N818
    """The person's role does not include this verb."""


class Blocked(Exception):  # noqa: N818
    """What keeps a record from being published, one sentence each, in ``reasons``."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def next_state(state: str, move: Move) -> EditorialState:
    """The state after ``move``.

    Raises:
        TransitionNotAllowed: the move does not start from ``state``.
    """
    sources, target = MOVES[move]
    if state not in sources:
        here = EditorialState(state).label.lower()
        raise TransitionNotAllowed(f"{move.label} is not possible: this record is {here}.")
    return target
