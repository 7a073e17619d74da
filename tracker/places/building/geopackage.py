"""Read first-level areas from the Natural Earth GeoPackage with the standard library alone."""

import sqlite3
import struct
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.core.polygons import Point, clip
from tracker.places.building.geometry import Polygon

_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_POLYGON, _MULTIPOLYGON = 3, 6

# Rows that the source gives no ISO code, by its own three-letter code. Those left
# out (bases, reefs, the Siachen glacier) are drawn, but belong to no country here.
_CODES_BY_TERRITORY = {"SOL": "SO", "CYN": "CY", "KAB": "KZ", "KOS": "XK"}

# Where the source's view of a border differs from the United Nations' and from the
# country that GeoNames gives the towns inside.
_CODES_BY_AREA = {
    ("RU", "Crimea"): "UA",
    ("RU", "Sevastopol"): "UA",
    ("MA", "Oued el Dahab"): "EH",
}
_SPLIT_AREAS = {
    ("MA", "Guelmim - Es-Semara"): "EH",
    ("MA", "Laâyoune - Boujdour - Sakia El Hamra"): "EH",
}
_SPLIT_LATITUDE = 27.666667


@dataclass(frozen=True, slots=True)
class SourceArea:
    """One first-level area as Natural Earth has it."""

    country_code: str
    name: str
    fips: str
    other_names: tuple[str, ...]
    polygons: tuple[Polygon, ...]


def read_areas(path: Path) -> list[SourceArea]:
    """All first-level areas; rows of one country with the same name are one area."""
    query = "SELECT iso_a2, adm0_a3, name, fips, woe_label, woe_name, gn_name, geom FROM states_provinces ORDER BY fid"
    found: dict[tuple[str, str], SourceArea] = {}

    def add(area: SourceArea) -> None:
        twin = found.get((area.country_code, area.name))
        if twin is not None:
            area = replace(twin, polygons=twin.polygons + area.polygons)
        found[area.country_code, area.name] = area

    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        for code, territory, name, fips, label, woe_name, gn_name, blob in connection.execute(query):
            country = _CODES_BY_TERRITORY.get(territory, code if code and code.isalpha() else "")
            country = _CODES_BY_AREA.get((country, name), country)
            others = ((label or "").split(",")[0], woe_name or "", gn_name or "")
            area = SourceArea(country, name or "", fips or "", others, tuple(decode(blob)))
            south = _SPLIT_AREAS.get((country, area.name))
            if south:
                add(replace(area, country_code=south, fips="", polygons=_side(area, is_north=False)))
                area = replace(area, polygons=_side(area, is_north=True))
            add(area)
    return list(found.values())


def _side(area: SourceArea, *, is_north: bool) -> tuple[Polygon, ...]:
    """The part of an area north or south of the line that parts two countries in it."""
    half_plane = (0.0, 1.0, _SPLIT_LATITUDE) if is_north else (0.0, -1.0, -_SPLIT_LATITUDE)
    parts = [
        [[(round(x, 6), round(y, 6)) for x, y in clip(ring, half_plane)] for ring in polygon]
        for polygon in area.polygons
    ]
    return tuple([ring for ring in part if ring] for part in parts if part[0])


def decode(blob: bytes) -> list[Polygon]:
    """The polygons of a GeoPackage geometry (its header, then well-known binary)."""
    if blob[:2] != b"GP":
        raise ValueError("not a GeoPackage geometry")
    header = 8 + _ENVELOPE_BYTES[(blob[3] >> 1) & 7]
    return _decode_shape(blob, header)[0]


def _decode_shape(blob: bytes, offset: int) -> tuple[list[Polygon], int]:
    order = "<" if blob[offset] else ">"
    kind, count = struct.unpack_from(order + "II", blob, offset + 1)
    offset += 9
    if kind == _MULTIPOLYGON:
        polygons: list[Polygon] = []
        for _ in range(count):
            parts, offset = _decode_shape(blob, offset)
            polygons.extend(parts)
        return polygons, offset
    if kind != _POLYGON:
        raise ValueError(f"geometry type {kind} is not a polygon")
    rings: Polygon = []
    for _ in range(count):
        (size,) = struct.unpack_from(order + "I", blob, offset)
        flat = struct.unpack_from(f"{order}{2 * size}d", blob, offset + 4)
        rings.append(_rounded(flat))
        offset += 4 + 16 * size
    return [rings], offset


def _rounded(flat: tuple[float, ...]) -> list[Point]:
    """Points to six decimals, so that shared vertices are equal."""
    return [(round(x, 6), round(y, 6)) for x, y in zip(flat[::2], flat[1::2], strict=True)]
