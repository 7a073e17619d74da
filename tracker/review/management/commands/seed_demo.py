"""Fill an empty desk with the demo."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tracker.accounts.models import User
from tracker.actors.models import Force
from tracker.publishing.batch import publish_batch
from tracker.review.demo.people import People, make_people
from tracker.review.demo.raid import HERE, play
from tracker.review.imports.ucdp import import_rows
from tracker.review.management.commands.import_ucdp import read_rows
from tracker.revisions.models import Kind

BATCH = "UCDP GED, Syria, April to November 2019"


class Command(BaseCommand):
    """A raid taken through review by two editors, and a batch of UCDP events. All of it or nothing."""

    help = (
        "Fill an empty desk with demo people, a report taken through review, and 1,580 UCDP events. "
        "Prints the generated logins. Needs the gazetteer and the codebook. Example: manage.py seed_demo"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it; refuse a desk that has people."""
        if User.objects.exists():
            raise CommandError("This desk has users already: the demo is for an empty one.")
        logins = Path(settings.DATA_DIR) / "demo"
        try:
            with transaction.atomic():
                people = make_people(logins)
                self.stdout.write("  Taking a report through review …")
                play(people)
                self._import(people)
        except BaseException:
            logins.unlink(missing_ok=True)
            raise
        self.stdout.write(f"Demo logins (kept in {logins}):\n{logins.read_text(encoding='utf-8')}")

    def _import(self, people: People) -> None:
        self.stdout.write("  Importing UCDP events …")
        report = import_rows(read_rows(HERE / "ucdp_ged_syria_2019.csv.gz"), by=people.anna, progress=self._progress)
        self.stdout.write("  Publishing them as one batch …")
        fresh = Force.objects.filter(pk__in=report.forces, live_revision__isnull=True, version=1)
        batch = [(Kind.FORCE, pk) for pk in fresh.values_list("pk", flat=True)]
        batch += [(Kind.TOPIC, pk) for pk in sorted(report.topics)]
        publish_batch([*batch, *((Kind.EVENT, pk) for pk in report.added)], by=people.ben, name=BATCH)

    def _progress(self, done: int) -> None:
        if done % 400 == 0:
            self.stdout.write(f"    {done} events")
