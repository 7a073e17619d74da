"""One editor deciding over one run, inside one transaction."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.actors.models import Force, Person
from tracker.articles.models import Article, Passage
from tracker.core.models import EditorialModel
from tracker.core.names import fold
from tracker.events.models import Claim, Event
from tracker.extraction.models import Run, Suggestion, SuggestionState
from tracker.places.models import Place
from tracker.publishing.editing import save_version
from tracker.publishing.kinds import kind_of
from tracker.review.decisions.errors import NotReady
from tracker.revisions.models import Kind

Row = TypeVar("Row", bound=models.Model)
Payload = dict[str, Any]
Maker = Callable[["Sitting", Suggestion, Payload, int | None], models.Model]
DECIDED = (SuggestionState.ACCEPTED, SuggestionState.AMENDED)
MOVED = ("start", "end", "text")  # what a claim's payload says of its words
MODELS: dict[str, type[models.Model]] = {
    "event": Event,
    "force": Force,
    "person": Person,
    "place": Place,
    "claim": Claim,
}
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[A-Z“\"(])|\n+")


class Sitting:
    """The run's suggestions; what is made is noted on the suggestion it is made for.

    ``makers`` turn a suggestion of a kind into its record: makers need each
    other (an event needs its forces), and find each other here.
    """

    def __init__(self, run: Run, *, by: User, makers: dict[str, Maker]) -> None:
        self.run = run
        self.by = by
        self.article: Article = run.text.article
        self.only: frozenset[int] | None = None  # a batch takes these, and nothing along with them
        self._makers = makers
        self._held: dict[int, Suggestion] = {}
        self._names: dict[int, set[str]] = {}
        self._touched: dict[tuple[Kind, int], EditorialModel] = {}

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """All of the run, locked, in the order of the text: read when a maker first looks beside its own."""
        found = self.run.suggestions.select_for_update().order_by("pk")
        return [self._held.get(suggestion.pk, suggestion) for suggestion in found]

    def get(self, pk: int) -> Suggestion:
        """The locked suggestion with that id, out of this run."""
        if pk not in self._held:
            self._held[pk] = self.run.suggestions.select_for_update().get(pk=pk)
        return self._held[pk]

    def by_key(self, key: str) -> Suggestion | None:
        """The suggestion called ``key`` inside the run."""
        return next((suggestion for suggestion in self.suggestions if key and suggestion.key == key), None)

    def of_kind(self, *kinds: str) -> Iterator[Suggestion]:
        """The run's suggestions of these kinds, in the order of the text."""
        return (suggestion for suggestion in self.suggestions if suggestion.kind in kinds)

    def called(self, names: Iterable[str], *kinds: str) -> Suggestion | None:
        """The suggestion of one of ``kinds`` that bears one of ``names``; rejected ones do not count."""
        wanted = {fold(name) for name in names} - {""}
        for suggestion in self.of_kind(*kinds):
            if suggestion.state != SuggestionState.REJECTED and wanted & self._names_of(suggestion):
                return suggestion
        return None

    def _names_of(self, suggestion: Suggestion) -> set[str]:
        if suggestion.pk not in self._names:
            self._names[suggestion.pk] = names_of(effective(suggestion))
        return self._names[suggestion.pk]

    def take(
        self, suggestion: Suggestion, *, choice: int | None = None, amended: Payload | None = None
    ) -> models.Model:
        """The record of a suggestion: the one it became, or the one it becomes now."""
        if suggestion.state in DECIDED:
            return record_of(suggestion)
        if suggestion.state != SuggestionState.PENDING:
            raise NotReady(f"{suggestion} was {suggestion.get_state_display().lower()}: undo that first.")
        if self.only is not None and suggestion.pk not in self.only:
            raise NotReady(f"It would take along “{called(suggestion)}”, which needs a decision of its own.")
        changed = {key: value for key, value in (amended or {}).items() if suggestion.payload.get(key) != value}
        suggestion.decision = {**moved_words(suggestion), "made": []}
        if changed:
            suggestion.decision["amended"] = {**suggestion.decision.get("amended", {}), **changed}
        self._names.pop(suggestion.pk, None)
        record = self._makers[suggestion.kind](self, suggestion, effective(suggestion), choice)
        is_amended = bool(changed) or "moved" in suggestion.decision
        suggestion.state = SuggestionState.AMENDED if is_amended else SuggestionState.ACCEPTED
        suggestion.became_kind, suggestion.became_id = record._meta.model_name or "", record.pk
        self.close(suggestion)
        self.log("amend" if is_amended else "accept", suggestion, record)
        return record

    def close(self, suggestion: Suggestion) -> None:
        """Write the decision on a suggestion, with who and when."""
        suggestion.decided_by, suggestion.decided_at = self.by, timezone.now()
        suggestion.version += 1
        suggestion.save()

    def log(self, action: str, suggestion: Suggestion, record: models.Model | None = None, **details: Any) -> None:
        """One line of the audit log: what was decided about which suggestion; of a sealed note no words."""
        if not self.article.is_sealed:
            details = {"what": called(suggestion), **details}
        audit.log(
            action,
            by=self.by,
            kind=suggestion.kind,
            record=record,
            article=self.article.pk,
            suggestion=suggestion.pk,
            **details,
        )

    def make(self, suggestion: Suggestion, model: type[Row], **fields: Any) -> Row:
        """A new row, noted on the suggestion for undo."""
        row = model._default_manager.create(**fields)
        suggestion.decision.setdefault("made", []).append([model._meta.label, row.pk])
        return row

    def touch(self, record: EditorialModel) -> None:
        """Have ``save_all`` freeze this record."""
        self._touched[kind_of(record), record.pk] = record

    def save_all(self, reason: str = "") -> None:
        """Save one version of every record that was touched."""
        for (kind, _), record in self._touched.items():
            save_version(kind, record, by=self.by, reason=reason or self.reason)
        self._touched.clear()

    @property
    def reason(self) -> str:
        """The reason given with every version that comes of this article."""
        return f"From article {self.article.pk}"

    def passage(self, start: int, end: int) -> Passage:
        """The passage of the run's text at these offsets, made when there is none."""
        return Passage.objects.get_or_create(text=self.run.text, start=start, end=end)[0]

    def passage_of(self, suggestion: Suggestion, *, whole_sentence: bool = False) -> Passage | None:
        """The first passage that a suggestion rests on, widened to its sentence if asked."""
        return next(self.passages_of(suggestion, whole_sentence=whole_sentence), None)

    def passages_of(self, suggestion: Suggestion, *, whole_sentence: bool = False) -> Iterator[Passage]:
        """Every passage that a suggestion rests on."""
        for start, end in spans_of(suggestion):
            yield self.passage(*(self.sentence(start, end) if whole_sentence else (start, end)))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the sentence, or sentences, around a span."""
        text, first, last = self.run.text.text, 0, len(self.run.text.text)
        for found in _SENTENCE_END.finditer(text):
            if found.end() <= start:
                first = found.end()
            elif found.start() >= end:
                last = found.start()
                break
        while last > end and text[last - 1].isspace():
            last -= 1
        return first, last


def spans_of(suggestion: Suggestion) -> list[list[int]]:
    """What a suggestion rests on, the words asserted first: a claim's spans may also hold its speaker."""
    payload = effective(suggestion)
    start, end = payload.get("start"), payload.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        return list(suggestion.spans)
    return [[start, end], *(span for span in suggestion.spans if span != [start, end])]


def effective(suggestion: Suggestion) -> Payload:
    """The payload as the editor amended it."""
    return {**suggestion.payload, **suggestion.decision.get("amended", {})}


def called(suggestion: Suggestion) -> str:
    """A suggestion in a word or two: its name, else its kind and key."""
    payload = effective(suggestion)
    return str(payload.get("name") or payload.get("title") or suggestion)[:120]


def moved_words(suggestion: Suggestion) -> Payload:
    """The part of a decision that says where an editor moved its words; kept whatever is decided after."""
    moved = suggestion.decision.get("moved")
    if not moved:
        return {}
    amended = {key: suggestion.decision["amended"][key] for key in MOVED if key in suggestion.decision["amended"]}
    return {"moved": moved, "amended": amended}


def names_of(payload: Payload) -> set[str]:
    """The folded keys of the names in a payload, a person's also with the rank."""
    name = payload.get("name") or ""
    names = [name, *(payload.get("aliases") or []), f"{payload['rank']} {name}" if payload.get("rank") else ""]
    return {fold(name) for name in names} - {""}


def record_of(suggestion: Suggestion) -> models.Model:
    """The record that an accepted suggestion became.

    Raises:
        NotReady: it was removed since.
    """
    model = MODELS[suggestion.became_kind]
    record = model._default_manager.filter(pk=suggestion.became_id).first()
    if record is None:
        raise NotReady(f"The record that {suggestion} became was removed since. Undo the decision, then decide again.")
    return record
