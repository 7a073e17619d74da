"""manage.py ingest_file: take in articles from files."""

import time
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.accounts import audit
from tracker.articles.files import Incoming, Unreadable, articles_in, day
from tracker.articles.ingest import BadInput, Stored, store
from tracker.articles.models import ArticleKind, Obtained
from tracker.articles.outlets import outlet_called

_KINDS = [kind for kind in ArticleKind.values if kind != ArticleKind.STORY]
_PROGRESS_EVERY = 5.0  # seconds


class Command(BaseCommand):
    """One line for each article; what fails does not keep the others out."""

    help = (
        "Take in articles: plain text, HTML, or JSON Lines (.jsonl) with the keys text, title, source,\n"
        "date (2024-09-14) and url. One article per web address, or per text where there is none: a\n"
        "repeated one is reported, not doubled. Exit status 1 when anything failed; the rest is kept.\n\n"
        'Example: manage.py ingest_file report.txt page.html --outlet "Example Agency" --date 2024-09-14\n'
        "         manage.py ingest_file articles.jsonl"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which files, and what is known about all of them."""
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a text, HTML or JSON Lines file")
        parser.add_argument("--outlet", default="", help="who published, where a line does not say; made when new")
        parser.add_argument("--date", type=_day, help="day of publication, where the file does not say: 2024-09-14")
        parser.add_argument("--kind", choices=_KINDS, default=ArticleKind.REPORT.value, help="default: report")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in every article of every file."""
        counts: Counter[str] = Counter()
        shown_at = time.monotonic()
        for path in options["paths"]:
            for found in articles_in(path):
                counts[self._take_in(found, options)] += 1
                if time.monotonic() - shown_at > _PROGRESS_EVERY:
                    shown_at = time.monotonic()
                    self.stderr.write(f"  … {found.where}, {counts.total():,} articles so far")
        if counts.total():
            names = [path.name for path in options["paths"]]
            told: dict[str, Any] = dict(counts)
            audit.log("ingest_file", by=None, kind="article", files=names[:20], **told)
        summary = f"{counts['new']:,} new, {counts['seen']:,} seen before, {counts['failed']:,} failed."
        if counts["failed"]:
            raise CommandError(summary)
        self.stdout.write(summary)

    def _take_in(self, found: Incoming | Unreadable, options: dict[str, Any]) -> str:
        """Store one article and say what became of it: new, seen or failed."""
        try:
            if isinstance(found, Unreadable):
                raise BadInput(found.message)
            stored = store(
                text=found.text,
                title=found.title,
                outlet=outlet_called(found.outlet or options["outlet"]),
                url=found.url,
                published_on=found.published_on or options["date"],
                by=None,
                how=Obtained.FILE,
                kind=options["kind"],
                is_html=found.is_html,
            )
        except BadInput as error:
            self.stderr.write(f"{found.where}: failed. {error}")
            return "failed"
        self.stdout.write(f"{found.where}: {_outcome(stored)}")
        return "new" if stored.is_new else "seen"


def _outcome(stored: Stored) -> str:
    article = stored.article
    if stored.is_new:
        return f"new article {article.pk}. {article.error or article.get_processing_display()}"
    if stored.is_same_text:
        return f"seen before, article {article.pk}"
    return f"seen before, article {article.pk}; the text differs, and the first one was kept"


def _day(value: str) -> date:
    try:
        return day(value)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
