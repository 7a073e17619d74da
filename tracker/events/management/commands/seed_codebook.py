"""Writes the shipped codebook into the table of event types."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.events.codebook import seed


class Command(BaseCommand):
    """``manage.py seed_codebook``."""

    help = (
        "Write the event types that ship with the project. Running it again changes nothing; "
        "types that the desk added stay. Example: manage.py seed_codebook"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed and say what was done."""
        done = seed()
        counts = f"{done.added} added, {done.changed} changed, {done.unchanged} unchanged"
        self.stdout.write(f"Codebook: {counts}.")
