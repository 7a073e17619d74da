"""Answers that a reader already has: entity tags from the number of the last change."""

import hashlib
from http import HTTPStatus
from typing import TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from tracker.published.models import Counter

_Answer = TypeVar("_Answer", bound=HttpResponseBase)
CACHE_CONTROL = "public, max-age=60"
_LAST_CHANGE = f'SELECT epoch, seq FROM "{Counter._meta.db_table}" WHERE id = 1'  # noqa: S608 - a constant


def last_change() -> tuple[int, int]:
    """Epoch and number of the last publication; one query. (1, 0) before the first.

    Written as SQL because every request begins with it: the same through the
    object mapper takes twelve times as long, more than all else in a 304.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LAST_CHANGE)
        return cursor.fetchone() or (1, 0)


def entity_tag(request: HttpRequest, *, change: tuple[int, int], layout: str) -> str:
    """A tag that changes with the last change, the address with its query, and ``layout``.

    ``layout`` names the shape in which the answer is written, so that a new
    version of the software does not confirm an old answer. The tag is taken
    before the content is read: content that is newer than its tag is merely
    fetched again.
    """
    address = f"{layout} {request.build_absolute_uri()}".encode("utf-8", "surrogateescape")
    epoch, seq = change
    return f'"{epoch}.{seq}.{hashlib.blake2b(address, digest_size=9).hexdigest()}"'


def not_modified(request: HttpRequest, tag: str) -> HttpResponse | None:
    """304 when the reader holds ``tag``, else nothing. Compared weakly, as RFC 9110 has it."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    if tag in (each.removeprefix("W/") for each in held):
        return keep(HttpResponse(status=HTTPStatus.NOT_MODIFIED), tag)
    return None


def keep(response: _Answer, tag: str) -> _Answer:
    """Say how long an answer may be kept, and by which tag to ask again."""
    response["ETag"] = tag
    response["Cache-Control"] = CACHE_CONTROL
    return response
