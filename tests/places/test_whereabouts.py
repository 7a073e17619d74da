"""Points that are asked about before they are taken."""

from decimal import Decimal

import pytest

from tracker.places.whereabouts import doubts_about, km_outside


def doubts(latitude, longitude, code=""):
    return doubts_about(Decimal(str(latitude)), Decimal(str(longitude)), country_code=code)


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (34.37, 41.92, "IQ"),
        (34.37, 41.92, "iq"),
        (31.28, 34.25, "PS"),
        (33.0, 35.0, "LB"),  # off the coast of Tyre
        (-17.8, 178.0, "FJ"),
        (-16.6, -179.9, "FJ"),  # beyond the 180th meridian
        (66.1, -169.9, "RU"),
        (52.9, 172.9, "US"),
        (34.37, 41.92, "ZZ"),
        (34.37, 41.92, ""),
    ],
)
def test_a_point_in_or_near_its_country_is_not_asked_about(latitude, longitude, code):
    assert doubts(latitude, longitude, code) == []


def test_zero_zero_is_asked_about_wherever_it_is_said_to_be():
    assert "0, 0" in doubts(0, 0)[0]
    assert "0, 0" in doubts(0, 0, "GH")[0]
    assert doubts(0, 9.5, "GA") == []


def test_swapped_coordinates_are_named():
    assert doubts(41.92, 34.37, "IQ")[0].endswith("did you mean 34.37, 41.92?")


def test_a_point_far_outside_says_how_far_and_of_what():
    said = doubts(52.23, 21.01, "IQ")

    assert len(said) == 1
    assert said[0].startswith("This point lies 2,")
    assert "km outside of Iraq" in said[0]


def test_the_distance_is_right_to_a_tenth_near_a_border():
    # Damascus lies about 20 km from Lebanon, Amman about 40 km from the West Bank.
    assert km_outside("LB", 36.29, 33.51) == pytest.approx(22, abs=8)
    assert km_outside("PS", 35.93, 31.95) == pytest.approx(38, abs=8)
    assert km_outside("IQ", 44.4, 33.3) == 0.0
    assert km_outside("ZZ", 44.4, 33.3) is None
