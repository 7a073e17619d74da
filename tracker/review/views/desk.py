"""The review desk's page: one article, its suggestions, one request a decision."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from tracker.accounts.policy import Verb, may
from tracker.articles.models import Article
from tracker.review.desk.cards import open_desk
from tracker.review.desk.shelf import Shelf
from tracker.review.views.asked import Asked, Shown
from tracker.review.views.deciding import decide
from tracker.review.views.outcome import Outcome
from tracker.review.views.panels import open_panel, outcome_of
from tracker.review.views.showing import changes, guarded, page, user_of

_STAYS = {"undo", "undo_batch", "add", "move", "estimate"}


@require_http_methods(["GET", "HEAD", "POST"])
def review_desk(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Show the desk or a panel of it, or carry out one decision.

    A form post ends on the page again, at the next open card; a post by the page's
    script (header ``X-Desk``) gets what changed, as JSON.
    """
    if not may(request.user, Verb.REVIEW):
        raise PermissionDenied("Your role does not include: review.")
    articles = (
        Article.objects.open_to(request.user).received().defer("raw").select_related("outlet").prefetch_related("texts")
    )
    article = get_object_or_404(articles, pk=article_pk)
    is_script = bool(request.headers.get("X-Desk"))
    if request.method == "POST":
        asked = Asked.of(request.POST)
        outcome = decide(article, asked, user_of(request))
        return changes(request, article, outcome) if is_script else _ended(request, article, asked, outcome)
    shown = Shown.of(request)
    panel = open_panel(request, article, shown) if is_script else None
    return panel or _page(request, article, outcome_of(request, article, shown))


def _page(request: HttpRequest, article: Article, outcome: Outcome) -> HttpResponse:
    desk = open_desk(article)
    outcome.put_on(desk)
    return page(request, desk, outcome)


def _ended(request: HttpRequest, article: Article, asked: Asked, outcome: Outcome) -> HttpResponse:
    """The page again, at the next open card; or, refused, as it was with the reason and all that was typed."""
    if outcome.status != 200:
        return _page(request, article, outcome)
    decided, text = outcome.decided or asked.suggestion, article.current_text
    anchor = f"s{decided}"
    if asked.action not in _STAYS and text is not None:
        following = Shelf(text).open_after(decided)
        anchor = f"s{following}" if following else "ending"
    return guarded(HttpResponseRedirect(f"{request.path}?{urlencode({'decided': decided})}#{anchor}", status=303))
