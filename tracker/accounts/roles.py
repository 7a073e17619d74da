"""Roles as groups: who has which, who may change that, and the admin's own permissions in step with ``policy``."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import ALLOWED, Role, Verb, may
from tracker.core.states import NotPermitted

_EDITED = {"places", "articles", "actors", "events"}
_ONLY_MADE_BY_MACHINES = {"articletext", "eventtype"}
_MACHINERY = {
    "accounts": {"user"},
    "auth": {"group"},
    "revisions": {"revision"},
    "extraction": {"run", "suggestion"},
    "publishing": {"approval"},
    "published": {"change"},
    "events": {"eventtype"},
}
_TENDED = {"user", "group"}


def seed_roles() -> None:
    """Make the groups and give them their permissions. Twice is once."""
    every = list(Permission.objects.select_related("content_type"))
    for role in Role:
        given = [permission for permission in every if _includes(role, permission)]
        Group.objects.get_or_create(name=role.value)[0].permissions.set(given)


def give_role(user: User, *roles: Role) -> User:
    """Let ``user`` log in with these roles: the set-up of a desk, where nobody gives them yet. Twice is once."""
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.add(*Group.objects.filter(name__in=[role.value for role in roles]))
    user.__dict__.pop("_desk_roles", None)
    return user


def change_roles(user_id: int, roles: Iterable[Role], *, by: User) -> User:
    """Give somebody exactly these roles; what was given and taken stands in the audit log.

    Raises:
        NotPermitted: ``by`` does not tend the machinery, or would give herself a role.
    """
    if not (may(by, Verb.MACHINERY) or by.is_superuser):
        raise NotPermitted("Your role does not include giving roles.")
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user_id)
        had = {Role(name) for name in user.groups.values_list("name", flat=True) if name in Role.values}
        given, taken = set(roles) - had, had - set(roles)
        if given and user.pk == by.pk:
            raise NotPermitted("Nobody gives herself a role: ask another administrator.")
        user.groups.add(*Group.objects.filter(name__in=given))
        user.groups.remove(*Group.objects.filter(name__in=taken))
        for action, changed in (("give_role", given), ("take_role", taken)):
            for role in sorted(changed):
                audit.log(action, by=by, kind="user", record=user, role=role.value)
    user.__dict__.pop("_desk_roles", None)
    return user


def _includes(role: Role, permission: Permission) -> bool:
    room, model = permission.content_type.app_label, permission.content_type.model
    if Verb.EDIT in ALLOWED[role] and room in _EDITED and model not in _ONLY_MADE_BY_MACHINES:
        return True
    looks = permission.codename.startswith("view_")
    if Verb.AUDIT in ALLOWED[role] and (room, model) == ("accounts", "auditentry"):
        return looks
    return Verb.MACHINERY in ALLOWED[role] and model in _MACHINERY.get(room, set()) and (looks or model in _TENDED)
