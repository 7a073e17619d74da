"""Pages by keyset: as quick at the end as at the start, and every row once."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.http import QueryDict

from tracker.published.models import PublicStatus
from tracker.published.models.event import PublishedEventQuerySet
from tracker.published.models.keyset import behind
from tracker.syndication.api.problems import InvalidParameters, ParameterError, nearest, shortened

DEFAULT_LIMIT, HIGHEST_LIMIT = 100, 1000
COUNT_CAP = 10_000
CHUNK = 500
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
# What neither narrows nor orders the rows may change from page to page.
_NOT_OF_THE_ROWS = {*PAGING, "fields", "omit", "format", "raw"}
_LIMIT = re.compile(r"[0-9]{1,9}")


class Order(Protocol):
    """A total order of rows, and how a page goes on in it."""

    @property
    def columns(self) -> tuple[str, ...]:
        """What a position holds a value of."""

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


class OldestDay:
    """Events by first possible day, oldest first, then by public id."""

    columns: tuple[str, ...] = ("earliest", "public_id")

    def sorted(self, rows: Any) -> QuerySet[Any]:
        """The events in this order."""
        found: QuerySet[Any] = rows.order_by("earliest", "public_id")
        return found

    def behind(self, rows: Any, position: list[Any]) -> QuerySet[Any]:
        """The events behind a day and a public id."""
        earliest, public_id = position
        found: QuerySet[Any] = behind(
            rows, ("earliest", date.fromisoformat(earliest)), ("public_id", UUID(public_id)), falling=False
        )
        return found


@dataclass(frozen=True)
class ByNumber:
    """Records by a column of numbers of which each stands once: their short number, or that of their last change."""

    column: str = "number"
    is_falling: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    def sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in this order."""
        return rows.order_by(f"-{self.column}" if self.is_falling else self.column)

    def behind(self, rows: QuerySet[Any], position: list[Any]) -> QuerySet[Any]:
        """The rows behind a number."""
        return rows.filter(**{f"{self.column}__{'lt' if self.is_falling else 'gt'}": position[0]})


class NewestNumber(ByNumber):
    """Records by their short number, the last published first."""


Orders = dict[str, Order]
_BY_CHANGE: Orders = {"-updated": ByNumber("seq"), "updated": ByNumber("seq", is_falling=False)}
# The first of each is the usual one.
EVENT_ORDERS: Orders = {"-earliest": NewestDay(), "earliest": OldestDay(), **_BY_CHANGE}
RECORD_ORDERS: Orders = {"-number": NewestNumber(), "number": ByNumber(is_falling=False), **_BY_CHANGE}


@dataclass(frozen=True)
class Page:
    """Rows of a page, each a stored document and the ``extra`` columns, and the cursor of the page behind them."""

    rows: list[tuple[Any, ...]]
    next_cursor: str | None

    @property
    def documents(self) -> list[bytes]:
        """The stored documents alone."""
        return [row[0] for row in self.rows]


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


def read_order(query: QueryDict, orders: Orders) -> Order:
    """The order that is asked for, or the usual one.

    Raises:
        InvalidParameters: the list has no such order.
    """
    name = query.get("order", next(iter(orders)))
    if name in orders:
        return orders[name]
    detail = f"There is no order “{shortened(name)}”.{nearest(name, orders)} Known here: {', '.join(orders)}."
    raise InvalidParameters([ParameterError("order", detail)])


def read_page(
    rows: QuerySet[Any], query: QueryDict, *, order: Order, collection: str, extra: tuple[str, ...] = ()
) -> Page:
    """One page of stored documents; one query.

    Raises:
        InvalidParameters: a wrong limit, or a cursor that is not of this query.
    """
    limit = read_limit(query)
    signer = _signer(query, collection=collection)
    rows = order.sorted(live(rows))
    if "cursor" in query:
        rows = order.behind(rows, _position(str(query["cursor"]), signer))
    found = list(rows.values_list("document", *extra, *order.columns)[: limit + 1])
    width = 1 + len(extra)
    shown = [row[:width] for row in found[:limit]]
    if len(found) <= limit:
        return Page(shown, None)
    return Page(shown, signer.sign_object(_keys(found[limit - 1][width:])))


def in_chunks(rows: QuerySet[Any], *, order: Order, extra: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every row, ``CHUNK`` at a time: no cursor of the database stays open while a reader takes its time."""
    ordered = order.sorted(live(rows))
    width, part = 1 + len(extra), ordered
    while True:
        found = list(part.values_list("document", *extra, *order.columns)[:CHUNK])
        yield from (row[:width] for row in found)
        if len(found) < CHUNK:
            return
        part = order.behind(ordered, _keys(found[-1][width:]))


def _keys(values: tuple[Any, ...]) -> list[Any]:
    return [value if isinstance(value, int) else str(value) for value in values]


def live(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Without tombstones."""
    return rows.filter(status=PublicStatus.LIVE)


def _signer(query: QueryDict, *, collection: str) -> Signer:
    """Signs cursors of this collection and these filters, and no others'."""
    filters = sorted((name, sorted(values)) for name, values in query.lists() if name not in _NOT_OF_THE_ROWS)
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
