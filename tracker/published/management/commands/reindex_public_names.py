"""Write the index of public names anew."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.published.finding import rebuild


class Command(BaseCommand):
    """Publishing keeps the index in step; this is for after a change of the rules of sound."""

    help = (
        "Index the names of all published forces, people and places anew, from their documents. Search goes on "
        "meanwhile. Safe to run twice. Example: manage.py reindex_public_names"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with progress."""
        done: dict[str, int] = {}
        for kind, count in rebuild():
            done[kind] = count
            self.stderr.write(f"{kind}: {count}")
        said = ", ".join(f"{count} × {kind.lower()}" for kind, count in done.items())
        self.stdout.write(f"Indexed: {said or 'nothing; nothing is published yet'}.")
