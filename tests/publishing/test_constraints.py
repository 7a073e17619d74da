"""Rows that the database refuses: approvals, reasons to name, withdrawals."""

import pytest

from tests.refusals import Refused, assert_refused
from tests.rows import NOON, Same, another
from tracker.accounts.models import User
from tracker.publishing.models import Approval, NamingDecision, Withdrawal

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
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
