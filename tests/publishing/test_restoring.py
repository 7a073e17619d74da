"""Restoring an earlier version: the old content under a new number."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_event,
    make_force,
    make_outlet,
    make_passage,
    make_person,
    make_place,
)
from tests.publishing.cases import make_raid
from tracker.accounts.models import AuditEntry
from tracker.actors.models import ForceLink, ForceName, PersonName, Posting, Voice
from tracker.articles.models import Article
from tracker.core.states import NotPermitted, StaleVersion
from tracker.events.models import Citation, Claim, Event, EventTarget, Involvement, StoryLink
from tracker.publishing.editing import save_version
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.restoring import restore
from tracker.revisions.freezing import freeze
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


def saved(kind, record, by):
    fresh = type(record).objects.get(pk=record.pk)
    return save_version(kind, fresh, by=by).version


def restored(kind, record, version, by):
    fresh = type(record).objects.get(pk=record.pk)
    found = restore(kind, record.pk, version=version, opened=fresh.version, by=by)
    record.refresh_from_db()
    return found


def said(kind, record):
    return freeze(type(record).objects.get(pk=record.pk), AGGREGATES[kind].parts)


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


def test_what_the_version_needs_and_is_gone_is_named(editor):
    event, force = make_event(), make_force("Red Guard")
    saved(Kind.FORCE, force, editor)
    passage = make_passage(make_article())
    Involvement.objects.create(event=event, force=force, role="initiator")
    Citation.objects.create(event=event, passage=passage)
    saved(Kind.EVENT, event, editor)
    event.involvements.all().delete()
    event.citations.all().delete()
    saved(Kind.EVENT, event, editor)
    force.delete()
    passage.delete()

    with pytest.raises(ValidationError) as refusal:
        restored(Kind.EVENT, event, 1, editor)

    assert len(refusal.value.messages) == 2
    assert "“Red Guard”, needed as force of the involvement, was deleted since" in " ".join(refusal.value.messages)
    assert not event.involvements.exists()


def test_a_value_that_another_record_took_is_refused(editor):
    event, other = make_event(), make_event()
    claim = Claim.objects.create(event=event, speaker_code="medics", paraphrase="Fourteen.")
    saved(Kind.EVENT, event, editor)
    Claim.objects.filter(pk=claim.pk).update(event=other)
    saved(Kind.EVENT, event, editor)

    with pytest.raises(ValidationError, match="belongs to another record now"):
        restored(Kind.EVENT, event, 1, editor)

    assert other.claims.get() == claim


def test_two_names_that_swapped_come_back(editor):
    force = make_force("One", "Two")
    saved(Kind.FORCE, force, editor)
    first, second = force.names.order_by("pk")
    ForceName.objects.filter(pk=first.pk).update(name="x")
    ForceName.objects.filter(pk=second.pk).update(name="One")
    ForceName.objects.filter(pk=first.pk).update(name="Two")
    saved(Kind.FORCE, force, editor)

    restored(Kind.FORCE, force, 1, editor)

    assert [(name.pk, name.name) for name in force.names.order_by("pk")] == [(first.pk, "One"), (second.pk, "Two")]


def test_what_no_longer_keeps_the_rules_is_refused_with_nothing_written(editor):
    place = make_place("Rutba", kind="town", source="GeoNames", source_id="9")
    saved(Kind.PLACE, place, editor)
    type(place).objects.filter(pk=place.pk).update(source_id="", name="Ar Rutbah")
    make_place("Rutba again", kind="town", source="GeoNames", source_id="9")
    saved(Kind.PLACE, place, editor)

    with pytest.raises(ValidationError):
        restored(Kind.PLACE, place, 1, editor)

    place.refresh_from_db()
    assert (place.name, place.version) == ("Ar Rutbah", 2)


def test_a_version_from_before_a_column_was_there_has_its_default(editor):
    event = make_event(title="Raid")
    target = EventTarget.objects.create(event=event, kind="a bridge")
    saved(Kind.EVENT, event, editor)
    old = at_version(Kind.EVENT, event.pk, 1)
    del old.snapshot["fields"]["is_sensitive"], old.snapshot["parts"]["targets"][0]["damage"]
    del old.snapshot["parts"]["citations"]
    Revision.objects.filter(pk=old.pk).update(snapshot=old.snapshot)
    Event.objects.filter(pk=event.pk).update(is_sensitive=True)
    EventTarget.objects.filter(pk=target.pk).update(damage="destroyed")
    Citation.objects.create(event=event, passage=make_passage())
    saved(Kind.EVENT, event, editor)

    restored(Kind.EVENT, event, 1, editor)

    target.refresh_from_db()
    assert (event.is_sensitive, target.damage, event.citations.count()) == (False, "", 1)


def test_a_stale_page_restores_nothing(editor):
    event = make_event(title="Raid")
    saved(Kind.EVENT, event, editor)
    saved(Kind.EVENT, event, editor)

    with pytest.raises(StaleVersion):
        restore(Kind.EVENT, event.pk, version=1, opened=1, by=editor)

    assert Revision.objects.count() == 2


def test_who_may_not_edit_restores_nothing(editor):
    event = make_event()
    saved(Kind.EVENT, event, editor)

    with pytest.raises(NotPermitted):
        restore(Kind.EVENT, event.pk, version=1, opened=1, by=make_administrator())


def test_a_version_that_never_was_is_said_so(editor):
    event = make_event()
    saved(Kind.EVENT, event, editor)

    with pytest.raises(Revision.DoesNotExist):
        restored(Kind.EVENT, event, 7, editor)


def test_a_name_taken_back_is_kept_with_the_version(editor):
    person = make_person("Karim Testov")
    saved(Kind.PERSON, person, editor)
    PersonName.objects.create(person=person, name="Typo")
    saved(Kind.PERSON, person, editor)

    restored(Kind.PERSON, person, 1, editor)

    assert [name.name for name in person.names.all()] == ["Karim Testov"]
    assert "Typo" in str(at_version(Kind.PERSON, person.pk, 2).snapshot)
