"""What was typed and not saved: kept, offered, taken up, dropped; and who else has the page open."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_administrator, make_editor, make_event, make_outlet
from tests.review.forms import filled
from tracker.articles.models import Article
from tracker.events.models import Event
from tracker.publishing.editing import save_version
from tracker.review import presence, unsaved
from tracker.review.models import Presence, UnsavedForm
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db
ADD = "/desk/events/event/add/"


@pytest.fixture
def editor():
    return make_editor("ana")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page_of(record):
    return reverse("admin:events_event_change", args=[record.pk])


def keep_url(record):
    return reverse("admin:events_event_keep", args=[record.pk])


def pairs(form):
    return [
        [name, value] for name, values in form.items() for value in (values if isinstance(values, list) else [values])
    ]


def keep(desk, url, form, version=""):
    return desk.post(url, {"fields": json.dumps(pairs(form)), "opened_version": version})


def test_what_is_typed_is_kept_and_offered_when_the_page_is_opened_again(desk):
    event = make_event(title="Raid")
    form = filled(desk.get(page_of(event)))

    answer = keep(desk, keep_url(event), {**form, "title": "Half a ti"}, "0")

    shown = desk.get(page_of(event)).content.decode()
    assert answer.status_code == 200
    assert "did not save it" in shown
    assert "Half a ti" not in shown
    assert Event.objects.get().title == "Raid"


def test_taken_up_it_stands_in_the_form_and_nothing_is_saved(desk):
    event = make_event(title="Raid")
    form = filled(desk.get(page_of(event)))
    keep(
        desk,
        keep_url(event),
        {**form, "title": "Half a ti", "targets-TOTAL_FORMS": "1", "targets-0-kind": "a brid"},
        "0",
    )

    shown = desk.post(page_of(event), {"_take_up": "1"})

    taken = filled(shown)
    assert (taken["title"], taken["targets-0-kind"]) == ("Half a ti", "a brid")
    assert "Nothing is saved yet" in shown.content.decode()
    assert not Revision.objects.exists()
    assert UnsavedForm.objects.count() == 1


def test_the_form_taken_up_saves_and_then_nothing_is_offered(desk):
    event = make_event(title="Raid")
    keep(desk, keep_url(event), {**filled(desk.get(page_of(event))), "title": "A whole title"}, "0")
    taken = filled(desk.post(page_of(event), {"_take_up": "1"}))

    answer = desk.post(page_of(event), taken)

    event.refresh_from_db()
    assert (answer.status_code, event.title) == (302, "A whole title")
    assert not UnsavedForm.objects.exists()


def test_taken_up_after_somebody_saved_it_is_compared(desk):
    event = make_event(title="Raid")
    save_version(Kind.EVENT, event, by=make_editor())
    keep(desk, keep_url(event), {**filled(desk.get(page_of(event))), "title": "Her title"}, "1")
    Event.objects.filter(pk=event.pk).update(title="His title", summary="His summary.")
    save_version(Kind.EVENT, Event.objects.get(), by=make_editor())

    shown = desk.post(page_of(event), {"_take_up": "1"})

    assert shown.status_code == 409
    assert (filled(shown)["title"], filled(shown)["summary"]) == ("Her title", "His summary.")


def test_dropped_it_is_gone(desk):
    event = make_event()
    keep(desk, keep_url(event), filled(desk.get(page_of(event))), "0")

    desk.post(reverse("admin:events_event_drop", args=[event.pk]))

    assert not UnsavedForm.objects.exists()
    assert desk.post(page_of(event), {"_take_up": "1"}).status_code == 404


def test_a_new_record_is_kept_and_taken_up_too(desk):
    keep(desk, reverse("admin:events_event_keep_new"), {**filled(desk.get(ADD)), "title": "Something new"})

    offered = desk.get(ADD).content.decode()
    taken = filled(desk.post(ADD, {"_take_up": "1"}))

    assert "did not save it" in offered
    assert taken["title"] == "Something new"
    assert not Event.objects.exists()


def test_a_pasted_article_taken_up_is_not_stored_by_looking(desk):
    url = reverse("admin:articles_article_add")
    form = {
        **filled(desk.get(url)),
        "title": "A report",
        "outlet": str(make_outlet().pk),
        "text": "Fourteen were killed.",
    }
    keep(desk, reverse("admin:articles_article_keep_new"), form)

    shown = desk.post(url, {"_take_up": "1"})

    assert filled(shown)["text"] == "Fourteen were killed."
    assert not Article.objects.exists()


def test_a_story_is_kept_under_its_own_page(desk):
    story = Article.objects.create(kind="story", processing="own", title="A night")
    url = reverse("admin:review_story_change", args=[story.pk])
    keep(
        desk, reverse("admin:review_story_keep", args=[story.pk]), {**filled(desk.get(url)), "body": "Half a sen"}, "0"
    )

    assert filled(desk.post(url, {"_take_up": "1"}))["body"] == "Half a sen"


def test_it_outlives_the_session(desk, editor):
    event = make_event()
    keep(desk, keep_url(event), {**filled(desk.get(page_of(event))), "title": "Half"}, "0")
    desk.logout()
    desk.force_login(editor)

    assert "did not save it" in desk.get(page_of(event)).content.decode()


def test_nobody_else_is_offered_it(desk):
    event, other = make_event(), Client()
    other.force_login(make_editor("boris"))
    keep(desk, keep_url(event), {**filled(desk.get(page_of(event))), "title": "Half"}, "0")

    assert "did not save it" not in other.get(page_of(event)).content.decode()
    assert other.post(page_of(event), {"_take_up": "1"}).status_code == 404


def test_keeping_twice_keeps_the_later(desk, editor):
    event = make_event()
    for title in ("One", "Two"):
        keep(desk, keep_url(event), {"title": title}, "0")

    assert unsaved.kept_for(page_of(event), by=editor).fields == [["title", "Two"]]


@pytest.mark.parametrize("fields", ["", "{}", "[1]", '[["a"]]', '[["a", 1]]', '["ab"]', "null", "["])
def test_what_is_no_form_is_refused(desk, fields):
    answer = desk.post(keep_url(make_event()), {"fields": fields})

    assert answer.status_code == 400
    assert "Load the page anew" in answer.json()["problem"]
    assert not UnsavedForm.objects.exists()


def test_what_is_too_long_is_refused_with_the_way_out(desk):
    answer = keep(desk, keep_url(make_event()), {"summary": "x" * 1_000_001})

    assert answer.status_code == 413
    assert "save it" in answer.json()["problem"]


def test_buttons_keys_and_what_guards_the_form_are_not_kept(editor):
    kept = unsaved.keep(
        "/x/", by=editor, opened_version=1,
        fields=[["title", "a\x00b"], ["csrfmiddlewaretoken", "t"], ["_save", "1"], ["overwrite", "2"], ["take", "title"]],
    )  # fmt: skip

    assert kept.fields == [["title", "ab"]]


def test_an_address_that_no_page_has_is_refused(editor):
    with pytest.raises(ValidationError):
        unsaved.keep("/" * 301, by=editor, opened_version=None, fields=[])


def test_it_is_posted_with_the_forms_own_token(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert keep(strict, keep_url(make_event()), {"title": "Half"}).status_code == 403


def test_who_may_not_edit_keeps_nothing(client):
    client.force_login(make_administrator())
    event = make_event()

    answers = [keep(client, keep_url(event), {"title": "Half"}), client.post(page_of(event), {"_take_up": "1"})]

    assert {answer.status_code for answer in answers} == {403}
    assert not UnsavedForm.objects.exists()


def test_keeping_is_by_post_only_and_of_a_record_that_is_there(desk):
    assert desk.get(keep_url(make_event())).status_code == 405
    assert desk.post("/desk/events/event/999/unsaved/", {"fields": "[]"}).status_code == 404


def test_others_on_the_page_are_named(desk):
    event, boris = make_event(), make_editor("boris")
    presence.look(Kind.EVENT, event.pk, by=boris, is_editing=True, now=timezone.now())

    shown = desk.get(page_of(event)).content.decode()
    answer = desk.post(reverse("admin:events_event_presence", args=[event.pk]), {"is_editing": "0"}).json()

    assert "boris is editing this record" in shown
    assert "boris is editing" in answer["others"][0]


def test_who_was_not_seen_for_a_minute_is_gone(editor):
    event, boris, now = make_event(), make_editor("boris"), timezone.now()
    presence.look(Kind.EVENT, event.pk, by=boris, is_editing=False, now=now)

    there = [presence.others(Kind.EVENT, event.pk, but=editor, now=now + timedelta(seconds=s)) for s in (60, 61)]

    assert [len(each) for each in there] == [1, 0]


def test_looking_twice_is_one_row_and_leaving_removes_it(desk, editor):
    event = make_event()
    url = reverse("admin:events_event_presence", args=[event.pk])
    for is_editing in ("0", "1"):
        desk.post(url, {"is_editing": is_editing})
    assert Presence.objects.get().is_editing

    desk.post(url, {"is_leaving": "1"})

    assert not Presence.objects.exists()


def test_nobody_sees_herself(desk, editor):
    event = make_event()
    url = reverse("admin:events_event_presence", args=[event.pk])

    assert desk.post(url, {"is_editing": "1"}).json() == {"others": []}


def test_presence_of_a_record_that_is_not_there_is_none(desk):
    assert desk.post("/desk/events/event/999/presence/", {}).status_code == 404


def test_a_form_that_was_refused_is_kept_and_not_offered_on_its_own_page(desk, editor):
    event = make_event(title="Raid")

    refused = desk.post(page_of(event), {**filled(desk.get(page_of(event))), "title": "", "summary": "A long text."})

    assert refused.status_code == 200
    assert "did not save it" not in refused.content.decode()
    assert ["summary", "A long text."] in unsaved.kept_for(page_of(event), by=editor).fields
