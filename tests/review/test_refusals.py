"""Refusals on the desk are sentences, never a blank page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_administrator, make_article, make_editor, make_event
from tracker.events.models import Event

pytestmark = pytest.mark.django_db


def test_a_page_of_another_role_says_so_and_leads_back(client):
    client.force_login(make_administrator("tessa"))

    response = client.get(reverse("admin:events_event_changelist"))

    page = response.content.decode()
    assert response.status_code == 403
    assert "Your role does not include this page" in page
    assert "tessa" in page
    assert reverse("admin:index") in page


def test_a_verb_of_another_role_is_named(client):
    client.force_login(make_administrator())

    page = client.get(reverse("admin:review_desk", args=[make_article().pk])).content.decode()

    assert "Your role does not include: review." in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_deleting_what_was_public_names_the_way_that_is_open(client, method):
    event = make_event(number=1, live_revision=1, state="published")
    client.force_login(make_editor())

    response = getattr(client, method)(reverse("admin:events_event_delete", args=[event.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert "retract or withdraw it" in response.content.decode()
    assert Event.objects.exists()


def test_a_form_older_than_the_log_in_says_what_to_do():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())

    response = client.post(reverse("admin:review_desk", args=[make_article().pk]), {"action": "add"})

    assert response.status_code == 403
    assert "copy what you typed" in response.content.decode()
