"""What the database can say of a condition, so that only the rest is asked of each row."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from tracker.syndication.compat.acled.clauses import BETWEEN, LIKE, Clause
from tracker.syndication.compat.acled.columns import PREFIX
from tracker.syndication.compat.acled.event_types import RULES, Class, may_be
from tracker.syndication.compat.acled.rows import GEO_PRECISIONS
from tracker.syndication.compat.countries import NOWHERE, Country, countries

_LOOKUPS = {"=": "exact", ">": "gt", "<": "lt", ">=": "gte", "<=": "lte"}
_DECIMALS, _BEYOND = 5, 999.0
_EARLIEST, _LATEST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


class Part(NamedTuple):
    """Rows that may meet a condition; ``is_exact`` where each of them does."""

    condition: Q
    is_exact: bool


def narrow(groups: Iterable[tuple[Clause, ...]]) -> tuple[Q, bool]:
    """The rows that may meet every group, and whether all of them do."""
    condition, is_exact = Q(), True
    for group in groups:
        parts = [_part(clause) for clause in group]
        condition &= reduce(or_, (part.condition for part in parts))
        is_exact = is_exact and all(part.is_exact for part in parts)
    return condition, is_exact


def _part(clause: Clause) -> Part:
    return _COLUMNS.get(clause.column, _unknown)(clause)


def _unknown(clause: Clause) -> Part:
    return Part(_everything(), False)


def _everything() -> Q:
    """True of every row, also beside others in an OR, where an empty Q would vanish."""
    return Q(pk__isnull=False)


def _nothing() -> Q:
    return Q(pk__in=[])


def _compared(column: str, clause: Clause) -> Q:
    """The clause as a comparison of a database column."""
    if clause.operator == BETWEEN:
        return Q(**{f"{column}__gte": clause.values[0], f"{column}__lte": clause.values[1]})
    lookup = _LOOKUPS[clause.operator]
    return reduce(or_, (Q(**{f"{column}__{lookup}": value}) for value in clause.values))


def _day(clause: Clause) -> Part:
    return _unknown(clause) if clause.operator == LIKE else Part(_compared("earliest", clause), True)


def _year(clause: Clause) -> Part:
    are_years = clause.operator != LIKE and all(value == int(value) and 1 <= value <= 9999 for value in clause.values)
    if not are_years:
        return _unknown(clause)
    whole = Clause(clause.column, clause.operator, tuple(int(value) for value in clause.values))
    return Part(_compared("earliest__year", whole), True)


def _coordinate(clause: Clause) -> Part:
    """Kept with five decimals; a condition with more is left to the rows where rounding could tell otherwise."""
    if clause.operator == LIKE:
        return _unknown(clause)
    kept = tuple(max(-_BEYOND, min(_BEYOND, round(value, _DECIMALS))) for value in clause.values)
    if kept != clause.values and all(abs(value) < _BEYOND for value in clause.values):
        return _unknown(clause)
    return Part(_compared(clause.column, Clause(clause.column, clause.operator, kept)), True)


def _land(value_of: Callable[[Country], str | int]) -> Callable[[Clause], Part]:
    """A column that follows from the country alone. Codes that the table lacks count as no country."""

    def part(clause: Clause) -> Part:
        known = countries()
        found = Q(country_code__in=[code for code, land in known.items() if clause.holds(value_of(land))])
        return Part(found | ~Q(country_code__in=list(known)) if clause.holds(value_of(NOWHERE)) else found, True)

    return part


def _kind(value_of: Callable[[Class], str]) -> Callable[[Clause], Part]:
    """A column of the event's class: several of our types may come out as it."""

    def part(clause: Clause) -> Part:
        codes, is_other = may_be(lambda kind: clause.holds(value_of(kind)))
        found = Q(event_type__in=codes)
        return Part(found | ~Q(event_type__in=list(RULES)) if is_other else found, False)

    return part


def _deaths(clause: Clause) -> Part:
    """Nobody's figure counts as 0 here; vague words can lower one, so the row has the last word."""
    return _unknown(clause) if clause.holds(0) else Part(Q(killed_best__isnull=False), False)


def _geo(clause: Clause) -> Part:
    codes = [code for value, found in GEO_PRECISIONS.items() if clause.holds(value) for code in found]
    found = Q(geo_precision__in=codes)
    return Part(found | Q(geo_precision=None) if clause.holds(max(GEO_PRECISIONS)) else found, True)


def _id(clause: Clause) -> Part:
    """Identifiers are a prefix and the event's number."""
    if clause.operator not in {"=", LIKE}:
        return _unknown(clause)
    prefix = PREFIX.casefold()
    found = _nothing()
    for text in clause.values:
        digits = text.removeprefix(prefix)
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= 9):
            return _unknown(clause)
        if clause.operator == "=":
            found |= Q(number=int(digits)) if text.startswith(prefix) and digits[0] != "0" else _nothing()
        else:
            found |= Q(**{f"number__{'startswith' if text.startswith(prefix) else 'contains'}": digits})
    return Part(found, True)


def _moment(clause: Clause) -> Part:
    """Rows show whole seconds, the database has fractions."""
    if clause.operator in {">", ">="}:
        return Part(Q(last_published_at__gte=at(min(clause.values))), False)
    if clause.operator == BETWEEN:
        return Part(Q(last_published_at__gte=at(clause.values[0])), False)
    return _unknown(clause)


def at(seconds: float) -> datetime:
    """A moment in Unix seconds; the first or last there is for what lies beyond."""
    low, high = _EARLIEST.timestamp(), _LATEST.timestamp()
    return datetime.fromtimestamp(max(low, min(high, seconds)), UTC)


_COLUMNS: dict[str, Callable[[Clause], Part]] = {
    "event_id_cnty": _id,
    "event_date": _day,
    "year": _year,
    "disorder_type": _kind(lambda kind: kind.disorder_type),
    "event_type": _kind(lambda kind: kind.event_type),
    "sub_event_type": _kind(lambda kind: kind.sub_event_type),
    "iso": _land(lambda land: land.numeric),
    "region": _land(lambda land: land.acled_region),
    "country": _land(lambda land: land.acled_name),
    "latitude": _coordinate,
    "longitude": _coordinate,
    "geo_precision": _geo,
    "fatalities": _deaths,
    "timestamp": _moment,
}
