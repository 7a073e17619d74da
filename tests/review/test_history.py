"""The history pages: every version, any two side by side, and restoring one by post."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_administrator, make_article, make_editor, make_event, make_force, make_passage
from tests.review.forms import filled
from tracker.accounts.models import AuditEntry
from tracker.events.models import Citation, Event, EventTarget
from tracker.publishing.editing import save_version
from tracker.publishing.models import Approval
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("ana")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page(record, name, *args, **query):
    meta = record._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[record.pk, *args])
    return f"{url}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else url


def with_two_versions(editor):
    event = make_event(title="Raid")
    EventTarget.objects.create(event=event, kind="a bridge")
    save_version(Kind.EVENT, event, by=editor, reason="First words")
    event.targets.all().delete()
    Event.objects.filter(pk=event.pk).update(title="Strike")
    event.refresh_from_db()
    save_version(Kind.EVENT, event, by=editor, reason="Better words")
    return event


def test_the_history_names_every_version_with_who_why_and_which_is_public(desk, editor):
    event = with_two_versions(editor)
    Event.objects.filter(pk=event.pk).update(live_revision=1, number=1)
    boris = make_editor("boris")
    Approval.objects.create(revision=Revision.objects.get(version=1), by=boris)

    shown = desk.get(page(event, "history"))

    text = shown.content.decode()
    assert [revision.version for revision, _ in shown.context["rows"]] == [2, 1]
    for words in ("First words", "Better words", "ana", "boris", "public", "working version", "Restore version 1"):
        assert words in text


def test_the_history_of_many_versions_costs_a_fixed_number_of_queries(desk, editor, django_assert_max_num_queries):
    event = make_event()
    for _ in range(30):
        save_version(Kind.EVENT, event, by=editor)

    with django_assert_max_num_queries(12):
        shown = desk.get(page(event, "history"))

    assert len(shown.context["rows"]) == 30


def test_a_record_without_versions_says_so(desk):
    assert "No version of this record was saved yet" in desk.get(page(make_event(), "history")).content.decode()


def test_two_versions_are_compared_parts_included(desk, editor):
    event = with_two_versions(editor)

    shown = desk.get(page(event, "compare", **{"from": 1, "to": 2}))

    assert {(each.label, each.old, each.new) for each in shown.context["differences"]} >= {
        ("Title", "Raid", "Strike"),
        ("Event target a bridge", "a bridge", ""),
    }
    assert "<del>" in shown.content.decode()


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30, "²", "7"])
def test_a_version_that_is_none_is_not_found(desk, editor, number):
    event = with_two_versions(editor)

    assert desk.get(page(event, "compare", **{"from": number, "to": 2})).status_code == 404


def test_restoring_shows_first_what_it_changes(desk, editor):
    event = with_two_versions(editor)

    shown = desk.get(page(event, "restore", 1))

    assert ("Title", "Strike", "Raid") in {(each.label, each.old, each.new) for each in shown.context["differences"]}
    assert Revision.objects.count() == 2
    assert Event.objects.get().title == "Strike"


def test_restoring_by_post_saves_a_version(desk, editor):
    event = with_two_versions(editor)

    answer = desk.post(page(event, "restore", 1), {"opened": "2"}, follow=True)

    event.refresh_from_db()
    assert (event.title, event.version, event.targets.get().kind) == ("Raid", 3, "a bridge")
    assert Revision.objects.first().reason == "Restored version 1"
    assert AuditEntry.objects.filter(action="restore", by=editor).count() == 1
    assert "Version 1 was restored" in answer.content.decode()


def test_restoring_again_changes_nothing_and_says_so(desk, editor):
    event = with_two_versions(editor)
    desk.post(page(event, "restore", 1), {"opened": "2"})

    answer = desk.post(page(event, "restore", 1), {"opened": "3"}, follow=True)

    assert "Nothing was changed" in answer.content.decode()
    assert Revision.objects.count() == 3


@pytest.mark.parametrize("opened", ["1", "", "x", "9" * 30])
def test_a_stale_page_restores_nothing(desk, editor, opened):
    event = with_two_versions(editor)

    answer = desk.post(page(event, "restore", 1), {"opened": opened}, follow=True)

    assert "Somebody saved this record since" in answer.content.decode()
    assert Revision.objects.count() == 2


def test_what_is_gone_is_said_before_and_after(desk, editor):
    event, passage = make_event(), make_passage()
    Citation.objects.create(event=event, passage=passage)
    save_version(Kind.EVENT, event, by=editor)
    event.citations.all().delete()
    save_version(Kind.EVENT, event, by=editor)
    passage.delete()

    before = desk.get(page(event, "restore", 1)).content.decode()
    after = desk.post(page(event, "restore", 1), {"opened": "2"}, follow=True).content.decode()

    for text in (before, after):
        assert "needed as passage of the citation, was deleted since" in text
    assert Revision.objects.count() == 2


def test_who_may_not_edit_neither_sees_nor_restores(editor):
    event, stranger = with_two_versions(editor), Client()
    stranger.force_login(make_administrator())

    answers = [
        stranger.get(page(event, "history")),
        stranger.get(page(event, "compare", **{"from": 1, "to": 2})),
        stranger.get(page(event, "restore", 1)),
        stranger.post(page(event, "restore", 1), {"opened": "2"}),
    ]

    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert Revision.objects.count() == 2


@pytest.mark.parametrize("method", ["put", "delete"])
def test_restoring_is_by_post_only(desk, editor, method):
    event = with_two_versions(editor)

    assert getattr(desk, method)(page(event, "restore", 1)).status_code == 405


def test_what_somebody_cites_is_not_deleted_and_the_page_links_to_it(desk):
    event, force = make_event(title="The raid"), make_force("Red Guard")
    event.involvements.create(force=force, role="initiator")
    url = reverse("admin:actors_force_delete", args=[force.pk])

    shown = desk.post(url, {"post": "yes"})

    assert type(force).objects.filter(pk=force.pk).exists()
    assert f'href="{page(event, "change")}"' in shown.content.decode()


def test_a_passage_of_an_article_that_an_event_cites_keeps_it(desk):
    event, article = make_event(title="The raid"), make_article()
    Citation.objects.create(event=event, passage=make_passage(article))

    assert desk.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"}).status_code == 403


def test_the_form_links_to_its_history(desk, editor):
    event = with_two_versions(editor)

    assert page(event, "history") in desk.get(page(event, "change")).content.decode()
    assert filled(desk.get(page(event, "change")))["opened_version"] == "2"
