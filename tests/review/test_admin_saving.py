"""Saving in the admin: one version a save, and a stale form that loses nothing."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_article, make_editor, make_event, make_force, make_outlet, make_passage, make_person
from tests.review.forms import filled
from tracker.actors.models import ForceName, Person
from tracker.events.models import Citation, Claim, ClaimTopic, Event
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("ana")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page_of(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def save(desk, record, **changes):
    url = page_of(record)
    return desk.post(url, {**filled(desk.get(url)), **changes})


def test_a_save_makes_one_version_with_its_reason(desk, editor):
    event = make_event(title="Raid")

    response = save(desk, event, title="Raid in the desert", reason="Place added")

    event.refresh_from_db()
    revision = Revision.objects.get()
    assert response.status_code == 302
    assert (event.title, event.version, event.state) == ("Raid in the desert", 1, "draft")
    assert (revision.by, revision.reason, revision.snapshot["fields"]["title"]) == (
        editor,
        "Place added",
        "Raid in the desert",
    )


def test_an_unchanged_form_saves_no_version(desk):
    event = make_event()

    save(desk, event)

    assert not Revision.objects.exists()


def test_a_stale_save_keeps_the_text_and_overwrites_nothing(desk, editor):
    event = make_event(title="Raid")
    save_version(Kind.EVENT, event, by=editor)
    form = filled(desk.get(page_of(event)))
    other = Event.objects.get(pk=event.pk)
    other.title = "Raid, as the other tab has it"
    other.save()
    save_version(Kind.EVENT, other, by=editor)

    response = desk.post(page_of(event), {**form, "title": "Raid, as I typed it", "summary": "A long text."})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Raid, as I typed it" in page
    assert "A long text." in page
    assert "Somebody else saved this record" in page
    assert "Raid, as the other tab has it" in re.sub(r"<[^>]+>", "", page)
    event.refresh_from_db()
    assert (event.title, event.version) == ("Raid, as the other tab has it", 2)


def test_a_stale_save_goes_through_once_the_newer_version_was_read(desk, editor):
    event = make_event(title="Raid")
    save_version(Kind.EVENT, event, by=editor)
    form = filled(desk.get(page_of(event)))
    save_version(Kind.EVENT, Event.objects.get(pk=event.pk), by=editor)

    response = desk.post(page_of(event), {**form, "title": "Mine", "overwrite": "2"})

    event.refresh_from_db()
    assert response.status_code == 302
    assert (event.title, event.version) == ("Mine", 3)


def test_an_overwrite_of_a_version_that_is_old_again_is_stale(desk, editor):
    event = make_event(title="Raid")
    for _ in range(3):
        save_version(Kind.EVENT, event, by=editor)
    form = {**filled(desk.get(page_of(event))), "opened_version": "1"}

    response = desk.post(page_of(event), {**form, "title": "Mine", "overwrite": "2"})

    assert response.status_code == 409
    assert Event.objects.get().title == "Raid"


def test_a_form_without_version_is_refused(desk):
    event = make_event(title="Raid")
    form = filled(desk.get(page_of(event)))

    response = desk.post(page_of(event), {**form, "title": "Mine", "opened_version": ""})

    assert response.status_code == 200
    assert "Open the record anew" in response.content.decode()
    assert Event.objects.get().title == "Raid"


def test_a_save_does_not_turn_back_what_verbs_wrote(desk):
    person = make_person("Somebody")
    form = filled(desk.get(page_of(person)))
    Claim.objects.create(topic=ClaimTopic.FATE, fate="killed", about_person=person, speaker_code="medics")
    Person.objects.filter(pk=person.pk).update(status="killed", is_private=False)

    desk.post(page_of(person), {**form, "description": "a commander"})

    person.refresh_from_db()
    assert (person.description, person.status, person.is_private) == ("a commander", "killed", False)


def test_parts_are_saved_with_their_record(desk):
    force = make_force("Red Guard")

    save(
        desk,
        force,
        **{"names-TOTAL_FORMS": "2", "names-1-name": "RG", "names-1-kind": "acronym", "names-1-force": force.pk},
    )

    force.refresh_from_db()
    assert {name.name for name in force.names.all()} == {"Red Guard", "RG"}
    assert force.version == 1
    assert len(Revision.objects.get().snapshot["parts"]["names"]) == 2


def test_a_name_of_punctuation_is_refused_in_words(desk):
    force = make_force("Red Guard")

    response = save(desk, force, **{"names-TOTAL_FORMS": "2", "names-1-name": "…", "names-1-kind": "alias"})

    assert response.status_code == 200
    assert "no letters or digits" in response.content.decode()
    assert ForceName.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"earliest": "2024-08-30"}, "First day, last day and precision go together"),
        ({"local_time": "12:00"}, "A local time needs its time zone"),
        ({"latitude": "12.0"}, "Latitude lies between"),
        ({"latest": "2024-09-02"}, "Precision 1 means one day"),
    ],
)
def test_what_the_database_refuses_is_said_in_words(desk, changes, sentence):
    event = make_event(earliest=date(2024, 8, 29), latest=date(2024, 8, 29), date_precision=1)

    response = save(desk, event, **changes)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Revision.objects.exists()


def test_a_claim_saved_with_its_event_counts_the_tallies_anew(desk):
    event, force, passage = make_event(), make_force(), make_passage()
    Claim.objects.create(
        event=event,
        topic=ClaimTopic.CASUALTIES,
        outcome="killed",
        low=3,
        best=3,
        high=3,
        speaker_force=force,
        passage=passage,
    )

    save(desk, event, **{"claims-0-low": "5", "claims-0-best": "5", "claims-0-high": "5"})

    assert [(tally.low, tally.rule) for tally in event.tallies.all()] == [(5, "single_claim")]


def test_a_draft_that_was_never_public_may_be_deleted(desk):
    event = make_event()
    url = reverse("admin:events_event_delete", args=[event.pk])

    desk.post(url, {"post": "yes"})

    assert not Event.objects.exists()


def test_a_draft_with_parts_may_be_deleted_with_them(desk):
    event = make_event()
    Claim.objects.create(event=event, topic=ClaimTopic.STATEMENT, speaker_code="medics")

    desk.post(reverse("admin:events_event_delete", args=[event.pk]), {"post": "yes"})

    assert not Claim.objects.exists()


def test_what_was_public_is_not_deleted(desk):
    event = make_event(number=1, live_revision=1, state="published")

    assert desk.post(reverse("admin:events_event_delete", args=[event.pk]), {"post": "yes"}).status_code == 403
    assert "Delete event" not in desk.get(page_of(event)).content.decode()


def test_what_is_cited_is_not_deleted(desk):
    outlet, force = make_outlet(), make_force()
    article = make_article(outlet=outlet)
    Citation.objects.create(event=make_event(), passage=make_passage(article))
    Claim.objects.create(topic=ClaimTopic.STATEMENT, speaker_force=force)

    for record in (outlet, force):
        meta = record._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_delete", args=[record.pk])
        response = desk.post(url, {"post": "yes"})
        assert record.__class__.objects.filter(pk=record.pk).exists()
        assert "protected" in response.content.decode().lower()
    assert desk.get(reverse("admin:articles_article_delete", args=[article.pk])).status_code == 403


def test_lists_offer_no_bulk_deleting(desk):
    make_force()

    page = desk.get(reverse("admin:actors_force_changelist")).content.decode()

    assert "delete_selected" not in page


def test_a_row_removed_meanwhile_does_not_hold_up_the_rest(desk, editor):
    force = make_force("Red Guard", "RG")
    save_version(Kind.FORCE, force, by=editor)
    form = filled(desk.get(page_of(force)))
    force.names.get(name="RG").delete()

    response = desk.post(page_of(force), {**form, "summary": "Typed."})

    assert response.status_code == 302
    force.refresh_from_db()
    assert force.summary == "Typed."
    assert [name.name for name in force.names.all()] == ["Red Guard"]


def test_a_part_of_another_record_is_not_moved_by_its_number(desk):
    mine, other = make_event(), make_event()
    claim = Claim.objects.create(event=other, topic=ClaimTopic.STATEMENT, speaker_code="medics", paraphrase="Theirs.")
    forged = {key: value for key, value in filled(desk.get(page_of(other))).items() if key.startswith("claims-")}

    save(desk, mine, **{**forged, "claims-0-event": mine.pk, "claims-0-paraphrase": "Mine."})

    claim.refresh_from_db()
    assert (claim.event, claim.paraphrase) == (other, "Theirs.")
    assert not mine.claims.exists()


def test_a_note_called_a_report_is_refused_on_the_form(desk):
    note = make_article(kind="note")

    response = save(desk, note, kind="report")

    note.refresh_from_db()
    assert "A note stays a note" in response.content.decode()
    assert note.kind == "note"


def test_a_version_that_no_record_reaches_is_refused(desk):
    event = make_event(title="Raid")

    response = save(desk, event, title="Mine", opened_version="9" * 30)

    assert response.status_code == 200
    assert Event.objects.get().title == "Raid"
