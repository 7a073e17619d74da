"""Rows that the database refuses: what people said of two records."""

import pytest

from tests.refusals import Refused, assert_refused
from tests.rows import Same
from tracker.publishing.models import Judgement

REFUSED = [
    Refused("judgement_one_per_pair", Judgement, twice=True),
    Refused("judgement_kind_known", Judgement, {"kind": "outlet"}),
    Refused("judgement_in_order", Judgement, {"first": 9, "second": 8}),
    Refused("judgement_in_order", Judgement, {"first": Same("second")}),
    Refused("judgement_verdict_known", Judgement, {"verdict": "perhaps"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
