"""Who works on what, and the notes beside a record: the verbs, and what a record's page does with them."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_administrator, make_article, make_editor, make_event, make_person, make_user
from tracker.accounts.models import AuditEntry
from tracker.accounts.policy import Role
from tracker.core.states import NotPermitted, TransitionNotAllowed
from tracker.publishing.editing import save_version
from tracker.publishing.merging import merge
from tracker.review.models import Assignment, DeskNote
from tracker.review.working import able, add_note, assign, delete_note, notes_beside, unassign
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db
DUE = date(2025, 3, 1)


def audited(action):
    return AuditEntry.objects.filter(action=action).count()


def test_a_record_is_given_to_somebody_once():
    editor, reporter, event = make_editor(), make_user(Role.REPORTER), make_event()

    for _ in range(2):
        given = assign(Kind.EVENT, event.pk, to=reporter.pk, by=editor, due_on=DUE)

    assert (given.to, given.due_on, given.by) == (reporter, DUE, editor)
    assert Assignment.objects.count() == audited("assign") == 1


def test_another_day_or_person_replaces_the_first():
    editor, reporter, event = make_editor(), make_user(Role.REPORTER), make_event()
    assign(Kind.EVENT, event.pk, to=reporter.pk, by=editor)

    assign(Kind.EVENT, event.pk, to=editor.pk, by=editor, due_on=DUE)

    assert [(each.to, each.due_on) for each in Assignment.objects.all()] == [(editor, DUE)]
    assert audited("assign") == 2


def test_a_reporter_takes_what_is_free_and_nothing_else():
    reporter, other, event = make_user(Role.REPORTER), make_user(Role.REPORTER), make_event()

    with pytest.raises(NotPermitted):
        assign(Kind.EVENT, event.pk, to=other.pk, by=reporter)
    assign(Kind.EVENT, event.pk, to=reporter.pk, by=reporter)
    with pytest.raises(NotPermitted):
        assign(Kind.EVENT, event.pk, to=other.pk, by=other)

    assert Assignment.objects.get().to == reporter


@pytest.mark.parametrize("who", ["administrator", "inactive", "nobody"])
def test_work_goes_to_who_can_do_it(who):
    editor, event, gone = make_editor(), make_event(), make_editor()
    gone.is_active = False
    gone.save()
    to = {"administrator": make_administrator().pk, "inactive": gone.pk, "nobody": 9_999}[who]

    with pytest.raises(TransitionNotAllowed, match="cannot work"):
        assign(Kind.EVENT, event.pk, to=to, by=editor)

    assert not Assignment.objects.exists()
    assert to not in {person.pk for person in able()}


def test_a_sealed_note_goes_to_who_keeps_sources():
    keeper = make_user(Role.SOURCE_KEEPER)
    editor = make_user(Role.EDITOR, Role.SOURCE_KEEPER)
    note = make_article("A call.", kind="note", is_sealed=True)

    with pytest.raises(TransitionNotAllowed, match="cannot work"):
        assign(Kind.ARTICLE, note.pk, to=make_editor().pk, by=editor)
    assign(Kind.ARTICLE, note.pk, to=keeper.pk, by=editor)

    assert Assignment.objects.get().to == keeper


def test_nobody_works_on_a_retracted_record():
    editor = make_editor()

    with pytest.raises(TransitionNotAllowed, match="no work"):
        assign(Kind.EVENT, make_event(state="retracted").pk, to=editor.pk, by=editor)


def test_work_is_given_back_once():
    editor, reporter, event = make_editor(), make_user(Role.REPORTER), make_event()
    assign(Kind.EVENT, event.pk, to=editor.pk, by=editor)

    with pytest.raises(NotPermitted):
        unassign(Kind.EVENT, event.pk, by=reporter)
    unassign(Kind.EVENT, event.pk, by=editor)
    with pytest.raises(TransitionNotAllowed, match="Nobody"):
        unassign(Kind.EVENT, event.pk, by=editor)

    assert not Assignment.objects.exists()
    assert audited("unassign") == 1


def test_a_note_is_kept_beside_the_record_and_in_no_version():
    editor, event = make_editor(), make_event()

    add_note(Kind.EVENT, event.pk, by=editor, text="  Call the hospital back.  ")
    save_version(Kind.EVENT, event, by=editor)

    assert [note.text for note in notes_beside(Kind.EVENT, event.pk)] == ["Call the hospital back."]
    assert "hospital" not in json.dumps(Revision.objects.get().snapshot)


@pytest.mark.parametrize("text", ["", "  \n", "x" * 4001])
def test_a_note_says_something_in_bounds(text):
    with pytest.raises(TransitionNotAllowed):
        add_note(Kind.EVENT, make_event().pk, by=make_editor(), text=text)

    assert not DeskNote.objects.exists()


def test_a_note_needs_a_role():
    with pytest.raises(NotPermitted):
        add_note(Kind.EVENT, make_event().pk, by=make_administrator(), text="Words.")


def test_a_note_is_taken_back_by_its_author_within_a_day():
    editor, event = make_editor(), make_event()
    note = add_note(Kind.EVENT, event.pk, by=editor, text="Secret words.")

    with pytest.raises(NotPermitted, match="Only who wrote"):
        delete_note(note.pk, by=make_editor())
    with pytest.raises(TransitionNotAllowed, match="after a day"):
        delete_note(note.pk, by=editor, now=note.at + timedelta(days=1, seconds=1))
    delete_note(note.pk, by=editor, now=note.at + timedelta(days=1))
    with pytest.raises(TransitionNotAllowed, match="not there"):
        delete_note(note.pk, by=editor)

    line = AuditEntry.objects.get(action="delete_note")
    assert not DeskNote.objects.exists()
    assert "Secret" not in f"{line.label}{line.why}{line.details}"


def test_notes_are_kept_when_records_are_merged():
    editor, one, other = make_editor(), make_person("Karim Testov"), make_person("Karim Testow")
    for person in (one, other):
        save_version(Kind.PERSON, person, by=editor)
    add_note(Kind.PERSON, other.pk, by=editor, text="Known to the clinic.")
    merge(Kind.PERSON, other.pk, into_id=one.pk, by=editor, reason="Entered twice.", seen=(other.version, one.version))

    assert [note.text for note in notes_beside(Kind.PERSON, one.pk)] == ["Known to the clinic."]


def post(client, event, step, **fields):
    address = reverse("admin:working", kwargs={"kind": "event", "pk": event.pk, "step": step})
    return client.post(address, fields, follow=True)


def test_the_page_of_a_record_gives_it_to_somebody(client):
    event, reporter = make_event(), make_user(Role.REPORTER)
    client.force_login(make_editor())

    page = post(client, event, "assign", to=reporter.pk, due_on="2025-03-01")

    assert Assignment.objects.get().due_on == DUE
    assert f"{reporter} works on this" in page.content.decode()
    assert "(overdue)" in page.content.decode()


@pytest.mark.parametrize("fields", [{"to": "x"}, {"to": "9" * 30}, {}, {"to": "1", "due_on": "soon"}])
def test_a_crafted_assignment_is_refused_in_words(client, fields):
    event = make_event()
    client.force_login(make_editor())

    page = post(client, event, "assign", **fields)

    assert page.status_code == 200
    assert not Assignment.objects.exists()


def test_a_note_is_written_and_deleted_on_the_page(client):
    event = make_event()
    client.force_login(make_user(Role.REPORTER))

    page = post(client, event, "note", text="<b>Call</b> back.")
    assert "&lt;b&gt;Call&lt;/b&gt; back." in page.content.decode()
    page = post(client, event, "delete_note", note=DeskNote.objects.get().pk)

    assert not DeskNote.objects.exists()
    assert "The note is gone." in page.content.decode()


def test_a_reporter_takes_and_gives_back_on_the_page(client):
    event, reporter = make_event(), make_user(Role.REPORTER)
    client.force_login(reporter)

    page = post(client, event, "take")
    assert "Take it off" in page.content.decode()
    assert Assignment.objects.get().to == reporter
    post(client, event, "give_back")

    assert not Assignment.objects.exists()


def test_a_sealed_note_is_not_worked_on_by_address(client):
    note = make_article("A call.", kind="note", is_sealed=True)
    client.force_login(make_editor())
    address = reverse("admin:working", kwargs={"kind": "article", "pk": note.pk, "step": "note"})

    assert client.post(address, {"text": "Who?"}).status_code == 404
    assert not DeskNote.objects.exists()


def test_an_administrator_has_no_work_there(client):
    client.force_login(make_administrator())

    assert post(client, make_event(), "note", text="Words.").status_code == 403


def test_many_records_are_given_at_once(client):
    events, reporter = [make_event() for _ in range(3)], make_user(Role.REPORTER)
    client.force_login(make_editor())
    chosen = {"action": "assign_selected", "_selected_action": [event.pk for event in events]}

    asked = client.post(reverse("admin:events_event_changelist"), chosen)
    done = client.post(
        reverse("admin:events_event_changelist"), {**chosen, "apply": "1", "to": reporter.pk}, follow=True
    )

    assert "Assign" in asked.content.decode()
    assert "3 records assigned." in done.content.decode()
    assert set(Assignment.objects.values_list("to", flat=True)) == {reporter.pk}


def test_a_reporter_has_no_such_action(client):
    event = make_event()
    client.force_login(make_user(Role.REPORTER))

    client.post(
        reverse("admin:events_event_changelist"),
        {"action": "assign_selected", "_selected_action": [event.pk], "apply": "1", "to": "1"},
    )

    assert not Assignment.objects.exists()


def test_what_is_due_today_is_not_overdue(client):
    editor, event = make_editor(), make_event()
    assign(Kind.EVENT, event.pk, to=editor.pk, by=editor, due_on=timezone.localdate())
    client.force_login(editor)

    assert "(overdue)" not in client.get(reverse("admin:events_event_change", args=[event.pk])).content.decode()
