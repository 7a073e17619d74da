"""What must never reach the public record: each a way that was tried."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_article, make_event, make_force, make_passage, make_person, make_place
from tests.publishing.cases import edit_and_approve, make_raid, publish_raid
from tests.publishing.test_removal import every_public_byte
from tracker.actors.models import ForceLink, ForceName, PersonName, Posting
from tracker.articles.models import Article
from tracker.core.states import Blocked, TransitionNotAllowed
from tracker.events.models import Citation, Claim, EventTarget
from tracker.events.tally import recount
from tracker.published.models import Op, PublishedArticle, PublishedEvent, PublishedForce, PublishedPerson
from tracker.publishing import naming, workflow
from tracker.publishing.batch import publish_batch
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def raid():
    return make_raid()


@pytest.fixture
def live(raid):
    publish_raid(raid)
    for record in (raid.event, raid.army, raid.group, raid.named, raid.unnamed, raid.article):
        record.refresh_from_db()
    return raid


def again(raid, kind, record, note="Changed", op=Op.UPDATE):
    edit_and_approve(raid, record, kind)
    return workflow.publish(kind, record.pk, version=record.version, by=raid.two, op=op, note=note)


def another_event(raid, article, **fields):
    fields.setdefault("place", raid.event.place)
    event = make_event(title="Another", **fields)
    Citation.objects.create(event=event, passage=make_passage(article))
    edit_and_approve(raid, event, Kind.EVENT)
    return event


def publish(raid, event):
    return workflow.publish(Kind.EVENT, event.pk, version=event.version, by=raid.two)


def withdraw(raid, kind, record):
    return workflow.withdraw(kind, record.pk, by=raid.chief, reason="For safety")


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
        workflow.retract(Kind.EVENT, live.event.pk, by=live.two, reason=f"About {name}.")
    event = make_event(title="Batch")
    with pytest.raises(Blocked, match="reword"):
        publish_batch([(Kind.EVENT, event.pk)], by=live.two, name=f"Files on {name}")

    assert b"Privat" not in every_public_byte()


def test_notes_are_kept_to_a_readable_length(live):
    edit_and_approve(live, live.event, Kind.EVENT)

    with pytest.raises(TransitionNotAllowed, match="Shorten"):
        workflow.publish(Kind.EVENT, live.event.pk, version=2, by=live.two, op=Op.UPDATE, note="x" * 501)
    with pytest.raises(TransitionNotAllowed, match="Shorten"):
        workflow.retract(Kind.EVENT, live.event.pk, by=live.two, reason="x" * 501)


def test_description_that_was_sent_back_stays_inside(live):
    live.unnamed.description = "the mayor's driver from Oak Street"
    live.unnamed.save()
    save_version(Kind.PERSON, live.unnamed, by=live.one)
    version = live.unnamed.version
    workflow.submit(Kind.PERSON, live.unnamed.pk, version=version, by=live.one)
    workflow.send_back(Kind.PERSON, live.unnamed.pk, version=version, by=live.two, reason="It identifies him.")

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


def test_figure_that_counts_an_internal_note_stays_inside(raid):
    note = make_article("A caller says 50 died in all.", kind="note", outlet=None)
    _count_fifty(raid, make_passage(note), speaker_code="a caller")

    with pytest.raises(Blocked, match="cannot go out"):
        publish_raid(raid)


def test_figure_that_counts_a_withdrawn_article_goes_with_it(raid):
    doctor = make_article("A doctor says 50 died in all.", title="Doctor")
    _count_fifty(raid, make_passage(doctor), speaker_code="a doctor")
    publish_raid(raid)
    assert PublishedEvent.objects.get().killed_high == 50

    withdraw(raid, Kind.ARTICLE, doctor)

    assert PublishedEvent.objects.get().killed_high is None
    assert (
        b"50" not in bytes(PublishedEvent.objects.get().document).partition(b'"tallies"')[2].partition(b'"claims"')[0]
    )


def _count_fifty(raid, passage, **speaker):
    Claim.objects.create(
        event=raid.event, topic="casualties", outcome="killed", side="B", standing="combatant",
        low=50, best=50, high=50, passage=passage, **speaker,
    )  # fmt: skip
    recount(raid.event)
    save_version(Kind.EVENT, raid.event, by=raid.one)


def test_postings_links_and_strengths_need_words_that_may_go_out(raid):
    note = make_passage(make_article("A caller says he is deputy emir; they split.", kind="note", outlet=None))
    Posting.objects.create(person=raid.named, force=raid.group, title="deputy emir", passage=note)
    ForceLink.objects.create(child=raid.group, parent=raid.army, kind="split_from", passage=note)
    draft = make_event(title="Draft")
    Claim.objects.create(
        event=draft, topic="strength", about_force=raid.group, speaker_force=raid.army, low=900, high=900,
        passage=make_passage(raid.article, "A guide"),
    )  # fmt: skip
    save_version(Kind.PERSON, raid.named, by=raid.one)
    save_version(Kind.FORCE, raid.group, by=raid.one)

    publish_raid(raid)

    assert b"deputy emir" not in every_public_byte()
    group = PublishedForce.objects.get(title="The Group").body
    assert (group["links"], group["strengths"]) == ([], [])


def test_strengths_and_postings_of_a_withdrawn_article_go(raid):
    other = make_article(
        "The group has 900 men. He is deputy emir.", title="Strengths", canonical_url="https://s.example/1"
    )
    Claim.objects.create(
        topic="strength",
        about_force=raid.group,
        speaker_force=raid.army,
        low=900,
        high=900,
        passage=make_passage(other),
    )
    Posting.objects.create(person=raid.named, force=raid.group, title="deputy emir", passage=make_passage(other))
    save_version(Kind.FORCE, raid.group, by=raid.one)
    save_version(Kind.PERSON, raid.named, by=raid.one)
    publish_raid(raid)
    assert PublishedForce.objects.get(title="The Group").body["strengths"][0]["low"] == 900

    withdraw(raid, Kind.ARTICLE, other)

    assert PublishedForce.objects.get(title="The Group").body["strengths"] == []
    assert b"deputy emir" not in every_public_byte()
    assert PublishedPerson.objects.get().is_live


def test_unapproved_title_of_a_live_article_stays_inside(live):
    Article.objects.update(title="UNAPPROVED")
    live.article.refresh_from_db()
    save_version(Kind.ARTICLE, live.article, by=live.one)

    workflow.retract(Kind.PERSON, live.named.pk, by=live.two, reason="Wrong")
    second = make_event(title="Second", place=live.event.place)
    quote = make_passage(live.article, "“We struck their leaders in the night,”")
    Citation.objects.create(event=second, passage=quote)
    Claim.objects.create(event=second, mode="quote", speaker_force=live.army, passage=quote)
    edit_and_approve(live, second, Kind.EVENT)
    publish(live, second)

    assert b"UNAPPROVED" not in every_public_byte()


def test_note_never_turns_into_a_report(raid):
    note = make_article("A caller says so.", kind="note", outlet=None)
    stored = Article.objects.get(pk=note.pk)
    stored.kind = "report"

    with pytest.raises(ValidationError, match="stays a note"):
        stored.save()


def test_draft_story_that_is_cited_stays_inside(live):
    story = make_article("Draft text of a story.", kind="story", outlet=None, processing="own", body="Secret draft.")

    with pytest.raises(Blocked, match="Cite at least"):
        publish(live, another_event(live, story))

    assert b"Secret draft" not in every_public_byte()


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
        naming.agree(raid.named.pk, by=raid.two, seen="A commander, named by the army")


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
