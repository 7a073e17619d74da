"""Who works on what until when, and what the desk notes beside a record. Nothing here is public or frozen."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import ALLOWED, Role, Someone, Verb, may
from tracker.articles.models import Article
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState, NotPermitted, TransitionNotAllowed
from tracker.publishing.editing import lock, require
from tracker.publishing.kinds import AGGREGATES
from tracker.review.models import Assignment, DeskNote
from tracker.revisions.models import Kind
from tracker.revisions.standing import merged_into

LONGEST_NOTE = 4000
TO_THINK_AGAIN = timedelta(days=1)


def able() -> list[User]:
    """Everybody who can be given work: who logs in, and may edit. One query."""
    editing = [role.value for role in Role if Verb.EDIT in ALLOWED[role]]
    found = User.objects.filter(is_active=True, is_staff=True, groups__name__in=editing)
    return list(found.distinct().order_by("username"))


def assignment_of(kind: Kind, record_id: int) -> Assignment | None:
    """Who works on the record, and until when; None where nobody does."""
    return Assignment.objects.filter(kind=kind, record_id=record_id).select_related("to", "by").first()


def assign(kind: Kind, record_id: int, *, to: int, by: User, due_on: date | None = None) -> Assignment:
    """Give a record to somebody, or take it oneself. There is one person a record; the same again changes nothing.

    Raises:
        NotPermitted: the role does not give work to others, or takes it from them.
        TransitionNotAllowed: the person cannot work on this record, or the record is out of the workflow.
    """
    require(by, Verb.EDIT)
    with transaction.atomic():
        record = lock(kind, record_id)
        before = assignment_of(kind, record_id)
        if to != by.pk or (before is not None and before.to_id != by.pk):
            require(by, Verb.ASSIGN)
        person = User.objects.filter(pk=to).first()
        _require_able(person, record)
        if before is not None and (before.to_id, before.due_on) == (to, due_on):
            return before
        found, _ = Assignment.objects.update_or_create(
            kind=kind, record_id=record_id, defaults={"to_id": to, "due_on": due_on, "by": by}
        )
        due = due_on.isoformat() if due_on else ""
        audit.log("assign", by=by, kind=kind, record=record, to=str(person), due_on=due)
    return found


def unassign(kind: Kind, record_id: int, *, by: User) -> Assignment:
    """Take a record off whoever works on it; everybody gives back what is theirs. Returns what was.

    Raises:
        NotPermitted: it is somebody else's, and the role does not give work.
        TransitionNotAllowed: nobody works on it.
    """
    require(by, Verb.EDIT)
    with transaction.atomic():
        record = lock(kind, record_id)
        found = assignment_of(kind, record_id)
        if found is None:
            raise TransitionNotAllowed("Nobody was given this record.")
        if found.to_id != by.pk:
            require(by, Verb.ASSIGN)
        Assignment.objects.filter(pk=found.pk).delete()
        audit.log("unassign", by=by, kind=kind, record=record, to=str(found.to))
    return found


def add_note(kind: Kind, record_id: int, *, by: User, text: str) -> DeskNote:
    """Note something beside a record, for the desk alone.

    Raises:
        NotPermitted: the role does not edit.
        TransitionNotAllowed: nothing was written, or more than 4,000 characters.
    """
    require(by, Verb.EDIT)
    words = text.replace("\x00", "").strip()
    if not words:
        raise TransitionNotAllowed("Write the note first.")
    if len(words) > LONGEST_NOTE:
        raise TransitionNotAllowed(f"Shorten the note to {LONGEST_NOTE} characters, or write a second one.")
    with transaction.atomic():
        lock(kind, record_id)
        return DeskNote.objects.create(kind=kind, record_id=record_id, text=words, by=by)


def delete_note(note_id: int, *, by: User, now: datetime | None = None) -> DeskNote:
    """Take back one's own note within a day; later it stays, and a new one says what is right. Returns what was.

    The audit log keeps that it was deleted, not what it said.

    Raises:
        NotPermitted: somebody else wrote it.
        TransitionNotAllowed: it is older than a day, or gone already.
    """
    with transaction.atomic():
        note = DeskNote.objects.select_for_update().filter(pk=note_id).first()
        if note is None:
            raise TransitionNotAllowed("This note is not there any more.")
        if note.by_id != by.pk:
            raise NotPermitted("Only who wrote a note takes it back.")
        if not is_fresh(note, now or timezone.now()):
            raise TransitionNotAllowed("A note stays after a day: write another one that says what is right.")
        record = AGGREGATES[Kind(note.kind)].model._default_manager.filter(pk=note.record_id).first()
        DeskNote.objects.filter(pk=note_id).delete()
        audit.log("delete_note", by=by, kind=note.kind, record=record, written_at=note.at.isoformat())
    return note


def is_fresh(note: DeskNote, now: datetime) -> bool:
    """Whether its author may still take the note back."""
    return now - note.at <= TO_THINK_AGAIN


def notes_beside(kind: Kind, record_id: int) -> list[DeskNote]:
    """The notes beside a record and beside those that were merged into it, the oldest first. Two queries."""
    gone = merged_into(kind, [record_id])[record_id]
    return list(DeskNote.objects.filter(Q(kind=kind), record_id__in=[record_id, *gone]).select_related("by"))


def may_work_on(person: Someone, record: EditorialModel) -> bool:
    """Whether somebody can do anything about a record: who edits, and of a sealed note who keeps sources."""
    is_sealed = isinstance(record, Article) and record.is_sealed
    return may(person, Verb.EDIT) and (not is_sealed or may(person, Verb.SOURCES))


def _require_able(person: User | None, record: EditorialModel) -> None:
    if person is None or not (person.is_staff and may_work_on(person, record)):
        raise TransitionNotAllowed(f"{person or 'This person'} cannot work on this record: choose somebody else.")
    if record.state == EditorialState.RETRACTED:
        raise TransitionNotAllowed("This record was retracted, withdrawn or merged: there is no work on it.")
