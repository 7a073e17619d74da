"""Versions that cannot come back, or not as they were."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_event,
    make_force,
    make_passage,
    make_person,
    make_place,
)
from tests.publishing.restored import restored, saved
from tracker.actors.models import ForceName, PersonName
from tracker.core.states import NotPermitted, StaleVersion
from tracker.events.models import Citation, Claim, Event, EventTarget, Involvement
from tracker.publishing.restoring import restore
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


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
