"""Rows that the database refuses: approvals, reasons to name, withdrawals, times. Judgements: where pairs are judged."""

import pytest

from tests.refusals import Refused, assert_refused
from tests.rows import NOON, Same, another
from tracker.accounts.models import User
from tracker.publishing.models import Approval, BlurLift, Embargo, NamingDecision, Schedule, Withdrawal

REFUSED = [
    Refused("approval_once", Approval, twice=True),
    Refused("approval_basis_known", Approval, {"basis": "friendship"}),
    Refused("approval_alone_has_reason", Approval, {"basis": "break_glass"}),
    Refused("approval_alone_has_reason", Approval, {"basis": "returned"}),
    Refused("namingdecision_has_reason", NamingDecision, {"reason": ""}),
    Refused("namingdecision_second_person", NamingDecision, {"agreed_by": Same("proposed_by"), "agreed_at": NOON}),
    Refused("namingdecision_second_person", NamingDecision, {"agreed_by": another(User)}),
    Refused("namingdecision_second_person", NamingDecision, {"agreed_at": NOON}),
    Refused("namingdecision_one_open", NamingDecision, twice=True),
    Refused("withdrawal_once", Withdrawal, twice=True),
    Refused("withdrawal_has_reason", Withdrawal, {"reason": ""}),
    Refused("withdrawal_kind_known", Withdrawal, {"kind": "outlet"}),
    Refused("withdrawal_kind_known", Withdrawal, {"kind": ""}),
    Refused("blurlift_has_reason", BlurLift, {"reason": ""}),
    Refused("blurlift_ended_whole", BlurLift, {"ended_by": another(User)}),
    Refused("blurlift_ended_whole", BlurLift, {"ended_at": NOON}),
    Refused("blurlift_one_open", BlurLift, twice=True),
    Refused("schedule_kind_known", Schedule, {"kind": "outlet"}),
    Refused("schedule_op_known", Schedule, {"op": "shout"}),
    Refused("schedule_state_known", Schedule, {"state": "lost", "closed_at": NOON}),
    Refused("schedule_closed_whole", Schedule, {"closed_at": NOON}),
    *[Refused("schedule_closed_whole", Schedule, {"state": state}) for state in ("done", "cancelled", "refused")],
    Refused("schedule_one_waiting", Schedule, twice=True),
    Refused("embargo_kind_known", Embargo, {"kind": ""}),
    Refused("embargo_has_reason", Embargo, {"reason": ""}),
    Refused("embargo_lifted_whole", Embargo, {"lifted_by": another(User), "lifted_at": NOON}),
    Refused("embargo_lifted_whole", Embargo, {"lifted_by": another(User), "lifted_why": "Agreed."}),
    Refused("embargo_lifted_whole", Embargo, {"lifted_at": NOON, "lifted_why": "Agreed."}),
    Refused("embargo_lifted_whole", Embargo, {"lifted_by": another(User)}),
    Refused("embargo_lifted_whole", Embargo, {"lifted_at": NOON}),
    Refused("embargo_lifted_whole", Embargo, {"lifted_why": "Agreed."}),
    Refused("embargo_one_open", Embargo, twice=True),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
