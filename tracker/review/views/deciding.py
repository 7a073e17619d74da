"""One post, one decision: each calls one verb and says what came of it."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Model
from django.http import Http404

from tracker.accounts.models import User
from tracker.articles.models import Article
from tracker.core.states import NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.events.models import Event, EventLinkKind
from tracker.extraction.models import Suggestion, SuggestionKind
from tracker.review import decisions
from tracker.review.decisions import THIS, Ambiguous, Best, InUse, NotReady, bulk
from tracker.review.decisions.sitting import spans_of
from tracker.review.desk.fields import PayloadForm
from tracker.review.desk.marks import occurrence
from tracker.review.duplicates.relating import relate
from tracker.review.views.asked import Asked, number, percent_of
from tracker.review.views.outcome import Bulk, Outcome
from tracker.review.views.panels import adding_of, amend_form
from tracker.revisions.models import Kind
from tracker.revisions.verbs import at_version

REFUSALS = (Ambiguous, NotReady, InUse, StaleVersion, TransitionNotAllowed, NotPermitted)
_LOOK_AGAIN = "Some fields need another look."
_NO_SUCH_WORDS = "These words do not stand in the text so often. Copy them exactly, or mark them in the text."
Decision = Callable[[Suggestion, Asked, PayloadForm | None, User], Outcome]


def decide(article: Article, asked: Asked, by: User) -> Outcome:
    """Carry out what a post asks for.

    Raises:
        Http404: there is no such suggestion, or no such decision.
    """
    if asked.action == "add":
        return _add(article, asked, by)
    if asked.action == "bulk":
        return _bulk(article, asked, by)
    decision = _DECISIONS.get(asked.action)
    found = Suggestion.objects.filter(run__text__article=article, pk=asked.suggestion)
    suggestion = found.select_related("run").first()
    text = article.current_text
    if decision is None or suggestion is None or text is None:
        raise Http404("There is no such suggestion, or no such decision.")
    form = None
    if asked.action == "amend":
        form = amend_form(suggestion, text, asked.post)
        if not form.is_valid():
            return _refused(suggestion, _LOOK_AGAIN, form)
    try:
        return decision(suggestion, asked, form, by)
    except REFUSALS as refusal:
        return _refused(suggestion, str(refusal), form, refusal)


@transaction.atomic
def _accept(suggestion: Suggestion, asked: Asked, form: PayloadForm | None, by: User) -> Outcome:
    amended = form.changes() if form is not None else None
    record = decisions.accept(
        suggestion.pk, by=by, version=asked.version, choice=asked.choice, amended=amended, best=_best(asked)
    )
    _relate(record, asked, by)
    return Outcome(decided=suggestion.pk)


@transaction.atomic
def _accept_parts(suggestion: Suggestion, asked: Asked, form: PayloadForm | None, by: User) -> Outcome:
    event = decisions.accept_event_with_parts(suggestion.pk, by=by, version=asked.version, choice=asked.choice)
    _relate(event, asked, by)
    return Outcome(decided=suggestion.pk)


def _relate(record: Model, asked: Asked, by: User) -> None:
    """Link an event that was just accepted as a new one to the one that its card named.

    It is the same piece of work as the acceptance, and is undone with it.
    """
    other = asked.number("related")
    if not other or not isinstance(record, Event):
        return
    if asked.choice:
        raise NotReady("Choose “A new record” to link it to another one, or take the link away.")
    record.refresh_from_db()
    made = at_version(Kind.EVENT, record.pk, record.version).reason
    relate(record.pk, other, kind=EventLinkKind.SAME_SERIES, version=record.version, by=by, reason=made)


def _reject(suggestion: Suggestion, asked: Asked, form: PayloadForm | None, by: User) -> Outcome:
    decisions.reject(suggestion.pk, by=by, version=asked.version)
    return Outcome(decided=suggestion.pk)


def _undo(suggestion: Suggestion, asked: Asked, form: PayloadForm | None, by: User) -> Outcome:
    before = spans_of(suggestion)
    after = spans_of(decisions.undo(suggestion.pk, by=by))
    return Outcome(decided=suggestion.pk, current=suggestion.pk, marked=_between(before, after))


def _undo_batch(suggestion: Suggestion, asked: Asked, form: PayloadForm | None, by: User) -> Outcome:
    opened = decisions.undo_batch(suggestion.pk, by=by)
    return Outcome(decided=suggestion.pk, current=suggestion.pk, message=f"Undone: {len(opened)} are open again.")


def _move(suggestion: Suggestion, asked: Asked, form: PayloadForm | None, by: User) -> Outcome:
    """By offsets, as the script sends them, or by the words and their occurrence."""
    start, end = asked.number("start"), asked.number("end")
    if start is None or end is None:
        found = occurrence(suggestion.run.text.text, asked.words("words"), asked.number("occurrence") or 1)
        if found is None:
            raise NotReady(_NO_SUCH_WORDS)
        start, end = found
    before = spans_of(suggestion)
    moved = decisions.move_words(
        suggestion.pk, by=by, version=asked.version, span=asked.number("span") or 0, start=start, end=end
    )
    return Outcome(decided=suggestion.pk, current=suggestion.pk, marked=_between(before, spans_of(moved)))


def _estimate(suggestion: Suggestion, asked: Asked, form: PayloadForm | None, by: User) -> Outcome:
    best = _best(asked) or Best(None, "")
    decisions.choose_best(suggestion.pk, by=by, version=asked.number("event") or 0, best=best)
    said = "The best estimate is the figure you chose; every claim stays." if best.claim is not None else ""
    return Outcome(
        decided=suggestion.pk, current=suggestion.pk, message=said or "The rule gives the figure; every claim stays."
    )


def _best(asked: Asked) -> Best | None:
    """The claim chosen as the desk's best estimate; null where the rule decides and nothing was said."""
    chosen = asked.words("best")
    if chosen == "this":
        return Best(THIS, asked.words("reason"))
    return Best(number(chosen), asked.words("reason")) if number(chosen) is not None else None


_DECISIONS: dict[str, Decision] = {
    "accept": _accept,
    "amend": _accept,
    "parts": _accept_parts,
    "reject": _reject,
    "undo": _undo,
    "undo_batch": _undo_batch,
    "move": _move,
    "estimate": _estimate,
}


def _bulk(article: Article, asked: Asked, by: User) -> Outcome:
    """Take the batch that was counted; where it would be another one, show the new count."""
    text, percent = article.current_text, percent_of(asked.post.get("percent")) or 100
    if text is None:
        raise Http404("There is nothing to accept.")
    seen = [each for each in map(number, asked.post.get("seen", "").split(",")) if each is not None]
    try:
        taken = bulk.accept_batch(text.pk, by=by, percent=percent, seen=seen)
    except REFUSALS as refusal:
        fresh = bulk.count_batch(text.pk, by=by, percent=percent)
        return Outcome(status=409, message=str(refusal), bulk=Bulk(percent, fresh, str(refusal)))
    return Outcome(message=f"Accepted {len(taken)}. One undo takes all of them back." if taken else "")


def _add(article: Article, asked: Asked, by: User) -> Outcome:
    """Add what was missed: words marked by the script, or pasted with the number of their occurrence."""
    post, text = asked.post, article.current_text
    kind = post.get("kind", "")
    if text is None or kind not in SuggestionKind.values:
        raise Http404("There is nothing to add to, or no such kind.")
    adding = adding_of(text, kind, post)
    span = marked(post.get("words", ""), number(post.get("start")), number(post.get("end")), text.text) or occurrence(
        text.text, post.get("words", ""), number(post.get("occurrence")) or 1
    )
    adding.message = "" if adding.form.is_valid() else _LOOK_AGAIN
    if span is None:
        adding.message = _NO_SUCH_WORDS
    if adding.message or span is None:
        return Outcome(status=422, message=adding.message, adding=adding)
    try:
        added = decisions.add(
            text.pk, kind=kind, payload=adding.form.payload(), spans=[list(span)], by=by, choice=asked.choice
        )
    except REFUSALS as refusal:
        adding.message = str(refusal)
        adding.choices = list(refusal.candidates) if isinstance(refusal, Ambiguous) else []
        return Outcome(status=409, message=adding.message, adding=adding)
    return Outcome(decided=added.pk, current=added.pk, marked=[span])


def marked(words: str, start: int | None, end: int | None, text: str) -> tuple[int, int] | None:
    """The offsets that the script sent, where they hold the words."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return None
    return (start, end) if text[start:end].strip() == words.replace("\r\n", "\n").strip() else None


def _refused(
    suggestion: Suggestion, message: str, form: PayloadForm | None, refusal: Exception | None = None
) -> Outcome:
    """The reason on the card, and all that was typed."""
    outcome = Outcome(status=422 if refusal is None else 409, message=message, current=suggestion.pk)
    outcome.messages[suggestion.pk] = message
    if form is not None:
        outcome.panels[suggestion.pk] = ("amend", {"form": form})
    if isinstance(refusal, Ambiguous):
        outcome.messages[refusal.suggestion.pk] = message
        outcome.candidates[refusal.suggestion.pk] = list(refusal.candidates)
    return outcome


def _between(before: list[list[int]], after: list[list[int]]) -> list[tuple[int, int]]:
    """Every offset whose mark may look different."""
    return [] if before == after else [(start, end) for start, end in [*before, *after]]
