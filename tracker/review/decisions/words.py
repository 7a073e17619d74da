"""Move the words that an open suggestion rests on: the reader cut too short, or too long."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.core.states import TransitionNotAllowed
from tracker.extraction.models import Suggestion
from tracker.review.decisions.errors import NotReady
from tracker.review.decisions.sitting import DECIDED, moved_words, spans_of
from tracker.review.decisions.verbs import check_open, check_spans, sit


@transaction.atomic
def move_words(suggestion_id: int, *, by: User, version: int, span: int, start: int, end: int) -> Suggestion:
    """Let the ``span``-th words of an open suggestion be ``text[start:end]``; undo gives the former ones back.

    Spans are counted from 0, the words asserted first. Moving to where they are changes nothing.

    Raises:
        NotReady: there are no such words.
        StaleVersion, TransitionNotAllowed, NotPermitted.
    """
    sitting, suggestion = sit(suggestion_id, by=by)
    if suggestion.state in DECIDED:
        raise TransitionNotAllowed("This suggestion was accepted. Undo that first, then move its words.")
    check_open(suggestion, version)
    spans, text = spans_of(suggestion), sitting.run.text.text
    if not 0 <= span < len(spans):
        raise NotReady("This suggestion rests on no such words.")
    check_spans(text, [[start, end]])
    if spans[span] == [start, end]:
        return suggestion
    kept = moved_words(suggestion)
    before = [list(suggestion.spans), kept.get("amended", {})]
    suggestion.decision = {"moved": [*kept.get("moved", []), before], "amended": dict(kept.get("amended", {}))}
    if span == 0 and isinstance(suggestion.payload.get("start"), int):
        suggestion.decision["amended"] |= {"start": start, "end": end, "text": text[start:end]}
    suggestion.spans = [*spans[:span], [start, end], *spans[span + 1 :]]
    suggestion.version += 1
    suggestion.save()
    sitting.log("amend", suggestion, start=start, end=end)
    return suggestion


def move_back(suggestion: Suggestion) -> bool:
    """Give an open suggestion its former words; says whether it had any. The caller saves."""
    moved = suggestion.decision.get("moved") or []
    if not moved:
        return False
    suggestion.spans, amended = moved[-1]
    suggestion.decision = {"moved": moved[:-1], "amended": amended} if moved[:-1] else {}
    return True
