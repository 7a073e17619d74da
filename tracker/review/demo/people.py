"""The people of the demo desk, with passwords made on the spot."""

from dataclasses import dataclass
from pathlib import Path

from tracker.accounts.logins import keep, make_login
from tracker.accounts.models import User
from tracker.accounts.policy import Role

_PEOPLE = (
    ("anna", "Anna Demo", Role.EDITOR),
    ("ben", "Ben Demo", Role.EDITOR),
    ("carla", "Carla Demo", Role.CHIEF),
    ("admin", "Ada Demo", Role.ADMINISTRATOR),
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
    keep([make_login(username, role, full_name=name) for username, name, role in _PEOPLE], logins)
    return People(*(User.objects.get(username=username) for username, *_ in _PEOPLE))
