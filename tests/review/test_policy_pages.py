"""Who may use which page of the desk: as everybody, at the real address, against docs/policy.md."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from tests.review.forms import filled
from tests.review.policy_desk import EVERYBODY, Desk
from tests.review.policy_table import PAGES, has_verb
from tests.review.seeded import seed_article
from tracker.accounts.models import AuditEntry
from tracker.actors.models import Force
from tracker.articles.models import Article
from tracker.events.models import Citation, Event
from tracker.extraction.models import Suggestion
from tracker.review.models import BulkImport

pytestmark = pytest.mark.django_db


def reject(desk, client):
    card = Suggestion.objects.pending().order_by("pk").first()
    sent = {"action": "reject", "suggestion": card.pk, "version": card.version}
    client.post(reverse("admin:review_desk", args=[card.run.text.article_id]), sent)
    return Suggestion.objects.get(pk=card.pk).state == "rejected"


def save_event(desk, client):
    address = reverse("admin:events_event_change", args=[desk.event.pk])
    form = desk.form if desk.form else {}
    client.post(address, {**form, "title": "Another title"})
    return Event.objects.get(pk=desk.event.pk).title == "Another title"


def add_force(desk, client):
    client.post(reverse("admin:actors_force_add"), {**desk.empty_force, "name": "The Army", "kind": "state_military"})
    return Force.objects.filter(name="The Army").exists()


def delete_event(desk, client):
    client.post(reverse("admin:events_event_delete", args=[desk.event.pk]), {"post": "yes"})
    return not Event.objects.filter(pk=desk.event.pk).exists()


def paste(desk, client):
    client.post(reverse("admin:articles_article_add"), {"title": "A", "kind": "report", "text": "Some words here."})
    return Article.objects.filter(title="A").exists()


def look_ahead(desk, client):
    return client.get(reverse("admin:preview", kwargs={"kind": "event", "pk": desk.event.pk})).status_code == 200


def open_sealed(desk, client):
    return client.get(reverse("admin:articles_article_change", args=[desk.note.pk])).status_code == 200


def give_role(desk, client):
    address = reverse("admin:accounts_user_change", args=[desk.people["no role"].pk])
    group = desk.second.groups.get()
    client.post(address, {"username": desk.people["no role"].username, "is_active": "on", "groups": [group.pk]})
    return desk.people["no role"].groups.exists()


def take_in(desk, client):
    file = SimpleUploadedFile("rows.csv", b"name\nThe Band\n")
    client.post(reverse("admin:imports"), {"model": "force", "file": file})
    return BulkImport.objects.exists()


def take_along(desk, client):
    client.post(reverse("admin:export", args=["event"]), {"form": "csv"})
    return AuditEntry.objects.filter(action="export").exists()


WAYS = {
    "edit": save_event,
    "add": add_force,
    "delete": delete_event,
    "paste": paste,
    "decide": reject,
    "preview": look_ahead,
    "sealed": open_sealed,
    "roles": give_role,
    "import": take_in,
    "export": take_along,
}


def test_every_other_page_as_everybody_is_what_the_policy_says():
    desk = Desk()
    article = seed_article()
    desk.note = Article.objects.create(kind="note", title="A call", is_sealed=True)
    editor = desk.clients["Editor"]
    desk.form = filled(editor.get(reverse("admin:events_event_change", args=[desk.event.pk])))
    desk.empty_force = filled(editor.get(reverse("admin:actors_force_add")))
    assert article.pk
    found, expected = {}, {}
    for page, row in PAGES.items():
        for name in EVERYBODY:
            with transaction.atomic():
                found[page, name] = WAYS[page](desk, desk.clients[name])
                transaction.set_rollback(True)
            is_allowed = has_verb(name, row["Verb"].strip("`"))
            expected[page, name] = is_allowed or (page == "roles" and name == "superuser")

    assert found == expected


def test_what_was_public_is_deleted_by_nobody():
    desk = Desk()
    desk.bring_to("published")
    Citation.objects.all().delete()

    for name in EVERYBODY:
        assert not delete_event(desk, desk.clients[name]), name
