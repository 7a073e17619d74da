"""Writes the roles of ``policy`` into Django's groups, so that the admin's own permissions agree."""

from django.contrib.auth.models import Group, Permission

from tracker.accounts.models import User
from tracker.accounts.policy import Role

_EDITED = {
    "places": {"place", "placename"},
    "articles": {"outlet", "article", "passage"},
    "actors": {"force", "forcename", "forcelink", "person", "personname", "posting", "voice"},
    "events": {
        "event", "eventplace", "eventtarget", "citation", "involvement", "claim", "tally", "storylink",
    },
    "publishing": {"namingdecision"},
}  # fmt: skip
_MACHINERY = {
    "accounts": {"user"},
    "auth": {"group"},
    "revisions": {"revision"},
    "extraction": {"run", "suggestion"},
    "publishing": {"approval"},
    "published": {"change"},
    "events": {"eventtype"},
}


def seed_roles() -> None:
    """Make the groups and give them their permissions. Twice is once."""
    editing = [
        permission
        for permission in Permission.objects.select_related("content_type")
        if permission.content_type.model in _EDITED.get(permission.content_type.app_label, set())
    ]
    machinery = [
        permission
        for permission in Permission.objects.select_related("content_type")
        if permission.content_type.model in _MACHINERY.get(permission.content_type.app_label, set())
        and (permission.codename.startswith("view_") or permission.content_type.model in {"user", "group"})
    ]
    for role in (Role.EDITOR, Role.CHIEF):
        Group.objects.get_or_create(name=role.value)[0].permissions.set(editing)
    Group.objects.get_or_create(name=Role.ADMINISTRATOR.value)[0].permissions.set(machinery)


def give_role(user: User, *roles: Role) -> User:
    """Let ``user`` log in to the desk with these roles. Twice is once."""
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.add(*Group.objects.filter(name__in=[role.value for role in roles]))
    user.__dict__.pop("_desk_roles", None)
    return user
