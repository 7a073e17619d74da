"""One card for every suggestion of a text: what is proposed, on which words, and what it may be already."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from tracker.articles.models import Article, ArticleText
from tracker.core.models import EditorialModel
from tracker.events.models import Event
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.review.decisions.places import candidates as places_meant
from tracker.review.decisions.places import region_of
from tracker.review.decisions.sitting import DECIDED, effective, spans_of
from tracker.review.decisions.worded import span_of
from tracker.review.desk import phrasing
from tracker.review.desk.fields import FORMS, Choices, PayloadForm
from tracker.review.desk.marks import Piece, Span, pieces
from tracker.review.desk.namesakes import Namesakes
from tracker.review.desk.rivals import Rivals

_LONGEST_QUOTE = 240
_ORDER = {
    SuggestionKind.EVENT: ("Events and their parts", 0),
    SuggestionKind.CASUALTY: ("Events and their parts", 0),
    SuggestionKind.PERSON: ("People", 2),
    SuggestionKind.FORCE: ("Forces", 3),
    SuggestionKind.PLACE: ("Places", 4),
    SuggestionKind.STRENGTH: ("Strengths", 5),
    SuggestionKind.CLAIM: ("Other statements", 6),
}


@dataclass
class Card:
    """What the template shows of a suggestion. ``candidates`` are records it may be already."""

    suggestion: Suggestion
    title: str
    rows: phrasing.Rows
    quote: str
    form: PayloadForm | None
    candidates: list[EditorialModel] = field(default_factory=list)
    record_url: str = ""
    part_count: int = 0
    rivals: list[tuple[str, str, str, bool]] = field(default_factory=list)
    message: str = ""
    is_amending: bool = False

    @property
    def is_open(self) -> bool:
        """Nobody has decided yet."""
        return self.suggestion.state == SuggestionState.PENDING

    @property
    def is_accepted(self) -> bool:
        """It became a record."""
        return self.suggestion.state in DECIDED

    @property
    def chosen(self) -> int | None:
        """The record ticked at first: the only one that bears the name. An event is new unless the editor says so."""
        is_sure = len(self.candidates) == 1 and self.suggestion.kind != SuggestionKind.EVENT
        return self.candidates[0].pk if is_sure else None

    @property
    def must_choose(self) -> bool:
        """Several records bear the name, so the editor has to say which."""
        return len(self.candidates) > 1 and self.suggestion.kind != SuggestionKind.EVENT

    @property
    def percent(self) -> int | None:
        """The reader's score, out of 100."""
        return None if self.suggestion.score is None else round(self.suggestion.score * 100)


@dataclass
class Desk:
    """The whole page: the text in pieces beside the cards in groups."""

    article: Article
    text: ArticleText | None
    pieces: list[Piece]
    groups: list[tuple[str, list[Card]]]
    suggestions: list[Suggestion]
    choices: Choices

    @property
    def open_count(self) -> int:
        """How many suggestions wait for a decision."""
        return sum(suggestion.state == SuggestionState.PENDING for suggestion in self.suggestions)

    @property
    def last_decided(self) -> Suggestion | None:
        """The newest decision: what "undo" means when no card is chosen."""
        decided = [each for each in self.suggestions if each.decided_at is not None]
        return max(decided, key=lambda each: (each.decided_at, each.pk), default=None)

    def card(self, pk: int) -> Card | None:
        """The card of one suggestion."""
        return next((card for _, cards in self.groups for card in cards if card.suggestion.pk == pk), None)


def open_desk(article: Article) -> Desk:
    """Everything the page shows, read anew. A fixed number of queries, and one or two per open place."""
    text = article.current_text
    suggestions = list(_of(text)) if text is not None else []
    titles = {each.key: phrasing.title(each.kind, effective(each)) for each in suggestions}
    choices = [(key, name) for key, name in titles.items() if key[:1] in "ec"]
    namesakes = Namesakes(suggestions)
    cards = [_card(each, text, titles, choices, namesakes) for each in suggestions if text is not None]
    rivals = Rivals(suggestions)
    for card in cards:
        card.rivals = rivals.of(card.suggestion) if card.is_open else []
    spans = [_span(each, span) for each in suggestions for span in each.spans]
    return Desk(
        article=article,
        text=text,
        pieces=pieces(text.text, spans) if text is not None else [],
        groups=_grouped(cards),
        suggestions=suggestions,
        choices=choices,
    )


def _of(text: ArticleText) -> QuerySet[Suggestion]:
    found = Suggestion.objects.filter(run__text=text).exclude(state=SuggestionState.SUPERSEDED)
    return found.select_related("decided_by").order_by("pk")


def _card(
    suggestion: Suggestion, text: ArticleText, titles: dict[str, str], choices: Choices, namesakes: Namesakes
) -> Card:
    payload = effective(suggestion)
    spans = spans_of(suggestion)
    quote = text.text[spans[0][0] : spans[0][1]] if spans else ""
    is_open = suggestion.state == SuggestionState.PENDING
    form = FORMS[suggestion.kind](payload=payload, events=choices, prefix=f"s{suggestion.pk}") if is_open else None
    return Card(
        suggestion=suggestion,
        title=titles[suggestion.key],
        rows=phrasing.rows(suggestion.kind, payload, titles),
        quote=f"{quote[:_LONGEST_QUOTE]}…" if len(quote) > _LONGEST_QUOTE else quote,
        form=form,
        candidates=_candidates(suggestion, payload, namesakes) if is_open else [],
        part_count=sum(
            each.event_key == suggestion.key and each.state == SuggestionState.PENDING for each in namesakes.suggestions
        ),
    )


def _candidates(suggestion: Suggestion, payload: dict[str, Any], namesakes: Namesakes) -> list[EditorialModel]:
    if suggestion.kind in (SuggestionKind.FORCE, SuggestionKind.PERSON):
        return namesakes.of(suggestion)
    if suggestion.kind == SuggestionKind.PLACE and region_of(payload) is None:
        return list(places_meant(payload))
    return list(_same_events(payload)) if suggestion.kind == SuggestionKind.EVENT else []


def _same_events(payload: dict[str, Any]) -> QuerySet[Event]:
    """Events of the same type on the same days: perhaps the one this article reports, too."""
    try:
        days = span_of(payload.get("date"))
    except Exception:  # an unreadable date has no namesakes; accepting says what is wrong with it
        days = None
    if days is None:
        return Event.objects.none()
    found = Event.objects.between(*days).filter(event_type__code=payload.get("type") or "")
    return found.exclude(state="retracted").select_related("place").order_by("-pk")[:5]


def _span(suggestion: Suggestion, span: list[int]) -> Span:
    state = "open" if suggestion.state == SuggestionState.PENDING else "done"
    if suggestion.state == SuggestionState.REJECTED:
        state = "rejected"
    label = {"casualty": "Figure"}.get(suggestion.kind, suggestion.get_kind_display())
    return Span(span[0], span[1], suggestion.pk, suggestion.kind, label, state)


def _grouped(cards: list[Card]) -> list[tuple[str, list[Card]]]:
    """Each event with its figures and statements, then people, forces, places, strengths, other statements."""
    events = {card.suggestion.key: at for at, card in enumerate(cards) if card.suggestion.kind == SuggestionKind.EVENT}
    rank = {SuggestionKind.EVENT: 0, SuggestionKind.CASUALTY: 1, SuggestionKind.CLAIM: 2}

    def place(card: Card) -> tuple[int, int, int, int]:
        suggestion = card.suggestion
        owner = events.get(suggestion.key if suggestion.kind == SuggestionKind.EVENT else suggestion.event_key)
        is_part = owner is not None and suggestion.kind in rank
        if is_part and owner is not None:
            return 0, owner, rank[SuggestionKind(suggestion.kind)], suggestion.pk
        return _ORDER[SuggestionKind(suggestion.kind)][1] or 1, 0, 0, suggestion.pk

    groups: list[tuple[str, list[Card]]] = []
    for card in sorted(cards, key=place):
        name = "Events and their parts" if place(card)[0] < 2 else _ORDER[SuggestionKind(card.suggestion.kind)][0]
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(card)
    return groups
