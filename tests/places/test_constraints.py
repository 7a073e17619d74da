"""Rows that the database refuses: places and their names, beside those in ``test_models``."""

import pytest

from tests.refusals import ITSELF, Refused, assert_refused, editorial, off_the_earth
from tests.rows import NOON, another
from tracker.accounts.models import User
from tracker.places.models import Place, PlaceId, PlaceName

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
    Refused("place_confirmed_region", Place, {"kind": "region", "confirmed_at": NOON}),
    Refused("place_confirmed_region", Place, {"kind": "region", "confirmed_by": another(User)}),
    Refused("place_confirmed_region", Place, {"confirmed_at": NOON, "confirmed_by": another(User)}),
    Refused("place_blur_known", Place, {"blur": "village"}),
    Refused("place_blur_known", Place, {"blur": ""}),
    Refused("place_radius_on_earth", Place, {"radius_km": 0.0}),
    Refused("place_radius_on_earth", Place, {"radius_km": 20_001.0}),
    Refused("placeid_once", PlaceId, twice=True),
    Refused("placeid_value_of_scheme", PlaceId, {"scheme": "wikidata", "value": "796"}),
    Refused("placeid_value_of_scheme", PlaceId, {"scheme": "iso_3166_2", "value": "Q796"}),
    Refused("placeid_value_of_scheme", PlaceId, {"scheme": "library", "value": "Q796"}),
    Refused("placeid_value_of_scheme", PlaceId, {"scheme": "pcode", "value": ""}),
    Refused("placename_has_letters", PlaceName, {"name": "–"}),
    Refused("placename_kind_known", PlaceName, {"kind": "slur"}),
    Refused("placename_once", PlaceName, twice=True),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
