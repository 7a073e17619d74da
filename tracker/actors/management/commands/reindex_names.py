"""Write the index of names anew."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.actors.finding import rebuild


class Command(BaseCommand):
    """The index keeps itself in step; this is for after a change of the rules of sound, or rows written by hand."""

    help = "Index the names of all forces and persons anew. Search goes on meanwhile. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with progress."""
        done: dict[str, int] = {}
        for kind, count in rebuild():
            done[kind.label] = count
            self.stderr.write(f"{kind.label}: {count}")
        said = ", ".join(f"{count} × {kind.lower()}" for kind, count in done.items())
        self.stdout.write(f"Indexed: {said or 'nothing; there are no forces or persons yet'}.")
