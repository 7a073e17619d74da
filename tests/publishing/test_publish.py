"""Publishing: the set, the second person, the copy, the number, and what is refused."""

import hashlib

import pytest

from tests.factories import make_administrator, make_person
from tests.publishing.cases import approve_all, edit_and_approve, make_raid, publish_raid
from tracker.core.states import Blocked, NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.events.models import Citation, Event
from tracker.published.models import (
    Change,
    Op,
    PublishedArticle,
    PublishedEvent,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
)
from tracker.publishing import workflow
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def test_publishing_an_event_copies_it_with_its_companions_places_and_sources():
    raid = make_raid()

    change = publish_raid(raid)

    copy = PublishedEvent.objects.get()
    assert (copy.title, copy.killed_best, copy.country_code) == ("Raid in western Iraq", 14, "IQ")
    assert set(PublishedForce.objects.values_list("title", "event_count")) == {("The Army", 1), ("The Group", 1)}
    assert list(PublishedPerson.objects.values_list("title", flat=True)) == ["Karim Testov"]
    assert set(PublishedPlace.objects.values_list("title", flat=True)) == {"Iraq", "western Iraq"}
    assert PublishedArticle.objects.get().outlet == "Wire"
    assert bytes(change.document) == bytes(copy.document)
    assert list(Change.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 8))


def test_document_says_who_says_what_with_direct_speech_only():
    raid = make_raid()

    publish_raid(raid)

    body = PublishedEvent.objects.get().body
    words = [claim["words"] for claim in body["claims"]]
    assert words == [[], [], [], [], ["We struck their leaders in the night"]]
    assert body["claims"][1]["part_of"] == 0
    assert body["claims"][0]["paraphrase"] == "14 fighters were killed"
    assert [tally["claims"] for tally in body["tallies"]] == [[0], [1]]
    assert body["persons"][0]["fate_note"] == "Reported killed, by The Army only"
    assert body["persons"][0]["title"] == "head of operations"


@pytest.mark.parametrize(("speaker", "disputed"), [("group", True), ("army", False)])
def test_event_is_disputed_when_two_speakers_differ_not_when_one_corrects_itself(speaker, disputed):
    raid = make_raid()
    first = raid.event.claims.first()
    first.pk, first.speaker_force, first.low, first.best, first.high = None, getattr(raid, speaker), 20, 20, 20
    first.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)

    publish_raid(raid)

    assert PublishedEvent.objects.get().is_disputed is disputed


def test_private_person_is_described_and_never_named():
    raid = make_raid()

    publish_raid(raid)

    body = PublishedEvent.objects.get().body
    assert [person["description"] for person in body["unnamed_persons"]] == ["a guide"]
    assert not any(b"Privat" in bytes(change.document) for change in Change.objects.all())


def test_public_words_that_name_a_private_person_are_refused():
    raid = make_raid()
    raid.event.summary = "The army wounded Samir PRIVAT."
    raid.event.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)

    with pytest.raises(Blocked, match="name is withheld"):
        publish_raid(raid)

    assert not Change.objects.exists()


def test_public_words_that_name_anybody_of_the_register_who_is_not_public_are_refused():
    raid = make_raid()
    make_person("Nadia Hidden")
    raid.event.summary = "A neighbour, nadia  HIDDEN, saw it."
    raid.event.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)

    with pytest.raises(Blocked, match="name is withheld"):
        publish_raid(raid)


def test_name_inside_a_longer_public_name_is_no_leak():
    raid = make_raid()
    make_person("Karim Testov Junior")
    make_person("Testov Elder")
    raid.event.summary = "The army says it killed Karim Testov."
    raid.event.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)

    publish_raid(raid)

    assert "Karim Testov" in PublishedEvent.objects.get().body["summary"]


def test_digest_and_chain_can_be_verified_by_anybody():
    publish_raid(make_raid())

    chain = bytes(32)
    for change in Change.objects.order_by("seq"):
        digest = hashlib.sha256(bytes(change.nonce) + bytes(change.document)).digest()
        chain = hashlib.sha256(chain + digest).digest()
        assert (change.digest, change.chain) == (digest.hex(), chain.hex())


def test_maker_of_a_revision_cannot_approve_it():
    raid = make_raid()
    workflow.submit(Kind.EVENT, raid.event.pk, version=1, by=raid.one)

    with pytest.raises(TransitionNotAllowed, match="second person"):
        workflow.approve(Kind.EVENT, raid.event.pk, version=1, by=raid.one)


def test_adding_a_comma_does_not_launder_an_approval():
    raid = make_raid()
    save_version(Kind.EVENT, raid.event, by=raid.two)
    workflow.submit(Kind.EVENT, raid.event.pk, version=2, by=raid.two)

    for editor in (raid.one, raid.two):
        with pytest.raises(TransitionNotAllowed, match="second person"):
            workflow.approve(Kind.EVENT, raid.event.pk, version=2, by=editor)


def test_approval_is_of_a_version():
    raid = make_raid()
    approve_all(raid)
    raid.event.refresh_from_db()
    save_version(Kind.EVENT, raid.event, by=raid.two)

    with pytest.raises(StaleVersion):
        workflow.publish(Kind.EVENT, raid.event.pk, version=1, by=raid.two)
    with pytest.raises(TransitionNotAllowed, match="draft"):
        workflow.publish(Kind.EVENT, raid.event.pk, version=2, by=raid.two)

    assert not Change.objects.exists()


def test_publish_lists_what_blocks_it():
    raid = make_raid()
    Citation.objects.all().delete()
    raid.event.claims.update(passage=None)
    save_version(Kind.EVENT, raid.event, by=raid.one)
    workflow.submit(Kind.EVENT, raid.event.pk, version=2, by=raid.one)
    workflow.approve(Kind.EVENT, raid.event.pk, version=2, by=raid.two)

    with pytest.raises(Blocked) as refusal:
        workflow.publish(Kind.EVENT, raid.event.pk, version=2, by=raid.two)

    reasons = " ".join(refusal.value.reasons)
    assert "The Army" in reasons
    assert "western Iraq" in reasons
    assert "Cite at least one passage" in reasons
    assert "5 claims without a passage" in reasons
    assert not PublishedEvent.objects.exists()


def test_publishing_twice_is_refused_and_changes_nothing():
    raid = make_raid()
    publish_raid(raid)
    before = Change.objects.count()

    with pytest.raises(TransitionNotAllowed, match="published"):
        workflow.publish(Kind.EVENT, raid.event.pk, version=1, by=raid.two, op=Op.UPDATE, note="Again")

    assert Change.objects.count() == before


def test_public_keeps_the_last_copy_until_the_correction_goes_out():
    raid = make_raid()
    publish_raid(raid)
    Event.objects.update(title="Raid corrected")
    edit_and_approve(raid, raid.event, Kind.EVENT)
    assert PublishedEvent.objects.get().title == "Raid in western Iraq"

    workflow.publish(Kind.EVENT, raid.event.pk, version=2, by=raid.two, op=Op.CORRECT, note="The title was wrong.")

    copy = PublishedEvent.objects.get()
    assert (copy.title, copy.version) == ("Raid corrected", 2)
    assert copy.body["changes"][0]["note"] == "The title was wrong."
    assert copy.body["changes"][1]["op"] == "publish"


@pytest.mark.parametrize(("op", "note"), [(None, ""), (Op.PUBLISH, "x"), (Op.CORRECT, " ")])
def test_live_record_needs_an_op_and_a_public_note(op, note):
    raid = make_raid()
    publish_raid(raid)
    edit_and_approve(raid, raid.event, Kind.EVENT)

    with pytest.raises(TransitionNotAllowed):
        workflow.publish(Kind.EVENT, raid.event.pk, version=2, by=raid.two, op=op, note=note)


def test_renaming_a_force_does_not_leak_the_events_unapproved_edits():
    raid = make_raid()
    publish_raid(raid)
    Event.objects.update(title="Unapproved title")
    raid.group.refresh_from_db()
    raid.group.name = "The Renamed Group"
    raid.group.save()
    edit_and_approve(raid, raid.group, Kind.FORCE)

    workflow.publish(Kind.FORCE, raid.group.pk, version=2, by=raid.two, op=Op.UPDATE, note="Renamed")

    assert PublishedForce.objects.filter(title="The Renamed Group").exists()
    assert PublishedEvent.objects.get().title == "Raid in western Iraq"


def test_chief_may_break_the_glass_and_a_second_person_checks_later():
    raid = make_raid()
    from_draft = [(Kind.FORCE, raid.army.pk, 1), (Kind.FORCE, raid.group.pk, 1), (Kind.PLACE, raid.event.place_id, 1)]

    workflow.break_glass(
        Kind.EVENT, raid.event.pk, version=1, by=raid.chief, reason="Night shift", companions=from_draft
    )

    assert PublishedEvent.objects.get().is_second_check_pending
    with pytest.raises(TransitionNotAllowed, match="second person"):
        workflow.second_check(Kind.EVENT, raid.event.pk, by=raid.chief)
    workflow.second_check(Kind.EVENT, raid.event.pk, by=raid.two)
    assert not PublishedEvent.objects.get().body["second_check_pending"]
    with pytest.raises(TransitionNotAllowed, match="No second check"):
        workflow.second_check(Kind.EVENT, raid.event.pk, by=raid.two)


def test_only_a_chief_breaks_the_glass_and_only_with_a_reason():
    raid = make_raid()

    with pytest.raises(NotPermitted):
        workflow.break_glass(Kind.EVENT, raid.event.pk, version=1, by=raid.two, reason="Because")
    with pytest.raises(TransitionNotAllowed, match="cannot wait"):
        workflow.break_glass(Kind.EVENT, raid.event.pk, version=1, by=raid.chief, reason="  ")


def test_administrator_has_no_say_in_the_workflow():
    raid = make_raid()

    with pytest.raises(NotPermitted):
        workflow.submit(Kind.EVENT, raid.event.pk, version=1, by=make_administrator())


def test_sending_back_keeps_the_reason_and_reopens_the_draft():
    raid = make_raid()
    workflow.submit(Kind.EVENT, raid.event.pk, version=1, by=raid.one)

    record = workflow.send_back(Kind.EVENT, raid.event.pk, version=1, by=raid.two, reason="Add the second source")

    assert record.state == "draft"
    with pytest.raises(TransitionNotAllowed, match="draft"):
        workflow.send_back(Kind.EVENT, raid.event.pk, version=1, by=raid.two, reason="Again")
    with pytest.raises(TransitionNotAllowed, match="what has to change"):
        workflow.send_back(Kind.EVENT, raid.event.pk, version=1, by=raid.two, reason="")


def test_submitting_twice_or_unsaved_is_refused():
    raid = make_raid()
    workflow.submit(Kind.EVENT, raid.event.pk, version=1, by=raid.one)

    with pytest.raises(TransitionNotAllowed, match="in review"):
        workflow.submit(Kind.EVENT, raid.event.pk, version=1, by=raid.one)
    with pytest.raises(TransitionNotAllowed, match="Save the record first"):
        workflow.submit(Kind.EVENT, raid.event.pk, version=0, by=raid.one)
