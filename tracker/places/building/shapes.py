"""Write the map shapes of the public pages: one world file, and one file per country."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from tracker.core.polygons import Box, Ring, box_of, clip_to_box, grown, signed_area
from tracker.places.building.areas import Area
from tracker.places.building.geometry import Polygon, joined, near
from tracker.places.building.geopackage import SourceArea
from tracker.places.building.outlines import Simplifier, packed, seen

_WORLD_TOLERANCE = 0.09
_WORLD_SCALE = 50
_STEPS_ACROSS = 900  # a country's view is this many tolerances wide
_MARGIN = 0.08  # of the box, shown around a country
_BLEED = 0.03  # of the view, drawn beyond its edge so that cut borders stay unseen
_FLATTEST, _TALLEST = 0.6, 1.25  # height of the view for a width of one
_SHARE_OF_MAINLAND = 0.02
_REACH = 0.3  # islands within this share of the box belong to the picture
_SMALLEST_BOX = 0.05
_LEFT_OUT = {"AQ"}

Outlines = dict[str, list[Ring]]


def outlines_of(sources: Iterable[SourceArea]) -> Outlines:
    """The outline of every country, joined from its areas; "" has the parts of no country."""
    polygons: dict[str, list[Polygon]] = defaultdict(list)
    for source in sources:
        if source.country_code not in _LEFT_OUT:
            polygons[source.country_code].extend(source.polygons)
    return {code: joined(parts) for code, parts in sorted(polygons.items())}


def write_world(path: Path, outlines: Outlines, names: Mapping[str, str]) -> int:
    """All countries coarsely, with their names; returns the bytes written."""
    every = [ring for rings in outlines.values() for ring in rings]
    simplifier = Simplifier(every, tolerance=_WORLD_TOLERANCE, latitude=30)
    shapes = {}
    for code, rings in outlines.items():
        simple = seen((_kept(simplifier, ring, rings) for ring in rings), 4 * _WORLD_TOLERANCE**2)
        shapes[code] = {"name": names.get(code, ""), "rings": [packed(ring, _WORLD_SCALE) for ring in simple]}
    return _write(path, {"scale": _WORLD_SCALE, "shapes": shapes})


def write_country(folder: Path, code: str, outlines: Outlines, areas: Sequence[Area], names: Mapping[str, str]) -> int:
    """One country with its first-level areas, and what lies around it; returns the bytes written."""
    own = _unwrapped(outlines[code])
    centre = _centre(own)
    view = _view(_picture(own))
    around = grown(view, _BLEED)
    neighbours = _around(outlines, code, centre, around)
    parts = _first_level(areas, centre)
    middle = (view[1] + view[3]) / 2
    tolerance = (view[2] - view[0]) * math.cos(math.radians(middle)) / _STEPS_ACROSS
    scale = 10 ** max(2, math.ceil(math.log10(4 / tolerance)))
    every = [*own, *_all_rings(neighbours.values()), *_all_rings(rings for _, rings in parts.values())]
    simplifier = Simplifier(every, tolerance=tolerance, latitude=middle)

    def drawn(rings: list[Ring], limits: Box | None = None) -> list[list[int]]:
        simple = seen((_kept(simplifier, ring, rings) for ring in rings), 4 * tolerance**2)
        clipped = [clip_to_box(ring, limits) if limits else ring for ring in simple]
        return [packed(ring, scale) for ring in clipped if ring]

    shape = {
        "scale": scale,
        "view": [round(edge, 3) for edge in view],
        "middle": _middle_of_people(areas, centre),
        "own": {"name": names.get(code, code), "rings": drawn(own)},
        "areas": {key: {"name": name, "rings": drawn(rings)} for key, (name, rings) in sorted(parts.items())},
        "neighbours": {
            key: {"name": names.get(key, ""), "rings": drawn(rings, around)}
            for key, rings in sorted(neighbours.items())
        },
    }
    return _write(folder / f"{code}.json", shape)


def _kept(simplifier: Simplifier, ring: Ring, among: Sequence[Ring]) -> Ring:
    """Simplified, but a country's largest ring never vanishes."""
    return simplifier.simplify(ring) or (ring if ring is max(among, key=lambda r: abs(signed_area(r))) else [])


def _middle_of_people(areas: Sequence[Area], centre: float) -> list[float] | None:
    """Longitude and latitude that have half of the town dwellers on either side; null without towns."""
    towns = [town for area in areas if not area.is_second_level for town in area.towns]
    if not sum(town.population for town in towns):
        return None
    across = [(near(town.longitude, centre), town.population) for town in towns]
    return [_median(across), _median([(town.latitude, town.population) for town in towns])]


def _median(weighted: Sequence[tuple[float, int]]) -> float:
    half = sum(weight for _, weight in weighted) / 2
    ordered = sorted(weighted)
    passed = accumulate(weight for _, weight in ordered)
    middle = next(index for index, weight in enumerate(passed) if weight >= half)
    return round(ordered[middle][0], 2)


def _all_rings(groups: Iterable[list[Ring]]) -> list[Ring]:
    return [ring for rings in groups for ring in rings]


def _centre(rings: Sequence[Ring]) -> float:
    west, _, east, _ = box_of([max(rings, key=lambda ring: abs(signed_area(ring)))])
    return (west + east) / 2


def _unwrapped(rings: Sequence[Ring], centre: float | None = None) -> list[Ring]:
    """Rings beyond the 180th meridian moved next to the mainland."""
    middle = _centre(rings) if centre is None else centre
    moved = []
    for ring in rings:
        west, _, east, _ = box_of([ring])
        shift = near((west + east) / 2, middle) - (west + east) / 2
        moved.append([(round(x + shift, 6), y) for x, y in ring] if shift else ring)
    return moved


def _picture(rings: Sequence[Ring]) -> Box:
    """The box to show: the mainland, large parts, and islands nearby, but no far possessions."""
    ordered = sorted(rings, key=lambda ring: -abs(signed_area(ring)))
    box = box_of(ordered[:1])
    mainland = abs(signed_area(ordered[0]))
    for ring in ordered[1:]:
        reach = grown(box, _REACH)
        west, south, east, north = box_of([ring])
        is_near = west < reach[2] and east > reach[0] and south < reach[3] and north > reach[1]
        if is_near and (abs(signed_area(ring)) >= _SHARE_OF_MAINLAND * mainland or _inside(box_of([ring]), reach)):
            box = (min(box[0], west), min(box[1], south), max(box[2], east), max(box[3], north))
    short = max(_SMALLEST_BOX - (box[2] - box[0]), _SMALLEST_BOX - (box[3] - box[1]), 0) / 2
    return (box[0] - short, box[1] - short, box[2] + short, box[3] + short)


def _view(box: Box) -> Box:
    """The box with a margin, brought to a shape that sits well on a page."""
    west, south, east, north = grown(box, _MARGIN)
    shrink = math.cos(math.radians((south + north) / 2))
    ratio = (north - south) / ((east - west) * shrink)
    if ratio > _TALLEST:
        extra = ((north - south) / _TALLEST / shrink - (east - west)) / 2
        return west - extra, south, east + extra, north
    extra = max(_FLATTEST * (east - west) * shrink - (north - south), 0) / 2
    return west, max(south - extra, -89.0), east, min(north + extra, 89.0)


def _inside(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _around(outlines: Outlines, code: str, centre: float, box: Box) -> Outlines:
    """Rings of other countries that reach into the box."""
    found: Outlines = {}
    for other, rings in outlines.items():
        if other == code:
            continue
        for ring in _unwrapped(rings, centre) if rings else []:
            west, south, east, north = box_of([ring])
            if west < box[2] and east > box[0] and south < box[3] and north > box[1]:
                found.setdefault(other, []).append(ring)
    return found


def _first_level(areas: Sequence[Area], centre: float) -> Mapping[str, tuple[str, list[Ring]]]:
    """Name and rings by code. Second-level areas are joined to the area whose code they bear."""
    polygons: dict[str, list[Polygon]] = defaultdict(list)
    names: dict[str, str] = {}
    for area in areas:
        if not area.is_second_level:
            names[area.code] = area.name
        if area.source is not None and area.code:
            polygons[area.code].extend(area.source.polygons)
    return {key: (names[key], _unwrapped(joined(parts), centre)) for key, parts in polygons.items() if key in names}


def _write(path: Path, shape: Mapping[str, object]) -> int:
    text = json.dumps(shape, ensure_ascii=False, separators=(",", ":"), sort_keys=False) + "\n"
    path.write_text(text, encoding="utf-8")
    return len(text.encode())
