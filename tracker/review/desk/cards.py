"""One card for every suggestion of a text: what is proposed, on which words, and what it may be already."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse

from tracker.articles.models import Article, ArticleText
from tracker.core.models import EditorialModel
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.places.models import Place
from tracker.review.decisions.guard import alike_to
from tracker.review.decisions.places import candidates as places_meant
from tracker.review.decisions.places import region_of
from tracker.review.decisions.resembling import resembling
from tracker.review.decisions.sitting import DECIDED, effective, spans_of
from tracker.review.desk import phrasing
from tracker.review.desk.contest import Contest, Contests
from tracker.review.desk.fields import Choices
from tracker.review.desk.marks import Paragraph, Span, paragraphs
from tracker.review.desk.namesakes import Namesakes
from tracker.review.desk.shelf import Shelf
from tracker.review.sounding import Sounding, mixed

MERGED = (SuggestionKind.EVENT, SuggestionKind.FORCE, SuggestionKind.PERSON, SuggestionKind.PLACE)
_LONGEST_QUOTE = 240
_PAGES = {"force": "actors_force", "person": "actors_person", "place": "places_place", "event": "events_event"}
_TITLED = (SuggestionKind.EVENT, SuggestionKind.CASUALTY)


@dataclass
class Card:
    """What the template shows of a suggestion.

    ``candidates`` are records it may be already, ``sounding`` others in another spelling.
    ``is_asked``: accepting was refused until the editor says which is meant.
    """

    suggestion: Suggestion
    title: str
    rows: phrasing.Rows
    quote: str
    spans: list[list[int]]
    candidates: list[EditorialModel] = field(default_factory=list)
    sounding: list[Sounding] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    part_count: int = 0
    contest: Contest | None = None
    is_asked: bool = False
    message: str = ""
    panel: str = ""
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Nobody has decided yet."""
        return self.suggestion.state == SuggestionState.PENDING

    @property
    def is_accepted(self) -> bool:
        """It became a record."""
        return self.suggestion.state in DECIDED

    @property
    def is_moved(self) -> bool:
        """An editor moved its words, which undo takes back."""
        return self.is_open and "moved" in self.suggestion.decision

    @property
    def is_mergeable(self) -> bool:
        """It may be a record that is there already."""
        return self.suggestion.kind in MERGED

    @property
    def span_list(self) -> str:
        """Its words as offsets: "12-30 44-50"."""
        return " ".join(f"{start}-{end}" for start, end in self.spans)

    @property
    def chosen(self) -> int | None:
        """The record ticked at first: the only one that bears the name. An event is new unless the editor says so."""
        is_sure = len(self.candidates) == 1 and not self.is_asked and self.suggestion.kind != SuggestionKind.EVENT
        return self.candidates[0].pk if is_sure else None

    @property
    def must_choose(self) -> bool:
        """Several records bear the name, or none does and one has all the words of it: the editor has to say which."""
        is_doubtful = not self.candidates and any(each.is_same for each in self.sounding)
        is_several = len(self.candidates) > 1 or self.is_asked
        return is_doubtful or (is_several and self.suggestion.kind != SuggestionKind.EVENT)

    @property
    def is_new_by_default(self) -> bool:
        """Whether "a new record" is ticked at first: for an event, and where others only sound alike."""
        is_offered = bool(self.sounding) and not self.candidates and not self.must_choose
        return self.suggestion.kind == SuggestionKind.EVENT or is_offered

    @property
    def percent(self) -> int | None:
        """The reader's score, out of 100."""
        return None if self.suggestion.score is None else round(self.suggestion.score * 100)

    @property
    def record_url(self) -> str:
        """The page of the record it became; empty where there is none."""
        name = _PAGES.get(self.suggestion.became_kind)
        if not self.is_accepted or name is None:
            return ""
        try:
            return reverse(f"admin:{name}_change", args=[self.suggestion.became_id])
        except NoReverseMatch:
            return ""


@dataclass
class Desk:
    """The page, or the part of it that changed: cards, in groups, and the text line by line."""

    article: Article
    text: ArticleText | None
    shelf: Shelf | None
    cards: list[Card]
    last_decided: Suggestion | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def open_count(self) -> int:
        """How many suggestions wait for a decision."""
        return self.shelf.open_count if self.shelf else 0

    @property
    def count(self) -> int:
        """How many suggestions there are."""
        return len(self.shelf.rows) if self.shelf else 0

    @property
    def groups(self) -> list[tuple[str, list[Card]]]:
        """The cards under their headings."""
        found: list[tuple[str, list[Card]]] = []
        for card in self.cards:
            name = self.group_of(card)
            if not found or found[-1][0] != name:
                found.append((name, []))
            found[-1][1].append(card)
        return found

    def group_of(self, card: Card) -> str:
        """The heading of a card."""
        assert self.shelf is not None
        return self.shelf.group_of(self.shelf.by_pk[card.suggestion.pk])

    def card(self, pk: int) -> Card | None:
        """The card of one suggestion."""
        return next((card for card in self.cards if card.suggestion.pk == pk), None)


def open_desk(article: Article, *, only: Iterable[int] | None = None, shelf: Shelf | None = None) -> Desk:
    """Everything the page shows, read anew, or ``only`` some cards of it, then without the text.

    A fixed number of queries, one or two for every open place, and a few for every contested figure.
    """
    text = article.current_text
    if text is None:
        return Desk(article, None, None, [])
    shelf = shelf or Shelf(text)
    wanted = None if only is None else set(only)
    found = Suggestion.objects.filter(
        run__text=text, pk__in=[row.pk for row in shelf.rows if wanted is None or row.pk in wanted]
    )
    suggestions = {each.pk: each for each in found.select_related("decided_by")}
    titles = _titles(text, suggestions.values())
    maker = _Maker(text, shelf, titles, list(suggestions.values()))
    cards = [maker.card(suggestions[row.pk]) for row in shelf.rows if row.pk in suggestions]
    return Desk(
        article=article,
        text=text,
        shelf=shelf,
        cards=cards,
        last_decided=_last_decided(text),
        paragraphs=drawn(text) if wanted is None else [],
    )


def drawn(text: ArticleText) -> list[Paragraph]:
    """The text line by line, with the words of every suggestion marked. One query."""
    found = Suggestion.objects.filter(run__text=text).exclude(state=SuggestionState.SUPERSEDED).order_by("pk")
    rows = found.values_list("pk", "kind", "state", "spans")
    return paragraphs(text.text, [_span(pk, kind, state, span) for pk, kind, state, spans in rows for span in spans])


def choices_of(text: ArticleText) -> Choices:
    """The events and figures that a field can point at: (key, title). One query."""
    found = Suggestion.objects.filter(run__text=text, kind__in=_TITLED).exclude(state=SuggestionState.SUPERSEDED)
    return [(each.key, phrasing.title(each.kind, effective(each))) for each in found.order_by("pk")]


class _Maker:
    """Makes cards; looks up for all of them what it can look up at once."""

    def __init__(self, text: ArticleText, shelf: Shelf, titles: dict[str, str], suggestions: list[Suggestion]) -> None:
        self._text, self._shelf, self._titles = text, shelf, titles
        self._namesakes = Namesakes(suggestions)
        self._contests = Contests([each for each in suggestions if _is_open(each)], shelf.events, text)
        self._places: dict[tuple[Any, ...], list[Place]] = {}

    def card(self, suggestion: Suggestion) -> Card:
        """The card of one suggestion."""
        payload, spans, is_open = effective(suggestion), spans_of(suggestion), _is_open(suggestion)
        quote = self._text.text[spans[0][0] : spans[0][1]] if spans else ""
        return Card(
            suggestion=suggestion,
            title=phrasing.title(suggestion.kind, payload),
            rows=phrasing.rows(suggestion.kind, payload, self._titles) if is_open else [],
            quote=f"{quote[:_LONGEST_QUOTE]}…" if len(quote) > _LONGEST_QUOTE else quote,
            spans=spans,
            candidates=self._candidates(suggestion, payload) if is_open else [],
            sounding=self._namesakes.sounding(suggestion) if is_open else [],
            mixed=mixed([str(payload.get("name") or "")]) if is_open else [],
            part_count=self._shelf.open_parts(suggestion.key),
            contest=self._contests.of(suggestion) if is_open else None,
        )

    def _candidates(self, suggestion: Suggestion, payload: dict[str, Any]) -> list[EditorialModel]:
        if suggestion.kind in (SuggestionKind.FORCE, SuggestionKind.PERSON):
            return self._namesakes.of(suggestion)
        if suggestion.kind == SuggestionKind.PLACE and region_of(payload) is None:
            asked = tuple(str(payload.get(name)) for name in ("name", "country", "country_code", "lat", "lon"))
            if asked not in self._places:
                self._places[asked] = places_meant(payload)
            return list(self._places[asked])
        return self._events(suggestion, payload) if suggestion.kind == SuggestionKind.EVENT else []

    def _events(self, suggestion: Suggestion, payload: dict[str, Any]) -> list[EditorialModel]:
        """What accepting would ask about, and other acts of the kind on those days: "new" is said of all of them."""
        here = {pk for key, pk in self._shelf.events.items() if key != suggestion.key}
        found = {event.pk: event for event in (*alike_to(payload, others_than=here), *resembling(payload))}
        return list(found.values())


def _titles(text: ArticleText, suggestions: Iterable[Suggestion]) -> dict[str, str]:
    """The titles of the events and figures that these suggestions point at, by key."""
    named = [(effective(each).get("event"), effective(each).get("part_of"), each.event_key) for each in suggestions]
    keys = {key for found in named for key in found if key}
    found = Suggestion.objects.filter(run__text=text, key__in=keys) if keys else Suggestion.objects.none()
    return {each.key: phrasing.title(each.kind, effective(each)) for each in found}


def _last_decided(text: ArticleText) -> Suggestion | None:
    """The newest decision: what "undo" means when no card is chosen."""
    found = Suggestion.objects.filter(run__text=text, decided_at__isnull=False).exclude(state="superseded")
    return found.order_by("-decided_at", "-pk").first()


def _is_open(suggestion: Suggestion) -> bool:
    return suggestion.state == SuggestionState.PENDING


def _span(pk: int, kind: str, state: str, span: list[int]) -> Span:
    shown = {SuggestionState.PENDING: "open", SuggestionState.REJECTED: "rejected"}.get(SuggestionState(state), "done")
    label = "Figure" if kind == SuggestionKind.CASUALTY else SuggestionKind(kind).label
    return Span(span[0], span[1], pk, kind, str(label), shown)
