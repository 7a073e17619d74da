"""Accept, reject and add: the verbs of the review desk. Each is one transaction."""

from typing import Any

from django.db import models, transaction

from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.articles.models import Article, ArticleText
from tracker.articles.states import Processing
from tracker.core.states import StaleVersion, TransitionNotAllowed
from tracker.events.models import Claim, ClaimTopic, Event
from tracker.extraction.models import Run, Suggestion, SuggestionKind, SuggestionState
from tracker.publishing.editing import require
from tracker.review.decisions.actors import make_force
from tracker.review.decisions.claims import make_casualty, make_statement, make_strength
from tracker.review.decisions.errors import NotReady
from tracker.review.decisions.estimates import Best, estimate
from tracker.review.decisions.events import make_event
from tracker.review.decisions.fates import make_person_told
from tracker.review.decisions.places import make_place
from tracker.review.decisions.sitting import DECIDED, Maker, Payload, Sitting, effective, record_of

MAKERS: dict[str, Maker] = {
    SuggestionKind.EVENT: make_event,
    SuggestionKind.FORCE: make_force,
    SuggestionKind.PERSON: make_person_told,
    SuggestionKind.PLACE: make_place,
    SuggestionKind.CASUALTY: make_casualty,
    SuggestionKind.STRENGTH: make_strength,
    SuggestionKind.CLAIM: make_statement,
}
_BY_HAND = "editor"


@transaction.atomic
def accept(
    suggestion_id: int,
    *,
    by: User,
    version: int,
    choice: int | None = None,
    amended: Payload | None = None,
    best: Best | None = None,
) -> models.Model:
    """Make a suggestion a record, or link it to the one that bears its name; returns that record.

    ``choice`` is the id of an existing record, or 0 for a new one. ``best`` names
    the claim that becomes the desk's best estimate beside a figure. Accepting
    what was accepted before returns the same record.

    Raises:
        Ambiguous: several records bear the name and none was chosen.
        NotReady: something has to be decided or filled in first.
        StaleVersion, TransitionNotAllowed, NotPermitted.
    """
    sitting, suggestion = sit(suggestion_id, by=by)
    if suggestion.state in DECIDED:
        _check_amendment(suggestion, amended)
        return record_of(suggestion)
    check_open(suggestion, version)
    record = sitting.take(suggestion, choice=choice, amended=amended)
    if best is not None and isinstance(record, Claim):
        estimate(sitting, suggestion, record, best)
    finish(sitting)
    return record


@transaction.atomic
def accept_event_with_parts(
    suggestion_id: int, *, by: User, version: int, choice: int | None = None, amended: Payload | None = None
) -> Event:
    """Accept an event, then every open figure and statement that belongs to it, in one transaction.

    Figures come before the statements that hold their words, wholes before parts.

    Raises:
        As ``accept``; nothing is accepted then.
    """
    sitting, suggestion = sit(suggestion_id, by=by)
    if suggestion.kind != SuggestionKind.EVENT:
        raise TransitionNotAllowed("Only an event has parts.")
    if suggestion.state not in DECIDED:
        check_open(suggestion, version)
    event = sitting.take(suggestion, choice=choice, amended=amended)
    if not isinstance(event, Event):
        raise NotReady("This suggestion did not become an event.")
    for part in _parts(sitting, suggestion.key):
        sitting.take(part)
    finish(sitting)
    return event


@transaction.atomic
def reject(suggestion_id: int, *, by: User, version: int) -> Suggestion:
    """Say no. Rejecting twice is rejecting once.

    Raises:
        StaleVersion, TransitionNotAllowed, NotPermitted.
    """
    sitting, suggestion = sit(suggestion_id, by=by)
    if suggestion.state == SuggestionState.REJECTED:
        return suggestion
    if suggestion.state in DECIDED:
        raise TransitionNotAllowed("This suggestion was accepted. Undo that first.")
    check_open(suggestion, version)
    suggestion.state = SuggestionState.REJECTED
    sitting.close(suggestion)
    sitting.log("reject", suggestion)
    finish(sitting)
    return suggestion


@transaction.atomic
def choose_best(suggestion_id: int, *, by: User, version: int, best: Best) -> Event:
    """Choose the desk's best estimate anew, or leave it to the rule, beside an accepted figure.

    ``version`` is the event's, as it was seen.

    Raises:
        TransitionNotAllowed: the suggestion is no accepted figure.
        StaleVersion: the event was saved since.
        NotReady: as ``estimate``; NotPermitted.
    """
    sitting, suggestion = sit(suggestion_id, by=by)
    claim = record_of(suggestion) if suggestion.state in DECIDED else None
    if not isinstance(claim, Claim) or claim.topic != ClaimTopic.CASUALTIES or claim.event_id is None:
        raise TransitionNotAllowed("Accept the figure first.")
    event = claim.event = Event.objects.select_for_update().get(pk=claim.event_id)
    if event.version != version:
        raise StaleVersion("The event was changed since you opened it. Look at it again.")
    estimate(sitting, suggestion, claim, best)
    sitting.log("estimate", suggestion, event, chosen=best.claim, reason=best.reason.strip())
    finish(sitting)
    return event


@transaction.atomic
def add(
    text_id: int, *, kind: str, payload: Payload, spans: list[list[int]], by: User, choice: int | None = None
) -> Suggestion:
    """Add what the reader missed: a suggestion by an editor, accepted at once.

    Adding the same twice gives the first one.

    Raises:
        NotReady: no words are marked, or they are not in the text.
        Ambiguous, NotPermitted.
    """
    require(by, Verb.REVIEW)
    text = ArticleText.objects.select_related("article").get(pk=text_id)
    if kind not in SuggestionKind.values:
        raise NotReady("Say what was missed: an event, a force, a person, a place, a figure or a claim.")
    check_spans(text.text, spans)
    run = text.runs.order_by("-pk").first()
    if run is None:
        run = Run.objects.create(text=text, extractor=_BY_HAND, extractor_version="1", seconds=0)
    sitting = Sitting(run, by=by, makers=MAKERS)
    for suggestion in sitting.of_kind(kind):
        if (
            suggestion.score is None
            and suggestion.state in DECIDED
            and suggestion.payload == payload
            and suggestion.spans == spans
        ):
            return suggestion
    number = sum(suggestion.key.startswith("x") for suggestion in sitting.suggestions) + 1
    suggestion = Suggestion.objects.create(
        run=run,
        kind=kind,
        key=f"x{number}",
        event_key=str(payload.get("event") or "")[:20],
        payload=payload,
        spans=spans,
    )
    sitting.suggestions.append(suggestion)
    sitting.log("add", suggestion)
    sitting.take(suggestion, choice=choice)
    finish(sitting)
    return suggestion


def sit(suggestion_id: int, *, by: User) -> tuple[Sitting, Suggestion]:
    """Open a sitting over the run of a suggestion; whoever decides about the same article waits."""
    require(by, Verb.REVIEW)
    run = Run.objects.select_related("text__article__outlet").defer("text__article__raw")
    found = run.get(suggestions=suggestion_id)
    Article.objects.select_for_update().values_list("pk").get(pk=found.text.article_id)
    sitting = Sitting(found, by=by, makers=MAKERS)
    return sitting, sitting.get(suggestion_id)


def finish(sitting: Sitting, reason: str = "") -> None:
    """Save a version of all that was touched, and the article's state when nothing is open any more."""
    sitting.save_all(reason)
    is_open = Suggestion.objects.pending().filter(run__text__article=sitting.article).exists()
    was, is_now = Processing.EXTRACTED, Processing.REVIEWED
    if is_open:
        was, is_now = is_now, was
    Article.objects.filter(pk=sitting.article.pk, processing=was).update(processing=is_now)


def check_open(suggestion: Suggestion, version: int) -> None:
    """Refuse a suggestion that was rejected, replaced, or changed since it was seen.

    Raises:
        StaleVersion, TransitionNotAllowed.
    """
    if suggestion.state == SuggestionState.REJECTED:
        raise TransitionNotAllowed("This suggestion was rejected. Undo that first.")
    if suggestion.state == SuggestionState.SUPERSEDED:
        raise TransitionNotAllowed("A newer reading of the text has replaced this suggestion.")
    if suggestion.version != version:
        raise StaleVersion("This suggestion was changed since you opened it. Look at it again.")


def _check_amendment(suggestion: Suggestion, amended: Payload | None) -> None:
    """What an editor typed is not dropped in silence because another tab was faster."""
    now = effective(suggestion)
    if any(now.get(key) != value for key, value in (amended or {}).items()):
        raise TransitionNotAllowed(
            "This suggestion was accepted in the meantime, without your changes. Undo that first."
        )


def check_spans(text: str, spans: Any) -> None:
    """Refuse offsets that mark no words of the text.

    Raises:
        NotReady: with a sentence for the editor.
    """
    if not spans:
        raise NotReady("Mark the words it rests on: nothing is asserted without its words.")
    for start, end in spans:
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise NotReady("The marked words are not in this text.")


def _parts(sitting: Sitting, key: str) -> list[Suggestion]:
    """The open suggestions of an event, in the order in which they can be accepted."""
    open_parts = [
        part
        for part in sitting.suggestions
        if part.state == SuggestionState.PENDING
        and key in (part.event_key, effective(part).get("event"))
        and part.kind in (SuggestionKind.CASUALTY, SuggestionKind.CLAIM)
    ]
    return sorted(
        open_parts,
        key=lambda part: (
            part.kind != SuggestionKind.CASUALTY,
            bool(effective(part).get("part_of")),
            part.pk,
        ),
    )
