"""Rows that the database refuses: runs and suggestions."""

import pytest

from tests.refusals import Refused, assert_refused
from tests.rows import NOON, another
from tracker.accounts.models import User
from tracker.extraction.models import Run, Suggestion

BY = {"decided_by": another(User)}
AT = {"decided_at": NOON}
REFUSED = [
    Refused("run_once", Run, twice=True),
    Refused("run_seconds_positive", Run, {"seconds": -0.1}),
    Refused("suggestion_key_once", Suggestion, twice=True),
    Refused("suggestion_kind_known", Suggestion, {"kind": "hunch"}),
    Refused("suggestion_state_known", Suggestion, {"state": "lost"}, or_by="suggestion_decision_whole"),
    Refused("suggestion_score_scale", Suggestion, {"score": -0.1}),
    Refused("suggestion_score_scale", Suggestion, {"score": 1.1}),
    Refused("suggestion_decision_whole", Suggestion, {"state": "accepted"}),
    Refused("suggestion_decision_whole", Suggestion, {"state": "accepted", **BY}),
    Refused("suggestion_decision_whole", Suggestion, {"state": "amended", **AT}),
    Refused("suggestion_decision_whole", Suggestion, {"state": "rejected", **BY}),
    Refused("suggestion_decision_whole", Suggestion, {"state": "pending", **BY, **AT}),
    Refused("suggestion_decision_whole", Suggestion, {"state": "superseded", **AT}),
    Refused("suggestion_became_whole", Suggestion, {"became_kind": "event"}),
    Refused("suggestion_became_whole", Suggestion, {"became_id": 1}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
