"""Logging in leaves a line in the audit log, and guessing passwords is slowed down."""

from datetime import datetime, timedelta

from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import AuditEntry, User

MOST_FAILURES = 10
WINDOW = timedelta(minutes=15)
_LONGEST = 150


def note_login(user: User, *, address: str) -> None:
    """Keep that somebody logged in, and from where."""
    audit.log("login", by=user, kind="user", record=user, address=address)


def note_logout(user: User, *, address: str) -> None:
    """Keep that somebody logged out."""
    audit.log("logout", by=user, kind="user", record=user, address=address)


def note_failure(username: str, *, address: str) -> None:
    """Keep that a login failed. The password is not kept; of the name typed, as much as a name can have."""
    AuditEntry.objects.create(action="login_failed", label=_plain(username), details={"address": address})


def is_guessing(username: str, *, address: str, now: datetime | None = None) -> bool:
    """Whether so many logins by this name failed from this address lately that no more are tried. One query."""
    since = (now or timezone.now()) - WINDOW
    failures = AuditEntry.objects.filter(action="login_failed", at__gte=since, label=_plain(username))
    return failures.filter(details__address=address)[:MOST_FAILURES].count() >= MOST_FAILURES


def _plain(username: str) -> str:
    return "".join(letter for letter in username if letter.isprintable())[:_LONGEST]
