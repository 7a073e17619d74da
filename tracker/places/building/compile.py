"""Put countries, areas and towns together into the shipped gazetteer file."""

import string
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from tracker.core.names import fold
from tracker.places import shipped
from tracker.places.building.areas import Area
from tracker.places.building.curated import Curated
from tracker.places.building.geometry import Polygon, joined, middle_point
from tracker.places.building.geonames import Country, Town
from tracker.places.building.naming import is_plain, without_article
from tracker.places.ranking import OWN_NAME_TIERS, tier_of, tier_without_seat
from tracker.places.shipped import EXACT, OTHER, OWN, Row

_LONGEST_ID = 36  # leaves room for a number within the 40 of the table
_DIGITS = string.digits + string.ascii_lowercase


def country_rows(
    countries: Sequence[Country], areas: Sequence[Area], towns: Sequence[Town], curated: Sequence[Curated]
) -> list[Row]:
    """Countries at a point inside them, or at their capital where there is no outline."""
    listed = {row.country_code: row for row in curated if row.kind == "country"}
    outlines: dict[str, list[Polygon]] = defaultdict(list)
    for area in areas:
        if area.source is not None:
            outlines[area.country_code].extend(area.source.polygons)
    seats: dict[tuple[str, str], Town] = {}
    for town in reversed(towns):  # the most populous of a name is set last
        seats[town.country_code, town.name] = seats[town.country_code, ""] = town
    rows = []
    for country in countries:
        row = listed.get(country.code)
        name = row.name if row else country.name
        names = {country.name: None} | dict.fromkeys(row.other_names if row else ())
        if outlines[country.code]:
            longitude, latitude = middle_point([[ring] for ring in joined(outlines[country.code])])
        else:
            seat = seats.get((country.code, country.capital)) or seats.get((country.code, ""))
            if seat is None:
                continue  # uninhabited and not drawn
            longitude, latitude = seat.longitude, seat.latitude
        others = tuple(_own(other) for other in names if other != name)
        place = (latitude, longitude, country.population)
        neighbours = country.neighbours.strip(",")
        rows.append(Row("country", country.code, "", name, *place, "geonames", country.geoname_id, others, neighbours))
    return rows


def region_rows(curated: Sequence[Curated]) -> list[Row]:
    """Parts of the world, at the points that the desk gave them."""
    rows = []
    for region in curated:
        if region.kind == "region":
            latitude, longitude = (float(part) for part in region.source_name.split(","))
            source_id = f"region-{fold(region.name).replace(' ', '-')}"
            place = (region.country_code, "", region.name, latitude, longitude, 0)
            rows.append(Row("region", *place, "desk", source_id, region.other_names, ""))
    return rows


def area_rows(areas: Sequence[Area]) -> list[Row]:
    """Areas, those with more town dwellers first; their own population is not known here."""
    rows = []
    used: Counter[str] = Counter()
    for area in sorted(areas, key=lambda each: (-sum(t.population for t in each.towns), each.source_id)):
        if area.source is None and not area.towns:
            continue
        kind = "admin2" if area.is_second_level else "admin1"
        source = "natural_earth" if area.source else "desk"
        longitude, latitude = area.point()
        names, source_id = tuple(area.names), area.source_id[:_LONGEST_ID]
        used[source_id] += 1
        if used[source_id] > 1:
            source_id += f"-{used[source_id]}"
        place = (area.country_code, area.code, area.name, latitude, longitude, 0)
        rows.append(Row(kind, *place, source, source_id, names, ""))
    return rows


def town_rows(towns: Sequence[Town]) -> list[Row]:
    """Towns as they come."""
    return [
        Row(
            "town", town.country_code, town.admin1_code, town.name, town.latitude, town.longitude,
            town.population, "geonames", town.geoname_id, tuple(town.names), "",
        )
        for town in towns
    ]  # fmt: skip


def with_short_names(row: Row) -> Row:
    """The row with its spoken forms: "Qaim" for "Al-Qaim", "Northern Province" for the area "Northern"."""
    taken = {fold(row.name)} | {fold(name.lstrip("+=")) for name in row.names}
    added = []
    if row.kind != "country":
        for mark, name in [(OWN, row.name), *((_mark(each), each.lstrip("+=")) for each in row.names)]:
            short = without_article(name)
            if mark != EXACT and short != name and fold(short) not in taken and len(fold(short)) > 2:
                taken.add(fold(short))
                added.append(mark + short)
    if row.kind in ("admin1", "admin2") and is_plain(row.name):
        added += [f"{OWN}{row.name} {word}" for word in ("Province", "Region", "State")]
    return Row(
        row.kind, row.country_code, row.admin1_code, row.name, row.latitude, row.longitude, row.population,
        row.source, row.source_id, (*row.names, *added), row.extra,
    )  # fmt: skip


def key_lines(rows: Sequence[Row]) -> list[str]:
    """Every folded name with the places it may mean, best first, sorted by bytes."""
    meant: dict[str, dict[int, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for mark, name in [(OWN, row.name), *((_mark(each), each.lstrip("+=")) for each in row.names)]:
            key = (EXACT if mark == EXACT else "") + fold(name)
            if not fold(name) or (row.kind not in ("country", "region") and is_plain(name)):
                continue
            tier = int(tier_of(row.kind, population=row.population, is_own_name=mark != OTHER))
            meant[key][number] = min(tier, meant[key].get(number, tier))
    lines = []
    for key, places in meant.items():
        _promote_areas_without_seat(places, rows)
        ranked = sorted(places.items(), key=lambda item: (item[1], item[0]))
        lines.append(key + "\t" + " ".join(f"{tier}{_base36(number)}" for number, tier in ranked))
    return sorted(lines, key=lambda line: line.split("\t")[0].encode())


def _promote_areas_without_seat(places: dict[int, int], rows: Sequence[Row]) -> None:
    seats = {
        (rows[number].country_code, rows[number].admin1_code)
        for number, tier in places.items()
        if rows[number].kind == "town" and tier in OWN_NAME_TIERS
    }
    for number, tier in places.items():
        row = rows[number]
        places[number] = int(tier_without_seat(tier, row.kind, (row.country_code, row.admin1_code) in seats))


def compile_gazetteer(path: Path, rows: Sequence[Row], *, sources: str) -> tuple[int, int]:
    """Write the file; returns how many places and keys it has."""
    full = [with_short_names(row) for row in rows]
    keys = key_lines(full)
    shipped.write(path, rows=[row.line() for row in full], keys=keys, sources=sources)
    return len(full), len(keys)


def _mark(name: str) -> str:
    return name[0] if name[:1] in (OWN, EXACT) else OTHER


def _own(name: str) -> str:
    return name if name[:1] in (OWN, EXACT) else OWN + name


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
