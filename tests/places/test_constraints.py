"""Rows that the database refuses: places and their names, beside those in ``test_models``."""

import pytest

from tests.refusals import ITSELF, Refused, assert_refused, editorial, off_the_earth
from tracker.places.models import Place, PlaceName

REFUSED = [
    *editorial(Place),
    *off_the_earth("place_on_earth", Place),
    Refused("place_named", Place, {"name": ""}),
    Refused("place_kind_known", Place, {"kind": "planet"}),
    Refused("place_country_code_is_alpha2", Place, {"country_code": "iq"}),
    Refused("place_compass_of_region", Place, {"compass": "west"}),
    Refused("place_compass_of_region", Place, {"kind": "region", "compass": "up"}),
    Refused("place_not_its_own_parent", Place, {"parent": ITSELF}),
    Refused("place_source_once", Place, {"source": "GeoNames", "source_id": "94787"}, twice=True),
    Refused("placename_has_letters", PlaceName, {"name": "–"}),
    Refused("placename_kind_known", PlaceName, {"kind": "slur"}),
    Refused("placename_once", PlaceName, twice=True),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
