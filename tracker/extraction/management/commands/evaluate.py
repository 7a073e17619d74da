"""Print how well the reader agrees with annotated articles."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.extraction.extractors.register import Register
from tracker.extraction.management.commands.extract_jsonl import article_of, rows_of, text_of
from tracker.extraction.reading import read
from tracker.extraction.scoring import Report, compare
from tracker.places.atlas import Atlas


class Command(BaseCommand):
    """Reads the articles itself; the annotation is seen only by the measures."""

    help = "Measure the reader against annotated articles (JSON Lines, or one JSON object)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The annotated file and which measures fit it."""
        parser.add_argument("gold", metavar="GOLD", type=Path)
        parser.add_argument("--profile", choices=["own", "re3d", "geo", "plover"], default="own")

    def handle(self, *args: object, **options: Any) -> None:
        """Read, compare, print one line a measure."""
        path = options["gold"]
        register, atlas, report = Register.shipped(), Atlas.shipped(), Report()
        for number, gold in _annotated(path):
            article = article_of(gold, path, number)
            compare(gold, read(article, register, atlas), report, profile=options["profile"])
        if not report.scores:
            raise CommandError(f"{options['gold']}: no articles.")
        for name, score in report.scores.items():
            self.stdout.write(f"{name:<16}{score.line()}")


def _annotated(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """The annotated articles of a file: one object for the whole file, or one a line."""
    try:
        whole = json.loads(text_of(path))
    except (ValueError, RecursionError):
        return rows_of(path)
    return [(1, whole)] if isinstance(whole, dict) else rows_of(path)
