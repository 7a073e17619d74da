"""Plane geometry of areas: containment, an inner point, joining neighbours."""

import math
from collections.abc import Sequence

from tracker.core.polygons import Point, Ring, box_of, edges, in_ring, signed_area

Polygon = list[Ring]
_MAINLAND = 0.6  # of all land, for the largest polygon to stand for the whole


def in_polygon(x: float, y: float, polygon: Polygon) -> bool:
    """Inside the outer ring and in none of its holes."""
    return in_ring(x, y, polygon[0]) and not any(in_ring(x, y, hole) for hole in polygon[1:])


def inner_point(polygons: Sequence[Polygon]) -> Point:
    """A point inside the largest polygon: the middle of its widest cut at half height.

    The centre of gravity of a bent country may lie abroad; this one cannot.
    """
    polygon = max(polygons, key=lambda each: abs(signed_area(each[0])))
    _, south, _, north = box_of(polygon[:1])
    best: tuple[float, Point] = (-1.0, polygon[0][0])
    for share in (0.5, 0.42, 0.58, 0.34, 0.66):
        y = south + (north - south) * share
        crossings = sorted(
            (bx - ax) * (y - ay) / (by - ay) + ax
            for ring in polygon
            for (ax, ay), (bx, by) in edges(ring)
            if (ay > y) != (by > y)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            # The nearer to half height, the better, unless a cut is clearly wider.
            width = (right - left) * (1 - abs(share - 0.5))
            best = max(best, (width, ((left + right) / 2, y)))
    return best[1]


def middle_point(polygons: Sequence[Polygon]) -> Point:
    """Where a map would put the name: the centre of gravity, of the mainland where there is one.

    Of scattered islands it may lie at sea; of a bent mainland, a point inside it is taken instead.
    """
    ordered = sorted((polygon[0] for polygon in polygons), key=_size, reverse=True)
    if _size(ordered[0]) < _MAINLAND * sum(map(_size, ordered)):
        return _centre_of_gravity(ordered)
    x, y = _centre_of_gravity(ordered[:1])
    return (x, y) if in_ring(x, y, ordered[0]) else inner_point(polygons)


def _size(ring: Ring) -> float:
    """Area in square degrees of the equator."""
    return abs(signed_area(ring)) * _shrink(ring)


def _shrink(ring: Ring) -> float:
    _, south, _, north = box_of([ring])
    return max(math.cos(math.radians((south + north) / 2)), 0.05)


def _centre_of_gravity(rings: Sequence[Ring]) -> Point:
    """Weighted by area, which shrinks towards the poles."""
    area = across = up = 0.0
    middle = (box_of(rings[:1])[0] + box_of(rings[:1])[2]) / 2
    for ring in rings:
        weight = sum_x = sum_y = 0.0
        for (ax, ay), (bx, by) in edges([(near(x, middle), y) for x, y in ring]):
            cross = ax * by - bx * ay
            weight += cross
            sum_x += (ax + bx) * cross
            sum_y += (ay + by) * cross
        shrink = math.copysign(_shrink(ring), weight)
        area += weight * shrink * 3
        across += sum_x * shrink
        up += sum_y * shrink
    return near(across / area, 0.0), up / area


def joined(polygons: Sequence[Polygon]) -> list[Ring]:
    """The outline of polygons that share borders: inner borders vanish.

    Works by dropping every side that occurs in both directions, which needs
    neighbours to share their vertices exactly.
    """
    following: dict[Point, list[Point]] = {}
    sides = {
        side
        for polygon in polygons
        for number, ring in enumerate(polygon)
        for side in edges(_turned(ring, clockwise=number > 0))
    }
    for start, end in sides:
        if (end, start) not in sides:
            following.setdefault(start, []).append(end)
    rings: list[Ring] = []
    while following:
        start = next(iter(following))
        ring = [start]
        point = _step(following, start)
        while point != start:
            ring.append(point)
            point = _step(following, point)
        rings.append(ring)
    return rings


def _turned(ring: Ring, *, clockwise: bool) -> Ring:
    return ring[::-1] if (signed_area(ring) < 0) != clockwise else ring


def _step(following: dict[Point, list[Point]], point: Point) -> Point:
    ends = following[point]
    end = ends.pop()
    if not ends:
        del following[point]
    return end


def near(longitude: float, centre: float) -> float:
    """The longitude shifted by whole turns to lie within 180 degrees of the centre."""
    return longitude - 360 * math.floor((longitude - centre + 180) / 360)
