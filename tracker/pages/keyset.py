"""Pages of a list by key, forward and back, never by offset."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from tracker.published.models.keyset import behind

PAGE_SIZE = 50
_Row = TypeVar("_Row", bound=Model)


class BadCursorError(ValueError):
    """The place in the list cannot be read."""


@dataclass(frozen=True)
class Order:
    """An order by ``field``, ties broken by the unique ``tie``; both run the same way."""

    field: str
    tie: str
    descending: bool

    def key(self, row: Model) -> str:
        """The row's place in the list, as it stands in an address."""
        return f"{getattr(row, self.field)}~{getattr(row, self.tie)}"

    def read(self, key: str) -> tuple[Any, Any]:
        """The two values of a key.

        Raises:
            BadCursorError: it is not one of ours.
        """
        first, mark, tie = key.rpartition("~")
        try:
            value: Any = date.fromisoformat(first) if self.field == "earliest" else first
            if self.tie == "public_id":
                return value, UUID(tie)
            if not mark or not re.fullmatch(r"\d{1,9}", tie) or "\x00" in first:
                raise BadCursorError(key)
            return (int(first) if self.field == "epoch" else value), int(tie)
        except ValueError as error:
            raise BadCursorError(key) from error


NEWEST_EVENTS = Order("earliest", "public_id", descending=True)
BY_TITLE = Order("title", "number", descending=False)
NEWEST_CHANGES = Order("epoch", "seq", descending=True)


@dataclass(frozen=True)
class Page(Generic[_Row]):
    """One page; ``previous`` and ``next`` are keys, empty at either end."""

    rows: list[_Row]
    previous: str
    next: str


def page_of(
    queryset: QuerySet[_Row], order: Order, *, after: str = "", before: str = "", size: int = PAGE_SIZE
) -> Page[_Row]:
    """The rows behind ``after`` or in front of ``before``. One query, one index range.

    Raises:
        BadCursorError: a key cannot be read.
    """
    backward = bool(before)
    falling = order.descending != backward
    key = before or after
    if key:
        value, tie = order.read(key)
        queryset = behind(queryset, (order.field, value), (order.tie, tie), falling=falling)
    sign = "-" if falling else ""
    rows = list(queryset.order_by(f"{sign}{order.field}", f"{sign}{order.tie}")[: size + 1])
    has_more = len(rows) > size
    rows = rows[:size]
    if backward:
        rows.reverse()
    has_previous, has_next = (has_more, True) if backward else (bool(key), has_more)
    return Page(
        rows=rows,
        previous=order.key(rows[0]) if rows and has_previous else "",
        next=order.key(rows[-1]) if rows and has_next else "",
    )
