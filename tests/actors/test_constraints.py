"""Rows that the database refuses: forces, people, and what ties them."""

import pytest

from tests.refusals import Refused, assert_refused, editorial, imprecise, not_ordered
from tests.rows import DAY, Same, another
from tracker.actors.models import (
    Force,
    ForceId,
    ForceLink,
    ForceName,
    IndexedName,
    Person,
    PersonId,
    PersonName,
    Posting,
    Voice,
)

DATED = [
    case
    for model in (ForceName, ForceLink, PersonName, Posting)
    for case in (
        not_ordered(f"{model._meta.model_name}_dates_ordered", model, "starts_on", "ends_on"),
        *imprecise(f"{model._meta.model_name}_starts_precise", model, "starts_on", "starts_precision"),
        *imprecise(f"{model._meta.model_name}_ends_precise", model, "ends_on", "ends_precision"),
    )
]
REFUSED = [
    *DATED,
    *editorial(Force),
    Refused("force_named", Force, {"name": ""}),
    Refused("force_kind_known", Force, {"kind": "gang"}),
    Refused("force_country_code_is_alpha2", Force, {"country_code": "I"}),
    Refused("force_country_code_is_alpha2", Force, {"country_code": "iq"}),
    not_ordered("force_active_dates_ordered", Force, "active_from", "active_until"),
    *imprecise("force_active_from_precise", Force, "active_from", "active_from_precision"),
    *imprecise("force_active_until_precise", Force, "active_until", "active_until_precision"),
    Refused("forceid_once", ForceId, twice=True),
    Refused("forceid_value_of_scheme", ForceId, {"scheme": "wikidata", "value": "796"}),
    Refused("forceid_value_of_scheme", ForceId, {"scheme": "library", "value": "Q796"}),
    Refused("personid_once", PersonId, twice=True),
    Refused("personid_value_of_scheme", PersonId, {"scheme": "ucdp", "value": "Q796"}),
    Refused("personid_value_of_scheme", PersonId, {"scheme": "wikidata", "value": ""}),
    Refused("forcename_has_letters", ForceName, {"name": "—!—"}),
    Refused("forcename_has_letters", ForceName, {"name": ""}),
    Refused("forcename_kind_known", ForceName, {"kind": "slur"}),
    Refused("forcename_once", ForceName, twice=True),
    Refused("forcelink_not_to_itself", ForceLink, {"parent": Same("child")}),
    Refused("forcelink_kind_known", ForceLink, {"kind": "rival_of"}),
    Refused("forcelink_kind_known", ForceLink, {"kind": ""}),
    Refused("indexedname_of_one_record", IndexedName, {"force": None}),
    Refused("indexedname_of_one_record", IndexedName, {"person": another(Person)}),
    Refused("indexedname_once_a_force", IndexedName, twice=True),
    Refused("indexedname_once_a_person", IndexedName, {"force": None, "person": another(Person)}, twice=True),
    *editorial(Person, is_private=False),
    Refused("person_named", Person, {"name": ""}),
    Refused("person_status_known", Person, {"status": "dead"}),
    Refused("person_private_is_never_live", Person, {"live_revision": 1, "number": 1}),
    Refused("personname_has_letters", PersonName, {"name": "…"}),
    Refused("personname_kind_known", PersonName, {"kind": ""}),
    Refused("personname_once", PersonName, twice=True),
    Refused("posting_says_something", Posting, {"title": ""}),
    Refused("posting_certainty_known", Posting, {"certainty": "sure"}),
    Refused("posting_command_known", Posting, {"command": "perhaps"}),
    Refused("posting_command_of_force", Posting, {"command": "yes"}),
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
