"""What the database refuses of a place, and the words of its query set."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import make_place
from tracker.core.states import EditorialState
from tracker.places.models import Place, PlaceName

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("place_on_earth", {"latitude": "91", "longitude": "10"}),
        ("place_on_earth", {"latitude": "-90.5", "longitude": "10"}),
        ("place_on_earth", {"latitude": "10", "longitude": "180.1"}),
        ("place_on_earth", {"latitude": "10", "longitude": None}),
        ("place_on_earth", {"latitude": None, "longitude": "10"}),
        ("place_country_code_is_alpha2", {"country_code": "I"}),
        ("place_country_code_is_alpha2", {"country_code": "iq"}),
        ("place_country_code_is_alpha2", {"country_code": "1Q"}),
        ("place_kind_known", {"kind": "village"}),
        ("place_named", {"name": ""}),
        ("place_compass_of_region", {"kind": "town", "compass": "west"}),
        ("place_compass_of_region", {"kind": "region", "compass": "up"}),
        ("place_state_known", {"state": "liked"}),
    ],
)
def test_database_refuses_a_place_that_cannot_be(constraint, fields):
    row = {"kind": "town", "name": "Rawa", "country_code": "IQ"} | fields

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Place.objects.create(**row)


@pytest.mark.parametrize(
    "fields",
    [
        {"latitude": None, "longitude": None},
        {"latitude": "-90", "longitude": "180"},
        {"country_code": ""},
        {"kind": "region", "compass": "west"},
        {"kind": "region", "compass": ""},
    ],
)
def test_database_takes_a_place_that_can_be(fields):
    row = {"kind": "town", "name": "Rawa", "country_code": "IQ"} | fields

    assert Place.objects.create(**row).pk


def test_a_source_lists_a_place_once_and_places_without_source_are_free():
    Place.objects.create(kind="town", name="Rawa", source="geonames", source_id="91")
    Place.objects.create(kind="town", name="Rawa", source="desk", source_id="91")
    Place.objects.create(kind="site", name="A farm")
    Place.objects.create(kind="site", name="A farm")

    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(kind="town", name="Rawah", source="geonames", source_id="91")


def test_a_place_is_not_its_own_parent():
    place = make_place()

    place.parent = place

    with pytest.raises(IntegrityError, match="place_not_its_own_parent"), transaction.atomic():
        place.save()


def test_a_parent_cannot_be_deleted():
    iraq = make_place()
    make_place("Anbar", "admin1", parent=iraq)

    with pytest.raises(ProtectedError):
        iraq.delete()


def test_a_name_of_punctuation_only_is_refused():
    place = make_place()

    with pytest.raises(IntegrityError, match="placename_has_letters"), transaction.atomic():
        PlaceName.objects.create(place=place, name="—")


def test_an_unknown_kind_of_name_is_refused():
    place = make_place()

    with pytest.raises(IntegrityError, match="placename_kind_known"), transaction.atomic():
        PlaceName.objects.create(place=place, name="Irak", kind="nickname")


def test_a_spelling_is_kept_once_for_a_place():
    place = make_place()

    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceName.objects.create(place=place, name="Iraq")


def test_a_name_keeps_its_key_and_script_in_step():
    place = make_place()

    name = PlaceName.objects.create(place=place, name="Al-‘Irāq")
    arabic = PlaceName.objects.create(place=place, name="العراق")
    name.name = "Irak"
    name.save()

    assert (name.folded, name.script) == ("irak", "Latn")
    assert arabic.script == "Arab"


def test_areas_of_a_region_are_not_mutual():
    anbar = make_place("Anbar", "admin1")
    west = make_place("western Iraq", "region", compass="west")

    west.areas.add(anbar)

    assert list(anbar.areas.all()) == []
    assert list(anbar.regions.all()) == [west]


def test_query_words_choose_by_country_kind_and_state():
    iraq = make_place(state=EditorialState.APPROVED)
    anbar = make_place("Anbar", "admin1", parent=iraq)
    gone = make_place("Anbar old", "admin1", state=EditorialState.RETRACTED)
    make_place("Gao", "town", country_code="ML")

    assert list(Place.objects.countries()) == [iraq]
    assert set(Place.objects.inside("iq").first_level()) == {anbar, gone}
    assert list(Place.objects.confirmed()) == [iraq]
    assert gone not in Place.objects.usable()
    assert list(Place.objects.called("anbar")) == [anbar]
