"""Nudges: messages that say "look at this article now". Losing every one of them loses no work."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction

from tracker.articles.states import Processing

_EXPIRES = 120  # seconds; by then a sweep has nudged again, and an idle queue does not pile up
_log = logging.getLogger(__name__)
_tasks: dict[str, str] = {Processing.FETCHED: "tracker.articles.tasks.clean_one"}


def answered_by(state: Processing, task: str) -> None:
    """Rooms above say here which task looks after articles in a state; this room does not know them."""
    _tasks[state] = task


def nudge(article_id: int, state: str) -> None:
    """After the commit, ask a worker to look at the article. Nothing where no task answers to ``state``."""
    task = _tasks.get(state)
    if task is not None:
        transaction.on_commit(partial(_send, task, article_id))


def _send(task: str, article_id: int) -> None:
    """A broker that is away must not break a paste: the sweep finds the row."""
    try:
        current_app.send_task(task, args=[article_id], expires=_EXPIRES, retry=False)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        _log.warning("No nudge for article %s (%s); the sweep will find it.", article_id, reason)
