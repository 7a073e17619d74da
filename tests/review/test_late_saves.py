"""A save that comes after somebody else's: three versions of everything, and nothing lost silently."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_event, make_force, make_place
from tests.review.forms import filled
from tests.review.late import event_with_a_version, late, logged_in, opened, saved
from tracker.articles.models import Article
from tracker.events.models import Event
from tracker.publishing.editing import save_version
from tracker.publishing.kinds import kind_of
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return logged_in("ana")


@pytest.fixture
def boris():
    return logged_in("boris")


def test_what_they_changed_and_she_did_not_is_filled_into_her_form(ana, boris):
    event = event_with_a_version()
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, summary="His summary.", is_sensitive="on")

    found = late(ana, event, hers, title="Her title")

    assert (found.form["title"], found.form["summary"], found.form["is_sensitive"]) == (
        "Her title",
        "His summary.",
        "on",
    )
    assert not found.comparison.clashes
    assert {each.label for each in found.comparison.taken} == {"Summary", "Is sensitive"}
    assert 'name="overwrite" value="2"' in found.page.content.decode()


def test_the_merged_form_saves_what_both_wrote(ana, boris):
    event = event_with_a_version()
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, summary="His summary.")

    saved(ana, event, late(ana, event, hers, title="Her title").form, overwrite="2")

    assert (event.title, event.summary, event.version) == ("Her title", "His summary.", 3)


def test_without_a_word_that_it_was_read_the_merged_form_is_late_again(ana, boris):
    event = event_with_a_version()
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, title="His title")
    found = late(ana, event, hers, title="Her title")

    again = late(ana, event, found.form)

    assert again.form["title"] == "Her title"
    assert [clash.name for clash in again.comparison.clashes] == ["title"]


def test_what_both_changed_is_shown_three_times_and_hers_stays_in_the_form(ana, boris):
    event = event_with_a_version()
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, title="His title", grade="several")

    found = late(ana, event, hers, title="Her title", grade="contested")

    assert found.form["title"] == "Her title"
    assert {(each.label, each.opened, each.theirs, each.yours) for each in found.comparison.clashes} == {
        ("Title", "Raid", "His title", "Her title"),
        ("Grade", "One party only", "Several independent sources", "Contested"),
    }


def test_she_takes_theirs_for_one_field_and_keeps_hers_for_the_other(ana, boris):
    event = event_with_a_version()
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, title="His title", grade="several")
    found = late(ana, event, hers, title="Her title", grade="contested")

    saved(ana, event, found.form, overwrite="2", take=["title"])

    assert (event.title, event.grade) == ("His title", "contested")


def test_the_same_change_by_both_is_no_clash(ana, boris):
    event = event_with_a_version()
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, title="The same title")

    found = late(ana, event, hers, title="The same title")

    assert not found.comparison.clashes
    assert not found.comparison.taken


def test_a_third_save_while_she_reads_is_compared_with_what_she_read(ana, boris):
    event = event_with_a_version()
    hers = opened(ana, event)
    saved(boris, event, opened(boris, event), title="His title")
    found = late(ana, event, hers, title="Her title")
    saved(boris, event, opened(boris, event), summary="And a summary.")

    again = late(ana, event, found.form, overwrite="2")

    assert (again.form["title"], again.form["summary"]) == ("Her title", "And a summary.")
    assert not again.comparison.clashes
    saved(ana, event, again.form, overwrite="3")
    assert (event.title, event.summary) == ("Her title", "And a summary.")


def test_a_record_that_was_never_a_version_is_compared_with_what_the_form_showed(ana, boris):
    place = make_place("Rutba", kind="town", country_code="IQ")
    hers, his = opened(ana, place), opened(boris, place)
    saved(boris, place, his, population="20000")

    found = late(ana, place, hers, name="Ar Rutbah")

    assert (found.form["name"], found.form["population"]) == ("Ar Rutbah", "20000")
    assert not found.comparison.clashes


def test_a_forged_picture_of_what_was_opened_is_not_believed(ana, boris):
    place = make_place("Rutba", kind="town", country_code="IQ")
    hers, his = opened(ana, place), opened(boris, place)
    saved(boris, place, his, population="20000")

    found = late(ana, place, hers, name="Ar Rutbah", opened_as="{}")

    assert {each.name for each in found.comparison.clashes} == {"name", "population"}


@pytest.mark.parametrize("make", [make_force, make_event, make_place], ids=["force", "event", "place"])
def test_every_record_guards_against_a_late_save(ana, boris, make):
    record = make()
    save_version(kind_of(record), record, by=make_editor())
    field = "title" if isinstance(record, Event) else "name"
    hers = opened(ana, record)
    saved(boris, record, opened(boris, record), **{field: "His"})

    late(ana, record, hers, **{field: "Hers"})

    record.refresh_from_db()
    assert getattr(record, field) == "His"
    assert Revision.objects.filter(record_id=record.pk, kind=kind_of(record)).count() == 2


def test_a_late_save_of_a_story_keeps_both_texts(ana, boris):
    story = Article.objects.create(kind="story", processing="own", title="A night", body="One.\n\nTwo.")
    save_version(Kind.ARTICLE, story, by=make_editor())
    url = reverse("admin:review_story_change", args=[story.pk])
    hers, his = filled(ana.get(url)), filled(boris.get(url))
    boris.post(url, {**his, "standfirst": "His standfirst."})

    response = ana.post(url, {**hers, "body": "One.\r\n\r\nThree."})

    form = filled(response)
    assert response.status_code == 409
    assert (form["body"], form["standfirst"]) == ("One.\r\n\r\nThree.", "His standfirst.")
    assert not response.context["comparison"].clashes


def test_areas_of_a_region_that_they_chose_join_her_form(ana, boris):
    area, region = make_place("Anbar", kind="admin1"), make_place("West", kind="region", compass="west")
    save_version(Kind.PLACE, region, by=make_editor())
    hers, his = opened(ana, region), opened(boris, region)
    saved(boris, region, his, areas=[str(area.pk)])

    saved(ana, region, late(ana, region, hers, name="Western Iraq").form, overwrite="2")

    assert (region.name, list(region.areas.all())) == ("Western Iraq", [area])


def test_a_save_as_a_copy_saves_the_record_itself(ana):
    event = event_with_a_version()

    saved(ana, event, opened(ana, event), title="Her title", _saveasnew="1")

    assert Event.objects.count() == 1
    assert event.title == "Her title"


@pytest.mark.parametrize("overwrite", ["x", "-1", "9" * 30, "999", "²"])
def test_a_crafted_word_that_it_was_read_is_none(ana, boris, overwrite):
    event = event_with_a_version()
    hers = opened(ana, event)
    saved(boris, event, opened(boris, event), title="His title")

    late(ana, event, hers, title="Her title", overwrite=overwrite, take=["title", "claims-0", "claims-x-low", "-"])

    event.refresh_from_db()
    assert event.title == "His title"
