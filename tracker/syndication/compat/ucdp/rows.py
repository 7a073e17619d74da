"""One published event as one row in the columns of UCDP GED."""

import math
from typing import Any, NamedTuple

import orjson

from tracker.published.models import PublishedEvent
from tracker.syndication.compat.countries import country
from tracker.syndication.compat.sides import is_state, sides
from tracker.syndication.compat.ucdp.deaths import deaths
from tracker.syndication.compat.ucdp.selection import ONE_SIDED, STATE_BASED

CIVILIANS, NOBODY = "Civilians", 0
PAIRS = 1_000_000
_COUNTRY_ONLY, _NOWHERE = 6, 7
Row = dict[str, Any]


class Side(NamedTuple):
    """A side of a dyad. The number is our force's; civilians have 0."""

    number: int
    name: str


def row_of(event: PublishedEvent, violence: int) -> Row:
    """The row of a live event of organised violence. The event comes with its place."""
    document = orjson.loads(bytes(event.document))
    a, b, is_turned = _sides(document, violence)
    best = event.killed_best or 0
    split = deaths(document, best, is_turned=is_turned)
    return {
        "id": event.number,
        "year": event.earliest.year,
        "active_year": 1,
        "type_of_violence": violence,
        **_dyad(document, a, b),
        **_sources(document["sources"]),
        **_where(event, document),
        "event_clarity": document["clarity"],
        "date_prec": document["when"]["precision"],
        "date_start": event.earliest.isoformat(),
        "date_end": event.latest.isoformat(),
        "deaths_a": split.a,
        "deaths_b": split.b,
        "deaths_civilians": split.civilians,
        "deaths_unknown": split.unknown,
        "low": event.killed_low if event.killed_low is not None else best,
        "best": best,
        "high": event.killed_high if event.killed_high is not None else best,
    }


def _sides(document: Row, violence: int) -> tuple[Side, Side, bool]:
    """The main actors; a state stands first, as in UCDP, also where it was attacked."""
    found = sides(document)
    first, second = ([Side(force["number"], force["name"]) for force in side] for side in found)
    if violence == ONE_SIDED:
        return (*first, Side(NOBODY, ""))[0], Side(NOBODY, CIVILIANS), False
    a, b = (*first, Side(NOBODY, ""))[0], (*second, Side(NOBODY, ""))[0]
    is_turned = violence == STATE_BASED and not any(map(is_state, found.first))
    return (b, a, True) if is_turned else (a, b, False)


def _dyad(document: Row, a: Side, b: Side) -> Row:
    """Conflict and dyad are topics where the desk has them, else the pair itself."""
    pair, name = a.number * PAIRS + b.number, f"{a.name} - {b.name}"
    topics = {topic["kind"]["code"]: topic for topic in reversed(document["topics"])}
    dyad = topics.get("dyad", {"number": pair, "name": name})
    conflict = topics.get("conflict", dyad)
    return {
        "conflict_new_id": conflict["number"],
        "conflict_name": conflict["name"],
        "dyad_new_id": dyad["number"],
        "dyad_name": dyad["name"],
        "side_a_new_id": a.number,
        "side_a": a.name,
        "side_b_new_id": b.number,
        "gwnob": None,
        "side_b": b.name,
    }


def _sources(sources: list[Row]) -> Row:
    parts = {
        name: [str(source[key] or "") for source in sources]
        for name, key in (("office", "outlet"), ("date", "published_on"), ("headline", "title"))
    }
    articles = [f'"{",".join(each)}"' for each in zip(*parts.values(), strict=True)]
    return {
        "number_of_sources": len(sources),
        "source_article": ";".join(articles),
        **{f"source_{name}": ";".join(values) for name, values in parts.items()},
        "source_original": "",
    }


def _where(event: PublishedEvent, document: Row) -> Row:
    where, land = document["where"], country(event.country_code)
    place = where["place"] or {"kind": "", "name": ""}
    area = orjson.loads(bytes(event.place.document)).get("admin1") if event.place else None
    latitude, longitude = where["latitude"], where["longitude"]
    has_point = latitude is not None and longitude is not None
    return {
        "where_prec": where["geo_precision"] or (_COUNTRY_ONLY if land.alpha2 else _NOWHERE),
        "where_coordinates": place["name"] or where["as_worded"] or land.ucdp_name,
        "adm_1": place["name"] if place["kind"] == "admin1" else area or "",
        "adm_2": place["name"] if place["kind"] == "admin2" else "",
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude} {latitude})" if has_point else "",
        "priogrid_gid": grid_cell(latitude, longitude) if has_point else None,
        "country": land.ucdp_name,
        "country_id": land.gw or None,
        "region": land.ucdp_region,
    }


def grid_cell(latitude: float, longitude: float) -> int:
    """The number of the half-degree cell of PRIO-GRID, counted from the south-west, 720 a row."""
    row = min(359, math.floor((latitude + 90) * 2))
    column = min(719, math.floor((longitude + 180) * 2))
    return row * 720 + column + 1
