"""Plane geometry on rings of points, for drawing maps. Plain Python.

A ring is a list of (x, y) whose last point need not repeat the first.
"""

from collections.abc import Iterable, Iterator, Sequence

Point = tuple[float, float]
Ring = list[Point]
Box = tuple[float, float, float, float]
HalfPlane = tuple[float, float, float]


def edges(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """The sides of a ring, whether or not its first point is repeated at the end."""
    previous = ring[-1]
    for point in ring:
        if point != previous:
            yield previous, point
        previous = point


def in_ring(x: float, y: float, ring: Sequence[Point]) -> bool:
    """Whether the point lies inside, by counting crossings."""
    inside = False
    for (ax, ay), (bx, by) in edges(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def in_rings(x: float, y: float, rings: Iterable[Sequence[Point]]) -> bool:
    """Whether the point lies inside an outline; enclaves are rings within rings."""
    return sum(in_ring(x, y, ring) for ring in rings) % 2 == 1


def signed_area(ring: Sequence[Point]) -> float:
    """Area in square units; positive when the ring runs anticlockwise."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in edges(ring)) / 2 if ring else 0.0


def box_of(rings: Iterable[Sequence[Point]]) -> Box:
    """Least x, least y, greatest x, greatest y of all points."""
    points = [point for ring in rings for point in ring]
    across = [x for x, _ in points]
    up = [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def grown(box: Box, share: float) -> Box:
    """A box with a margin of that share of its longer side."""
    margin = share * max(box[2] - box[0], box[3] - box[1])
    return (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin)


def clip(ring: Sequence[Point], half_plane: HalfPlane) -> Ring:
    """The part of a ring where ``a * x + b * y >= c``; empty when there is none (Sutherland and Hodgman).

    Neighbours that share a side are cut at the same point, whichever way they run.
    A bent ring that is cut in two stays one ring, joined along the cut.
    """
    a, b, c = half_plane
    kept: Ring = []
    for start, end in edges(ring) if ring else ():
        before, after = a * start[0] + b * start[1] - c, a * end[0] + b * end[1] - c
        if (before >= 0) != (after >= 0):
            (ax, ay), (bx, by) = min(start, end), max(start, end)
            first, last = (before, after) if start < end else (after, before)
            share = first / (first - last)
            kept.append((ax + (bx - ax) * share, ay + (by - ay) * share))
        if after >= 0:
            kept.append(end)
    return kept if len(kept) > 2 else []


def clip_to_box(ring: Sequence[Point], box: Box) -> Ring:
    """The part of a ring inside a box; empty when there is none."""
    left, low, right, high = box
    kept = list(ring)
    for half_plane in ((1.0, 0.0, left), (-1.0, 0.0, -right), (0.0, 1.0, low), (0.0, -1.0, -high)):
        kept = clip(kept, half_plane)
    return kept
