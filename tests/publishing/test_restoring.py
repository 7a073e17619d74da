"""Restoring an earlier version: the old content under a new number."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    make_article,
    make_editor,
    make_event,
    make_force,
    make_outlet,
    make_person,
    make_place,
)
from tests.publishing.cases import make_raid
from tests.publishing.restored import restored, said, saved
from tracker.accounts.models import AuditEntry
from tracker.actors.models import ForceLink, Posting, Voice
from tracker.articles.models import Article
from tracker.events.models import Claim, Event, EventTarget, Involvement, StoryLink
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


def test_an_event_comes_back_with_every_part_and_every_id(editor):
    raid = make_raid()
    before = saved(Kind.EVENT, raid.event, editor)
    old = said(Kind.EVENT, raid.event)
    claim = raid.event.claims.first()
    EventTarget.objects.create(event=raid.event, kind="a bridge")
    Event.objects.filter(pk=raid.event.pk).update(title="Another title", latitude=Decimal("33.1"), longitude=42)
    Involvement.objects.filter(event=raid.event).update(side="C")
    raid.event.citations.all().delete()
    Claim.objects.filter(pk=claim.pk).update(paraphrase="Not what was said.")
    saved(Kind.EVENT, raid.event, editor)

    revision = restored(Kind.EVENT, raid.event, before, editor)

    assert said(Kind.EVENT, raid.event) == old == revision.snapshot
    assert (revision.version, revision.by, revision.reason) == (
        raid.event.version,
        editor,
        f"Restored version {before}",
    )


def test_claims_that_are_parts_of_each_other_are_made_again(editor):
    event = make_event()
    whole = Claim.objects.create(event=event, speaker_code="medics", paraphrase="Fourteen.")
    part = Claim.objects.create(event=event, speaker_code="medics", paraphrase="Four of them.", part_of=whole)
    saved(Kind.EVENT, event, editor)
    event.claims.all().delete()
    saved(Kind.EVENT, event, editor)

    restored(Kind.EVENT, event, 1, editor)

    assert Claim.objects.get(pk=part.pk).part_of == whole


def test_a_person_comes_back_with_names_and_postings_and_stays_private(editor):
    force, person = make_force(), make_person("Karim Testov", "Abu Karim")
    Posting.objects.create(person=person, force=force, title="spokesman", starts_on=date(2024, 8, 1))
    saved(Kind.PERSON, person, editor)
    person.names.all().delete()
    person.postings.all().delete()
    type(person).objects.filter(pk=person.pk).update(name="Somebody else", is_private=False, status="killed")
    saved(Kind.PERSON, person, editor)

    restored(Kind.PERSON, person, 1, editor)

    assert person.name == "Karim Testov"
    assert {name.name: name.folded for name in person.names.all()} == {
        "Karim Testov": "karim testov",
        "Abu Karim": "abu karim",
    }
    assert person.postings.get().starts_on == date(2024, 8, 1)
    assert (person.is_private, person.status) == (False, "killed")


def test_a_force_comes_back_with_its_own_links_and_leaves_those_of_others(editor):
    force, above, below = make_force("Unit"), make_force("Corps"), make_force("Platoon")
    link = ForceLink.objects.create(child=force, parent=above, kind="part_of").pk
    Voice.objects.create(outlet=make_outlet(), force=force)
    saved(Kind.FORCE, force, editor)
    force.links_up.all().delete()
    force.voices.all().delete()
    theirs = ForceLink.objects.create(child=below, parent=force, kind="part_of")
    saved(Kind.FORCE, force, editor)

    restored(Kind.FORCE, force, 1, editor)

    assert force.links_up.get().pk == link
    assert force.voices.exists()
    assert force.links_down.get() == theirs


def test_a_link_that_would_close_a_circle_now_is_refused(editor):
    force, above = make_force("Unit"), make_force("Corps")
    ForceLink.objects.create(child=force, parent=above, kind="part_of")
    saved(Kind.FORCE, force, editor)
    force.links_up.all().delete()
    ForceLink.objects.create(child=above, parent=force, kind="part_of")
    saved(Kind.FORCE, force, editor)

    with pytest.raises(ValidationError, match="cannot stand above itself"):
        restored(Kind.FORCE, force, 1, editor)

    assert not force.links_up.exists()


def test_a_place_comes_back_with_its_areas_and_keeps_its_blur(editor):
    area, other = make_place("Anbar", kind="admin1"), make_place("Nineveh", kind="admin1")
    place = make_place("Western Iraq", kind="region", compass="west")
    place.areas.set([area])
    saved(Kind.PLACE, place, editor)
    place.areas.set([other])
    type(place).objects.filter(pk=place.pk).update(compass="north", blur="country")
    saved(Kind.PLACE, place, editor)

    restored(Kind.PLACE, place, 1, editor)

    assert list(place.areas.all()) == [area]
    assert (place.compass, place.blur) == ("west", "country")


def test_a_story_comes_back_with_its_links(editor):
    story = Article.objects.create(kind="story", processing="own", title="A night", body="First words.")
    StoryLink.objects.create(story=story, force=make_force())
    saved(Kind.ARTICLE, story, editor)
    Article.objects.filter(pk=story.pk).update(body="Other words.")
    story.story_links.all().delete()
    saved(Kind.ARTICLE, story, editor)

    restored(Kind.ARTICLE, story, 1, editor)

    assert (story.body, story.story_links.count(), story.processing) == ("First words.", 1, "own")


def test_an_article_keeps_its_seal_its_bytes_and_its_place_in_the_queue(editor):
    note = make_article(kind="note", title="A call", raw=b"bytes")
    saved(Kind.ARTICLE, note, editor)
    Article.objects.filter(pk=note.pk).update(is_sealed=True, title="The call", processing="reviewed")
    saved(Kind.ARTICLE, note, editor)

    restored(Kind.ARTICLE, note, 1, editor)

    assert (note.title, note.is_sealed, bytes(note.raw), note.processing) == ("A call", True, b"bytes", "reviewed")


def test_a_live_record_stays_live_and_becomes_a_pending_draft(editor):
    event = make_event(title="Raid")
    saved(Kind.EVENT, event, editor)
    Event.objects.filter(pk=event.pk).update(title="Strike", number=4, live_revision=2, state="published")
    saved(Kind.EVENT, event, editor)

    restored(Kind.EVENT, event, 1, editor)

    assert (event.title, event.number, event.live_revision, event.version) == ("Raid", 4, 2, 3)
    assert event.state == "draft"


def test_the_second_time_nothing_is_written(editor):
    event = make_event(title="Raid")
    saved(Kind.EVENT, event, editor)
    Event.objects.filter(pk=event.pk).update(title="Strike")
    saved(Kind.EVENT, event, editor)
    restored(Kind.EVENT, event, 1, editor)

    assert restored(Kind.EVENT, event, 1, editor) is None

    assert (event.version, Revision.objects.count()) == (3, 3)
    assert [line.action for line in AuditEntry.objects.all()].count("restore") == 1


def test_the_log_says_who_restored_what(editor):
    event = make_event(title="Raid")
    saved(Kind.EVENT, event, editor)
    Event.objects.filter(pk=event.pk).update(title="Strike")
    saved(Kind.EVENT, event, editor)

    restored(Kind.EVENT, event, 1, editor)

    line = AuditEntry.objects.get(action="restore")
    assert (line.by, line.record_id, line.details) == (editor, event.pk, {"version": 1, "became": 3})
