"""manage.py seed_gazetteer: load the shipped places."""

import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.places.seeding import seed
from tracker.places.shipped import SHIPPED, DamagedGazetteer


class Command(BaseCommand):
    """Adds what is missing; a second run writes nothing."""

    help = (
        "Load the shipped gazetteer: countries, first-level areas and towns of 5,000 inhabitants and more.\n"
        "All or nothing; places that are there are left as they are.\n\n"
        "Example: manage.py seed_gazetteer --countries IQ,SY"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which countries, which file."""
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("--countries", default="", help="ISO 3166-1 alpha-2 codes with commas; default: all")
        parser.add_argument("--file", type=Path, default=SHIPPED, help="another gazetteer file of the same format")

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed and say what was written."""
        countries = [code.strip() for code in options["countries"].split(",") if code.strip()]
        started = time.monotonic()
        try:
            seeded = seed(path=options["file"], countries=countries, progress=self._show)
        except (DamagedGazetteer, ValueError) as error:
            raise CommandError(f"{error}. Nothing was loaded.") from error
        if not seeded.places:
            self.stdout.write("The gazetteer is up to date: nothing to load.")
            return
        seconds = time.monotonic() - started
        self.stdout.write(
            f"Loaded {seeded.places:,} places with {seeded.names:,} names in {seconds:.1f} seconds. "
            "Place names: GeoNames, CC BY 4.0; areas: Natural Earth."
        )

    def _show(self, done: int, total: int) -> None:
        if done == total or done % 10_000 < 2_000:
            self.stdout.write(f"  {done:,} of {total:,} places")
            self.stdout.flush()
