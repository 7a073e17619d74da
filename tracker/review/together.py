"""Moves of a record together with those that go out along with it: all of them, or none."""

from collections.abc import Iterable

from django.db import transaction

from tracker.accounts.models import User
from tracker.core.states import EditorialState
from tracker.publishing import workflow
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.workflow import Companion
from tracker.revisions.models import Kind


@transaction.atomic
def submit_set(kind: Kind, record_id: int, *, version: int, by: User, companions: Iterable[Companion] = ()) -> None:
    """Submit a record and the drafts among its companions.

    Raises:
        As ``workflow.submit``; nothing is submitted then.
    """
    for other_kind, other_id, other_version in companions:
        if _state(other_kind, other_id) == EditorialState.DRAFT:
            workflow.submit(other_kind, other_id, version=other_version, by=by)
    workflow.submit(kind, record_id, version=version, by=by)


@transaction.atomic
def approve_set(kind: Kind, record_id: int, *, version: int, by: User, companions: Iterable[Companion] = ()) -> None:
    """Approve a record and those of its companions that are in review.

    Raises:
        As ``workflow.approve``; nothing is approved then.
    """
    for other_kind, other_id, other_version in companions:
        if _state(other_kind, other_id) == EditorialState.IN_REVIEW:
            workflow.approve(other_kind, other_id, version=other_version, by=by)
    workflow.approve(kind, record_id, version=version, by=by)


def _state(kind: Kind, record_id: int) -> str:
    record = AGGREGATES[kind].model._default_manager.select_for_update().get(pk=record_id)
    return str(record.state)
