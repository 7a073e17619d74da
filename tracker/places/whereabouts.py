"""Whether a point can be where somebody says it is: what to ask before it is taken."""

import math
from collections.abc import Sequence
from decimal import Decimal

from tracker.core.coordinates import written
from tracker.core.outlines import country, own_rings
from tracker.core.polygons import Point, Ring, edges, in_rings

FAR_KM = 50.0
"""How far outside a country's outline a point is asked about: outlines are drawn coarsely, and coasts have waters."""

_KM_PER_DEGREE = 111.2
_NULL_ISLAND_KM = 60.0


def doubts_about(latitude: Decimal, longitude: Decimal, *, country_code: str = "") -> list[str]:
    """What is odd about a point, a question each; empty when nothing is. No queries.

    Without a country, or where a country has no outline, only 0, 0 is odd.
    """
    x, y = float(longitude), float(latitude)
    if math.hypot(x, y) * _KM_PER_DEGREE < _NULL_ISLAND_KM:
        return ["This is the point 0, 0 off the coast of Africa, where things are put whose place is not known."]
    away = km_outside(country_code, x, y)
    if away is None or away <= FAR_KM:
        return []
    data = country(country_code.upper())
    name = data["own"]["name"] if data else country_code
    said = f"This point lies {round(away, -1):,.0f} km outside of {name}."
    swapped = km_outside(country_code, y, x) if abs(x) <= 90 else None
    if swapped is not None and swapped <= FAR_KM:
        return [f"{said} Latitude comes first: did you mean {written((longitude, latitude))}?"]
    return [said]


def km_outside(country_code: str, longitude: float, latitude: float) -> float | None:
    """Kilometres from the country's outline, 0 inside; null where it has none."""
    rings = own_rings(country_code.upper())
    if not rings:
        return None
    turns = (longitude, longitude + 360, longitude - 360)  # an outline may reach beyond the 180th meridian
    if any(in_rings(turn, latitude, rings) for turn in turns):
        return 0.0
    return min(_km_to(turn, latitude, rings) for turn in turns)


def _km_to(x: float, y: float, rings: Sequence[Ring]) -> float:
    """To the nearest side, on a flat map about the point: right nearby, and clearly far from afar."""
    shrink = max(math.cos(math.radians(y)), 0.01)
    return _KM_PER_DEGREE * min(
        _distance(_flat(start, x, y, shrink), _flat(end, x, y, shrink)) for ring in rings for start, end in edges(ring)
    )


def _flat(point: Point, x: float, y: float, shrink: float) -> Point:
    return (point[0] - x) * shrink, point[1] - y


def _distance(start: Point, end: Point) -> float:
    """From the origin to the side between two points."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, -(start[0] * dx + start[1] * dy) / length)) if length else 0.0
    return math.hypot(start[0] + along * dx, start[1] + along * dy)
