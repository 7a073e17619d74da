"""Lists of what waits that no list of one kind can show: one's own queue, suggestions, and what is set for a time."""

from typing import Any, NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.accounts.policy import Someone, Verb, may
from tracker.extraction.models import Suggestion
from tracker.publishing.models import Schedule
from tracker.review import waiting
from tracker.review.admin.start import given_rows, records_named
from tracker.review.admin.steps import in_words
from tracker.review.models import Assignment
from tracker.revisions.models import Kind

_A_PAGE = 50
_TITLES = {
    "mine": "Given to you",
    "scheduled": "Releases set for a time",
    "refused": "Releases refused when they were due",
    **{f"suggestions-{band.code}": f"Suggestions, {band.label.lower()}" for band in waiting.BANDS},
}


class Line(NamedTuple):
    """One row of a list: what it is, where it is worked on, and what is said of it."""

    title: str
    link: str
    note: str


@require_GET
def waiting_page(request: HttpRequest, what: str) -> HttpResponse:
    """The rows behind one number of the first page, fifty a page. At most a dozen queries."""
    if not may(request.user, Verb.EDIT):
        raise PermissionDenied("Your role does not include: edit.")
    if what not in _TITLES:
        raise Http404("There is no such list.")
    page = Paginator(_rows(what, request.user), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _TITLES[what],
        "page": page,
        "lines": _lines(list(page)),
        "count": page.paginator.count,
    }
    return render(request, "admin/review/waiting.html", context)


def _rows(what: str, user: Someone) -> QuerySet[Any]:
    if what == "mine":
        return waiting.queue_of(user)
    if what == "scheduled":
        return waiting.scheduled()
    if what == "refused":
        return waiting.lapsed()
    band = next(band for band in waiting.BANDS if what == f"suggestions-{band.code}")
    return waiting.suggestions(user, band).select_related("run__text__article__outlet").order_by("-score", "pk")


def _lines(rows: list[Any]) -> list[Line]:
    if not rows:
        return []
    if isinstance(rows[0], Assignment):
        return [
            Line(each.title, each.link, f"{each.kind}{_due(each.due_on, is_overdue=each.is_overdue)}")
            for each in given_rows(rows, timezone.localdate())
        ]
    if isinstance(rows[0], Schedule):
        return _releases(rows)
    return [_suggested(row) for row in rows]


def _due(due_on: Any, *, is_overdue: bool) -> str:
    return f", due {due_on:%d %B %Y}{' (overdue)' if is_overdue else ''}" if due_on else ""


def _releases(rows: list[Schedule]) -> list[Line]:
    """Releases with their records; of one that is gone, what is known."""
    names = records_named([(Kind(row.kind), row.record_id) for row in rows])
    found = []
    for row in rows:
        title, link, _ = names.get((Kind(row.kind), row.record_id), (str(row), "", ""))
        found.append(
            Line(title, link, f"version {row.version}, {in_words(row.due_at)}, set by {row.by}. {row.outcome}")
        )
    return found


def _suggested(row: Suggestion) -> Line:
    article = row.run.text.article
    score = f"{row.score:.2f}" if row.score is not None else "added by hand"
    said = row.payload.get("title") or row.payload.get("name") or row.payload.get("text") or ""
    link = f"{reverse('admin:review_desk', args=[article.pk])}#s{row.pk}"
    return Line(f"{row.get_kind_display()} {str(said)[:120]}".strip(), link, f"{score}, in {article.heading}")
