"""Records as they stood: every published version, byte for byte, and the one of a day or a change."""

import json
import re
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request

from tracker.published.models import Change, Op, RecordKind
from tracker.syndication.api import conditional
from tracker.syndication.api.changes import entry
from tracker.syndication.api.descriptions import UNCHANGED
from tracker.syndication.api.parameters import as_day, as_uuid, misused
from tracker.syndication.api.problems import MEDIA_TYPE as PROBLEM_TYPE
from tracker.syndication.api.problems import InvalidParameters, ParameterError, problem, refuse, shortened
from tracker.syndication.api.public import PublicView
from tracker.syndication.api.serializers import Problem, Versions

LAYOUT = "versions-1"
MEDIA_TYPE = "application/json"
_CHANGE = re.compile(r"([0-9]{1,9})\.([0-9]{1,18})")
_COLUMNS = (
    "epoch", "seq", "kind", "public_id", "number", "version", "op", "at", "note", "successor", "digest", "chain",
    "nonce",
)  # fmt: skip
_GONE = (Op.RETRACT, Op.WITHDRAW, Op.MERGE)
_EMPTIED = "This version was emptied when something it showed was withdrawn. Its digest still stands in the change log."


class VersionsView(PublicView):
    """What was published of one record, version by version."""

    kind = RecordKind.EVENT

    @extend_schema(
        tags=["changes"],
        summary="List the versions of a record",
        parameters=[
            OpenApiParameter("public_id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The record's `id`.")
        ],
        responses={
            200: OpenApiResponse(Versions, "Every publication of the record, oldest first."),
            304: UNCHANGED,
            (404, PROBLEM_TYPE): OpenApiResponse(Problem, "Nothing was published under this id."),
        },
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """The versions, oldest first, each with the nonce of its digest. Two queries."""
        tag = conditional.entity_tag(request, change=conditional.last_change(), layout=LAYOUT)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        refuse(misused(request.query_params, single=set(), several=set()))
        rows = list(published(self.kind, identity(public_id)).order_by("seq").values(*_COLUMNS))
        if not rows:
            raise Http404(f"No published {self.kind.label.lower()} has the id {public_id}.")
        body = {"results": [self._line(request, row) for row in rows]}
        return conditional.keep(HttpResponse(json.dumps(body, ensure_ascii=False), content_type=MEDIA_TYPE), tag)

    def _line(self, request: Request, row: dict[str, Any]) -> dict[str, Any]:
        address = reverse(f"api:{self.kind}s-version", args=[row["public_id"], row["version"]])
        is_kept = row["nonce"] is not None
        return {
            **entry(request, row),
            "nonce": bytes(row["nonce"]).hex() if is_kept else None,
            "version_url": request.build_absolute_uri(address) if is_kept else None,
        }


@extend_schema(exclude=True)
class VersionView(PublicView):
    """One published version."""

    kind = RecordKind.EVENT

    def get(self, request: Request, public_id: str, version: int) -> HttpResponse:
        """The bytes that were published; never changed, so they may be kept for good. Emptied ones are gone."""
        refuse(misused(request.query_params, single=set(), several=set()))
        change = published(self.kind, identity(public_id)).filter(version=version).first()
        if change is None:
            raise Http404("This record has no such version.")
        if change.document is None or change.nonce is None:
            return problem(HTTPStatus.GONE, _EMPTIED)
        response = HttpResponse(bytes(change.document), content_type=MEDIA_TYPE)
        response["Conflict-Desk-Nonce"] = bytes(change.nonce).hex()
        return conditional.keep(response, f'"{change.digest}"')


def as_of(kind: RecordKind, public_id: UUID, text: str) -> HttpResponse:
    """The document as it stood then; a tombstone with its status where the record was gone. One query.

    Raises:
        InvalidParameters: neither a day nor a change.
        Http404: the record was not published by then.
    """
    change = published(kind, public_id).filter(_until(text)).order_by("-seq").first()
    if change is None:
        raise Http404(f"This {kind.label.lower()} was not published by then.")
    if change.document is None:
        return problem(HTTPStatus.GONE, _EMPTIED)
    status = HTTPStatus.GONE if change.op in _GONE else HTTPStatus.OK
    return HttpResponse(bytes(change.document), status=status, content_type=MEDIA_TYPE)


def published(kind: RecordKind, public_id: UUID) -> QuerySet[Change]:
    """Every publication of one record."""
    return Change.objects.filter(kind=kind, public_id=public_id)


def identity(text: str) -> UUID:
    """The UUID in the address.

    Raises:
        Http404: it is none.
    """
    found = as_uuid(text)
    if found is None:
        raise Http404(f"“{shortened(text)}” is not a UUID. Records are addressed by their UUID.")
    return found


def _until(text: str) -> Q:
    """Changes up to a day, that day included, or up to a number."""
    change = _CHANGE.fullmatch(text)
    if change:
        return Q(epoch__lte=int(change[1]), seq__lte=int(change[2]))
    try:
        following = as_day(text) + timedelta(days=1)
    except (ValidationError, OverflowError):
        detail = f"“{shortened(text)}” is neither a day (2024-09-13) nor a change (1.42)."
        raise InvalidParameters([ParameterError("as_of", detail)]) from None
    return Q(at__lt=datetime.combine(following, time(), tzinfo=UTC))
