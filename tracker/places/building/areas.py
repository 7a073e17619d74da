"""First-level areas: their names, their GeoNames codes, and which town lies in which."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracker.core.names import fold
from tracker.core.polygons import Box, box_of
from tracker.places.building.curated import Curated
from tracker.places.building.geometry import in_polygon, middle_point
from tracker.places.building.geonames import Town
from tracker.places.building.geopackage import SourceArea
from tracker.places.building.naming import useful_names, without_generic
from tracker.places.shipped import OWN

_SHARE = 0.6  # of an area's towns, and of a code's towns, to say that the two are the same


@dataclass(slots=True)
class Area:
    """A first-level area on its way into the gazetteer. Without a source it has no outline."""

    country_code: str
    name: str
    names: list[str]
    source: SourceArea | None = None
    code: str = ""
    is_second_level: bool = False
    towns: list[Town] = field(default_factory=list)
    box: Box | None = None

    def holds(self, town: Town) -> bool:
        """Whether the town lies inside the outline."""
        if self.source is None or self.box is None:
            return False
        west, south, east, north = self.box
        x, y = town.longitude, town.latitude
        if not (west <= x <= east and south <= y <= north):
            return False
        return any(in_polygon(x, y, polygon) for polygon in self.source.polygons)

    def point(self) -> tuple[float, float]:
        """Longitude and latitude of a point inside; without an outline, of its largest town."""
        if self.source is not None:
            return middle_point(self.source.polygons)
        seat = max(self.towns, key=lambda town: town.population)
        return seat.longitude, seat.latitude

    @property
    def source_id(self) -> str:
        """An identifier that survives a rebuild: the country and the source's name."""
        return f"{self.country_code}-{fold(self.source.name if self.source else self.name).replace(' ', '-')}"


def draft_areas(sources: Iterable[SourceArea], curated: Sequence[Curated]) -> list[Area]:
    """Areas with the names in use, before codes and towns."""
    renamed = {(row.country_code, row.source_name): row for row in curated if row.kind == "area"}
    finer = {row.country_code for row in curated if row.kind == "finer"}
    areas = []
    for source in sources:
        if not source.name or not source.country_code:
            continue
        row = renamed.get((source.country_code, source.name))
        name = row.name if row else source.name
        listed = [_as_own(source.name), *(row.other_names if row else ())]
        recorded = [without_generic(each) for each in source.other_names] + list(source.other_names)
        area = Area(source.country_code, name, listed + recorded, source, row.admin1_code if row else "")
        area.is_second_level = source.country_code in finer
        area.box = box_of(ring for polygon in source.polygons for ring in polygon[:1])
        areas.append(area)
    for row in curated:
        if row.kind == "new":
            areas.append(Area(row.country_code, row.name, list(row.other_names), code=row.admin1_code))
    return areas


def settle(areas: Sequence[Area], towns: Sequence[Town]) -> None:
    """Give every area its code and its towns, and every town the code of its area."""
    by_country: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        by_country[area.country_code].append(area)
    towns_of: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        towns_of[town.country_code].append(town)
    for country_code, members in by_country.items():
        local = towns_of[country_code]
        around = {town.geoname_id: _area_around(town, members) for town in local}
        _claim_codes(members, local, around)
        _place_towns(members, local, around)
        _drop_shared_names(members)


def _area_around(town: Town, areas: Sequence[Area]) -> Area | None:
    return next((area for area in areas if area.holds(town)), None)


def _claim_codes(areas: Sequence[Area], towns: Sequence[Town], around: dict[str, Area | None]) -> None:
    """Codes from the desk's list, then where towns agree, then from FIPS; the rest are numbered X1, X2, …"""
    claimed = {area.code for area in areas if area.code} | {"00"}
    pairs: Counter[tuple[int, str]] = Counter()
    numbers = {id(area): number for number, area in enumerate(areas)}
    for town in towns:
        area = around[town.geoname_id]
        if area is not None:
            pairs[numbers[id(area)], town.admin1_code] += 1
    per_area: Counter[int] = Counter()
    per_code: Counter[str] = Counter()
    for (number, code), count in pairs.items():
        per_area[number] += count
        per_code[code] += count
    for (number, code), count in pairs.most_common():
        agreed = count >= _SHARE * per_area[number] and count >= _SHARE * per_code[code]
        if agreed and code not in claimed and _wants_code(areas[number]):
            areas[number].code = code
            claimed.add(code)
    tails = Counter(area.source.fips[2:] for area in areas if area.source and _wants_code(area))
    for area in areas:
        tail = area.source.fips[2:] if area.source else ""
        if _wants_code(area) and tails[tail] == 1 and tail in per_code and tail not in claimed:
            area.code = tail
            claimed.add(tail)
    unclaimed = sorted((area for area in areas if _wants_code(area)), key=lambda area: fold(area.name))
    for number, area in enumerate(unclaimed, start=1):
        area.code = f"X{number}"


def _wants_code(area: Area) -> bool:
    return not area.code and not area.is_second_level


def _place_towns(areas: Sequence[Area], towns: Sequence[Town], around: dict[str, Area | None]) -> None:
    """A town goes by its code when an area has it, otherwise by the outline around it."""
    by_code = {area.code: area for area in areas if area.code}
    for town in towns:
        area = by_code.get(town.admin1_code, around[town.geoname_id])
        town.admin1_code = area.code if area is not None else ""
        if area is not None:
            area.towns.append(town)
    for area in areas:
        if area.is_second_level:
            inside = Counter(t.admin1_code for t in towns if around[t.geoname_id] is area and t.admin1_code)
            area.code = inside.most_common(1)[0][0] if inside else ""


def _drop_shared_names(areas: Sequence[Area]) -> None:
    """Keep only names that mean one area of the country; many in the source are a neighbour's."""
    own = {fold(area.name): area for area in areas}
    users: dict[str, set[int]] = defaultdict(set)
    for area in areas:
        for name in area.names:
            users[fold(name.lstrip("+="))].add(id(area))
    for area in areas:
        listed = [name for name in area.names if name[:1] in "+=" and name]
        recorded = [name for name in area.names if name[:1] not in "+="]
        kept = [
            name
            for name in useful_names(area.name, recorded, country_code=area.country_code)
            if own.get(fold(name), area) is area and users[fold(name)] == {id(area)}
        ]
        marked = {fold(name[1:]) for name in listed}
        kept_listed = [name for name in listed if own.get(fold(name[1:]), area) is area]
        area.names = [name for name in kept_listed if name[1:] != area.name]
        area.names += [name for name in kept if fold(name) not in marked]


def _as_own(name: str) -> str:
    return OWN + name
