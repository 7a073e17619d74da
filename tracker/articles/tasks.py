"""Clock hands of intake: clean what was fetched."""

from celery import shared_task
from django.db import OperationalError

from tracker.articles import ingest, leases
from tracker.articles.nudges import nudge
from tracker.articles.states import Processing


@shared_task(ignore_result=True, acks_late=True, autoretry_for=(OperationalError,), max_retries=5)
def clean_one(article_id: int) -> None:
    """Clean one article, if it still waits for it."""
    ingest.clean(article_id)


@shared_task(ignore_result=True, acks_late=True)
def sweep() -> None:
    """Nudge for every article that waits to be cleaned."""
    for article_id in leases.waiting(Processing.FETCHED):
        nudge(article_id, Processing.FETCHED)
