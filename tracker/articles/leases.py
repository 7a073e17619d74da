"""One worker at a time on one article: leases with a token, attempts counted before the work."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from tracker.articles.models import Article
from tracker.articles.states import MAX_ATTEMPTS, Processing

BATCH = 200
_INTERRUPTED = "The worker stopped in the middle of this step, {} times."


class LeaseLost(Exception):  # noqa: N818 - reads as what happened
    """Somebody else works on the article, or it was moved meanwhile: write nothing."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to take an article out of ``state``, as long as the token stands in its row."""

    article_id: int
    state: Processing
    token: uuid.UUID


def take(article_id: int, state: Processing) -> Lease | None:
    """Take the article in ``state`` for ``DESK_LEASE_SECONDS``; null when there is nothing to do.

    The attempt is counted here, so it must be committed before the work starts:
    not to be called inside a transaction. An article whose workers were killed
    ``MAX_ATTEMPTS`` times is moved to ``failed`` instead.
    """
    now = timezone.now()
    due = Article.objects.due(state, now).filter(pk=article_id)
    lease = Lease(article_id, state, uuid.uuid4())
    taken = due.filter(attempts__lt=MAX_ATTEMPTS).update(
        attempts=F("attempts") + 1,
        lease_token=lease.token,
        lease_until=now + timedelta(seconds=settings.DESK_LEASE_SECONDS),
    )
    if taken:
        return lease
    due.filter(attempts__gte=MAX_ATTEMPTS).update(
        processing=Processing.FAILED,
        error=_INTERRUPTED.format(MAX_ATTEMPTS),
        lease_token=None,
        lease_until=None,
    )
    return None


def waiting(state: Processing) -> list[int]:
    """Articles in ``state`` that nobody is working on, the oldest first, ``BATCH`` at most."""
    due = Article.objects.due(state, timezone.now()).order_by("pk")
    return list(due.values_list("pk", flat=True)[:BATCH])


def finish(lease: Lease, *, to: Processing, **fields: Any) -> None:
    """Move the article on and give the lease back.

    Call it first in the transaction that writes the result: it locks the row, and
    the result is rolled back with it.

    Raises:
        LeaseLost: the token no longer stands in the row.
    """
    fields = {"error": "", **fields}
    if not _held(lease).update(processing=to, attempts=0, lease_token=None, lease_until=None, **fields):
        raise LeaseLost(f"Article {lease.article_id} was taken over by another worker.")


def fail(lease: Lease, error: str, *, is_final: bool = False) -> None:
    """Note the error and give the lease back; the last attempt, or a final error, stops the article.

    Says nothing when the lease was lost: the new holder decides.
    """
    held = _held(lease)
    free: dict[str, Any] = {"error": error[:500], "lease_token": None, "lease_until": None}
    if is_final or not held.filter(attempts__lt=MAX_ATTEMPTS).update(**free):
        held.update(processing=Processing.FAILED, **free)


def _held(lease: Lease) -> Any:
    return Article.objects.filter(pk=lease.article_id, processing=lease.state, lease_token=lease.token)
