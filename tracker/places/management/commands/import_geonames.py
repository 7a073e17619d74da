"""manage.py import_geonames: places of GeoNames' full dumps into the desk's gazetteer."""

import csv
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.accounts import audit
from tracker.places.dumps import DamagedDump
from tracker.places.importing import Dumps, Wanted, import_dumps
from tracker.places.merging import Outcome


class Command(BaseCommand):
    """Reads and checks every file first, then writes all or nothing; a second run writes nothing."""

    help = (
        "Bring places of GeoNames (download.geonames.org/export/dump, CC BY 4.0) into the gazetteer:\n"
        "areas of two levels, and towns from 5,000 inhabitants, from 500 in DESK_FOLLOWED_COUNTRIES.\n"
        "What editors saved stays as it is. Prefer zip files: they show whether they were cut.\n\n"
        "Example: manage.py import_geonames IQ.zip --names alternateNamesV2.zip --report iq.tsv --dry-run"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and what to take of them."""
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("places", type=Path, help="allCountries.zip, or one country: IQ.zip or IQ.txt")
        parser.add_argument("--names", type=Path, help="alternateNamesV2.zip: names with languages, Wikidata ids")
        parser.add_argument("--admin1", type=Path, help="admin1CodesASCII.txt: first-level areas")
        parser.add_argument("--admin2", type=Path, help="admin2Codes.txt: districts")
        parser.add_argument("--countries", default="", help="ISO 3166-1 alpha-2 codes with commas; default: all")
        parser.add_argument("--min-population", type=int, help="for all towns, in place of the two above")
        parser.add_argument("--report", type=Path, help="file for what became of every line, with tabs")
        parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and count."""
        countries = {code.strip().upper() for code in options["countries"].split(",") if code.strip()}
        dumps = Dumps(options["places"], options["names"], options["admin1"], options["admin2"])
        wanted = Wanted(countries, settings.DESK_FOLLOWED_COUNTRIES, options["min_population"])
        with ExitStack() as stack:
            report = None
            if options["report"]:
                handle = stack.enter_context(options["report"].open("w", encoding="utf-8", newline=""))
                report = csv.writer(handle, dialect="excel-tab")
                report.writerow(("geoname_id", "name", "country", "outcome", "why"))

            def tell(outcome: Outcome) -> None:
                if report is not None:
                    head = (outcome.geoname_id, outcome.name, outcome.country_code)
                    report.writerow((*head, outcome.action, outcome.why))

            try:
                counts = import_dumps(dumps, wanted, is_dry=options["dry_run"], report=tell, progress=self._show)
            except DamagedDump as error:
                raise CommandError(str(error)) from error
        if not options["dry_run"]:
            told = {str(action): count for action, count in counts.items()}
            audit.log("import", by=None, kind="place", file=options["places"].name, rows=told)
        said = ", ".join(f"{count:,} {action}" for action, count in sorted(counts.items())) or "no place to take"
        self.stdout.write(f"{'Would be' if options['dry_run'] else 'Done'}: {said}. Place names: GeoNames, CC BY 4.0.")

    def _show(self, what: str, done: int) -> None:
        self.stdout.write(f"  {what}: {done:,}")
        self.stdout.flush()
