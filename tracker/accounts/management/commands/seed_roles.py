"""Writes the desk's roles into Django's groups."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.accounts.roles import seed_roles


class Command(BaseCommand):
    """``manage.py seed_roles``."""

    help = (
        "Make the six roles with their permissions; needed once after every migrate. "
        "Running it again changes nothing. Example: manage.py seed_roles"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed, quietly unless asked."""
        seed_roles()
        if options["verbosity"] > 1:
            self.stdout.write("The roles are up to date.")
