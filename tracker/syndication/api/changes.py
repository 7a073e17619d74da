"""The change log: every publication in the order of its number, to be followed from any point without a gap."""

import json
import re
from http import HTTPStatus
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request

from tracker.published.models import Change
from tracker.syndication.api import conditional, paging
from tracker.syndication.api.descriptions import UNCHANGED
from tracker.syndication.api.parameters import misused
from tracker.syndication.api.problems import MEDIA_TYPE as PROBLEM_TYPE
from tracker.syndication.api.problems import InvalidParameters, ParameterError, problem, refuse, shortened
from tracker.syndication.api.public import PublicView
from tracker.syndication.api.serializers import Changes, Problem

LAYOUT = "changes-1"
MEDIA_TYPE = "application/json"
_NUMBER = re.compile(r"[0-9]{1,18}")
_PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "epoch": (
        "The epoch of the number in `since`; the present one unless told otherwise.",
        {"type": "integer", "minimum": 1},
    ),
    "since": (
        "The number of the last change that you have; 0 for all of them.",
        {"type": "integer", "minimum": 0, "default": 0},
    ),
    "compact": (
        "`1` leaves out changes that a later one of the same record outdates. Nothing is deleted: it is a view.",
        {"type": "string", "enum": ["1"]},
    ),
    "limit": paging.PAGING["limit"],
}


class ChangesView(PublicView):
    """The change log."""

    @extend_schema(
        operation_id="list_changes",
        tags=["changes"],
        summary="Follow the change log",
        description=(
            "Publications in the order of their numbers, without gaps. Keep `epoch` and the last `seq`, and ask again "
            "at `next`. `digest` is SHA-256(nonce ‖ document bytes), `chain` is SHA-256(previous chain ‖ digest) over "
            "raw bytes, 32 zero bytes before the first; the nonce stands with the record's versions."
        ),
        parameters=[OpenApiParameter(name, schema, description=about) for name, (about, schema) in _PARAMETERS.items()],
        responses={
            200: OpenApiResponse(Changes, "Changes behind `since`."),
            304: UNCHANGED,
            (400, PROBLEM_TYPE): OpenApiResponse(Problem, "Parameters that cannot be used."),
            (410, PROBLEM_TYPE): OpenApiResponse(Problem, "The number is of another epoch: begin anew at 0."),
        },
    )
    def get(self, request: Request) -> HttpResponse:
        """Changes behind a number, oldest first. Two queries, one when there is nothing new."""
        epoch, last = conditional.last_change()
        tag = conditional.entity_tag(request, change=(epoch, last), layout=LAYOUT)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        query = request.query_params
        refuse(misused(query, single=set(_PARAMETERS), several=set()))
        since, limit = _whole(query, "since", 0), paging.read_limit(query)
        if _whole(query, "epoch", epoch) != epoch or since > last:
            return _gone(request, epoch)
        found = list(behind(since, is_compact=_is_compact(query)).values(*_COLUMNS)[: limit + 1])
        return conditional.keep(_answer(request, (epoch, last), since, found, limit), tag)


def behind(since: int, *, is_compact: bool = False) -> QuerySet[Change]:
    """Changes with a higher number, oldest first; ``is_compact``: of each record the latest only.

    Numbers go on rising from one epoch to the next, so their order is that of all changes there ever were.
    """
    found = Change.objects.filter(seq__gt=since).order_by("seq")
    if is_compact:
        later = Change.objects.filter(public_id=OuterRef("public_id"), seq__gt=OuterRef("seq"))
        found = found.exclude(Exists(later))
    return found


_COLUMNS = (
    "epoch", "seq", "kind", "public_id", "number", "version", "op", "at", "note", "successor", "digest", "chain",
)  # fmt: skip


def _answer(request: Request, at: tuple[int, int], since: int, found: list[dict[str, Any]], limit: int) -> HttpResponse:
    shown, has_more = found[:limit], len(found) > limit
    query = request.query_params.copy()
    query["epoch"], query["since"] = str(at[0]), str(shown[-1]["seq"] if has_more else max(at[1], since))
    following = f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"
    body = {
        "epoch": at[0],
        "seq": at[1],
        "has_more": has_more,
        "next": following,
        "results": [entry(request, row) for row in shown],
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=MEDIA_TYPE)
    if has_more:
        response["Link"] = f'<{following}>; rel="next"'
    return response


def entry(request: Request, row: dict[str, Any]) -> dict[str, Any]:
    """One change as the API tells it."""
    slug, public_id = f"{row['kind']}s", str(row["public_id"])
    return {
        "epoch": row["epoch"],
        "seq": row["seq"],
        "kind": row["kind"],
        "id": public_id,
        "number": row["number"],
        "version": row["version"],
        "op": row["op"],
        "at": row["at"].isoformat().replace("+00:00", "Z"),
        "note": row["note"] or None,
        "successor": str(row["successor"]) if row["successor"] else None,
        "url": request.build_absolute_uri(reverse(f"api:{slug}-detail", args=[public_id])),
        "digest": row["digest"],
        "chain": row["chain"],
    }


def _whole(query: QueryDict, name: str, otherwise: int) -> int:
    text = query.get(name, str(otherwise))
    if _NUMBER.fullmatch(text):
        return int(text)
    raise InvalidParameters([ParameterError(name, f"“{shortened(text)}” is not a whole number from 0 up.")])


def _is_compact(query: QueryDict) -> bool:
    if query.get("compact", "1") != "1":
        raise InvalidParameters([ParameterError("compact", "The only value of “compact” is “1”.")])
    return "compact" in query


def _gone(request: Request, epoch: int) -> HttpResponse:
    """The way back for a reader whose number this record never gave, or gave before it was restored."""
    start = f"{request.build_absolute_uri(request.path)}?epoch={epoch}&since=0"
    response = problem(
        HTTPStatus.GONE,
        f"This number is not of the present epoch, {epoch}: the record was restored from a backup since. "
        f"Begin anew at {start} and take what you find there for what stands.",
    )
    response["Link"] = f'<{start}>; rel="first"'
    return response
