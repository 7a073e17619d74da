"""Rows that the database refuses: what was saved."""

import pytest

from tests.refusals import Refused, assert_refused
from tracker.revisions.models import Revision

REFUSED = [
    Refused("revision_one_per_version", Revision, twice=True),
    Refused("revision_version_counts_from_one", Revision, {"version": 0}),
    Refused("revision_kind_known", Revision, {"kind": "outlet"}),
    Refused("revision_kind_known", Revision, {"kind": ""}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
