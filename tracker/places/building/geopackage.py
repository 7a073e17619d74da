"""Read first-level areas from the Natural Earth GeoPackage with the standard library alone."""

import sqlite3
import struct
from dataclasses import dataclass
from pathlib import Path

from tracker.places.building.geometry import Point, Polygon

_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_POLYGON, _MULTIPOLYGON = 3, 6

# Rows that the source gives no ISO code, by its own three-letter code. Those left
# out (bases, reefs, the Siachen glacier) are drawn, but belong to no country here.
_CODES_BY_TERRITORY = {"SOL": "SO", "CYN": "CY", "KAB": "KZ", "KOS": "XK"}

# Where the source's view of a border differs from the United Nations' and from the
# country that GeoNames gives the towns inside.
_CODES_BY_AREA = {("RU", "Crimea"): "UA", ("RU", "Sevastopol"): "UA"}


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
    query = (
        "SELECT iso_a2, adm0_a3, name, fips, woe_label, woe_name, gn_name, geom "
        "FROM states_provinces ORDER BY fid"
    )
    found: dict[tuple[str, str], SourceArea] = {}
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        for code, territory, name, fips, label, woe_name, gn_name, blob in connection.execute(query):
            country = _CODES_BY_TERRITORY.get(territory, code if code and code.isalpha() else "")
            country = _CODES_BY_AREA.get((country, name), country)
            others = ((label or "").split(",")[0], woe_name or "", gn_name or "")
            area = SourceArea(country, name or "", fips or "", others, tuple(decode(blob)))
            twin = found.get((country, area.name))
            if twin is not None:
                others = twin.other_names
                area = SourceArea(country, area.name, twin.fips, others, twin.polygons + area.polygons)
            found[country, area.name] = area
    return list(found.values())


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
