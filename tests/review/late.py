"""Two editors in two browsers: what they open, save, and save too late."""

from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

from tests.factories import make_editor, make_event
from tests.review.forms import filled
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind


def page_of(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def logged_in(name):
    client = Client()
    client.force_login(make_editor(name))
    return client


def opened(client, record):
    return filled(client.get(page_of(record)))


def saved(client, record, form, **changes):
    response = client.post(page_of(record), {**form, **changes})
    assert response.status_code == 302, response.context["errors"]
    record.refresh_from_db()


def late(client, record, form, **changes):
    response = client.post(page_of(record), {**form, **changes})
    assert response.status_code == 409
    return SimpleNamespace(page=response, comparison=response.context["comparison"], form=filled(response))


def event_with_a_version():
    event = make_event(title="Raid")
    save_version(Kind.EVENT, event, by=make_editor())
    return event
