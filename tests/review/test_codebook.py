"""The codebook in the admin: a chief says how exactly the places of a type are shown, and nothing else changes."""

import pytest
from django.urls import reverse

from tests.factories import make_event_type, make_user
from tests.review.forms import filled
from tracker.accounts.models import AuditEntry
from tracker.accounts.policy import Role
from tracker.events.models import EventType

pytestmark = pytest.mark.django_db


def send(client, **fields):
    return client.post(reverse("admin:events_eventtype_change", args=[EventType.objects.get().pk]), fields)


def test_a_chief_sets_the_blur_of_a_type_and_the_log_says_so(client):
    found = make_event_type()
    client.force_login(make_user(Role.CHIEF))
    form = filled(client.get(reverse("admin:events_eventtype_change", args=[found.pk])))

    send(client, **{**form, "blur": "province", "label": "Something else", "code": "other"})

    found.refresh_from_db()
    assert (found.blur, found.label, found.code) == ("province", "Raid", "raid")
    entry = AuditEntry.objects.get(action="blur_policy")
    assert (entry.label, entry.details) == ("Raid", {"blur": "province"})


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHIEF])
def test_nobody_else_sets_it(client, role):
    make_event_type()
    client.force_login(make_user(role))

    send(client, blur="province")

    assert EventType.objects.get().blur == "exact"
