"""Regions: drafted by compass and area, confirmed once."""

from datetime import timedelta

import pytest

from tests.factories import make_editor, make_place
from tests.rows import NOON
from tracker.core.states import EditorialState
from tracker.places import gazetteer, regions, seeding
from tracker.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return gazetteer.draft_region("west", make_place())


def test_the_areas_of_a_part_are_those_whose_middle_lies_in_it(django_assert_num_queries):
    seeding.seed(countries=["ML"])
    mali = gazetteer.find("Mali")[0]

    with django_assert_num_queries(1):
        north = {area.name for area in regions.areas_towards("north", mali)}

    assert {"Kidal", "Timbuktu", "Taoudénit"} <= north
    assert not north & {"Bamako", "Sikasso"}
    assert regions.areas_towards("north", gazetteer.find("Gao region")[0]) == []


def test_a_confirmed_region_is_vouched_for(west):
    editor = make_editor()
    assert west not in Place.objects.confirmed()

    region = regions.confirm(west.pk, by=editor, at=NOON)

    assert (region.confirmed_by, region.confirmed_at, region.state) == (editor, NOON, EditorialState.DRAFT)
    assert region in Place.objects.confirmed()


def test_confirming_twice_keeps_the_first_word(west):
    first = make_editor()
    regions.confirm(west.pk, by=first, at=NOON)

    region = regions.confirm(west.pk, by=make_editor(), at=NOON + timedelta(days=1))

    assert (region.confirmed_by, region.confirmed_at) == (first, NOON)


def test_only_a_region_is_confirmed():
    with pytest.raises(ValueError, match="Only a region"):
        regions.confirm(make_place().pk, by=make_editor(), at=NOON)


def test_a_region_that_lies_nowhere_is_not_confirmed():
    somewhere = make_place("Somewhere", "region", country_code="")

    with pytest.raises(ValueError, match="Say what the region lies in"):
        regions.confirm(somewhere.pk, by=make_editor(), at=NOON)

    somewhere.areas.add(make_place())
    assert regions.confirm(somewhere.pk, by=make_editor(), at=NOON).confirmed_at == NOON


def test_a_retracted_region_is_drafted_anew(west):
    Place.objects.filter(pk=west.pk).update(state=EditorialState.RETRACTED)

    again = gazetteer.draft_region("west", west.parent)

    assert again != west
    assert gazetteer.draft_region("west", west.parent) == again


def test_a_confirmed_region_is_found_by_name_and_not_drafted_again(west):
    regions.confirm(west.pk, by=make_editor(), at=NOON)

    assert gazetteer.find("Western Iraq", country_code="IQ") == [west]
    assert gazetteer.draft_region("west", west.parent) == west
