"""Map shapes for the public pages, as SVG paths. Plain Python; data in ``data/``, from Natural Earth.

Maps are equirectangular, with longitudes shortened by the cosine of the middle
latitude. What lies beyond the edge is cut off a little outside the view, so that
no cut shows. Fill paths with ``fill-rule="evenodd"``: rings include enclaves.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tracker.core.compass import compass_clip
from tracker.core.outlines import country, own_rings, unpacked, world
from tracker.core.polygons import Box, Point, Ring, box_of, clip_to_box, grown, signed_area

__all__ = ["CountryMap", "Projection", "Shape", "WorldMap", "compass_clip", "country_map", "world_map", "world_paths"]

_BLEED = 0.02
_WORLD_GRAIN = 0.5


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees to the pixels of one map."""

    west: float
    middle: float  # the longitude on either side of which half the earth lies
    north: float
    across: float  # pixels per degree of longitude
    up: float  # pixels per degree of latitude
    grain: float = 0.1  # pixels to which paths are rounded

    def project(self, latitude: float, longitude: float) -> Point:
        """Pixels from the upper left corner; outside the map where the place is outside the view."""
        x = longitude - 360 * math.floor((longitude - self.middle + 180) / 360)
        return round((x - self.west) * self.across, 1), round((self.north - latitude) * self.up, 1)

    def path(self, rings: Iterable[Sequence[Point]]) -> str:
        """An SVG path of rings in degrees, to the map's grain; empty when too small to see."""
        grain = self.grain
        drawn = []
        for ring in rings:
            points = [
                (round((x - self.west) * self.across / grain), round((self.north - y) * self.up / grain))
                for x, y in ring
            ]
            steps = [
                f"{(bx - ax) * grain:g} {(by - ay) * grain:g}"
                for (ax, ay), (bx, by) in pairwise(points)
                if (ax, ay) != (bx, by)
            ]
            if len(steps) > 1:
                drawn.append(f"M{points[0][0] * grain:g} {points[0][1] * grain:g}l{' '.join(steps)}z")
        return "".join(drawn)


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline on a map. ``label`` is a point within it, null when it is too small or out of view."""

    code: str
    name: str
    path: str
    label: Point | None


@dataclass(frozen=True, slots=True)
class CountryMap:
    """A country, its first-level areas and its surroundings, ready for a template."""

    code: str
    width: int
    height: int
    own: Shape
    areas: tuple[Shape, ...]
    neighbours: tuple[Shape, ...]
    projection: Projection

    @property
    def view_box(self) -> str:
        """For the ``viewBox`` of the SVG element."""
        return f"0 0 {self.width} {self.height}"

    def project(self, latitude: float, longitude: float) -> Point:
        """Pixels of a place."""
        return self.projection.project(latitude, longitude)

    def compass_path(self, compass: str) -> str:
        """The path of "the west of the country"; empty for an unknown word."""
        return self.projection.path(compass_clip(self.code, compass))


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Countries within a box of degrees."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    projection: Projection

    @property
    def view_box(self) -> str:
        """For the ``viewBox`` of the SVG element."""
        return f"0 0 {self.width} {self.height}"

    def project(self, latitude: float, longitude: float) -> Point:
        """Pixels of a place."""
        return self.projection.project(latitude, longitude)


def world_paths(box: Box, width: int, height: int) -> list[tuple[str, str]]:
    """Country code and SVG path of all that shows in a box of west, south, east, north."""
    return [(shape.code, shape.path) for shape in world_map(box, width, height).shapes]


@lru_cache(maxsize=64)
def world_map(box: Box, width: int, height: int) -> WorldMap:
    """The countries in a box of west, south, east, north, the box centred in the picture.

    The code "" stands for land that the source gives to no country.

    Raises:
        ValueError: the box has no extent, or the picture none.
    """
    west, south, east, north = box
    if not (west < east and south < north and width > 0 and height > 0):
        raise ValueError("a map needs a box from west to east and south to north, and a size")
    shrink = math.cos(math.radians((south + north) / 2))
    up = min(width / ((east - west) * shrink), height / (north - south))
    across = up * shrink
    view_west, view_north = (west + east - width / across) / 2, (south + north + height / up) / 2
    view = (view_west, view_north - height / up, view_west + width / across, view_north)
    projection = Projection(view_west, (west + east) / 2, view_north, across, up, _WORLD_GRAIN)
    drawn = (
        _shape(code, shape["name"], unpacked(shape["rings"], world()["scale"]), projection, view)
        for code, shape in world()["shapes"].items()
    )
    return WorldMap(width, height, tuple(shape for shape in drawn if shape.path), projection)


@lru_cache(maxsize=128)
def country_map(code: str, width: int = 560) -> CountryMap | None:
    """The map of a country by ISO 3166-1 code, as high as suits it; null when there is no outline."""
    data = country(code.upper())
    if data is None or width <= 0:
        return None
    west, south, east, north = view = data["view"]
    across = width / (east - west)
    up = across / math.cos(math.radians((south + north) / 2))
    projection = Projection(west, (west + east) / 2, north, across, up)

    def shapes(kind: str) -> tuple[Shape, ...]:
        drawn = (
            _shape(key, each["name"], unpacked(each["rings"], data["scale"]), projection, view)
            for key, each in data[kind].items()
        )
        return tuple(shape for shape in drawn if shape.path)

    own = _shape(code.upper(), data["own"]["name"], own_rings(code.upper()), projection, view)
    height = round((north - south) * up)
    return CountryMap(code.upper(), width, height, own, shapes("areas"), shapes("neighbours"), projection)


def _shape(code: str, name: str, rings: Iterable[Ring], projection: Projection, view: Box) -> Shape:
    """What of an outline shows in the view, cut a little outside it."""
    limits = grown(view, _BLEED)
    kept = [part for ring in rings if (part := clip_to_box(ring, limits))]
    return Shape(code, name, projection.path(kept), _label(kept, projection, view))


def _label(rings: Sequence[Ring], projection: Projection, view: Box) -> Point | None:
    """A point in the largest visible part: the middle of the widest cut at half its height."""
    shown = [part for ring in rings if (part := clip_to_box(ring, view))]
    if not shown:
        return None
    ring = max(shown, key=lambda each: abs(signed_area(each)))
    _, south, _, north = box_of([ring])
    y = (south + north) / 2
    previous = ring[-1]
    crossings = []
    for point in ring:
        if (previous[1] > y) != (point[1] > y):
            share = (y - previous[1]) / (point[1] - previous[1])
            crossings.append(previous[0] + (point[0] - previous[0]) * share)
        previous = point
    crossings.sort()
    spans = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not spans:
        return None
    left, right = max(spans, key=lambda span: span[1] - span[0])
    return projection.project(y, (left + right) / 2)
