"""Finding names in the desk's gazetteer, and drafting regions."""

import pytest

from tests.factories import make_place
from tracker.core.states import EditorialState
from tracker.places import gazetteer, seeding
from tracker.places.atlas import Atlas
from tracker.places.models import NameKind, Place, PlaceName

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded():
    seeding.seed(countries=["IQ", "SY", "PS", "GE"])


NAMES = [
    ("Rawa", "town", "Rawa"),
    ("Anbar", "admin1", "Anbar"),
    ("al-Anbar", "admin1", "Anbar"),
    ("Qaim", "town", "Al-Qaim"),
    ("Idlib", "town", "Idlib"),
    ("Idlib governorate", "admin1", "Idlib"),
    ("Deir ez-Zor", "town", "Deir ez-Zor"),
    ("سوريا", "country", "Syria"),
    ("Republic of Iraq", "country", "Iraq"),
]


@pytest.mark.usefixtures("seeded")
def test_the_gazetteer_ranks_as_the_atlas_does():
    for name, kind, expected in NAMES:
        place = gazetteer.find(name, country_code="IQ")[0]
        shipped = Atlas.shipped().find(name, country_code="IQ")[0]

        assert (place.kind, place.name) == (kind, expected)
        assert (shipped.kind, shipped.name) == (kind, expected)


@pytest.mark.usefixtures("seeded")
def test_finding_takes_one_query_and_the_parent_comes_along(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = gazetteer.find("Rawa", country_code="IQ")
        assert found[0].parent.name == "Anbar"

    with django_assert_num_queries(2):
        gazetteer.find("Idlib province")


@pytest.mark.parametrize("name", ["", "—", "Nowhere-upon-Nothing"])
def test_unknown_names_find_nothing(name):
    assert gazetteer.find(name) == []


def test_acronyms_need_capitals():
    states = make_place("United States", country_code="US")
    PlaceName.objects.create(place=states, name="US", kind=NameKind.ACRONYM)

    assert gazetteer.find("US") == [states]
    assert gazetteer.find("U.S.") == [states]
    assert gazetteer.find("us") == []


def test_a_place_with_two_fitting_names_is_listed_once():
    rawa = make_place("Rawa", "town")
    PlaceName.objects.create(place=rawa, name="Rāwa")

    assert gazetteer.find("rawa") == [rawa]


def test_retracted_places_are_not_proposed():
    make_place("Rawa", "town", state=EditorialState.RETRACTED)

    assert gazetteer.find("Rawa") == []
    assert gazetteer.names_like("raw") == []


def test_no_more_than_the_limit():
    for _ in range(12):
        make_place("San Antonio", "town", country_code="PH")

    assert len(gazetteer.find("San Antonio")) == 10
    assert len(gazetteer.find("San Antonio", limit=3)) == 3


@pytest.mark.usefixtures("seeded")
def test_completion_puts_the_exact_name_first_then_own_names_by_inhabitants(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        found = gazetteer.names_like("rawa")
    cities = gazetteer.names_like("al qa", country_code="IQ")

    assert found[0].name == "Rawa"
    assert cities
    assert {place.country_code for place in cities} == {"IQ"}
    assert gazetteer.names_like("r") == []


@pytest.mark.usefixtures("seeded")
def test_a_region_is_drafted_once_without_a_point_from_the_areas_of_that_part():
    iraq = gazetteer.find("Iraq")[0]

    region = gazetteer.draft_region("west", iraq)

    assert (region.name, region.kind, region.compass, region.state) == (
        "western Iraq",
        "region",
        "west",
        "draft",
    )
    assert (region.parent, region.country_code, region.admin1_code) == (iraq, "IQ", "")
    assert region.latitude is None
    areas = {area.name for area in region.areas.all()}
    assert {"Anbar", "Nineveh"} <= areas
    assert not areas & {"Baghdad", "Basra", "Diyala", "Sulaymaniyah"}
    assert gazetteer.draft_region("west", iraq) == region
    assert gazetteer.find("Western Iraq") == [region]
    assert Place.objects.filter(kind="region", compass="west").count() == 1


@pytest.mark.usefixtures("seeded")
def test_a_region_within_an_area_lies_in_that_area():
    anbar = gazetteer.find("Anbar")[0]

    region = gazetteer.draft_region("northwest", anbar)

    assert (region.name, region.admin1_code) == ("north-western Anbar", "01")
    assert gazetteer.find("northwestern Anbar") == [region]


def test_a_region_needs_a_known_compass_word_and_an_area():
    iraq = make_place()
    west = gazetteer.draft_region("west", iraq)

    with pytest.raises(ValueError, match="up"):
        gazetteer.draft_region("up", iraq)
    with pytest.raises(ValueError, match="not from a region"):
        gazetteer.draft_region("north", west)


def test_a_saint_may_be_written_short_or_in_full():
    place = make_place("Saint-Marc", "town", country_code="HT")

    assert gazetteer.find("St. Marc") == gazetteer.find("saint marc") == [place]
    assert gazetteer.find("st") == []
