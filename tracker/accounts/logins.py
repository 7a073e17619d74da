"""Logins that are made for somebody: a password nobody chose, said once."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Role
from tracker.accounts.roles import give_role, seed_roles


class Login(NamedTuple):
    """What somebody needs to log in, and what they may do."""

    username: str
    password: str
    roles: str

    def __str__(self) -> str:
        return f"{self.username} / {self.password}   ({self.roles})"


def make_login(username: str, *roles: Role, full_name: str = "") -> Login:
    """Make a user with these roles and a generated password, which only the returned value knows.

    By commands of the server only, so the line in the audit log names nobody.

    Raises:
        ValueError: the name is taken.
    """
    with transaction.atomic():
        if User.objects.filter(username=username).exists():
            raise ValueError(f"There is already a user “{username}”. Choose another name.")
        seed_roles()
        password = secrets.token_urlsafe(12)
        first, _, last = full_name.partition(" ")
        user = User.objects.create_user(username, password=password, first_name=first, last_name=last)
        give_role(user, *roles)
        audit.log("add_user", by=None, kind="user", record=user, roles=[role.value for role in roles])
    return Login(username, password, ", ".join(role.label for role in roles))


def renew_login(user: User) -> Login:
    """Give somebody a new generated password; their open sessions end with the old one."""
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save(update_fields=["password"])
    return Login(user.username, password, ", ".join(user.groups.values_list("name", flat=True)))


def keep(logins: Iterable[Login], path: Path) -> None:
    """Write logins to a file that only the desk's own account may read; what was there is replaced."""
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        handle.writelines(f"{login}\n" for login in logins)
    unfinished.replace(path)
