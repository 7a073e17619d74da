"""The panels that a card opens on demand: amend, the record on file beside, the figures beside; and adding."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from tracker.articles.models import Article, ArticleText
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.review import decisions
from tracker.review.decisions import bulk
from tracker.review.decisions.sitting import effective
from tracker.review.desk import odd
from tracker.review.desk.cards import MERGED, Card, choices_of, open_desk
from tracker.review.desk.contest import settled
from tracker.review.desk.facts import side_by_side
from tracker.review.desk.fields import FORMS, PayloadForm
from tracker.review.desk.lookup import record_called, records_like
from tracker.review.views.asked import Shown
from tracker.review.views.outcome import Adding, Bulk, Outcome
from tracker.review.views.showing import fragment, user_of


def open_panel(request: HttpRequest, article: Article, shown: Shown) -> HttpResponse | None:
    """The panel asked for, alone; null when none is."""
    text = article.current_text
    if text is None:
        return None
    if shown.panel:
        card = open_desk(article, only=[shown.card]).card(shown.card)
        if card is None:
            raise Http404("There is no such suggestion.")
        card.panel, card.context = panel_of(card, text, shown)
        return fragment(request, "_panel_of_card", card=card)
    if shown.percent is not None:
        return fragment(request, "_bulk", bulk=counted(request, text, shown.percent))
    if shown.adding in SuggestionKind.values:
        return fragment(request, "_adding", adding=adding_of(text, shown.adding))
    return None


def outcome_of(request: HttpRequest, article: Article, shown: Shown) -> Outcome:
    """The same for a page without script: the panels stand in the page."""
    outcome, text = Outcome(), article.current_text
    if text is None:
        return outcome
    if shown.panel and (card := open_desk(article, only=[shown.card]).card(shown.card)) is not None:
        outcome.panels[shown.card] = panel_of(card, text, shown)
        outcome.current = shown.card
    if shown.percent is not None:
        outcome.bulk = counted(request, text, shown.percent)
    if shown.adding in SuggestionKind.values:
        outcome.adding = adding_of(text, shown.adding)
    return outcome


def panel_of(card: Card, text: ArticleText, shown: Shown) -> tuple[str, dict[str, Any]]:
    """The name of the panel and what its template shows; no name where the card has no such panel."""
    suggestion = card.suggestion
    if shown.panel == "figures" and card.is_accepted:
        return "figures", {"contest": settled(suggestion)}
    if shown.panel == "amend" and card.is_open:
        return "amend", {"form": amend_form(suggestion, text)}
    if shown.panel == "merge" and card.is_open and suggestion.kind in MERGED:
        return "merge", _merge(card, shown)
    return "", {}


def _merge(card: Card, shown: Shown) -> dict[str, Any]:
    """Records by the words typed, or those that bear the name; the one chosen beside the suggestion."""
    kind = card.suggestion.kind
    words = odd.plain(shown.words or str(effective(card.suggestion).get("name") or ""))
    found = records_like(kind, shown.words) if shown.words else card.candidates or records_like(kind, words)
    record = record_called(kind, shown.record) if shown.record else (found[0] if len(found) == 1 else None)
    sides = side_by_side(card.title, card.rows, record) if record is not None else []
    return {"words": words, "found": found, "record": record, "sides": sides}


def amend_form(suggestion: Suggestion, text: ArticleText, post: QueryDict | None = None) -> PayloadForm:
    """The form of a suggestion, filled in as it stands or as it was sent."""
    form = FORMS[suggestion.kind]
    return form(post, payload=effective(suggestion), events=choices_of(text), prefix=f"s{suggestion.pk}")


def adding_of(text: ArticleText, kind: str, post: QueryDict | None = None) -> Adding:
    """The form by which to add a suggestion of a kind."""
    form = FORMS[kind](post, events=choices_of(text), prefix=f"add-{kind}")
    if post is None:
        return Adding(kind, form)
    return Adding(
        kind,
        form,
        words=post.get("words", ""),
        occurrence=post.get("occurrence", "1"),
        start=post.get("start", ""),
        end=post.get("end", ""),
    )


def counted(request: HttpRequest, text: ArticleText, percent: int) -> Bulk:
    """What a batch would take."""
    if not Suggestion.objects.filter(run__text=text, state=SuggestionState.PENDING).exists():
        return Bulk(percent, [], "Nothing is open.")
    try:
        return Bulk(percent, bulk.count_batch(text.pk, by=user_of(request), percent=percent))
    except decisions.NotReady as refusal:
        return Bulk(percent, [], str(refusal))
