"""Map shapes: cut at the edge, drawn to scale, and honest about directions."""

import re
import time
from pathlib import Path

import pytest

from tracker.core import shapes
from tracker.core.compass import compass_clip
from tracker.core.outlines import country, own_rings, world
from tracker.core.polygons import box_of, clip, clip_to_box, signed_area
from tracker.core.shapes import country_map, world_map, world_paths

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
MIDDLE_EAST = (25.0, 12.0, 60.0, 42.0)


def points_of(path):
    """The absolute points of a path made of M, l and z."""
    points = []
    for part in re.findall(r"M([^lz]+)l([^z]+)z", path):
        x, y = map(float, part[0].split())
        points.append((x, y))
        numbers = [float(number) for number in part[1].split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    return points


def lies_in(rings, longitude, latitude):
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > latitude) != (by > latitude) and longitude < (bx - ax) * (latitude - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


def test_clipping_keeps_the_part_inside_and_its_true_edge():
    triangle = [(-5.0, 5.0), (5.0, 0.0), (5.0, 10.0)]

    kept = clip_to_box(triangle, (0.0, 0.0, 10.0, 10.0))

    assert signed_area(kept) == pytest.approx(37.5)
    assert set(kept) == {(5.0, 0.0), (5.0, 10.0), (0.0, 2.5), (0.0, 7.5)}


@pytest.mark.parametrize(
    ("half_plane", "area"),
    [((1.0, 0.0, 4.0), 60), ((-1.0, 0.0, -4.0), 40), ((1.0, 1.0, 10.0), 50), ((1.0, 0.0, -1.0), 100)],
)
def test_clipping_by_a_half_plane_leaves_the_right_area(half_plane, area):
    assert signed_area(clip(SQUARE, half_plane)) == pytest.approx(area)


def test_clipping_away_everything_leaves_nothing():
    assert clip(SQUARE, (1.0, 0.0, 11.0)) == []
    assert clip_to_box(SQUARE, (20.0, 20.0, 30.0, 30.0)) == []
    assert clip([], (1.0, 0.0, 0.0)) == []


def test_neighbours_are_cut_at_the_same_point():
    left = [(0.0, 0.0), (3.1, 7.3), (-5.0, 7.0)]
    right = [(3.1, 7.3), (0.0, 0.0), (9.0, 2.0)]

    cut = [set(clip(ring, (0.0, 1.0, 4.7))) for ring in (left, right)]

    assert len(cut[0] & cut[1]) == 2


def test_the_world_map_shows_what_lies_in_the_box_and_nothing_far_outside():
    paths = world_paths(MIDDLE_EAST, 760, 418)

    codes = {code for code, _ in paths}
    assert {"IQ", "SY", "SA", "EG", "SD"} <= codes
    assert not codes & {"US", "ZA", "JP"}
    for _, path in paths:
        for x, y in points_of(path):
            assert -40 < x < 800
            assert -40 < y < 460


def test_countries_are_cut_not_flattened_at_the_edge():
    """A border point beyond the edge must not be moved onto the edge: it would bend the border."""
    whole = dict(world_paths((0.0, -10.0, 80.0, 60.0), 1600, 1400))
    cut = world_map((30.0, 20.0, 60.0, 40.0), 600, 400)
    shape = next(each for each in cut.shapes if each.code == "SA")

    inner = [(x, y) for x, y in points_of(shape.path) if 5 < x < 595 and 5 < y < 395]
    across = cut.projection
    degrees = [(across.west + x / across.across, across.north - y / across.up) for x, y in inner]
    outline = {(x, y) for flat in world()["shapes"]["SA"]["rings"] for x, y in _decoded(flat)}

    assert whole["SA"]
    assert len(degrees) > 20
    for x, y in degrees:
        assert min(abs(x - a) + abs(y - b) for a, b in outline) < 0.1


def _decoded(flat):
    x = y = 0
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / world()["scale"], y / world()["scale"]


@pytest.mark.parametrize("box", [(10.0, 0.0, 10.0, 5.0), (10.0, 5.0, 20.0, 5.0), (20.0, 0.0, 10.0, 5.0)])
def test_a_box_without_extent_is_refused(box):
    with pytest.raises(ValueError, match="west to east"):
        world_map(box, 100, 100)


def test_a_map_of_a_country_has_its_areas_and_neighbours():
    iraq = country_map("iq", 560)

    assert (iraq.code, iraq.own.name, iraq.width) == ("IQ", "Iraq", 560)
    assert iraq.view_box == f"0 0 560 {iraq.height}"
    assert {shape.name for shape in iraq.neighbours} == {"Syria", "Turkey", "Iran", "Kuwait", "Saudi Arabia", "Jordan"}
    assert len(iraq.areas) == 18
    anbar = next(area for area in iraq.areas if area.code == "01")
    assert anbar.name == "Anbar"
    assert anbar.path.startswith("M")


def test_places_are_projected_to_where_the_outline_is():
    iraq = country_map("IQ", 560)

    x, y = iraq.project(33.34, 44.40)
    left, top, right, bottom = box_of([points_of(iraq.own.path)])

    assert left < x < right
    assert top < y < bottom
    assert (x, y) == pytest.approx((319, 296), abs=12)


def test_degrees_are_as_long_both_ways_in_the_middle_of_the_map():
    norway = country_map("SE", 500)

    south, north = norway.project(62.0, 15.0), norway.project(63.0, 15.0)
    west, east = norway.project(62.5, 15.0), norway.project(62.5, 15.0 + 1 / 0.4617)

    assert south[1] - north[1] == pytest.approx(east[0] - west[0], rel=0.03)


def test_countries_across_the_date_line_are_drawn_in_one_piece():
    fiji = country_map("FJ", 500)

    suva, taveuni_east = fiji.project(-18.14, 178.44), fiji.project(-16.8, -179.97)

    assert 0 < suva[0] < taveuni_east[0] < 500


def test_labels_lie_within_the_picture():
    iraq = country_map("IQ", 560)

    for shape in (iraq.own, *iraq.areas, *iraq.neighbours):
        assert shape.label is None or (0 <= shape.label[0] <= 560 and 0 <= shape.label[1] <= iraq.height)
    assert iraq.own.label is not None


@pytest.mark.parametrize("code", ["", "ZZ", "IRQ", "..", "A/", "é1"])
def test_an_unknown_country_has_no_map(code):
    assert country_map(code, 560) is None
    assert compass_clip(code, "west") == ()


@pytest.mark.parametrize(
    ("code", "compass", "place", "latitude", "longitude", "is_in"),
    [
        ("IQ", "west", "Rawa", 34.48, 41.91, True),
        ("IQ", "west", "Ramadi", 33.43, 43.30, True),
        ("IQ", "west", "Baghdad", 33.31, 44.40, False),
        ("IQ", "east", "Rawa", 34.48, 41.91, False),
        ("ML", "north", "Gao", 16.27, -0.04, True),
        ("ML", "north", "Bamako", 12.65, -8.00, False),
        ("ML", "central", "Mopti", 14.49, -4.19, True),
        ("SD", "west", "El Fasher", 13.63, 25.35, True),
        ("SD", "west", "Port Sudan", 19.6, 37.2, False),
        ("SY", "northwest", "Idlib", 35.93, 36.63, True),
        ("SY", "northeast", "Hasakah", 36.50, 40.75, True),
        ("SY", "northeast", "Damascus", 33.51, 36.29, False),
        ("UA", "east", "Bakhmut", 48.59, 38.00, True),
        ("UA", "east", "Lviv", 49.84, 24.02, False),
        ("CD", "east", "Goma", -1.67, 29.22, True),
        ("YE", "north", "Saada", 16.94, 43.76, True),
    ],
)
def test_the_part_of_a_country_holds_what_reports_place_there(code, compass, place, latitude, longitude, is_in):
    assert lies_in(compass_clip(code, compass), longitude, latitude) is is_in, place


@pytest.mark.parametrize(
    "compass", ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"]
)
def test_the_part_lies_within_the_country_and_is_a_fair_share_of_it(compass):
    part = compass_clip("IQ", compass)
    whole = box_of(own_rings("IQ"))

    share = sum(map(signed_area, part)) / sum(map(signed_area, own_rings("IQ")))
    box = box_of(part)
    assert 0.2 < abs(share) < 0.7
    assert all(low >= edge - 1e-6 for low, edge in zip(box[:2], whole[:2], strict=True))
    assert all(high <= edge + 1e-6 for high, edge in zip(box[2:], whole[2:], strict=True))
    assert country_map("IQ", 560).compass_path(compass).startswith("M")


def test_an_unknown_compass_word_shades_nothing():
    assert compass_clip("IQ", "upward") == ()
    assert country_map("IQ", 560).compass_path("") == ""


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [("UA", 45.0, 34.1), ("SO", 9.5, 44.0), ("CY", 35.25, 33.5), ("EH", 26.5, -12.5), ("GE", 43.0, 41.2)],
)
def test_disputed_places_are_drawn_as_the_notes_say(code, latitude, longitude):
    assert lies_in(own_rings(code), longitude, latitude)


def test_files_stay_small():
    folder = Path(shapes.__file__).parent / "data"
    sizes = {path.name: path.stat().st_size for path in folder.rglob("*.json")}

    assert sizes["world.json"] < 250_000
    assert max(sizes.values()) < 250_000
    assert sum(sizes.values()) < 4_000_000


def test_every_country_file_can_be_drawn():
    codes = [code for code in world()["shapes"] if code]

    for code in codes:
        drawn = country_map(code, 200)
        assert drawn.own.path, code
        assert drawn.height > 0
        assert country(code)["own"]["name"]


def test_a_warm_map_is_quick():
    iraq = country_map("IQ", 560)
    iraq.compass_path("west")

    started = time.process_time()
    for _ in range(20):
        country_map("IQ", 560).compass_path("west")
        world_paths(MIDDLE_EAST, 760, 418)

    assert (time.process_time() - started) / 20 < 0.005
