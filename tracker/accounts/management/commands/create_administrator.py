"""Makes the first login of an empty desk."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.accounts.logins import make_login
from tracker.accounts.policy import Role


class Command(BaseCommand):
    """``manage.py create_administrator``."""

    help = (
        "Make a user who is chief and administrator, and print a generated password once. "
        "Example: manage.py create_administrator --username maria"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The name, for those who do not want “admin”."""
        parser.add_argument("--username", default="admin", help="login name (default: admin)")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Make the user and say the password."""
        try:
            login = make_login(username, Role.CHIEF, Role.ADMINISTRATOR)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(login))
        self.stdout.write("This password is shown once and kept nowhere. Change it after logging in.")
