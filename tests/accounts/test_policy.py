"""Which role may do what, and how the roles get into Django's groups."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command

from tests.factories import make_administrator, make_chief, make_editor, make_user
from tracker.accounts.models import User
from tracker.accounts.policy import ALLOWED, Role, Verb, may, roles_of
from tracker.accounts.roles import give_role, seed_roles

REPORTING = {Verb.EDIT, Verb.REVIEW, Verb.SUBMIT, Verb.PROPOSE_NAME}
EDITING = REPORTING | {
    Verb.SEND_BACK, Verb.APPROVE, Verb.PUBLISH, Verb.SCHEDULE, Verb.EMBARGO, Verb.MERGE, Verb.ASSIGN, Verb.EXPORT,
}  # fmt: skip
CHIEFS = {
    Verb.NAME, Verb.UNBLUR, Verb.RETRACT, Verb.WITHDRAW, Verb.BREAK_GLASS, Verb.LIFT_EMBARGO, Verb.SOURCES, Verb.AUDIT,
}  # fmt: skip


def test_every_role_has_its_row():
    assert set(ALLOWED) == set(Role)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.REPORTER, REPORTING),
        (Role.EDITOR, EDITING),
        (Role.CHIEF, EDITING | CHIEFS),
        (Role.SOURCE_KEEPER, REPORTING | {Verb.SOURCES}),
        (Role.DATA_MANAGER, REPORTING | {Verb.MERGE, Verb.IMPORT, Verb.EXPORT}),
        (Role.ADMINISTRATOR, {Verb.AUDIT, Verb.MACHINERY}),
    ],
)
def test_a_role_allows_its_verbs_and_no_others(role, allowed):
    user = make_user(role)

    assert {verb for verb in Verb if may(user, verb)} == allowed


@pytest.mark.django_db
@pytest.mark.parametrize("verb", Verb)
def test_strangers_and_bare_superusers_may_nothing(verb):
    superuser = User.objects.create_superuser("root")
    inactive = make_chief()
    inactive.is_active = False

    assert not may(AnonymousUser(), verb)
    assert not may(superuser, verb)
    assert not may(User.objects.create_user("plain"), verb)
    inactive.__dict__.pop("_desk_roles", None)
    assert not may(inactive, verb)


@pytest.mark.django_db
def test_a_user_may_have_several_roles():
    user = give_role(make_editor(), Role.ADMINISTRATOR)

    assert roles_of(user) == {Role.EDITOR, Role.ADMINISTRATOR}
    assert may(user, Verb.EDIT)
    assert may(user, Verb.MACHINERY)


@pytest.mark.django_db
def test_roles_are_read_once(django_assert_num_queries):
    user = User.objects.get(pk=make_editor().pk)

    with django_assert_num_queries(1):
        assert may(user, Verb.EDIT)
        assert not may(user, Verb.WITHDRAW)


@pytest.mark.django_db
def test_giving_a_role_is_seen_at_once():
    user = make_editor()
    assert not may(user, Verb.BREAK_GLASS)

    give_role(user, Role.CHIEF)

    assert may(user, Verb.BREAK_GLASS)


@pytest.mark.django_db
def test_seeding_roles_twice_is_once():
    seed_roles()
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}

    call_command("seed_roles", verbosity=2, skip_checks=True)

    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before
    assert set(before) == set(Role.values)


@pytest.mark.django_db
def test_editors_edit_and_administrators_only_look():
    editor, administrator = make_editor(), make_administrator()

    assert editor.has_perm("events.change_event")
    assert not editor.has_perm("accounts.change_user")
    assert administrator.has_perm("accounts.change_user")
    assert administrator.has_perm("revisions.view_revision")
    assert not administrator.has_perm("revisions.change_revision")
    assert not administrator.has_perm("events.change_event")
