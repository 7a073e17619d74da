"""Administrators look after the people of the desk."""

import pytest
from django.urls import reverse

from tests.factories import make_administrator, make_editor
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db
PAGE = "admin:accounts_user_changelist"


def renew(client, *users):
    data = {"action": "new_password", "_selected_action": [user.pk for user in users]}
    return client.post(reverse(PAGE), data, follow=True).content.decode()


def test_administrator_gives_a_new_password_that_is_shown_once(client):
    editor = make_editor("maria")
    client.force_login(make_administrator())

    page = renew(client, editor)

    shown = page.partition("Shown once: maria / ")[2].split()[0]
    assert client.login(username="maria", password=shown)
    assert not client.login(username="maria", password="correct horse battery")
    client.force_login(make_administrator())
    assert shown not in client.get(reverse(PAGE)).content.decode()


def test_superuser_gets_a_new_password_only_from_a_superuser(client):
    owner = User.objects.create_superuser("owner", password="correct horse battery")
    client.force_login(make_administrator())

    page = renew(client, owner)

    assert "only a superuser may do this" in page
    owner.refresh_from_db()
    assert owner.check_password("correct horse battery")


def test_editor_does_not_see_the_people(client):
    editor = make_editor()
    client.force_login(editor)

    assert client.get(reverse(PAGE)).status_code == 403
