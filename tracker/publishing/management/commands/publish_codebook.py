"""Publish the codebook."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.publishing.codebook import publish_codebook


class Command(BaseCommand):
    """Writes every controlled word to the public record."""

    help = "Publish the codebook (event types and every other controlled word). Example: manage.py publish_codebook"

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it and say how many terms there are."""
        self.stdout.write(f"{publish_codebook()} terms in the published codebook.")
