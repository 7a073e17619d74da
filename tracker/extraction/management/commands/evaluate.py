"""Print how well the reader agrees with annotated articles."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.extraction.extractors.register import Register
from tracker.extraction.management.commands.extract_jsonl import articles_of, rows_of
from tracker.extraction.reading import read
from tracker.extraction.scoring import Report, compare
from tracker.places.atlas import Atlas


class Command(BaseCommand):
    """Reads the articles itself; the annotation is seen only by the measures."""

    help = "Measure the reader against annotated articles (JSON Lines)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The annotated file and which measures fit it."""
        parser.add_argument("gold", metavar="GOLD", type=Path)
        parser.add_argument("--profile", choices=["own", "re3d", "geo", "plover"], default="own")

    def handle(self, *args: object, **options: Any) -> None:
        """Read, compare, print one line a measure."""
        path = options["gold"]
        register, atlas, report = Register.shipped(), Atlas.shipped(), Report()
        for (_, gold), article in zip(rows_of(path), articles_of(path), strict=True):
            compare(gold, read(article, register, atlas), report, profile=options["profile"])
        if not report.scores:
            raise CommandError(f"{options['gold']}: no articles.")
        for name, score in report.scores.items():
            self.stdout.write(f"{name:<16}{score.line()}")
