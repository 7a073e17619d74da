"""Pages about records that may be one: the queue of pairs, two side by side, and the merges with their undoing."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET, require_POST

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.publishing.judging import judge
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.merging import MERGED_KINDS, carry_out, merge, unmerge
from tracker.publishing.models import Verdict
from tracker.review.admin.base import change_url
from tracker.review.duplicates.alike import alike, verdicts
from tracker.review.duplicates.chosen import chosen
from tracker.review.duplicates.preview import outcome
from tracker.review.duplicates.queue import stretch
from tracker.review.duplicates.relating import RELATING, relate
from tracker.revisions.models import Kind, Merge

_A_PAGE = 50
_REFUSALS = (TransitionNotAllowed, StaleVersion, NotPermitted)
Step = Callable[[Kind, int, int, QueryDict, User], str]


@require_GET
def queue_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Pairs of a kind that wait for a word."""
    of_kind = _kind(request, kind)
    page = stretch(of_kind, request.GET.get("before", ""))
    context = {
        "page": page,
        "kind": of_kind,
        "kinds": _kinds(),
        "title": "One or two?",
        "here": request.get_full_path(),
    }
    return _framed(request, "admin/review/duplicates.html", context)


@require_GET
def alike_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The records that may be the same as this one, and a search for any other."""
    of_kind = _kind(request, kind)
    record = _record(of_kind, pk)
    words = request.GET.get("q", "").strip()
    context = {
        "kind": of_kind,
        "record": record,
        "found": alike(of_kind, record, limit=10),
        "words": words,
        "searched": [each for each in chosen(of_kind, words) if each.pk != pk] if words else [],
        "back": change_url(record),
        "title": f"Is “{record}” on the desk already?",
    }
    return _framed(request, "admin/review/alike.html", context)


@require_GET
def pair_page(request: HttpRequest, kind: str, pk: int, other: int) -> HttpResponse:
    """Two records side by side: what the public would read if the first went into the second, and who names it."""
    of_kind = _kind(request, kind)
    record, into = _record(of_kind, pk), _record(of_kind, other)
    if pk == other:
        raise Http404("These are one record.")
    waiting = Merge.objects.filter(kind=of_kind, record_id=pk, undone_by=None).select_related("by").first()
    context = {
        "kind": of_kind,
        "outcome": outcome(of_kind, record, into, by=request.user),
        "said": next(iter(verdicts(of_kind, [(pk, other)]).values()), ""),
        "relating": [(each.value, each.label) for each in RELATING] if of_kind == Kind.EVENT else [],
        "waiting": waiting if waiting is not None and waiting.into_id == other else None,
        "may_merge": may(request.user, Verb.MERGE),
        "links": (change_url(record), change_url(into)),
        "title": "One or two?",
    }
    return _framed(request, "admin/review/pair.html", context)


@require_POST
def pair_step(request: HttpRequest, kind: str, pk: int, other: int, step: str) -> HttpResponse:
    """Merge two records, say what they are to each other, or link them; then on to where the editor came from."""
    of_kind = _kind(request, kind)
    record = _record(of_kind, pk)
    _record(of_kind, other)
    if step not in _STEPS or not isinstance(request.user, User):
        raise Http404("There is no such step.")
    done = _said(request, lambda user: _STEPS[step](of_kind, pk, other, request.POST, user))
    if not done:
        return HttpResponseRedirect(reverse("admin:pair", args=[kind, pk, other]))
    is_queue = request.POST.get("then") == "queue"
    return HttpResponseRedirect(reverse("admin:duplicates", args=[kind]) if is_queue else change_url(record))


@require_GET
def merges_page(request: HttpRequest) -> HttpResponse:
    """What was merged, by whom and why, what waits for a second person, and the way to undo it."""
    if not may(request.user, Verb.REVIEW):
        raise PermissionDenied("Your role does not include: review.")
    listed = Merge.objects.select_related("by", "carried_by", "undone_by")
    if request.GET.get("show") == "waiting":
        listed = listed.proposed()
    page = Paginator(listed, _A_PAGE).get_page(request.GET.get("page"))
    rows = {kind: _rows(kind, page) for kind in {Kind(each.kind) for each in page}}
    lines = [
        (each, rows[Kind(each.kind)].get(each.record_id), rows[Kind(each.kind)].get(each.into_id)) for each in page
    ]
    context = {"page": page, "lines": lines, "may_merge": may(request.user, Verb.MERGE), "title": "Merges"}
    return _framed(request, "admin/review/merges.html", context)


@require_POST
def merges_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Carry out a merge that somebody asked for, or undo one."""
    asked = Merge.objects.filter(pk=pk).first()
    if asked is None or step not in {"carry-out", "undo"}:
        raise Http404("There is no such merge or step.")
    post = request.POST
    if step == "undo":
        _said(request, lambda user: _undone(pk, post, user))
    elif not _said(request, lambda user: _carried(pk, post, user)):
        return HttpResponseRedirect(reverse("admin:pair", args=[asked.kind, asked.record_id, asked.into_id]))
    return HttpResponseRedirect(reverse("admin:merges"))


def _carried(pk: int, post: QueryDict, by: User) -> str:
    carry_out(pk, by=by, seen=_seen(post))
    return "Merged. The public address of the one leads to the other."


def _undone(pk: int, post: QueryDict, by: User) -> str:
    unmerge(pk, by=by, reason=_words(post))
    return "Undone. Both records stand for themselves again."


def _merge(kind: Kind, pk: int, other: int, post: QueryDict, by: User) -> str:
    asked = merge(kind, pk, other, by=by, reason=_words(post), seen=_seen(post))
    if asked.carried_by_id:
        return "Merged. Nothing was re-pointed, so it can be undone from the list of merges."
    return "Asked for. The public sees one of the two, so a second person has to carry it out."


def _judged(verdict: Verdict) -> Step:
    def step(kind: Kind, pk: int, other: int, post: QueryDict, by: User) -> str:
        judge(kind, pk, other, verdict=verdict, by=by, reason=_words(post))
        return f"Kept: {verdict.label.lower()}."

    return step


def _relate(kind: Kind, pk: int, other: int, post: QueryDict, by: User) -> str:
    if kind != Kind.EVENT:
        raise TransitionNotAllowed("Only events are linked to each other.")
    link = relate(pk, other, kind=post.get("link", ""), version=_seen(post)[0], by=by)
    return f"Linked: {link}."


_STEPS: dict[str, Step] = {
    "merge": _merge,
    "same": _judged(Verdict.SAME),
    "not-same": _judged(Verdict.NOT_SAME),
    "unsure": _judged(Verdict.UNSURE),
    "relate": _relate,
}


def _said(request: HttpRequest, verb: Callable[[User], str]) -> bool:
    """Carry out a verb and say what came of it; False when it was refused."""
    if not isinstance(request.user, User):
        raise Http404("Log in first.")
    try:
        messages.success(request, verb(request.user))
    except Blocked as blocked:
        for reason in blocked.reasons:
            messages.error(request, reason)
        return False
    except _REFUSALS as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _kind(request: HttpRequest, kind: str) -> Kind:
    if not may(request.user, Verb.REVIEW):
        raise PermissionDenied("Your role does not include: review.")
    if kind not in {each.value for each in MERGED_KINDS}:
        raise Http404("There is no such kind of record.")
    return Kind(kind)


def _kinds() -> list[tuple[str, str]]:
    return [(each.value, str(AGGREGATES[each].model._meta.verbose_name_plural).capitalize()) for each in MERGED_KINDS]


def _record(kind: Kind, pk: int) -> EditorialModel:
    found = AGGREGATES[kind].model._default_manager.filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such record.")
    return found


def _rows(kind: Kind, merges: Any) -> dict[int, Any]:
    pks = {pk for each in merges if each.kind == kind for pk in (each.record_id, each.into_id)}
    return dict(AGGREGATES[kind].model._default_manager.in_bulk(pks))


def _seen(post: QueryDict) -> tuple[int, int]:
    values = [post.get(name, "") for name in ("version", "other_version")]
    first, second = (int(each) if each.isascii() and each.isdecimal() and len(each) < 9 else -1 for each in values)
    return first, second


def _words(post: QueryDict) -> str:
    """What was typed, without the one character that PostgreSQL cannot keep."""
    return post.get("reason", "").replace("\x00", "")


def duplicate_pages(guarded: Callable[..., Any]) -> list[URLPattern]:
    """The addresses of these pages; ``guarded`` is the site's own wrapper."""
    pair = "duplicates/<slug:kind>/<int:pk>/<int:other>/"
    return [
        path("duplicates/<slug:kind>/", guarded(queue_page), name="duplicates"),
        path("duplicates/<slug:kind>/<int:pk>/", guarded(alike_page), name="alike"),
        path(pair, guarded(pair_page), name="pair"),
        path(f"{pair}<slug:step>/", guarded(pair_step), name="pair_step"),
        path("merges/", guarded(merges_page), name="merges"),
        path("merges/<int:pk>/<slug:step>/", guarded(merges_step), name="merges_step"),
    ]


def _framed(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page in the frame of the desk."""
    return render(request, template, {**admin.site.each_context(request), **context})
