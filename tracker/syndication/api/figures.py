"""Events in numbers: how many there are of each sort, and how many people by month, type and area."""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache import cache
from django.db.models import CharField, Count, F, Q, QuerySet, Sum
from django.db.models.functions import Cast, Substr
from django.http import HttpResponse, QueryDict
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request

from tracker.published.models import PublishedEvent, PublishedEventForce, PublishedEventTopic
from tracker.syndication.api import conditional
from tracker.syndication.api.collections import backwards
from tracker.syndication.api.descriptions import UNCHANGED, filter_parameters
from tracker.syndication.api.filters import EventFilter
from tracker.syndication.api.parameters import misused, split_values
from tracker.syndication.api.problems import MEDIA_TYPE as PROBLEM_TYPE
from tracker.syndication.api.problems import InvalidParameters, ParameterError, nearest, refuse, shortened
from tracker.syndication.api.public import PublicView
from tracker.syndication.api.serializers import Facets, Problem, Series

LAYOUT = "figures-1"
MEDIA_TYPE = "application/json"
KEPT_SECONDS = 3600
MOST_VALUES, MOST_CELLS = 100, 20_000
_BY: dict[str, Any] = {
    "month": Substr(Cast("earliest", CharField()), 1, 7),
    "type": F("event_type"),
    "country": F("country_code"),
    "admin1": F("place__admin1"),
}
_USUAL = ("month", "type", "country")
_COUNTED = ("events", "events_with_killed", "killed_low", "killed_best", "killed_high")
_REFUSALS: dict[Any, OpenApiResponse] = {
    304: UNCHANGED,
    (400, PROBLEM_TYPE): OpenApiResponse(Problem, "Parameters that cannot be used."),
}


class FiguresView(PublicView):
    """Numbers about the events that a query gives; reckoned once a change and kept."""

    own: tuple[str, ...] = ()

    def reckon(self, rows: Any, query: QueryDict) -> dict[str, Any]:
        """The answer for these events."""
        raise NotImplementedError

    def get(self, request: Request) -> HttpResponse:
        """The numbers, from the cache while nothing was published."""
        change = conditional.last_change()
        tag = conditional.entity_tag(request, change=change, layout=LAYOUT)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        query = request.query_params
        rows = narrowed(query, own=self.own)
        key = _key(type(self).__name__, change, query)
        body = cache.get(key)
        if body is None:
            body = json.dumps(self.reckon(rows, query), ensure_ascii=False).encode()
            cache.set(key, body, KEPT_SECONDS)
        return conditional.keep(HttpResponse(body, content_type=MEDIA_TYPE), tag)


class FacetsView(FiguresView):
    """How many events of a query there are of each sort."""

    @extend_schema(
        operation_id="event_facets",
        tags=["events"],
        summary="Count events by what they can be narrowed by",
        description=(
            f"How many events of the query there are of each type, country, grade, verification, topic and force, the "
            f"most frequent first, at most {MOST_VALUES} of each. Counted are the documents that the list gives, parts "
            "of larger events among them."
        ),
        parameters=filter_parameters(EventFilter),
        responses={200: OpenApiResponse(Facets, "The counts."), **_REFUSALS},
    )
    def get(self, request: Request) -> HttpResponse:
        """The counts."""
        return super().get(request)

    def reckon(self, rows: Any, query: QueryDict) -> dict[str, Any]:
        """Seven queries."""
        events = rows.order_by()
        by_status = events.aggregate(
            events=Count("pk"),
            provisional=Count("pk", filter=Q(is_provisional=True)),
            disputed=Count("pk", filter=Q(is_disputed=True)),
        )
        these = events.values("pk")
        return {
            "events": by_status["events"],
            "disputed": by_status["disputed"],
            "verification": _sorted(
                {
                    "provisional": by_status["provisional"],
                    "checked": by_status["events"] - by_status["provisional"],
                }.items()
            ),
            "type": _grouped(events, "event_type"),
            "country": _grouped(events, "country_code"),
            "grade": _grouped(events, "grade"),
            "topic": _grouped(PublishedEventTopic.objects.filter(event__in=these), "topic__public_id"),
            "force": _grouped(PublishedEventForce.objects.filter(event__in=these), "force__public_id"),
        }


class SeriesView(FiguresView):
    """Events and killed over time."""

    own = ("by",)

    @extend_schema(
        operation_id="event_series",
        tags=["events"],
        summary="Count events and killed by month, type and area",
        description=(
            "Events of the query by the month of their first possible day. An act is counted once: a part of a larger "
            "event is left out where the whole is among the events, and of the killed where the whole has a figure. "
            "`killed_…` are sums of the desk's figures over `events_with_killed` events; null where no event has one, "
            "and `killed_high` also where one is open. What nobody reported is not 0."
        ),
        parameters=[
            *filter_parameters(EventFilter),
            OpenApiParameter(
                "by",
                {"type": "array", "items": {"type": "string", "enum": [*_BY]}},
                description=f"What to count by; {', '.join(_USUAL)} unless told otherwise.",
                style="form",
                explode=True,
            ),
        ],
        responses={200: OpenApiResponse(Series, "The counts."), **_REFUSALS},
    )
    def get(self, request: Request) -> HttpResponse:
        """The counts."""
        return super().get(request)

    def reckon(self, rows: Any, query: QueryDict) -> dict[str, Any]:
        """Two queries.

        Raises:
            InvalidParameters: an unknown dimension, or more cells than an answer holds.
        """
        by = _dimensions(query)
        events = rows.order_by().annotate(**{f"by_{name}": _BY[name] for name in by})
        keys = [f"by_{name}" for name in by]
        cells: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in events.without_parts().values(*keys).annotate(events=Count("pk"))[: MOST_CELLS + 1]:
            cells[tuple(row[key] for key in keys)] = {**dict.fromkeys(_COUNTED), "events": row["events"]}
        if len(cells) > MOST_CELLS:
            detail = f"The answer has more than {MOST_CELLS:,} cells. Count by less, or narrow the days."
            raise InvalidParameters([ParameterError("by", detail)])
        for row in _killed(events.without_counted_parts(), keys):
            cell = cells.setdefault(tuple(row[key] for key in keys), {**dict.fromkeys(_COUNTED), "events": 0})
            is_open = row["highs"] < row["with_killed"]
            cell |= {
                "events_with_killed": row["with_killed"],
                "killed_low": row["low"],
                "killed_best": row["best"],
                "killed_high": None if is_open else row["high"],
            }
        return {"by": by, "results": [_cell(by, key, cells[key]) for key in sorted(cells, key=_place)]}


def narrowed(query: QueryDict, *, own: Iterable[str] = ()) -> QuerySet[PublishedEvent]:
    """The live events that match the query's filters.

    Raises:
        InvalidParameters: unknown, empty, repeated or unreadable parameters.
    """
    filters = EventFilter.base_filters
    many = {name for name, each in filters.items() if each.takes_many} | set(own)
    refuse(misused(query, single=set(filters) - many, several=many))
    filterset = EventFilter(query, queryset=PublishedEvent.objects.live())
    refuse(ParameterError(name, " ".join(found)) for name, found in filterset.errors.items())
    refuse(backwards(filterset.form.cleaned_data))
    found: QuerySet[PublishedEvent] = filterset.qs
    return found


def _killed(events: QuerySet[Any], keys: list[str]) -> QuerySet[Any, dict[str, Any]]:
    counted = events.filter(killed_best__isnull=False).values(*keys)
    return counted.annotate(
        with_killed=Count("pk"),
        highs=Count("killed_high"),
        low=Sum("killed_low"),
        best=Sum("killed_best"),
        high=Sum("killed_high"),
    )


def _dimensions(query: QueryDict) -> list[str]:
    given = list(dict.fromkeys(split_values(query.getlist("by")))) if "by" in query else [*_USUAL]
    refuse(
        ParameterError(
            "by", f"“{shortened(name)}” cannot be counted by.{nearest(name, _BY)} Known here: {', '.join(_BY)}."
        )
        for name in given[:20]
        if name not in _BY
    )
    return given


def _cell(by: list[str], key: tuple[Any, ...], counted: dict[str, Any]) -> dict[str, Any]:
    values = {name: value or None for name, value in zip(by, key, strict=True)}
    return {**values, **counted, "events_with_killed": counted["events_with_killed"] or 0}


def _place(key: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(str(value or "") for value in key)


def _grouped(rows: QuerySet[Any], column: str) -> list[dict[str, Any]]:
    events = "pk" if rows.model is PublishedEvent else "event"
    counted = rows.values(column).annotate(events=Count(events, distinct=events != "pk")).order_by("-events", column)
    return _sorted((row[column], row["events"]) for row in counted[:MOST_VALUES] if row[column])


def _sorted(counts: Iterable[tuple[Any, int]]) -> list[dict[str, Any]]:
    listed = [{"value": str(value), "events": count} for value, count in counts if count]
    by_count: Callable[[dict[str, Any]], Any] = lambda each: (-each["events"], each["value"])  # noqa: E731
    return sorted(listed, key=by_count)


def _key(name: str, change: tuple[int, int], query: QueryDict) -> str:
    """One key for queries that say the same, in whatever order."""
    said = repr((name, change, sorted((each, sorted(values)) for each, values in query.lists())))
    return f"figures-{hashlib.blake2b(said.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"
