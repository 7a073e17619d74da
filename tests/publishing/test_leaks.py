"""What must never reach the public record: each a way that was tried."""

from datetime import date, timedelta

import pytest

from tests.factories import make_article, make_event, make_force, make_passage, make_person, make_place
from tests.publishing.cases import edit_and_approve, publish_raid
from tests.publishing.hands import again, another_event, publish, withdraw
from tests.publishing.test_removal import every_public_byte
from tracker.actors.models import ForceName, PersonName
from tracker.core.states import Blocked, TransitionNotAllowed
from tracker.events.models import EventTarget
from tracker.published.models import Op, PublishedArticle, PublishedEvent
from tracker.publishing import naming, workflow
from tracker.publishing.batch import publish_batch
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "summary", ["Karim Testov's convoy was hit.", "A group.\n\nKarim Testov led it.", "KARIM  TESTOV"]
)
def test_withdrawn_name_goes_however_it_stands_and_wherever(live, summary):
    live.group.summary = summary
    live.group.save()
    again(live, Kind.FORCE, live.group)
    assert b"estov" in every_public_byte() or b"ESTOV" in every_public_byte()

    withdraw(live, Kind.PERSON, live.named)

    assert b"testov" not in every_public_byte().lower()


def test_withdrawal_knows_spellings_that_were_public_once(live):
    live.event.summary = "Karim Testov died."
    live.event.save()
    again(live, Kind.EVENT, live.event)
    live.named.names.all().delete()
    live.named.name = "Karym Tastow"
    live.named.save()
    PersonName.objects.create(person=live.named, name="Karym Tastow")
    save_version(Kind.PERSON, live.named, by=live.one)

    withdraw(live, Kind.PERSON, live.named)

    assert b"Testov" not in every_public_byte()


def test_own_words_in_any_field_must_not_name_a_withheld_person(raid):
    make_person("Omar Hidden")
    passage = make_passage(raid.article, "A guide, Samir Privat, was wounded")
    EventTarget.objects.create(event=raid.event, kind="house of Omar Hidden", passage=passage)
    save_version(Kind.EVENT, raid.event, by=raid.one)

    with pytest.raises(Blocked, match="withheld"):
        publish_raid(raid)


@pytest.mark.parametrize("name", ["Samir Privat", "samir PRIVAT's"])
def test_public_note_and_reason_must_not_name_a_withheld_person(live, name):
    edit_and_approve(live, live.event, Kind.EVENT)
    with pytest.raises(Blocked, match="reword"):
        workflow.publish(
            Kind.EVENT, live.event.pk, version=2, by=live.two, op=Op.CORRECT, note=f"Confused with {name} before."
        )
    with pytest.raises(Blocked, match="reword"):
        workflow.retract(Kind.EVENT, live.event.pk, by=live.chief, reason=f"About {name}.")
    event = make_event(title="Batch")
    with pytest.raises(Blocked, match="reword"):
        publish_batch([(Kind.EVENT, event.pk)], by=live.two, name=f"Files on {name}")

    assert b"Privat" not in every_public_byte()


def test_notes_are_kept_to_a_readable_length(live):
    edit_and_approve(live, live.event, Kind.EVENT)

    with pytest.raises(TransitionNotAllowed, match="Shorten"):
        workflow.publish(Kind.EVENT, live.event.pk, version=2, by=live.two, op=Op.UPDATE, note="x" * 501)
    with pytest.raises(TransitionNotAllowed, match="Shorten"):
        workflow.retract(Kind.EVENT, live.event.pk, by=live.chief, reason="x" * 501)


def test_description_that_was_sent_back_stays_inside(live):
    live.unnamed.description = "the mayor's driver from Oak Street"
    live.unnamed.save()
    save_version(Kind.PERSON, live.unnamed, by=live.one)
    version = live.unnamed.version
    workflow.submit(Kind.PERSON, live.unnamed.pk, version=version, by=live.one)
    workflow.send_back(Kind.PERSON, live.unnamed.pk, version=version, by=live.chief, reason="It identifies him.")

    again(live, Kind.EVENT, live.event)

    assert b"Oak Street" not in every_public_byte()


def test_withdrawn_article_and_place_never_come_back(live):
    site = make_place("Safe House", kind="site", latitude="33.12345", longitude="44.54321")
    publish(live, another_event(live, live.article, place=site))
    withdraw(live, Kind.PLACE, site)
    withdraw(live, Kind.ARTICLE, live.article)
    for kind, record in ((Kind.PLACE, site), (Kind.ARTICLE, live.article)):
        record.refresh_from_db()
        save_version(kind, record, by=live.one)

    with pytest.raises(Blocked, match="Cite at least"):
        publish(live, another_event(live, live.article, place=site))
    publish(live, another_event(live, make_article("Somebody else saw it."), place=site))

    left = every_public_byte()
    assert b"wire.example" not in left
    assert b"33.12345" not in left
    assert b"Safe House" not in left


def test_withdrawn_record_cannot_be_published_again(live):
    withdraw(live, Kind.EVENT, live.event)
    edit_and_approve(live, live.event, Kind.EVENT)

    with pytest.raises(Blocked, match="stays out"):
        publish(live, live.event)


def test_withdrawing_an_event_spares_its_articles_for_other_events(live):
    second = another_event(live, live.article)

    withdraw(live, Kind.EVENT, live.event)
    assert PublishedArticle.objects.get().status == "withdrawn"
    publish(live, second)

    assert PublishedArticle.objects.get().status == "live"
    assert PublishedEvent.objects.live().get().body["sources"][0]["outlet"] == "Wire"


def test_acronym_that_is_a_country_code_spoils_nothing(live):
    ForceName.objects.create(force=live.army, name="IQ")
    live.army.refresh_from_db()
    again(live, Kind.FORCE, live.army)

    withdraw(live, Kind.FORCE, live.army)

    assert PublishedEvent.objects.get().country_code == "IQ"
    assert PublishedEvent.objects.get().title == "Raid in western Iraq"


def test_chief_cannot_clear_the_second_check_with_somebody_elses_comma(raid):
    for kind, record in ((Kind.FORCE, raid.army), (Kind.FORCE, raid.group), (Kind.PLACE, raid.event.place)):
        workflow.submit(kind, record.pk, version=record.version, by=raid.one)
        workflow.approve(kind, record.pk, version=record.version, by=raid.two)
        if kind == Kind.FORCE:
            workflow.publish(kind, record.pk, version=record.version, by=raid.two)
    save_version(Kind.EVENT, raid.event, by=raid.chief)
    workflow.break_glass(Kind.EVENT, raid.event.pk, version=2, by=raid.chief, reason="Night shift")
    raid.event.refresh_from_db()
    save_version(Kind.EVENT, raid.event, by=raid.one, reason="A comma")
    workflow.submit(Kind.EVENT, raid.event.pk, version=3, by=raid.one)

    with pytest.raises(TransitionNotAllowed, match="second person"):
        workflow.approve(Kind.EVENT, raid.event.pk, version=3, by=raid.chief)


def test_agreeing_is_to_the_reason_that_was_seen(raid):
    naming.propose(raid.named.pk, by=raid.one, reason="A commander, named by the army")
    naming.propose(raid.named.pk, by=raid.one, reason="Because I say so")

    with pytest.raises(TransitionNotAllowed, match="read it again"):
        naming.agree(raid.named.pk, by=raid.chief, seen="A commander, named by the army")


def test_event_in_the_future_or_at_a_retracted_place_is_held(live):
    tomorrow = date.today() + timedelta(days=30)
    with pytest.raises(Blocked, match="future"):
        publish(live, another_event(live, live.article, earliest=tomorrow, latest=tomorrow, date_precision=1))
    ghost = make_place("Ghost Town", kind="town", state="retracted")
    with pytest.raises(Blocked, match="was retracted"):
        publish(live, another_event(live, live.article, place=ghost))


def test_force_that_lost_its_name_does_not_take_the_language_along(live):
    again(live, Kind.FORCE, live.group)
    force = make_force("The Camp")
    edit_and_approve(live, force, Kind.FORCE)
    workflow.publish(Kind.FORCE, force.pk, version=1, by=live.two)

    withdraw(live, Kind.FORCE, force)

    assert "The army raided a camp." in PublishedEvent.objects.get().body["summary"]
