"""Pages by keyset: as quick at the end as at the start, and every row once."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.http import QueryDict

from tracker.published.models import PublicStatus
from tracker.published.models.event import PublishedEventQuerySet
from tracker.syndication.api.problems import InvalidParameters, ParameterError, shortened

DEFAULT_LIMIT, HIGHEST_LIMIT = 100, 1000
COUNT_CAP = 10_000
PAGING: dict[str, tuple[str, dict[str, Any]]] = {
    "limit": (
        f"Documents on a page, 1 to {HIGHEST_LIMIT}; {DEFAULT_LIMIT} unless told otherwise.",
        {"type": "integer", "minimum": 1, "maximum": HIGHEST_LIMIT, "default": DEFAULT_LIMIT},
    ),
    "cursor": (
        "Where the page begins; taken as it stands from `next` of the page before.",
        {"type": "string"},
    ),
    "count": (
        f"`exact` gives the number of matching documents instead of a page, counted up to {COUNT_CAP:,}.",
        {"type": "string", "enum": ["exact"]},
    ),
}
_LIMIT = re.compile(r"[0-9]{1,9}")


class Order(Protocol):
    """A total order of rows, and how a page goes on in it."""

    columns: tuple[str, ...]

    def sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in this order."""

    def behind(self, rows: QuerySet[Any], position: list[Any]) -> QuerySet[Any]:
        """The rows behind ``position``, which holds the values of ``columns`` as text or numbers."""


class NewestDay:
    """Events by first possible day, newest first, then by public id."""

    columns: tuple[str, ...] = ("earliest", "public_id")

    def sorted(self, rows: Any) -> QuerySet[Any]:
        """The events in this order."""
        events: PublishedEventQuerySet = rows
        return events.newest_first()

    def behind(self, rows: Any, position: list[Any]) -> QuerySet[Any]:
        """The events behind a day and a public id."""
        events: PublishedEventQuerySet = rows
        earliest, public_id = position
        return events.after(date.fromisoformat(earliest), UUID(public_id))


class NewestNumber:
    """Records by their short number, the last published first."""

    columns: tuple[str, ...] = ("number",)

    def sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in this order."""
        return rows.order_by("-number")

    def behind(self, rows: QuerySet[Any], position: list[Any]) -> QuerySet[Any]:
        """The rows behind a number."""
        return rows.filter(number__lt=position[0])


@dataclass(frozen=True)
class Page:
    """Stored documents, and the cursor of the page behind them, if there is one."""

    documents: list[bytes]
    next_cursor: str | None


def read_limit(query: QueryDict) -> int:
    """How many documents the reader wants.

    Raises:
        InvalidParameters: not a whole number from 1 to ``HIGHEST_LIMIT``.
    """
    text = query.get("limit", str(DEFAULT_LIMIT))
    if _LIMIT.fullmatch(text) and 1 <= int(text) <= HIGHEST_LIMIT:
        return int(text)
    detail = f"“{shortened(text)}” is not a whole number from 1 to {HIGHEST_LIMIT}."
    raise InvalidParameters([ParameterError("limit", detail)])


def wants_count(query: QueryDict) -> bool:
    """Whether the reader asks for a number instead of documents.

    Raises:
        InvalidParameters: ``count`` is not ``exact``, or stands beside a page's parameters.
    """
    if "count" not in query:
        return False
    if query["count"] != "exact":
        raise InvalidParameters([ParameterError("count", "The only value of “count” is “exact”.")])
    for name in ("cursor", "limit"):
        if name in query:
            detail = f"“{name}” has no meaning beside “count”, which gives no page."
            raise InvalidParameters([ParameterError(name, detail)])
    return True


def count_up_to_cap(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many live rows match, and whether that is only the cap."""
    found = live(rows).order_by()[: COUNT_CAP + 1].count()
    return min(found, COUNT_CAP), found > COUNT_CAP


def read_page(rows: QuerySet[Any], query: QueryDict, *, order: Order, collection: str) -> Page:
    """One page of stored documents; one query.

    Raises:
        InvalidParameters: a wrong limit, or a cursor that is not of this query.
    """
    limit = read_limit(query)
    signer = _signer(query, collection=collection)
    rows = order.sorted(live(rows))
    if "cursor" in query:
        rows = order.behind(rows, _position(str(query["cursor"]), signer))
    found = list(rows.values_list("document", *order.columns)[: limit + 1])
    documents = [document for document, *_ in found[:limit]]
    if len(found) <= limit:
        return Page(documents, None)
    last = [value if isinstance(value, int) else str(value) for value in found[limit - 1][1:]]
    return Page(documents, signer.sign_object(last))


def live(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Without tombstones."""
    return rows.filter(status=PublicStatus.LIVE)


def _signer(query: QueryDict, *, collection: str) -> Signer:
    """Signs cursors of this collection and these filters, and no others'."""
    filters = sorted((name, sorted(values)) for name, values in query.lists() if name not in PAGING)
    digest = hashlib.blake2b(repr(filters).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return Signer(salt=f"api-cursor-1.{collection}.{digest}", sep="~")


def _position(cursor: str, signer: Signer) -> list[Any]:
    """What the cursor points at."""
    try:
        position: list[Any] = signer.unsign_object(cursor)
    except (BadSignature, ValueError) as error:
        detail = (
            "The cursor is damaged or belongs to another query. Take it from “next” as it stands, or "
            "leave it out to begin at the first page."
        )
        raise InvalidParameters([ParameterError("cursor", detail)]) from error
    return position
