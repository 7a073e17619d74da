"""Where "the west of the country" is, for shading it on a map without naming a province."""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from tracker.core.outlines import country, own_rings
from tracker.core.polygons import HalfPlane, Point, Ring, clip, clip_to_box, signed_area

_SHARE_OF_HALF = 0.4  # of a country's area, for "the west"
_SHARE_OF_CORNER = 0.3  # for "the north-west"
_SHARE_OF_RIM = 0.2  # what "the centre" leaves on each side at most
_LEAST_SHARE, _GREATEST_SHARE = 0.25, 0.65
_DIAGONAL = math.sqrt(0.5)
_DIRECTIONS = {
    "north": (0.0, 1.0),
    "northeast": (_DIAGONAL, _DIAGONAL),
    "east": (1.0, 0.0),
    "southeast": (_DIAGONAL, -_DIAGONAL),
    "south": (0.0, -1.0),
    "southwest": (-_DIAGONAL, -_DIAGONAL),
    "west": (-1.0, 0.0),
    "northwest": (-_DIAGONAL, _DIAGONAL),
}
_HALVINGS = 12


@lru_cache(maxsize=256)
def compass_clip(code: str, compass: str) -> tuple[Ring, ...]:
    """The part of a country in a direction, in degrees; empty for an unknown country or word.

    Cut square to the direction, half way between a share of the country's area
    (two fifths for "west", three tenths for "northwest") and the line with half of
    its town dwellers on either side: "northern Mali" begins south of Gao although
    most of Mali lies farther north. Rather too large than too small. No inner
    border plays a part, so it names no province that no source named.
    """
    data = country(code.upper())
    if data is None or (compass not in _DIRECTIONS and compass != "central"):
        return ()
    west, south, east, north = view = tuple(data["view"])
    shrink = math.cos(math.radians((south + north) / 2))
    rings = [clip_to_box(ring, view) for ring in own_rings(code.upper())]
    flat = [[(x * shrink, y) for x, y in ring] for ring in rings if ring]
    people = data["middle"] or [(west + east) / 2, (south + north) / 2]
    middle = (people[0] * shrink, people[1])
    part = flat
    for half_plane in _rims(flat, middle) if compass == "central" else [_half(flat, middle, compass)]:
        part = [kept for ring in part if (kept := clip(ring, half_plane))]
    return tuple([(x / shrink, y) for x, y in ring] for ring in part)


def _half(rings: Sequence[Ring], middle: Point, compass: str) -> HalfPlane:
    """Where "the west" begins."""
    a, b = direction = _DIRECTIONS[compass]
    share = _SHARE_OF_HALF if 0.0 in direction else _SHARE_OF_CORNER
    line = (_threshold(rings, direction, share) + a * middle[0] + b * middle[1]) / 2
    latest = _threshold(rings, direction, _LEAST_SHARE)
    earliest = _threshold(rings, direction, _GREATEST_SHARE)
    return a, b, min(max(line, earliest), latest)


def _rims(rings: Sequence[Ring], middle: Point) -> Iterator[HalfPlane]:
    """What "the centre" leaves out on four sides: never where most people live."""
    for a, b in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)):
        rim = _threshold(rings, (a, b), _SHARE_OF_RIM)
        people = a * middle[0] + b * middle[1]
        line = max(rim, people + abs(rim - people) / 4)
        yield -a, -b, -line


def _threshold(rings: Sequence[Ring], direction: Point, share: float) -> float:
    """How far to go in a direction until only that share of the area lies ahead."""
    a, b = direction
    reach = [a * x + b * y for ring in rings for x, y in ring]
    low, high = min(reach), max(reach)
    wanted = share * _area(rings)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _area(clip(ring, (a, b, middle)) for ring in rings) > wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _area(rings: Iterable[Ring]) -> float:
    """Enclaves run the other way round and so count against it."""
    return abs(sum(signed_area(ring) for ring in rings))
