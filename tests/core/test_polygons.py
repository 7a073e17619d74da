"""Plane geometry that maps are cut with."""

import pytest

from tracker.core.polygons import box_of, clip_to_box, edges, grown, signed_area

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (0.0, 2.0)]


def test_area_has_the_sign_of_the_direction():
    assert signed_area(SQUARE) == 8
    assert signed_area(SQUARE[::-1]) == -8
    assert signed_area([]) == 0


def test_a_ring_may_be_closed_or_open():
    assert len(list(edges(SQUARE))) == len(list(edges([*SQUARE, SQUARE[0]]))) == 4


def test_boxes_hold_all_points_and_grow_on_every_side():
    assert box_of([SQUARE, [(9.0, -1.0)]]) == (0.0, -1.0, 9.0, 2.0)
    assert grown((0.0, 0.0, 4.0, 2.0), 0.5) == (-2.0, -2.0, 6.0, 4.0)


def test_a_ring_larger_than_the_box_becomes_the_box():
    kept = clip_to_box(SQUARE, (1.0, 0.5, 2.0, 1.0))

    assert signed_area(kept) == pytest.approx(0.5)
