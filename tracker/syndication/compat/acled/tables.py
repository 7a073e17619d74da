"""The five tables that can be read: events, what was deleted, and who and where the events name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count, F, Max, Min, Q

from tracker.published.models import (
    PublicStatus,
    PublishedEvent,
    PublishedEventForce,
)
from tracker.syndication.compat.acled import columns
from tracker.syndication.compat.acled.asked import Asked
from tracker.syndication.compat.acled.narrowing import at, narrow
from tracker.syndication.compat.acled.rows import Row, labelled, row_of
from tracker.syndication.compat.chunks import in_chunks
from tracker.syndication.compat.countries import country
from tracker.syndication.compat.sides import SPEAKS_ONLY, STATE_KINDS


@dataclass(frozen=True)
class Table:
    """A name in the address, its columns, and the rows that are asked for, in order."""

    name: str
    columns: columns.Columns
    select: Callable[[Asked], Iterator[Row]]


def events(asked: Asked) -> Iterator[Row]:
    """Live events, newest first. Two queries a thousand, and one to find a later page.

    Where the database can tell every condition by itself, no row is read in vain.
    """
    condition, is_exact = narrow(asked.groups)
    rows = PublishedEvent.objects.live().filter(condition).select_related("place").defer("search_text")
    if is_exact:
        found = _mapped(in_chunks(rows, skip=asked.skip, most=asked.limit or None))
        return map(labelled, found) if asked.has_labels else found
    return _paged(_mapped(in_chunks(rows)), asked)


def deleted(asked: Asked) -> Iterator[Row]:
    """Events that were public and are no more, retracted, withdrawn or merged, oldest first. One query."""
    gone = PublishedEvent.objects.exclude(status=PublicStatus.LIVE).filter(_since(asked))
    rows = gone.order_by("last_published_at", "number").values_list("number", "last_published_at")
    return _paged(
        ({"event_id_cnty": columns.event_id(number), "deleted_timestamp": int(at.timestamp())} for number, at in rows),
        asked,
    )


def actors(asked: Asked) -> Iterator[Row]:
    """Forces that take part in live events, by name. One query."""
    links = PublishedEventForce.objects.filter(event__status=PublicStatus.LIVE)
    fighting = links.exclude(force__force_kind=SPEAKS_ONLY)
    rows = fighting.values(name=F("force__title")).annotate(**_SEEN).order_by("name")
    return _paged(({"actor_name": row["name"], **_seen(row)} for row in rows), asked)


def countries(asked: Asked) -> Iterator[Row]:
    """Countries that live events name, by name. One query."""
    found = sorted(((country(row["country_code"]), row) for row in _by_country()), key=lambda pair: pair[0].acled_name)
    return _paged(
        (
            {"country": land.acled_name, "iso": land.numeric, "iso3": land.alpha3, **_seen(row)}
            for land, row in found
            if land.alpha2
        ),
        asked,
    )


def regions(asked: Asked) -> Iterator[Row]:
    """Regions in which live events lie, by number. One query."""
    found: dict[int, Row] = {}
    for row in _by_country():
        name = country(row["country_code"]).acled_region
        if name:
            code = columns.REGION_CODES[name]
            seen = _seen(row)
            known = found.setdefault(code, {"region": code, "region_name": name, **seen, "event_count": 0})
            known["first_event_date"] = min(known["first_event_date"], seen["first_event_date"])
            known["last_event_date"] = max(known["last_event_date"], seen["last_event_date"])
            known["event_count"] += seen["event_count"]
    return _paged((found[code] for code in sorted(found)), asked)


TABLES = {
    table.name: table
    for table in (
        Table("acled", columns.EVENTS, events),
        Table("deleted", columns.DELETED, deleted),
        Table("actor", columns.ACTORS, actors),
        Table("country", columns.COUNTRIES, countries),
        Table("region", columns.REGIONS, regions),
    )
}
_SEEN = {
    "first": Min("event__earliest"),
    "last": Max("event__earliest"),
    "count": Count("event", distinct=True),
}


def _mapped(chunks: Iterable[list[PublishedEvent]]) -> Iterator[Row]:
    for chunk in chunks:
        abroad = _abroad(chunk)
        for event in chunk:
            yield row_of(event, abroad.get(event.pk, frozenset()))


def _abroad(chunk: list[PublishedEvent]) -> dict[int, set[str]]:
    """By event the ids of states' forces that act outside their own country."""
    links = PublishedEventForce.objects.filter(
        event__in=[event.pk for event in chunk], force__force_kind__in=STATE_KINDS
    ).exclude(force__country_code__in=["", F("event__country_code")])
    found: dict[int, set[str]] = {}
    for event, force in links.exclude(event__country_code="").values_list("event", "force__public_id"):
        found.setdefault(event, set()).add(str(force))
    return found


def _paged(rows: Iterable[Row], asked: Asked) -> Iterator[Row]:
    matching = (labelled(row) if asked.has_labels and "inter1" in row else row for row in rows if asked.holds(row))
    return islice(matching, asked.skip, asked.skip + asked.limit if asked.limit else None)


def _since(asked: Asked) -> Q:
    """What an index can leave out: rows from before every start that is asked for."""
    starts = [
        min(clause.values)
        for group in asked.groups
        for clause in group
        if len(group) == 1 and clause.column == "deleted_timestamp" and clause.operator in {">", ">="}
    ]
    return Q(last_published_at__gte=at(max(starts))) if starts else Q()


def _by_country() -> Iterable[Mapping[str, Any]]:
    live = PublishedEvent.objects.live().order_by()
    return live.values("country_code").annotate(first=Min("earliest"), last=Max("earliest"), count=Count("pk"))


def _seen(row: Mapping[str, Any]) -> Row:
    return {
        "first_event_date": row["first"].isoformat(),
        "last_event_date": row["last"].isoformat(),
        "event_count": row["count"],
    }
