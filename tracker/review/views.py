"""The review desk's page: one article, its suggestions, one request a decision."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.articles.models import Article, ArticleKind
from tracker.core.states import NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.review import decisions
from tracker.review.decisions import Ambiguous, InUse, NotReady
from tracker.review.desk.cards import Card, Desk, open_desk
from tracker.review.desk.fields import FORMS, PayloadForm
from tracker.review.desk.marks import occurrence

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
REFUSALS = (Ambiguous, NotReady, InUse, StaleVersion, TransitionNotAllowed, NotPermitted)
_PAGES = {"force": "actors_force", "person": "actors_person", "place": "places_place", "event": "events_event"}


@require_http_methods(["GET", "HEAD", "POST"])
def review_desk(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Show the desk, or carry out one decision.

    A form post ends on the page again, at the next open card; a post by the
    page's script (header ``X-Desk``) gets the page at once, without redirect.
    """
    if not may(request.user, Verb.REVIEW):
        raise PermissionDenied("Your role does not include: review.")
    articles = Article.objects.exclude(kind=ArticleKind.STORY).select_related("outlet").prefetch_related("texts")
    article = get_object_or_404(articles, pk=article_pk)
    if request.method == "POST":
        return _decide(request, article)
    return _page(request, open_desk(article))


def _decide(request: HttpRequest, article: Article) -> HttpResponse:
    post = request.POST
    if post.get("action") == "add":
        return _add(request, article)
    verb = _VERBS.get(post.get("action", ""))
    suggestion = Suggestion.objects.filter(run__text__article=article, pk=_number(post.get("suggestion")) or 0).first()
    if verb is None or suggestion is None:
        raise Http404("There is no such suggestion, or no such decision.")
    form = None
    if post.get("action") == "amend":
        form = _form(suggestion, article, post)
        if not form.is_valid():
            return _refused(request, article, suggestion, "Some fields need another look.", form)
    try:
        verb(suggestion, post, form, request.user)
    except REFUSALS as refusal:
        return _refused(request, article, suggestion, str(refusal), form, refusal)
    return _done(request, article, suggestion.pk)


def _accept(suggestion: Suggestion, post: QueryDict, form: PayloadForm | None, by: User) -> None:
    amended = form.changes() if form is not None else None
    choice, version = _number(post.get("choice")), _number(post.get("version")) or 0
    decisions.accept(suggestion.pk, by=by, version=version, choice=choice, amended=amended)


def _accept_parts(suggestion: Suggestion, post: QueryDict, form: PayloadForm | None, by: User) -> None:
    choice, version = _number(post.get("choice")), _number(post.get("version")) or 0
    decisions.accept_event_with_parts(suggestion.pk, by=by, version=version, choice=choice)


def _reject(suggestion: Suggestion, post: QueryDict, form: PayloadForm | None, by: User) -> None:
    decisions.reject(suggestion.pk, by=by, version=_number(post.get("version")) or 0)


def _undo(suggestion: Suggestion, post: QueryDict, form: PayloadForm | None, by: User) -> None:
    decisions.undo(suggestion.pk, by=by)


_VERBS: dict[str, Callable[[Suggestion, QueryDict, PayloadForm | None, Any], None]] = {
    "accept": _accept,
    "amend": _accept,
    "parts": _accept_parts,
    "reject": _reject,
    "undo": _undo,
}


def _form(suggestion: Suggestion, article: Article, post: QueryDict) -> PayloadForm:
    prefix = f"s{suggestion.pk}"
    payload = {**suggestion.payload, **suggestion.decision.get("amended", {})}
    return FORMS[suggestion.kind](post, payload=payload, events=open_desk(article).choices, prefix=prefix)


def _add(request: HttpRequest, article: Article) -> HttpResponse:
    """Add what was missed: words marked by the script, or pasted with the number of their occurrence."""
    post, text = request.POST, article.current_text
    kind = post.get("kind", "")
    if text is None or kind not in SuggestionKind.values:
        raise Http404("There is nothing to add to, or no such kind.")
    desk = open_desk(article)
    form = FORMS[kind](post, events=desk.choices, prefix=f"add-{kind}")
    span = _marked(post, text.text)
    message = "" if form.is_valid() else "Some fields need another look."
    if span is None:
        message = "These words do not stand in the text so often. Copy them exactly, or mark them in the text."
    if not message and span is not None:
        try:
            added = decisions.add(
                text.pk,
                kind=kind,
                payload=form.payload(),
                spans=[list(span)],
                by=_user(request),
                choice=_number(post.get("choice")),
            )
            return _done(request, article, added.pk)
        except REFUSALS as refusal:
            message = str(refusal)
            return _page(request, desk, status=409, adding=form, kind=kind, message=message, refusal=refusal)
    return _page(request, desk, status=422, adding=form, kind=kind, message=message)


def _marked(post: QueryDict, text: str) -> tuple[int, int] | None:
    start, end = _number(post.get("start")), _number(post.get("end"))
    words = post.get("words", "")
    if (
        start is not None
        and end is not None
        and 0 <= start < end <= len(text)
        and text[start:end].strip() == words.strip()
    ):
        return start, end
    return occurrence(text, words, _number(post.get("occurrence")) or 1)


def _refused(
    request: HttpRequest,
    article: Article,
    suggestion: Suggestion,
    message: str,
    form: PayloadForm | None,
    refusal: Exception | None = None,
) -> HttpResponse:
    """The page again, with the reason on the card and all that was typed."""
    desk = open_desk(article)
    card = desk.card(suggestion.pk)
    if card is not None:
        card.message = message
        if form is not None and card.is_open:
            card.form, card.is_amending = form, True
        if isinstance(refusal, Ambiguous) and refusal.suggestion.pk == suggestion.pk:
            card.candidates = refusal.candidates
        elif isinstance(refusal, Ambiguous) and (other := desk.card(refusal.suggestion.pk)) is not None:
            other.message = message
            card.message = f"{message} It is the card “{other.title}”."
    return _page(request, desk, status=422 if refusal is None else 409, message=message, current=suggestion.pk)


def _done(request: HttpRequest, article: Article, decided: int) -> HttpResponse:
    if request.headers.get("X-Desk"):
        return _page(request, open_desk(article), decided=decided)
    open_now = article_suggestions(article).filter(state=SuggestionState.PENDING)
    following = open_now.filter(pk__gt=decided).first() or open_now.first()
    anchor = f"s{decided}" if request.POST.get("action") in {"undo", "add"} or following is None else f"s{following.pk}"
    query = urlencode({"decided": decided})
    return HttpResponseRedirect(f"{request.path}?{query}#{anchor}", status=303)


def article_suggestions(article: Article) -> Any:
    """The suggestions of an article, oldest first."""
    return Suggestion.objects.filter(run__text__article=article).order_by("pk")


def _page(
    request: HttpRequest,
    desk: Desk,
    *,
    status: int = 200,
    adding: PayloadForm | None = None,
    kind: str = "",
    message: str = "",
    current: int | None = None,
    decided: int | None = None,
    refusal: Exception | None = None,
) -> HttpResponse:
    for _, cards in desk.groups:
        for card in cards:
            card.record_url = _record_url(card)
    context = {
        "desk": desk,
        "article": desk.article,
        "adding": [
            (label, code, adding if code == kind and adding else FORMS[code](events=desk.choices, prefix=f"add-{code}"))
            for code, label in SuggestionKind.choices
        ],
        "added_kind": kind,
        "add_choices": refusal.candidates if isinstance(refusal, Ambiguous) else [],
        "words": request.POST.get("words", ""),
        "occurrence": request.POST.get("occurrence", "1"),
        "message": message,
        "current": current,
        "decided": decided,
    }
    response = render(request, "admin/review/desk.html", context, status=status)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    return response


def _record_url(card: Card) -> str:
    name = _PAGES.get(card.suggestion.became_kind)
    if not card.is_accepted or name is None:
        return ""
    try:
        return reverse(f"admin:{name}_change", args=[card.suggestion.became_id])
    except NoReverseMatch:
        return ""


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 16 else None


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
