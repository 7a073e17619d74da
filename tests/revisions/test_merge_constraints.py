"""Rows that the database refuses: which record stands for which."""

import pytest

from tests.refusals import Refused, assert_refused
from tests.rows import NOON, Same, another
from tracker.accounts.models import User
from tracker.revisions.models import Merge

REFUSED = [
    Refused("merge_kind_known", Merge, {"kind": "outlet"}),
    Refused("merge_state_known", Merge, {"state_before": "lost"}),
    Refused("merge_of_two", Merge, {"into_id": Same("record_id")}),
    Refused("merge_has_reason", Merge, {"reason": ""}),
    Refused("merge_carried_whole", Merge, {"carried_by": another(User)}),
    Refused("merge_carried_whole", Merge, {"carried_at": NOON}),
    Refused("merge_public_by_two", Merge, {"is_public": True, "carried_by": Same("by"), "carried_at": NOON}),
    Refused("merge_live_is_public", Merge, {"live_before": 1}),
    Refused("merge_undone_whole", Merge, {"undone_by": another(User), "undone_at": NOON}),
    Refused("merge_undone_whole", Merge, {"undone_by": another(User), "undone_why": "Two towns."}),
    Refused("merge_undone_whole", Merge, {"undone_at": NOON, "undone_why": "Two towns."}),
    Refused("merge_undone_whole", Merge, {"undone_why": "Two towns."}),
    Refused("merge_one_standing", Merge, twice=True),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
