"""Rows that the database refuses: the public record."""

import pytest

from tests.refusals import Refused, assert_refused, off_the_earth
from tests.rows import DAY, another
from tracker.published.models import (
    Change,
    ChangeMention,
    Counter,
    PublishedArticle,
    PublishedArticleTopic,
    PublishedClaim,
    PublishedEvent,
    PublishedEventForce,
    PublishedEventLink,
    PublishedEventPerson,
    PublishedEventTopic,
    PublishedForce,
    PublishedName,
    PublishedPerson,
    PublishedPlace,
    PublishedTally,
    PublishedTerm,
    PublishedTopic,
)

COPIES = (PublishedEvent, PublishedPerson, PublishedForce, PublishedPlace, PublishedArticle, PublishedTopic)
REFUSED = [
    *[Refused(f"{model._meta.model_name}_status_known", model, {"status": "lost"}) for model in COPIES],
    *[Refused(f"{model._meta.model_name}_withdrawn_is_empty", model, {"status": "withdrawn"}) for model in COPIES],
    Refused("publishedevent_dates_ordered", PublishedEvent, {"latest": DAY.replace(day=1)}),
    *off_the_earth("publishedevent_on_earth", PublishedEvent),
    *off_the_earth("publishedplace_on_earth", PublishedPlace),
    Refused("publishedeventforce_once", PublishedEventForce, twice=True),
    Refused("publishedeventperson_once", PublishedEventPerson, twice=True),
    Refused("publishedeventtopic_once", PublishedEventTopic, twice=True),
    Refused("publishedarticletopic_once", PublishedArticleTopic, twice=True),
    Refused("publishedeventlink_once", PublishedEventLink, twice=True),
    Refused("publishedclaim_position_once", PublishedClaim, twice=True),
    Refused("publishedclaim_low_to_high", PublishedClaim, {"low": 9, "high": 5}),
    Refused("publishedtally_once", PublishedTally, twice=True),
    Refused("publishedtally_ordered", PublishedTally, {"low": 5, "best": 4, "high": 9}),
    Refused("publishedtally_ordered", PublishedTally, {"low": 5, "best": 10, "high": 9}),
    Refused("publishedtally_ordered", PublishedTally, {"low": 5}),
    Refused("publishedtally_ordered", PublishedTally, {"best": 5}),
    Refused("publishedtally_ordered", PublishedTally, {"high": 5}),
    Refused("publishedtally_ordered", PublishedTally, {"low": 5, "best": 5}),
    Refused("publishedtally_ordered", PublishedTally, {"is_at_least": True}),
    Refused("publishedtally_ordered", PublishedTally, {"low": 5, "is_at_least": True}),
    Refused("publishedterm_once", PublishedTerm, {"code": "raid"}, twice=True),
    Refused("publishedterm_labelled", PublishedTerm, {"label": ""}),
    Refused("counter_is_one_row", Counter, {"id": 2}),
    Refused("change_numbered_once", Change, {"seq": 5}, twice=True),
    Refused("change_one_per_version", Change, twice=True),
    Refused("change_op_known", Change, {"op": "erase"}),
    Refused("change_kind_known", Change, {"kind": "outlet"}),
    Refused("change_document_with_nonce", Change, {"nonce": None}),
    Refused("change_document_with_nonce", Change, {"document": None}),
    Refused("change_correction_has_note", Change, {"op": "correct"}),
    Refused("publishedname_of_one_record", PublishedName, {"force": None}),
    Refused("publishedname_of_one_record", PublishedName, {"person": another(PublishedPerson)}),
    Refused("publishedname_of_one_record", PublishedName, {"place": another(PublishedPlace)}),
    Refused(
        "publishedname_of_one_record",
        PublishedName,
        {"force": None, "person": another(PublishedPerson), "place": another(PublishedPlace)},
    ),
    Refused("publishedname_once_a_force", PublishedName, twice=True),
    Refused(
        "publishedname_once_a_person", PublishedName, {"force": None, "person": another(PublishedPerson)}, twice=True
    ),
    Refused("publishedname_once_a_place", PublishedName, {"force": None, "place": another(PublishedPlace)}, twice=True),
    Refused("changemention_once", ChangeMention, twice=True),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
