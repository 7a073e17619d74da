"""Rows that the database refuses: forces, people, and what ties them."""

import pytest

from tests.refusals import Refused, assert_refused, editorial, not_ordered
from tests.rows import DAY, Same
from tracker.actors.models import Force, ForceLink, ForceName, Person, PersonName, Posting, Voice

REFUSED = [
    *editorial(Force),
    Refused("force_named", Force, {"name": ""}),
    Refused("force_kind_known", Force, {"kind": "gang"}),
    Refused("force_country_code_is_alpha2", Force, {"country_code": "I"}),
    Refused("force_country_code_is_alpha2", Force, {"country_code": "iq"}),
    not_ordered("force_active_dates_ordered", Force, "active_from", "active_until"),
    Refused("forcename_has_letters", ForceName, {"name": "—!—"}),
    Refused("forcename_has_letters", ForceName, {"name": ""}),
    Refused("forcename_kind_known", ForceName, {"kind": "slur"}),
    Refused("forcename_once", ForceName, twice=True),
    Refused("forcelink_not_to_itself", ForceLink, {"parent": Same("child")}),
    Refused("forcelink_kind_known", ForceLink, {"kind": "rival_of"}),
    Refused("forcelink_kind_known", ForceLink, {"kind": ""}),
    not_ordered("forcelink_dates_ordered", ForceLink, "starts_on", "ends_on"),
    *editorial(Person, is_private=False),
    Refused("person_named", Person, {"name": ""}),
    Refused("person_status_known", Person, {"status": "dead"}),
    Refused("person_private_is_never_live", Person, {"live_revision": 1, "number": 1}),
    Refused("personname_has_letters", PersonName, {"name": "…"}),
    Refused("personname_kind_known", PersonName, {"kind": ""}),
    Refused("personname_once", PersonName, twice=True),
    Refused("posting_says_something", Posting, {"title": ""}),
    Refused("posting_certainty_known", Posting, {"certainty": "sure"}),
    not_ordered("posting_dates_ordered", Posting, "starts_on", "ends_on"),
    not_ordered("posting_cited_ordered", Posting, "first_cited", "last_cited"),
    Refused("posting_cited_ordered", Posting, {"first_cited": DAY}),
    Refused("posting_cited_ordered", Posting, {"last_cited": DAY}),
    Refused("voice_once", Voice, twice=True),
    not_ordered("voice_dates_ordered", Voice, "starts_on", "ends_on"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
