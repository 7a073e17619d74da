"""Clock hands of reading: read what was cleaned."""

from celery import shared_task
from django.db import OperationalError

from tracker.articles import leases
from tracker.articles.nudges import nudge
from tracker.articles.states import Processing
from tracker.extraction.pipeline import extract_article


@shared_task(ignore_result=True, acks_late=True, autoretry_for=(OperationalError,), max_retries=5)
def extract_one(article_id: int) -> None:
    """Read one article, if it still waits for it."""
    extract_article(article_id)


@shared_task(ignore_result=True, acks_late=True)
def sweep() -> None:
    """Nudge for every article that waits to be read."""
    for article_id in leases.waiting(Processing.CLEANED):
        nudge(article_id, Processing.CLEANED)
