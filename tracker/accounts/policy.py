"""Which role may do what: one table and pure functions over it."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from tracker.accounts.models import User


class Role(models.TextChoices):
    """A desk role; the value is the group's name."""

    EDITOR = "Editor"
    CHIEF = "Chief"
    ADMINISTRATOR = "Administrator"


class Verb(models.TextChoices):
    """What may be asked of the desk's workflow."""

    EDIT = "edit"
    REVIEW = "review"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    PUBLISH = "publish"
    NAME = "name"
    RETRACT = "retract"
    WITHDRAW = "withdraw"
    BREAK_GLASS = "break_glass"
    MACHINERY = "machinery"


_DESK_WORK = frozenset(
    {Verb.EDIT, Verb.REVIEW, Verb.SUBMIT, Verb.SEND_BACK, Verb.APPROVE, Verb.PUBLISH, Verb.NAME, Verb.RETRACT}
)
ALLOWED: dict[Role, frozenset[Verb]] = {
    Role.EDITOR: _DESK_WORK,
    Role.CHIEF: _DESK_WORK | {Verb.WITHDRAW, Verb.BREAK_GLASS},
    Role.ADMINISTRATOR: frozenset({Verb.MACHINERY}),
}


def roles_of(user: User | AbstractBaseUser | AnonymousUser) -> frozenset[Role]:
    """The user's desk roles. One query, kept on the object."""
    kept: frozenset[Role] | None = getattr(user, "_desk_roles", None)
    if kept is not None:
        return kept
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    known = set(Role.values)
    roles = frozenset(Role(name) for name in user.groups.values_list("name", flat=True) if name in known)
    user._desk_roles = roles  # type: ignore[attr-defined]
    return roles


def may(user: User | AbstractBaseUser | AnonymousUser, verb: Verb) -> bool:
    """Whether one of the user's roles includes ``verb``. A superuser has no desk role by being one."""
    return any(verb in ALLOWED[role] for role in roles_of(user))
