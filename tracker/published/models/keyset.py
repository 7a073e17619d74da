"""Where a page of a list begins, by key and never by offset."""

from typing import Any, TypeVar

from django.db.models import QuerySet

_Rows = TypeVar("_Rows", bound=QuerySet[Any])


def behind(rows: _Rows, first: tuple[str, Any], tie: tuple[str, Any], *, falling: bool) -> _Rows:
    """The rows behind a place in an order by two columns, each given with its value; both run the same way.

    Not "a < x OR (a = x AND b < y)": databases read that as a scan, this as one index range.
    """
    (column, value), (other, last) = first, tie
    kept = rows.filter(**{f"{column}__{'lte' if falling else 'gte'}": value})
    return kept.exclude(**{column: value, f"{other}__{'gte' if falling else 'lte'}": last})
