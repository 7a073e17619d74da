"""manage.py sweep: do the work that waits, without a worker."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.articles import ingest, leases
from tracker.articles.models import Article
from tracker.articles.states import Processing
from tracker.extraction.pipeline import extract_article

_STEPS = ((Processing.FETCHED, ingest.clean), (Processing.CLEANED, extract_article))


class Command(BaseCommand):
    """Leases keep it out of the way of a worker that runs at the same time."""

    help = (
        "Clean and read, in this process, every article that waits for it: what the worker does on its own.\n"
        "Exit status 1 when an article failed for good.\n\n"
        "Example: manage.py sweep"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """None but the help's shape."""
        parser.formatter_class = RawDescriptionHelpFormatter

    def handle(self, *args: Any, **options: Any) -> None:
        """Step by step until nothing waits; one line an article."""
        counts = {step: 0 for step, _ in _STEPS}
        failed = 0
        for step, work in _STEPS:
            while waiting := leases.waiting(step):
                for article_id in waiting:
                    work(article_id)
                    article = Article.objects.get(pk=article_id)
                    counts[step] += article.processing not in (step, Processing.FAILED)
                    failed += article.processing == Processing.FAILED
                    self.stdout.write(f"article {article_id}: {article.error or article.get_processing_display()}")
        summary = f"{counts[Processing.FETCHED]} cleaned, {counts[Processing.CLEANED]} read, {failed} failed."
        if failed:
            raise CommandError(summary)
        self.stdout.write(summary)
