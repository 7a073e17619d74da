"""The people of the demo desk, with passwords made on the spot."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from tracker.accounts.models import User
from tracker.accounts.policy import Role
from tracker.accounts.roles import give_role, seed_roles

_PEOPLE = (
    ("anna", "Anna", "Demo", (Role.EDITOR,)),
    ("ben", "Ben", "Demo", (Role.EDITOR,)),
    ("carla", "Carla", "Demo", (Role.CHIEF,)),
    ("admin", "Ada", "Demo", (Role.ADMINISTRATOR,)),
)


@dataclass(frozen=True)
class People:
    """Two editors, a chief, an administrator."""

    anna: User
    ben: User
    carla: User
    admin: User


def make_people(logins: Path) -> People:
    """Make the four; their logins go to a file that only its owner may read."""
    seed_roles()
    made, lines = [], []
    for username, first, last, roles in _PEOPLE:
        password = secrets.token_urlsafe(9)
        user = User.objects.create_user(username, password=password, first_name=first, last_name=last)
        user.is_superuser = Role.ADMINISTRATOR in roles
        user.save(update_fields=["is_superuser"])
        made.append(give_role(user, *roles))
        lines.append(f"{username:<6} {password:<14} {', '.join(role.label for role in roles)}")
    descriptor = os.open(logins, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        handle.write("\n".join(lines) + "\n")
    return People(*made)
