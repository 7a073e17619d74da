"""Which role may do what: one table and pure functions over it."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from tracker.accounts.models import User


class Role(models.TextChoices):
    """A desk role; the value is the group's name."""

    REPORTER = "Reporter"
    EDITOR = "Editor"
    CHIEF = "Chief"
    SOURCE_KEEPER = "Source keeper"
    DATA_MANAGER = "Data manager"
    ADMINISTRATOR = "Administrator"


class Verb(models.TextChoices):
    """What may be asked of the desk's workflow."""

    EDIT = "edit"
    REVIEW = "review"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    EMBARGO = "embargo"
    LIFT_EMBARGO = "lift_embargo"
    PROPOSE_NAME = "propose_name"
    NAME = "name"
    UNBLUR = "unblur"
    RETRACT = "retract"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    BREAK_GLASS = "break_glass"
    ASSIGN = "assign"
    SOURCES = "sources"
    IMPORT = "import"
    EXPORT = "export"
    AUDIT = "audit"
    MACHINERY = "machinery"


_REPORTING = frozenset({Verb.EDIT, Verb.REVIEW, Verb.SUBMIT, Verb.PROPOSE_NAME})
_EDITING = _REPORTING | {
    Verb.SEND_BACK, Verb.APPROVE, Verb.PUBLISH, Verb.SCHEDULE, Verb.EMBARGO, Verb.MERGE, Verb.ASSIGN, Verb.EXPORT,
}  # fmt: skip
ALLOWED: dict[Role, frozenset[Verb]] = {
    Role.REPORTER: _REPORTING,
    Role.EDITOR: _EDITING,
    Role.CHIEF: _EDITING
    | {
        Verb.NAME, Verb.UNBLUR, Verb.RETRACT, Verb.WITHDRAW, Verb.BREAK_GLASS, Verb.LIFT_EMBARGO, Verb.SOURCES,
        Verb.AUDIT,
    },
    Role.SOURCE_KEEPER: _REPORTING | {Verb.SOURCES},
    Role.DATA_MANAGER: _REPORTING | {Verb.MERGE, Verb.IMPORT, Verb.EXPORT},
    Role.ADMINISTRATOR: frozenset({Verb.AUDIT, Verb.MACHINERY}),
}  # fmt: skip

Someone = User | AbstractBaseUser | AnonymousUser
"""Who asks, logged in or not."""


def roles_of(user: Someone) -> frozenset[Role]:
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


def may(user: Someone, verb: Verb) -> bool:
    """Whether one of the user's roles includes ``verb``. A superuser has no desk role by being one."""
    return any(verb in ALLOWED[role] for role in roles_of(user))
