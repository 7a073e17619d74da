"""Simplify outlines that share borders so that they still share them afterwards.

Rings are cut into arcs where three of them meet; every arc is simplified once, in
one direction, and both neighbours get the same result.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tracker.core.polygons import Point, Ring, edges, signed_area

_FEWEST_POINTS = 3


class Simplifier:
    """Douglas and Peucker's algorithm over the arcs of a set of rings.

    ``tolerance`` is in degrees of latitude; longitudes are shortened by the cosine
    of ``latitude`` so that a degree is as long in both directions.
    """

    def __init__(self, rings: Iterable[Ring], *, tolerance: float, latitude: float) -> None:
        self._tolerance = tolerance
        self._shrink = max(math.cos(math.radians(latitude)), 0.05)
        self._simplified: dict[tuple[Point, ...], list[Point]] = {}
        meeting: dict[Point, set[Point]] = defaultdict(set)
        for ring in rings:
            for start, end in edges(ring):
                meeting[start].add(end)
                meeting[end].add(start)
        self._nodes = {point for point, others in meeting.items() if len(others) != 2}

    def simplify(self, ring: Ring) -> Ring:
        """The ring with fewer points; empty when nothing of it is left to see."""
        points = [end for _, end in edges(ring)]
        cuts = [index for index, point in enumerate(points) if point in self._nodes]
        if not cuts:
            points = _from_lowest_point(points)
            cuts = [0, self._farthest_from_first(points)]
        turned = points[cuts[0] :] + points[: cuts[0]]
        stops = [cut - cuts[0] for cut in cuts] + [len(turned)]
        simple: Ring = []
        for start, stop in pairwise(stops):
            arc = [*turned[start:stop], turned[stop % len(turned)]]
            simple.extend(self._arc(tuple(arc))[:-1])
        return simple if len(simple) >= _FEWEST_POINTS else []

    def _arc(self, arc: tuple[Point, ...]) -> list[Point]:
        backwards = arc[::-1]
        key = min(arc, backwards)
        if key not in self._simplified:
            self._simplified[key] = self._reduce(key)
        simple = self._simplified[key]
        return simple if key == arc else simple[::-1]

    def _reduce(self, points: Sequence[Point]) -> list[Point]:
        """Keep the ends and every point that departs too far from the line between those kept."""
        keep = {0, len(points) - 1}
        open_spans = [(0, len(points) - 1)]
        while open_spans:
            first, last = open_spans.pop()
            farthest, distance = 0, self._tolerance
            for index in range(first + 1, last):
                away = self._distance(points[index], points[first], points[last])
                if away > distance:
                    farthest, distance = index, away
            if farthest:
                keep.add(farthest)
                open_spans += [(first, farthest), (farthest, last)]
        return [points[index] for index in sorted(keep)]

    def _distance(self, point: Point, start: Point, end: Point) -> float:
        """From a point to the side between two others."""
        px, py = (point[0] - start[0]) * self._shrink, point[1] - start[1]
        dx, dy = (end[0] - start[0]) * self._shrink, end[1] - start[1]
        length = dx * dx + dy * dy
        along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
        return math.hypot(px - along * dx, py - along * dy)

    def _farthest_from_first(self, points: Sequence[Point]) -> int:
        return max(range(len(points)), key=lambda index: math.dist(points[0], points[index]))


def _from_lowest_point(points: list[Point]) -> list[Point]:
    """The same ring begun at its least point, so that neighbours begin alike."""
    lowest = points.index(min(points))
    return points[lowest:] + points[:lowest]


def packed(ring: Sequence[Point], scale: int) -> list[int]:
    """Whole numbers: the first point times the scale, then the steps from point to point."""
    flat: list[int] = []
    last_x = last_y = 0
    for longitude, latitude in ring:
        x, y = round(longitude * scale), round(latitude * scale)
        if flat and (x, y) == (last_x, last_y):
            continue
        flat += [x - last_x, y - last_y]
        last_x, last_y = x, y
    return flat


def seen(rings: Iterable[Ring], smallest: float) -> list[Ring]:
    """Rings of at least that area, in square degrees; the largest always."""
    ordered = sorted((ring for ring in rings if ring), key=lambda ring: -abs(signed_area(ring)))
    return ordered[:1] + [ring for ring in ordered[1:] if abs(signed_area(ring)) >= smallest]
