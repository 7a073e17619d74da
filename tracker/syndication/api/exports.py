"""Answers in other forms than JSON: a page of records, or all of them as a stream."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from tracker.syndication.api import paging
from tracker.syndication.api.representations import Wanted
from tracker.syndication.formats.columns import COPY_COLUMNS
from tracker.syndication.formats.entries import Entry
from tracker.syndication.formats.known import Representation


def export(
    request: Request,
    rows: QuerySet[Any],
    asked: Wanted,
    representation: Representation,
    *,
    order: paging.Order,
    collection: str,
) -> HttpResponseBase:
    """Every matching record as a stream; with ``limit`` or ``cursor`` a page whose ``Link`` names the next one.

    Raises:
        InvalidParameters: a wrong limit, or a cursor that is not of this query.
    """
    query = request.query_params
    extra = COPY_COLUMNS.get(asked.selection.kind, ()) if representation.is_table else ()
    following = None
    response: HttpResponseBase
    if "limit" in query or "cursor" in query:
        page = paging.read_page(rows, query, order=order, collection=collection, extra=extra)
        following = page.next_cursor
        pieces = representation.write(_entries(page.rows, extra), asked.selection)
        response = HttpResponse(b"".join(pieces), content_type=representation.content_type)
    elif request.method == "HEAD":
        response = HttpResponse(content_type=representation.content_type)
    else:
        found = paging.in_chunks(rows, order=order, extra=extra)
        pieces = representation.write(_entries(found, extra), asked.selection)
        response = StreamingHttpResponse(_begun(pieces), content_type=representation.content_type)
    if following:
        next_query = query.copy()
        next_query["cursor"] = following
        response["Link"] = f'<{request.build_absolute_uri(request.path)}?{next_query.urlencode()}>; rel="next"'
    if representation.is_download:
        response["Content-Disposition"] = f'attachment; filename="{collection}.{representation.ending}"'
    return response


def _entries(rows: Iterable[tuple[Any, ...]], extra: tuple[str, ...]) -> Iterator[Entry]:
    for document, *values in rows:
        yield Entry(document, dict(zip(extra, values, strict=True)))


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, the first of them written already: what fails at once fails before an answer was begun."""
    return chain([next(pieces, b"")], pieces)
