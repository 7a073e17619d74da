from datetime import date

import pytest

from tracker.pages.charts import range_bar, stacked_bars, steps
from tracker.pages.front import CountryCount
from tracker.pages.labels import Spot, centre_labels, place_labels
from tracker.pages.maps import event_map, world_map
from tracker.pages.wording import claimed_figure, killed_words, span, span_of, when


@pytest.mark.parametrize(
    ("top", "expected"),
    [(0, [0, 1]), (1, [0, 1]), (15, [0, 5, 10, 15]), (16, [0, 5, 10, 15, 20]), (518, [0, 200, 400, 600])],
)
def test_axis_steps_are_round_and_reach_the_top(top, expected):
    assert steps(top) == expected


def test_a_range_bar_spans_low_to_high_with_the_point_at_best():
    bar = range_bar(10, 15, 20, 20)

    assert bar.left < bar.point < bar.left + bar.width
    assert bar.ticks[-1].at == bar.left + bar.width


def test_an_open_range_runs_to_the_edge():
    bar = range_bar(3, 3, None, 20)

    assert bar.is_open
    assert bar.left + bar.width == 300


def test_stacked_bars_keep_three_series_and_sum_the_rest():
    columns = [(date(2024, 1, 1), {"a": 5, "b": 4, "c": 3, "d": 2, "e": 1}), (date(2024, 2, 1), {})]

    chart = stacked_bars(columns, {"a": "Air strike"})

    assert chart.names == ["Air strike", "B", "C", "Other"]
    assert chart.rows == [("Jan 2024", [5, 4, 3, 3], 15), ("Feb 2024", [0, 0, 0, 0], 0)]
    assert [block.series for block in chart.blocks] == [0, 1, 2, 3]


def test_stacked_bars_without_other_types_have_no_other():
    chart = stacked_bars([(date(2024, 1, 1), {"a": 5})], {})

    assert chart.names == ["A"]
    assert chart.rows == [("Jan 2024", [5], 5)]


def _boxes(labels, size):
    starts = {"start": 0, "middle": 0.5, "end": 1}
    for label in labels:
        long = len(label.text) * size * 0.6
        left = label.x - starts[label.anchor] * long
        yield left, label.y - size * 0.8, left + long, label.y + size * 0.25


def test_labels_touch_neither_each_other_nor_a_circle_nor_the_edge():
    spots = [Spot(20 + 35 * (i % 9), 20 + 28 * (i // 9), 4 + i % 7, f"Country {i}") for i in range(60)]

    labels = place_labels(spots, size=11, width=360, height=240)

    boxes = list(_boxes(labels, 11))
    circles = [(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius, s.text) for s in spots]
    assert len(labels) > 3
    for index, box in enumerate(boxes):
        assert box[0] >= 0
        assert box[2] <= 360
        others = boxes[:index] + boxes[index + 1 :] + [c[:4] for c in circles if c[4] != labels[index].text]
        assert not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)


def test_names_give_way_to_the_pin():
    spots = [Spot(100, 100, 0, "Iraq"), Spot(100, 20, 0, "Turkey")]

    labels = centre_labels(spots, size=19, width=200, height=200, circle=Spot(100, 95, 10, ""))

    assert [label.text for label in labels] == ["Turkey"]


def test_circles_of_the_world_map_have_areas_in_proportion():
    rows = [CountryCount("IQ", "Iraq", 40, 33.0, 44.0), CountryCount("SY", "Syria", 10, 35.0, 38.0)]

    drawn = world_map(rows)

    assert drawn.circles[0].radius == pytest.approx(2 * drawn.circles[1].radius, abs=0.2)
    assert [circle.title for circle in drawn.circles] == ["Iraq: 40", "Syria: 10"]


def test_a_country_without_points_is_placed_within_its_outline():
    drawn = world_map([CountryCount("IQ", "Iraq", 3, None, None)])

    same = world_map([CountryCount("IQ", "Iraq", 3, 33.0, 43.7)])
    assert drawn.circles[0].x == pytest.approx(same.circles[0].x, abs=30)
    assert world_map([CountryCount("XX", "Nowhere", 3, None, None)]) is None


def test_a_district_is_shaded_by_the_area_it_lies_in():
    place = {"kind": "admin2", "name": "Al-Qaim", "country_code": "IQ", "compass": None}
    where = {"place": place, "geo_precision": 3, "latitude": None, "longitude": None}

    drawn = event_map(where, "Al-Anbar")

    assert drawn.shaded == next(area.path for area in drawn.country.areas if area.code == "01")
    assert "Anbar" in drawn.caption


@pytest.mark.parametrize(("compass", "words"), [("central", "the centre of"), ("west", "the west of")])
def test_a_region_is_put_into_words(compass, words):
    place = {"kind": "region", "name": "a part of Iraq", "country_code": "IQ", "compass": compass}

    drawn = event_map({"place": place, "geo_precision": 5, "latitude": None, "longitude": None}, None)

    assert f"Somewhere in {words} the country" in drawn.caption
    assert f"{words} it hatched" in drawn.title
    assert drawn.hatched


def test_a_region_without_direction_is_not_drawn_as_if_it_were_known():
    place = {"kind": "region", "name": "Donbas", "country_code": "UA", "compass": None}
    where = {"place": place, "geo_precision": 5, "latitude": 48.0, "longitude": 38.0}

    drawn = event_map(where, None)

    assert drawn.pin is None
    assert "whole country is shaded" in drawn.caption


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2024-08-29", "2024-08-29", "29 Aug 2024"),
        ("2024-08-03", "2024-08-06", "3–6 Aug 2024"),
        ("2024-08-30", "2024-09-02", "30 Aug – 2 Sep 2024"),
        ("2023-12-30", "2024-01-02", "30 Dec 2023 – 2 Jan 2024"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        (date(2024, 8, 1), date(2024, 8, 30), "1–30 Aug 2024"),
    ],
)
def test_spans_of_days_are_put_shortly(earliest, latest, expected):
    assert span(earliest, latest) == expected


def test_a_week_is_named_by_its_first_day():
    assert when({"earliest": "2024-08-05", "latest": "2024-08-11", "precision": 3}) == "Week of 5 August 2024"


@pytest.mark.parametrize(
    ("low", "high", "extra", "expected"),
    [
        (14, 14, {}, "14"), (14, 15, {}, "14–15"), (14, None, {}, "at least 14"), (None, 40, {}, "up to 40"),
        (900, 900, {"is_approximate": True}, "about 900"), (2500, 2500, {}, "2,500"), (None, None, {}, ""),
        (0, 0, {"is_negated": True}, "none"),
    ],
)  # fmt: skip
def test_a_claimed_figure_is_put_as_it_was_claimed(low, high, extra, expected):
    claim = {"low": low, "best": None, "high": high, "is_negated": False, "is_approximate": False, **extra}

    assert claimed_figure({**claim, "topic": {"code": "casualties"}}) == expected


def test_no_report_is_never_zero():
    assert killed_words(None, None, None) == "no count reported"
    assert killed_words(0, 0, 0) == "no one reported killed"
    assert killed_words(4, 4, None) == "reported killed at least 4"
    assert span_of(None, None, None) == "?"
