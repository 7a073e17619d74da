"""What came of a request: what is said, on which cards, and what is open beside it."""

from dataclasses import dataclass, field
from typing import Any

from tracker.core.models import EditorialModel
from tracker.extraction.models import Suggestion, SuggestionKind
from tracker.review.decisions.bulk import ORDER
from tracker.review.decisions.sitting import effective
from tracker.review.desk import phrasing
from tracker.review.desk.cards import Card, Desk
from tracker.review.desk.fields import PayloadForm


@dataclass
class Adding:
    """The form by which something missed is added, as it was filled in."""

    kind: str
    form: PayloadForm
    words: str = ""
    occurrence: str = "1"
    start: str = ""
    end: str = ""
    message: str = ""
    choices: list[EditorialModel] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The kind, as the desk calls it."""
        return str(SuggestionKind(self.kind).label)


@dataclass
class Bulk:
    """What "accept all at or above" would take: kinds with their number and titles."""

    percent: int
    taken: list[Suggestion]
    message: str = ""

    @property
    def kinds(self) -> list[tuple[str, int, list[str]]]:
        """Each kind with how many, and which."""
        found = []
        for kind in ORDER:
            titles = [phrasing.title(each.kind, effective(each)) for each in self.taken if each.kind == kind]
            if titles:
                found.append((str(SuggestionKind(kind).label), len(titles), titles))
        return found

    @property
    def seen(self) -> str:
        """The ids that were counted, as the form sends them back."""
        return ",".join(str(each.pk) for each in self.taken)


@dataclass
class Outcome:
    """``messages`` are shown on cards, ``panels`` opened on them; ``marked`` are offsets drawn anew."""

    status: int = 200
    message: str = ""
    current: int | None = None
    decided: int | None = None
    messages: dict[int, str] = field(default_factory=dict)
    candidates: dict[int, list[EditorialModel]] = field(default_factory=dict)
    panels: dict[int, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    adding: Adding | None = None
    bulk: Bulk | None = None
    marked: list[tuple[int, int]] = field(default_factory=list)

    @property
    def asked(self) -> list[int]:
        """The cards that show something, changed or not."""
        return [*self.messages, *self.candidates, *self.panels]

    def put_on(self, desk: Desk) -> None:
        """Show it on the cards."""
        for card in desk.cards:
            self._put(card)
        for pk in self.candidates:
            other = desk.card(pk)
            if other is not None and self.current is not None and pk != self.current and self.current in self.messages:
                own = desk.card(self.current)
                if own is not None:
                    own.message = f"{self.message} It is the card “{other.title}”."

    def _put(self, card: Card) -> None:
        pk = card.suggestion.pk
        card.message = self.messages.get(pk, "")
        sounding = {each.record.pk for each in card.sounding}
        asked = [each for each in self.candidates.get(pk, card.candidates) if each.pk not in sounding]
        card.candidates = asked if card.is_open else []
        card.is_asked = pk in self.candidates
        card.panel, card.context = self.panels.get(pk, ("", {}))
