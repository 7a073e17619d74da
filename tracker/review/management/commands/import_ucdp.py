"""Import UCDP GED events."""

import csv
import gzip
import io
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.review.imports.ucdp import Report, import_rows


class Command(BaseCommand):
    """Rows of a UCDP GED file as draft events, each with its row as article and its figures as claims."""

    help = (
        "Import a UCDP GED file (CSV or CSV.GZ) as draft events. Rows that are there already are skipped. "
        "Example: manage.py import_ucdp ged_syria.csv.gz --by anna --limit 100 --dry-run"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """File, importer, limit, dry run."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the editor who imports")
        parser.add_argument("--limit", type=int, help="stop after so many rows")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the import and report."""
        by = User.objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError(f"There is no user {options['by']!r}.")
        rows = read_rows(options["file"])[: options["limit"]]
        with transaction.atomic():
            report = import_rows(rows, by=by, progress=self._progress)
            told = {"new": len(report.added), "same": report.skipped, "refused": len(report.refused)}
            audit.log("import", by=by, kind="event", file=options["file"].name, rows=told)
            transaction.set_rollback(options["dry_run"])
        self._say(report, kept=not options["dry_run"])
        if report.refused:
            raise CommandError(f"{len(report.refused)} row(s) refused; the others were taken.")

    def _progress(self, done: int) -> None:
        if done % 250 == 0:
            self.stderr.write(f"{done} rows")

    def _say(self, report: Report, *, kept: bool) -> None:
        for line, reason in report.refused:
            self.stderr.write(f"line {line}: {reason}")
        verb = "added" if kept else "would be added"
        self.stdout.write(f"{len(report.added)} events {verb}, {report.skipped} there already.")


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, gzipped or not.

    Raises:
        CommandError: the file is missing, cannot be read, or is not in UCDP GED's columns.
    """
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    rows = list(csv.DictReader(io.StringIO(text)))
    missing = {"id", "side_a", "side_b", "where_prec", "best"} - set(rows[0] if rows else [])
    if missing:
        raise CommandError(f"{path} is no UCDP GED file: it lacks {', '.join(sorted(missing))}.")
    return rows
