"""Who gives roles to whom, and the admin's own permissions."""

import pytest
from django.urls import reverse

from tests.factories import make_administrator, make_chief, make_editor, make_user
from tests.review.forms import filled
from tracker.accounts.models import AuditEntry, User
from tracker.accounts.policy import Role, Verb, may, roles_of
from tracker.accounts.roles import change_roles
from tracker.core.states import NotPermitted

pytestmark = pytest.mark.django_db


def logged(action):
    return [(entry.by, entry.record_id, entry.details) for entry in AuditEntry.objects.filter(action=action)]


def test_an_administrator_gives_and_takes_roles_and_the_log_says_so():
    administrator, ana = make_administrator(), make_editor("ana")

    change_roles(ana.pk, [Role.CHIEF], by=administrator)

    assert roles_of(User.objects.get(pk=ana.pk)) == {Role.CHIEF}
    assert logged("give_role") == [(administrator, ana.pk, {"role": "Chief"})]
    assert logged("take_role") == [(administrator, ana.pk, {"role": "Editor"})]


def test_giving_the_same_roles_twice_is_once():
    administrator, ana = make_administrator(), make_editor("ana")

    change_roles(ana.pk, [Role.EDITOR], by=administrator)

    assert roles_of(User.objects.get(pk=ana.pk)) == {Role.EDITOR}
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("make", [make_editor, make_chief])
def test_who_does_not_tend_the_machinery_gives_no_role(make):
    with pytest.raises(NotPermitted, match="giving roles"):
        change_roles(make_user().pk, [Role.REPORTER], by=make())

    assert not AuditEntry.objects.exists()


def test_nobody_gives_herself_a_role_and_everybody_may_lay_one_down():
    administrator, root = make_administrator(), User.objects.create_superuser("root")

    for somebody in (administrator, root):
        with pytest.raises(NotPermitted, match="herself"):
            change_roles(somebody.pk, [Role.ADMINISTRATOR, Role.CHIEF], by=somebody)
    change_roles(administrator.pk, [], by=administrator)

    assert not roles_of(User.objects.get(pk=administrator.pk))
    assert not roles_of(User.objects.get(pk=root.pk))


def send(client, user, **changes):
    url = reverse("admin:accounts_user_change", args=[user.pk])
    return client.post(url, {**filled(client.get(url)), **changes})


def test_the_page_of_a_person_gives_roles_through_the_verb(client):
    administrator, ana = make_administrator(), make_editor("ana")
    chief = make_chief().groups.get()
    client.force_login(administrator)

    send(client, ana, groups=[chief.pk])

    assert roles_of(User.objects.get(pk=ana.pk)) == {Role.CHIEF}
    assert logged("give_role") == [(administrator, ana.pk, {"role": "Chief"})]


def test_the_page_of_oneself_gives_no_role(client):
    administrator = make_administrator()
    chief = make_chief().groups.get()
    client.force_login(administrator)

    send(client, administrator, groups=[chief.pk], first_name="Ada")

    again = User.objects.get(pk=administrator.pk)
    assert roles_of(again) == {Role.ADMINISTRATOR}
    assert (again.first_name, again.is_staff) == ("Ada", True)


@pytest.mark.parametrize("role", Role)
def test_the_admins_permissions_follow_the_policy(role):
    user = make_user(role)
    edits, tends = may(user, Verb.EDIT), may(user, Verb.MACHINERY)

    assert user.has_perm("events.change_event") is edits
    assert user.has_perm("actors.add_force") is edits
    assert user.has_perm("articles.delete_passage") is edits
    assert not user.has_perm("articles.change_articletext")
    assert not user.has_perm("events.change_eventtype")
    assert user.has_perm("accounts.change_user") is tends
    assert user.has_perm("revisions.view_revision") is tends
    assert not user.has_perm("revisions.change_revision")
    assert user.has_perm("accounts.view_auditentry") is may(user, Verb.AUDIT)
    assert not user.has_perm("accounts.change_auditentry")
