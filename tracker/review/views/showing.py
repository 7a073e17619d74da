"""The desk's answers: the whole page, or what a decision changed of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from tracker.accounts.models import User
from tracker.articles.models import Article
from tracker.extraction.models import SuggestionKind
from tracker.review.desk.cards import Card, Desk, drawn, open_desk
from tracker.review.desk.ending import endings
from tracker.review.desk.shelf import Shelf
from tracker.review.views.asked import known
from tracker.review.views.outcome import Outcome

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(request: HttpRequest, desk: Desk, outcome: Outcome) -> HttpResponse:
    """The whole page."""
    context = {
        "desk": desk,
        "article": desk.article,
        "endings": endings(desk.shelf),
        "kinds": SuggestionKind.choices,
        "message": outcome.message,
        "current": outcome.current,
        "decided": outcome.decided,
        "adding": outcome.adding,
        "bulk": outcome.bulk,
    }
    return guarded(render(request, "admin/review/desk.html", context, status=outcome.status))


def changes(request: HttpRequest, article: Article, outcome: Outcome) -> HttpResponse:
    """What differs from what the page has, by the versions it sends along: cards, lines of the text, progress."""
    text = article.current_text
    if text is None:
        return guarded(JsonResponse({"said": outcome.message or "This article has no text."}, status=409))
    shelf = Shelf(text)
    before = known(request.POST)
    differing = shelf.changed(before)
    wanted = [*differing, *(pk for pk in (outcome.current, *outcome.asked) if pk and pk not in differing)]
    desk = open_desk(article, only=wanted, shelf=shelf)
    outcome.put_on(desk)
    body = {
        "said": outcome.message,
        "current": outcome.current,
        "decided": outcome.decided,
        "cards": [_card(request, desk, card, shelf) for card in desk.cards],
        "gone": [pk for pk in before if pk not in shelf.by_pk],
        "progress": _part(request, "_progress", desk=desk),
        "ending": _part(request, "_ending", endings=endings(shelf)),
        "bulk": _part(request, "_bulk", bulk=outcome.bulk) if outcome.bulk else "",
        "adding": _part(request, "_adding", adding=outcome.adding) if outcome.adding else "",
        "lines": _lines(request, article, outcome),
    }
    return guarded(JsonResponse(body, status=outcome.status))


def fragment(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """One panel, for the script to put in its place."""
    return guarded(HttpResponse(_part(request, template, **context)))


def guarded(response: HttpResponse) -> HttpResponse:
    """With a policy under which hostile text stays text; never kept."""
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    return response


def user_of(request: HttpRequest) -> User:
    """Who asks; the page lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def _card(request: HttpRequest, desk: Desk, card: Card, shelf: Shelf) -> dict[str, Any]:
    pk = card.suggestion.pk
    html = _part(request, "_card", card=card)
    return {"pk": pk, "html": html, "below": shelf.before.get(pk), "group": desk.group_of(card)}


def _lines(request: HttpRequest, article: Article, outcome: Outcome) -> list[dict[str, Any]]:
    """The lines of the text in which words were marked anew."""
    text = article.current_text
    if not outcome.marked or text is None:
        return []
    touched = [
        each for each in drawn(text) if any(each.start < end and start < each.end for start, end in outcome.marked)
    ]
    return [{"at": each.start, "html": _part(request, "_line", line=each)} for each in touched]


def _part(request: HttpRequest, template: str, **context: Any) -> str:
    return render_to_string(f"admin/review/{template}.html", context, request)
