"""Answers to clients of UCDP's interface."""

from typing import Any

import orjson
from django.core.cache import cache
from django.http import Http404, HttpResponse
from rest_framework.request import Request

from tracker.syndication.api import conditional
from tracker.syndication.api.problems import shortened
from tracker.syndication.api.public import PublicView
from tracker.syndication.compat.ucdp.asked import Asked, read
from tracker.syndication.compat.ucdp.rows import row_of
from tracker.syndication.compat.ucdp.selection import VIOLENCE, candidates

LAYOUT = "ucdp-1"
JSON = "application/json"
CANDIDATE = "candidate"
RESOURCE = "gedevents"
_KEPT_SECONDS = 3600
_TOKEN = "x-ucdp-access-token"  # noqa: S105 - the name of a header


class EventsView(PublicView):
    """The events of one release. Reading is free: a token in the header is neither needed nor looked at."""

    schema = None

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Also scripts that send a token may ask."""
        response = super().options(request, *args, **kwargs)
        response["Access-Control-Allow-Headers"] += f", {_TOKEN}"
        return response

    def get(self, request: Request, release: str) -> HttpResponse:
        """One page of events by their numbers. Three queries."""
        if release.lower() != CANDIDATE:
            detail = f"There is no release “{shortened(release)}”. There is one set, which moves: {CANDIDATE}."
            raise Http404(detail)
        change = conditional.last_change()
        tag = conditional.entity_tag(request, change=change, layout=LAYOUT)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        asked = read(request.query_params)
        count = _count(asked, f"{change[0]}.{change[1]}")
        body = _page(request, asked, count)
        return conditional.keep(HttpResponse(orjson.dumps(body), content_type=JSON), tag)


class NowhereView(PublicView):
    """Any other address below."""

    schema = None

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """404 with the address that there is."""
        raise Http404(f"There is nothing at this address. Events are at /compat/ucdp/api/{RESOURCE}/{CANDIDATE}.")


def _page(request: Request, asked: Asked, count: int) -> dict[str, Any]:
    rows = candidates().filter(asked.condition).select_related("place").defer("search_text").order_by("number")
    if asked.after is not None:
        found = list(rows.filter(number__gt=asked.after)[: asked.size])
    else:
        skip = asked.page * asked.size
        found = list(rows[skip : skip + asked.size]) if skip < count else []
    is_more = (asked.page + 1) * asked.size < count and bool(found)
    return {
        "TotalCount": count,
        "TotalPages": -(-count // asked.size),
        "PreviousPageUrl": _address(request, page=asked.page - 1) if asked.page else "",
        "NextPageUrl": _address(request, page=asked.page + 1, after=found[-1].number) if is_more else "",
        "Result": [row_of(event, getattr(event, VIOLENCE)) for event in found],
    }


def _count(asked: Asked, change: str) -> int:
    """How many match; kept until something is published, since every page of a walk asks for it."""
    rows = candidates().filter(asked.condition).order_by()
    key = f"ucdp-count-{change}-{asked.key}"
    found: int | None = cache.get(key)
    if found is None:
        found = rows.count()
        cache.set(key, found, _KEPT_SECONDS)
    return found


def _address(request: Request, *, page: int, after: int | None = None) -> str:
    """The same query at another page. ``after`` lets the server find it without counting up to it."""
    query = request.query_params.copy()
    for name in [*query]:
        if name.lower() in {"page", "after"}:
            query.pop(name)
    query["page"] = str(page)
    if after is not None:
        query["after"] = str(after)
    return f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"
