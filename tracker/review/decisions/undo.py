"""Take a decision back, as long as nothing rests on it."""

from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError

from tracker.accounts.models import User
from tracker.actors.models import Force, Person
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState, TransitionNotAllowed
from tracker.events.models import Claim, ClaimTopic, Event
from tracker.events.tally import key_of, recount
from tracker.extraction.models import Suggestion, SuggestionState
from tracker.publishing.kinds import kind_of
from tracker.review.decisions.errors import InUse
from tracker.review.decisions.estimates import forget
from tracker.review.decisions.fates import refresh_status
from tracker.review.decisions.sitting import DECIDED, Sitting, moved_words
from tracker.review.decisions.verbs import finish, sit
from tracker.review.decisions.words import move_back
from tracker.revisions.models import Revision


@transaction.atomic
def undo(suggestion_id: int, *, by: User) -> Suggestion:
    """Open a decided suggestion again and remove the rows that its acceptance made.

    An open suggestion whose words were moved gets its former words; undoing what
    is open and untouched changes nothing.

    Raises:
        InUse: the record was edited, submitted or published since, or others rest on it.
        TransitionNotAllowed: a newer reading replaced the suggestion.
        NotPermitted.
    """
    sitting, suggestion = sit(suggestion_id, by=by)
    if _open_again(sitting, suggestion):
        finish(sitting, _reason(sitting))
    return suggestion


@transaction.atomic
def undo_batch(suggestion_id: int, *, by: User) -> list[Suggestion]:
    """Take back the whole batch that a suggestion was accepted with, the last first; all of it or nothing.

    Raises:
        As ``undo``.
    """
    sitting, suggestion = sit(suggestion_id, by=by)
    batch = suggestion.decision.get("batch")
    together = [each for each in sitting.suggestions if batch and each.decision.get("batch") == batch]
    together = sorted(together or [suggestion], key=lambda each: (each.decided_at or each.added_at, each.pk))
    for each in reversed(together):
        _open_again(sitting, each)
    finish(sitting, _reason(sitting))
    return together


def _open_again(sitting: Sitting, suggestion: Suggestion) -> bool:
    if suggestion.state == SuggestionState.SUPERSEDED:
        raise TransitionNotAllowed("A newer reading of the text has replaced this suggestion.")
    was = suggestion.state
    if was == SuggestionState.PENDING:
        if not move_back(suggestion):
            return False
    else:
        if was in DECIDED:
            _remove(sitting, suggestion)
        suggestion.state = SuggestionState.PENDING
        suggestion.decided_by = suggestion.decided_at = suggestion.became_id = None
        suggestion.became_kind, suggestion.decision = "", moved_words(suggestion)
    suggestion.version += 1
    suggestion.save()
    sitting.log("undo", suggestion, was=was)
    return True


def _reason(sitting: Sitting) -> str:
    return f"Undone: article {sitting.article.pk}"


def _remove(sitting: Sitting, suggestion: Suggestion) -> None:
    rows = _rows(suggestion)
    made = {(row._meta.label, row.pk) for row in rows}
    owners = [owner for owner in map(_owner, rows) if owner is not None and (owner._meta.label, owner.pk) not in made]
    for record in [*rows, *owners]:
        if isinstance(record, EditorialModel):
            _refuse_moved_on(sitting, record, is_made=(record._meta.label, record.pk) in made)
    _refuse_shared(suggestion, made)
    for row in rows:
        _refuse_leaned_on(row, made)
    for row in rows:
        _forget_estimate(sitting, row)
    people = [row.about_person for row in rows if isinstance(row, Claim) and row.topic == ClaimTopic.FATE]
    for row in reversed(rows):
        _delete(suggestion, row)
    for owner in {(owner._meta.label, owner.pk): owner for owner in owners}.values():
        if isinstance(owner, Event):
            recount(owner)
        sitting.touch(owner)
    for person in people:
        if person is not None and Person.objects.filter(pk=person.pk).exists():
            refresh_status(sitting, person)


def _rows(suggestion: Suggestion) -> list[models.Model]:
    """The rows that the decision made and that are still there, in the order in which they were made."""
    found = (
        apps.get_model(label)._default_manager.filter(pk=pk).first()
        for label, pk in suggestion.decision.get("made", [])
    )
    return [row for row in found if row is not None]


def _owner(row: models.Model) -> EditorialModel | None:
    """The aggregate that a part belongs to."""
    for name in ("event", "force", "person", "place", "about_force"):
        if name in {field.name for field in row._meta.fields}:
            owner = getattr(row, name)
            if isinstance(owner, EditorialModel):
                return owner
    return None


def _refuse_moved_on(sitting: Sitting, record: EditorialModel, *, is_made: bool) -> None:
    """Refuse when the record is on its way out, or, if it would be deleted, was edited by hand."""
    if record.state != EditorialState.DRAFT or (is_made and record.live_revision is not None):
        state = record.get_state_display().lower()
        raise InUse(f"“{record}” is {state} by now. Edit the record instead of undoing.")
    if not is_made:
        return
    own = (sitting.reason, _reason(sitting))
    if Revision.objects.filter(kind=kind_of(record), record_id=record.pk).exclude(reason__in=own).exists():
        raise InUse(f"“{record}” was edited since. Edit the record instead of undoing.")


def _refuse_shared(suggestion: Suggestion, made: set[tuple[str, int]]) -> None:
    """Refuse when another decision leads to a record that would be deleted."""
    if not any(pk == suggestion.became_id for _, pk in made):
        return
    others = Suggestion.objects.filter(
        became_kind=suggestion.became_kind, became_id=suggestion.became_id, state__in=DECIDED
    ).exclude(pk=suggestion.pk)
    if others.exists():
        raise InUse("Another suggestion was accepted as the same record. Undo that first.")


def _refuse_leaned_on(row: models.Model, made: set[tuple[str, int]]) -> None:
    """Refuse when deleting the row would take others' work with it."""
    if isinstance(row, Event):
        others = row.claims.exclude(pk__in=[pk for label, pk in made if label == Claim._meta.label])
        if others.exists():
            raise InUse("Figures or statements were accepted on this event. Undo those first.")
    if isinstance(row, Claim) and row.parts.exists():
        raise InUse("Another figure is counted as a part of this one. Undo that first.")


def _forget_estimate(sitting: Sitting, row: models.Model) -> None:
    """A best estimate that was chosen on this desk goes with the figure it stood beside."""
    if isinstance(row, Claim) and row.topic == ClaimTopic.CASUALTIES and row.event is not None:
        key = key_of(row)
        if any(each.decision.get("estimate") == list(key) for each in sitting.suggestions):
            forget(row.event, key)


def _delete(suggestion: Suggestion, row: models.Model) -> None:
    """Delete a row; a force that was made along the way and is in use elsewhere stays."""
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        is_own = suggestion.became_kind == row._meta.model_name and suggestion.became_id == row.pk
        if isinstance(row, Force) and not is_own:
            return
        names = ", ".join(sorted({str(other) for other in list(error.protected_objects)[:5]}))
        raise InUse(f"“{row}” is used by: {names}. Undo those first.") from error
