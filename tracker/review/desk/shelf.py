"""All suggestions of a text at a glance: which there are, in which order, in which state. One light query."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tracker.articles.models import ArticleText
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.review.decisions.sitting import DECIDED

GROUPS = {
    SuggestionKind.EVENT: (0, "Events and their parts"),
    SuggestionKind.CASUALTY: (0, "Events and their parts"),
    SuggestionKind.PERSON: (2, "People"),
    SuggestionKind.FORCE: (3, "Forces"),
    SuggestionKind.PLACE: (4, "Places"),
    SuggestionKind.STRENGTH: (5, "Strengths"),
    SuggestionKind.CLAIM: (6, "Other statements"),
}
_RANK = {SuggestionKind.EVENT: 0, SuggestionKind.CASUALTY: 1, SuggestionKind.CLAIM: 2}
_MOST_BESIDE = 40


@dataclass(frozen=True)
class Row:
    """What the shelf knows of a suggestion."""

    pk: int
    version: int
    kind: str
    key: str
    event_key: str
    state: str
    became_kind: str
    became_id: int | None

    @property
    def is_open(self) -> bool:
        """Nobody has decided yet."""
        return self.state == SuggestionState.PENDING


class Shelf:
    """The rows in the order of the page; superseded ones left out."""

    def __init__(self, text: ArticleText) -> None:
        found = Suggestion.objects.filter(run__text=text).exclude(state=SuggestionState.SUPERSEDED).order_by("pk")
        fields = ("pk", "version", "kind", "key", "event_key", "state", "became_kind", "became_id")
        rows = [Row(*values) for values in found.values_list(*fields)]
        events = {row.key: at for at, row in enumerate(rows) if row.kind == SuggestionKind.EVENT}
        self._owner = {row.pk: events.get(row.key if row.kind == "event" else row.event_key) for row in rows}
        self.rows = sorted(rows, key=self._place)

    def _place(self, row: Row) -> tuple[int, int, int, int]:
        owner = self._owner[row.pk]
        if owner is not None and row.kind in _RANK:
            return 0, owner, _RANK[SuggestionKind(row.kind)], row.pk
        return GROUPS[SuggestionKind(row.kind)][0] or 1, 0, 0, row.pk

    def group_of(self, row: Row) -> str:
        """The heading under which a row stands: each event with its figures and statements, then who and where."""
        return GROUPS[SuggestionKind.EVENT][1] if self._place(row)[0] < 2 else GROUPS[SuggestionKind(row.kind)][1]

    @cached_property
    def by_pk(self) -> dict[int, Row]:
        """The rows by id."""
        return {row.pk: row for row in self.rows}

    @cached_property
    def before(self) -> dict[int, int]:
        """The id of the card above each card; none above the first."""
        return {row.pk: above.pk for above, row in zip(self.rows, self.rows[1:], strict=False)}

    @property
    def open_count(self) -> int:
        """How many wait for a decision."""
        return sum(row.is_open for row in self.rows)

    @property
    def events(self) -> dict[str, int]:
        """The event that each accepted event suggestion became, by its key."""
        return {
            row.key: row.became_id
            for row in self.rows
            if row.kind == SuggestionKind.EVENT
            and row.state in DECIDED
            and row.became_kind == "event"
            and row.became_id
        }

    def open_after(self, pk: int) -> int | None:
        """The next open card below one on the page, else the first; null when none is left."""
        at = next((at for at, row in enumerate(self.rows) if row.pk == pk), -1)
        return next((row.pk for row in [*self.rows[at + 1 :], *self.rows] if row.is_open), None)

    def open_parts(self, key: str) -> int:
        """How many open suggestions belong to an event."""
        return sum(row.event_key == key and row.is_open for row in self.rows)

    def changed(self, known: dict[int, int]) -> list[int]:
        """What differs from the versions that a page has, and the open figures that now stand beside others."""
        found = [row.pk for row in self.rows if known.get(row.pk) != row.version]
        weighed = [row for row in self._of(found) if row.state != SuggestionState.REJECTED]
        events = {row.event_key or row.key for row in weighed if row.kind in ("event", "casualty")}
        beside = [
            row.pk
            for row in self.rows
            if row.is_open
            and ((row.kind == "casualty" and row.event_key in events) or (row.kind == "event" and row.key in events))
        ]
        return list(dict.fromkeys([*found, *beside[:_MOST_BESIDE]]))

    def _of(self, pks: Iterable[int]) -> list[Row]:
        return [self.by_pk[pk] for pk in pks]
