"""Lines of the audit log that no verb of the workflow writes, and the way from a record to its lines."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_article, make_chief, make_editor, make_event, make_force, make_outlet, make_place
from tests.review.forms import filled
from tracker.accounts import audit
from tracker.accounts.logins import make_login
from tracker.accounts.models import AuditEntry
from tracker.accounts.policy import Role
from tracker.articles import ingest
from tracker.articles.models import Outlet
from tracker.places import regions
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def lines():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "kind", "label", "by__username"))


def test_setting_an_article_aside_and_trying_it_again_are_lines():
    article, editor = make_article(title="Raid"), make_editor("ana")

    ingest.set_aside(article.pk, by=editor)
    ingest.set_aside(article.pk, by=editor)
    ingest.retry(article.pk, by=editor)

    assert lines() == [("set_aside", "article", "Raid", "ana"), ("try_again", "article", "Raid", "ana")]


def test_confirming_a_region_is_a_line_once():
    region = make_place("western Iraq", kind="region", compass="west", parent=make_place("Iraq"))
    editor = make_editor("ana")

    for _ in range(2):
        regions.confirm(region.pk, by=editor, at=timezone.now())

    assert lines() == [("confirm_region", "place", "western Iraq", "ana")]


def test_a_login_made_by_a_command_is_a_line_without_its_password():
    login = make_login("maria", Role.CHIEF)

    entry = AuditEntry.objects.get()

    assert (entry.action, entry.by, entry.label, entry.details) == ("add_user", None, "maria", {"roles": ["Chief"]})
    assert login.password not in str(entry.__dict__)


def test_files_taken_in_by_command_are_one_line(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("Fourteen people were killed, the army said on Friday.")

    call_command("ingest_file", path)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.kind, entry.details) == ("ingest_file", "article", {"files": ["report.txt"], "new": 1})


def test_what_is_done_to_an_outlet_is_a_line(client):
    client.force_login(make_editor("ana"))
    make_outlet("Wire")
    address = reverse("admin:articles_outlet_change", args=[Outlet.objects.get().pk])

    client.post(address, {**filled(client.get(address)), "owner_group": "Group"})
    client.post(reverse("admin:articles_outlet_add"), {"name": "Paper", "kind": "newspaper"})
    client.post(reverse("admin:articles_outlet_delete", args=[Outlet.objects.get(name="Paper").pk]), {"post": "yes"})

    assert lines() == [
        ("change_outlet", "outlet", "Wire", "ana"),
        ("add_outlet", "outlet", "Paper", "ana"),
        ("delete", "outlet", "Paper", "ana"),
    ]
    assert AuditEntry.objects.get(action="change_outlet").details == {"fields": ["owner_group"]}


def test_deleting_a_record_is_a_line_and_a_refused_one_is_not(client):
    client.force_login(make_editor("ana"))
    draft, public = make_force("The Draft"), make_force("The Army", number=7)

    for force in (draft, public):
        client.post(reverse("admin:actors_force_delete", args=[force.pk]), {"post": "yes"})

    assert lines() == [("delete", "force", "The Draft", "ana")]


def test_a_record_leads_to_its_lines_for_who_may_read_them(client):
    chief, event = make_chief(), make_event(title="Raid at dawn")
    save_version(Kind.EVENT, event, by=chief)
    audit.log("approve", by=chief, kind="event", record=event, why="Two sources.")
    audit.log("approve", by=chief, kind="force", record=event, why="Another kind.")
    address = f"{reverse('admin:accounts_auditentry_changelist')}?kind=event&amp;record_id={event.pk}"
    client.force_login(chief)

    page = client.get(reverse("admin:events_event_change", args=[event.pk])).content.decode()
    shown = client.get(address.replace("&amp;", "&")).content.decode()

    assert address in page
    assert "Two sources." in shown
    assert "Another kind." not in shown
    client.force_login(make_editor())
    assert address not in client.get(reverse("admin:events_event_change", args=[event.pk])).content.decode()
