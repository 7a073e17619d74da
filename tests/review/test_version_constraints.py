"""Rows that the database refuses: what was typed and not saved, and who is there."""

import pytest

from tests.refusals import Refused, assert_refused
from tracker.review.models import Presence, UnsavedForm

REFUSED = [
    Refused("unsavedform_one_per_page", UnsavedForm, twice=True),
    Refused("unsavedform_has_page", UnsavedForm, {"address": ""}),
    Refused("presence_once", Presence, twice=True),
    Refused("presence_kind_known", Presence, {"kind": "outlet"}),
    Refused("presence_kind_known", Presence, {"kind": ""}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
