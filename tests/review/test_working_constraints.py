"""Rows that the database refuses: who works on what, and notes beside a record."""

import pytest

from tests.refusals import Refused, assert_refused
from tracker.review.models import Assignment, DeskNote

REFUSED = [
    Refused("assignment_one_per_record", Assignment, twice=True),
    Refused("assignment_kind_known", Assignment, {"kind": "outlet"}),
    Refused("assignment_kind_known", Assignment, {"kind": ""}),
    Refused("desknote_kind_known", DeskNote, {"kind": "outlet"}),
    Refused("desknote_kind_known", DeskNote, {"kind": ""}),
    Refused("desknote_says_something", DeskNote, {"text": ""}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
