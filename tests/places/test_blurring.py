"""What the public learns of a place under each policy."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factories import make_place
from tracker.core.blur import FINEST_PRECISION, Blur
from tracker.places.blurring import Link, blurred, chain_of
from tracker.places.reach import reach_km

CAMP = (Decimal("34.49123"), Decimal("41.93456"))
TOWN = (Decimal("34.47831"), Decimal("41.91742"))
MIDDLE = (Decimal("33.0"), Decimal("41.5"))

SITE = Link(1, "site", CAMP)
RAWA = Link(2, "town", TOWN, population=13_000)
DISTRICT = Link(3, "admin2", MIDDLE)
ANBAR = Link(4, "admin1", MIDDLE)
IRAQ = Link(5, "country", MIDDLE)
WEST = Link(6, "region")
CHAIN = [SITE, RAWA, DISTRICT, ANBAR, IRAQ]


@pytest.mark.parametrize(
    ("policy", "place", "point", "precision", "radius"),
    [
        ("exact", SITE, CAMP, 1, None),
        ("town", RAWA, TOWN, 2, 25.0),
        ("district", DISTRICT, None, 3, None),
        ("province", ANBAR, None, 4, None),
        ("country", IRAQ, None, 6, None),
    ],
)
def test_each_policy_leaves_its_level(policy, place, point, precision, radius):
    found = blurred(policy, CHAIN, point=CAMP, geo_precision=1)

    assert (found.place, found.point, found.geo_precision, found.radius_km) == (place, point, precision, radius)


@pytest.mark.parametrize("policy", ["town", "district", "province", "country"])
@pytest.mark.parametrize("start", range(6))
def test_the_given_point_never_comes_back(policy, start):
    found = blurred(policy, CHAIN[start:], point=CAMP, geo_precision=1)

    assert found.point != CAMP
    assert found.geo_precision >= FINEST_PRECISION[policy]


@pytest.mark.parametrize(
    ("policy", "chain", "place", "precision"),
    [
        ("town", [SITE, ANBAR, IRAQ], ANBAR, 4),
        ("district", [RAWA, ANBAR, IRAQ], ANBAR, 4),
        ("province", [RAWA, IRAQ], IRAQ, 6),
        ("country", [RAWA, ANBAR], None, 6),
        ("town", [], None, 6),
    ],
)
def test_a_missing_level_gives_way_to_the_next_larger_one(policy, chain, place, precision):
    found = blurred(policy, chain, point=CAMP, geo_precision=1)

    assert (found.place, found.point if place is None else None, found.geo_precision) == (place, None, precision)


@pytest.mark.parametrize(
    ("policy", "chain", "place", "precision"),
    [
        ("district", [WEST, IRAQ], WEST, 5),
        ("province", [WEST, IRAQ], WEST, 5),
        ("province", [WEST, ANBAR, IRAQ], ANBAR, 4),
        ("district", [WEST, ANBAR, IRAQ], WEST, 5),
        ("country", [WEST, IRAQ], IRAQ, 6),
        ("province", [WEST], None, 6),
    ],
)
def test_a_region_is_larger_than_a_province_only_where_it_lies_in_a_country_itself(policy, chain, place, precision):
    found = blurred(policy, chain, geo_precision=5)

    assert (found.place, found.point, found.geo_precision) == (place, None, precision)


def test_what_is_coarser_already_stays_as_it_is():
    assert blurred("town", [ANBAR, IRAQ], geo_precision=4).place == ANBAR
    assert blurred("town", [RAWA, ANBAR, IRAQ], point=TOWN, geo_precision=6).geo_precision == 6
    assert blurred("country", [IRAQ], geo_precision=7).geo_precision == 7


def test_an_exact_place_says_how_far_it_reaches():
    near = blurred("exact", [RAWA, ANBAR, IRAQ], point=TOWN, geo_precision=2)
    at = blurred("exact", [RAWA, ANBAR, IRAQ], point=TOWN, geo_precision=1)

    assert (near.radius_km, at.radius_km) == (25.0, 1.0)
    assert blurred("exact", [replace(RAWA, radius_km=4.0)], point=TOWN, geo_precision=1).radius_km == 4.0


@pytest.mark.parametrize("policy", Blur)
def test_the_same_input_gives_the_same_answer(policy):
    answers = {blurred(policy, CHAIN, point=CAMP, geo_precision=1) for _ in range(3)}

    assert len(answers) == 1


def test_an_unknown_policy_is_refused():
    with pytest.raises(ValueError, match="village"):
        blurred("village", CHAIN, point=CAMP, geo_precision=1)


@pytest.mark.parametrize(
    ("kind", "radius", "population", "reach"),
    [
        ("town", None, None, 1.0),
        ("town", None, 13_000, 1.0),
        ("town", None, 1_000_000, 8.9),
        ("town", None, 30_000_000, 30.0),
        ("town", 3.5, 1_000_000, 3.5),
        ("site", None, None, None),
        ("site", 0.5, None, 0.5),
        ("admin1", None, 2_000_000, None),
    ],
)
def test_a_town_reaches_as_far_as_its_people_need(kind, radius, population, reach):
    assert reach_km(kind, radius_km=radius, population=population) == reach


@pytest.mark.django_db
def test_the_chain_goes_up_to_the_country(django_assert_num_queries):
    iraq = make_place(latitude=33, longitude=44)
    anbar = make_place("Anbar", "admin1", parent=iraq)
    rawa = make_place("Rawa", "town", parent=anbar, latitude="34.47831", longitude="41.91742", population=13_000)

    with django_assert_num_queries(0):
        chain = chain_of(rawa)

    assert [(link.place_id, link.kind) for link in chain] == [
        (rawa.pk, "town"), (anbar.pk, "admin1"), (iraq.pk, "country"),
    ]  # fmt: skip
    assert chain[0].point == TOWN
    assert chain[1].point is None
