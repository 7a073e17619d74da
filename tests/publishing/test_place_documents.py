"""What the public reads of a place: its area through its district, its reach, its identifiers, and nothing it hides."""

import pytest

from tests.factories import make_place
from tracker.places.models import PlaceId
from tracker.publishing.directory import Directory
from tracker.publishing.documents.place import build_place
from tracker.publishing.kinds import AGGREGATES
from tracker.revisions.freezing import freeze
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def document(place):
    return build_place(freeze(place, AGGREGATES[Kind.PLACE].parts), Directory())


@pytest.fixture
def anbar():
    return make_place("Anbar", "admin1", parent=make_place())


def test_a_town_in_a_district_names_its_first_level_area(anbar):
    district = make_place("Rawa district", "admin2", parent=anbar)

    assert document(make_place("Rawa", "town", parent=district))["admin1"] == "Anbar"
    assert document(make_place("Rawa", "town", parent=anbar))["admin1"] == "Anbar"
    assert document(anbar)["admin1"] is None


def test_a_town_reaches_as_far_as_its_people_need_unless_an_editor_says_otherwise():
    assert document(make_place("Mosul", "town", population=1_000_000))["radius_km"] == 8.9
    assert document(make_place("Mosul", "town", population=1_000_000, radius_km=12))["radius_km"] == 12
    assert document(make_place("Camp", "site"))["radius_km"] is None


def test_identifiers_go_out_with_their_page():
    iraq = make_place()
    PlaceId.objects.create(place=iraq, scheme="wikidata", value="Q796")
    PlaceId.objects.create(place=iraq, scheme="pcode", value="IQ0")

    assert document(iraq)["external_ids"] == [
        {"scheme": {"code": "pcode", "label": "P-code"}, "value": "IQ0", "url": None},
        {
            "scheme": {"code": "wikidata", "label": "Wikidata"},
            "value": "Q796",
            "url": "https://www.wikidata.org/wiki/Q796",
        },
    ]


@pytest.mark.parametrize(
    ("kind", "blur", "is_shown"),
    [
        ("site", "exact", True),
        ("site", "town", False),
        ("town", "town", True),
        ("town", "district", False),
        ("admin2", "province", False),
        ("admin1", "province", True),
        ("country", "country", True),
    ],
)
def test_a_blurred_place_has_neither_point_nor_reach_nor_identifiers(kind, blur, is_shown):
    place = make_place("Camp", kind, blur=blur, latitude="34.49", longitude="41.93", radius_km=2)
    PlaceId.objects.create(place=place, scheme="wikidata", value="Q5")

    found = document(place)

    shown = (found["latitude"], found["longitude"], found["radius_km"], bool(found["external_ids"]))
    assert shown == ((34.49, 41.93, 2, True) if is_shown else (None, None, None, False))


def test_a_version_from_before_blur_and_identifiers_is_read_as_it_was():
    snapshot = freeze(make_place("Rawa", "town", latitude="34.37", longitude="41.92"), ("names",))
    del snapshot["fields"]["blur"]

    found = build_place(snapshot, Directory())

    assert (found["latitude"], found["external_ids"]) == (34.37, [])
