"""Maps of the pages: how exactly a place is known decides what is drawn, and a pin only where it is known."""

from dataclasses import dataclass, field
from math import floor, sqrt
from typing import Any

from tracker.core.names import fold
from tracker.core.shapes import CountryMap, Shape, country_map
from tracker.core.shapes import world_map as shapes_of_world
from tracker.pages.front import CountryCount
from tracker.pages.labels import Label, Spot, centre_labels, place_labels

WORLD = (760, 380)
WIDE, NARROW = 11.0, 24.0
COUNTRY_WIDTH, COUNTRY_LETTERS = 560, 19.0
MOST_LABELS, LARGEST = 14, 26.0
_KM_PER_DEGREE = 111.2
_NEAR_KM = 25
_STEP = 5


@dataclass(frozen=True)
class Circle:
    """One country's events, as an area."""

    x: float
    y: float
    radius: float
    title: str


@dataclass(frozen=True)
class FrontMap:
    """Countries with circles whose area is the number of events."""

    view_box: str
    land: list[str]
    circles: list[Circle]
    wide: list[Label]
    narrow: list[Label]


@dataclass
class AreaMap:
    """A country with what is known of a place in it. Paths and points are empty where they do not apply."""

    country: CountryMap
    title: str
    caption: str
    hatched: str = ""
    shaded: str = ""
    pin: tuple[float, float] | None = None
    doubt: float = 0.0
    labels: list[Label] = field(default_factory=list)
    note: Label | None = None


def world_map(countries: list[CountryCount]) -> FrontMap | None:
    """The map of the front page, as large a part of the world as holds every circle."""
    placed = [(row, point) for row in countries if (point := _point(row))]
    if not placed:
        return None
    width, height = WORLD
    view = shapes_of_world(_box([point for _, point in placed]), width, height)
    most = placed[0][0].events
    circles, spots = [], []
    for row, (latitude, longitude) in placed:
        x, y = view.project(latitude, longitude)
        radius = round(max(LARGEST * sqrt(row.events / most), 2.5), 1)
        circles.append(Circle(x, y, radius, f"{row.name}: {row.events:,}"))
        spots.append(Spot(x, y, radius, f"{row.name} {row.events:,}"))
    # Every circle is an obstacle, so labels are sought for all and only the first are shown.
    wide = place_labels(spots, size=WIDE, width=width, height=height, most=MOST_LABELS)
    narrow = place_labels(spots, size=NARROW, width=width, height=height, most=MOST_LABELS)
    return FrontMap(view.view_box, [shape.path for shape in view.shapes], circles, wide, narrow)


def _point(row: CountryCount) -> tuple[float, float] | None:
    """The mean point of the events, else a point within the country."""
    if row.latitude is not None and row.longitude is not None:
        return row.latitude, row.longitude
    found = country_map(row.code, COUNTRY_WIDTH)
    if found is None or found.own.label is None:
        return None
    (x, y), across = found.own.label, found.projection
    return across.north - y / across.up, across.west + x / across.across


def _box(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """West, south, east, north around the points, in whole steps, never less than a continent."""
    latitudes, longitudes = [point[0] for point in points], [point[1] for point in points]
    south, north = _stretched(min(latitudes), max(latitudes), 40.0)
    west, east = _stretched(min(longitudes), max(longitudes), 80.0)
    # Near the poles there is little to see: they come into view only where something happened there.
    lowest, highest = max(min(-58.0, min(latitudes) - _STEP), -90.0), min(max(80.0, max(latitudes) + _STEP), 90.0)
    return max(west, -180.0), max(south, lowest), min(east, 180.0), min(north, highest)


def _stretched(low: float, high: float, least: float) -> tuple[float, float]:
    pad = max((least - (high - low)) / 2, 8.0)
    return float(floor((low - pad) / _STEP) * _STEP), float(-floor(-(high + pad) / _STEP) * _STEP)


def event_map(where: dict[str, Any], admin1: str | None) -> AreaMap | None:
    """What is known of where an event took place; None where no map can say it.

    ``where`` is that part of the document, ``admin1`` the name of the first-level
    area that its place lies in.
    """
    place, precision = where["place"], where["geo_precision"]
    country = country_map((place or {}).get("country_code") or "", COUNTRY_WIDTH)
    if country is None or precision == 7:
        return None
    name = place["name"]
    if precision in {1, 2} and where["latitude"] is not None and where["longitude"] is not None:
        return _pinned(country, name, float(where["latitude"]), float(where["longitude"]), is_near=precision == 2)
    if place["kind"] == "region" and place["compass"]:
        return _hatched(country, name, place["compass"])
    return _shaded(country, name, place["kind"], admin1 if precision != 6 else None)


def place_map(place: dict[str, Any]) -> AreaMap | None:
    """The map of a place's own page, from its document."""
    country = country_map(place["country_code"] or "", COUNTRY_WIDTH)
    if country is None:
        return None
    kind = place["place_kind"]["code"]
    if kind == "region" and place["compass"]:
        return _hatched(country, place["name"], place["compass"])
    if kind in {"town", "site"} and place["latitude"] is not None and place["longitude"] is not None:
        point = float(place["latitude"]), float(place["longitude"])
        return _pinned(country, place["name"], *point, is_near=False, caption=f"{place['name']} in {country.own.name}.")
    drawn = _shaded(country, place["name"], kind, None)
    if kind == "country":
        drawn.title = drawn.caption = f"Map of {country.own.name}"
    elif drawn.shaded != country.own.path:
        drawn.caption = f"{place['name']} in {country.own.name}."
    else:
        # Nothing is known of its outline: no map is better than a whole country in its name.
        return None
    return drawn


def _pinned(
    country: CountryMap, name: str, latitude: float, longitude: float, *, is_near: bool, caption: str = ""
) -> AreaMap:
    x, y = country.project(latitude, longitude)
    doubt = round(_NEAR_KM / _KM_PER_DEGREE * country.projection.up, 1) if is_near else 0.0
    words = (
        f"Within about {_NEAR_KM} km of {name}; the circle shows how far off it may be."
        if is_near
        else f"At {name}, as exactly as the sources say."
    )
    drawn = AreaMap(country, f"Map of {country.own.name} with {name}", caption or words, pin=(x, y), doubt=doubt)
    found = place_labels(
        [Spot(x, y, max(doubt, 7.0), name)], size=COUNTRY_LETTERS, width=country.width, height=country.height
    )
    drawn.note = found[0] if found else None
    drawn.labels = _names(country, drawn.note, (x, y, max(doubt, 8.0)))
    return drawn


def _hatched(country: CountryMap, name: str, compass: str) -> AreaMap:
    part = "centre" if compass == "central" else compass
    drawn = AreaMap(
        country,
        f"Map of {country.own.name}, the {part} of it hatched",
        f"Somewhere in the {part} of the country. No source gives a more exact place, so an area is hatched and "
        "no pin is set; its edge is not a border.",
        hatched=country.compass_path(compass),
    )
    drawn.labels = _names(country, None, None)
    return drawn


def _shaded(country: CountryMap, name: str, kind: str, admin1: str | None) -> AreaMap:
    area = _area(country, {name, admin1 or ""}) if kind not in {"country", "region"} else None
    if area:
        title, path = f"Map of {country.own.name}, {area.name} shaded", area.path
        caption = f"Somewhere in {area.name}. The place is not known more exactly, so the whole area is shaded."
    else:
        title, path = f"Map of {country.own.name}, the whole country shaded", country.own.path
        where = country.own.name if kind == "country" else f"{name}, {country.own.name}"
        caption = f"Somewhere in {where}. The map cannot show it more exactly, so the whole country is shaded."
    drawn = AreaMap(country, title, caption, shaded=path)
    drawn.labels = _names(country, None, None)
    return drawn


def _area(country: CountryMap, names: set[str]) -> Shape | None:
    wanted = {_bare(name) for name in names} - {""}
    return next((area for area in country.areas if _bare(area.name) in wanted), None)


def _bare(name: str) -> str:
    """The key of a name without its Arabic article: "Al-Anbar" meets "Anbar"."""
    return fold(name).removeprefix("al ")


def _names(country: CountryMap, note: Label | None, spot: tuple[float, float, float] | None) -> list[Label]:
    """Names of the country and its neighbours where there is room beside what matters."""
    shapes = [country.own, *country.neighbours]
    spots = [Spot(*shape.label, 0, shape.name) for shape in shapes if shape.label and shape.name]
    circle = Spot(spot[0], spot[1], spot[2], "") if spot else None
    return centre_labels(
        spots, size=COUNTRY_LETTERS, width=country.width, height=country.height, note=note, circle=circle
    )
