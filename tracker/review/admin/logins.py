"""Logging in to the desk: every attempt is kept in the audit log, and guessing is slowed down."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from tracker.accounts.models import User
from tracker.accounts.trying import is_guessing, note_failure, note_login, note_logout
from tracker.review.admin.theme import LoginForm


class DeskLoginForm(LoginForm):
    """The login form of the theme, with the audit log behind it."""

    def clean(self) -> dict[str, Any]:
        """Log in, or say why not.

        Raises:
            ValidationError: wrong name or password, or too many failures in a row.
        """
        username, address = str(self.data.get("username", "")), address_of(self.request)
        if is_guessing(username, address=address):
            raise ValidationError("Too many attempts: wait a quarter of an hour, or ask an administrator to help.")
        try:
            found: dict[str, Any] = super().clean()
        except ValidationError:
            note_failure(username, address=address)
            raise
        user = self.get_user()
        if isinstance(user, User):
            note_login(user, address=address)
        return found


def leave(request: HttpRequest) -> None:
    """Keep that somebody logs out."""
    if isinstance(request.user, User):
        note_logout(request.user, address=address_of(request))


def address_of(request: HttpRequest | None) -> str:
    """The address of whoever asks, as the server saw it."""
    return str(request.META.get("REMOTE_ADDR", "")) if request is not None else ""
