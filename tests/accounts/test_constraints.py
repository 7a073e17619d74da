"""Rows that the database refuses: the audit log."""

import pytest

from tests.refusals import Refused, assert_refused
from tests.rows import saved
from tracker.accounts.models import AuditEntry

REFUSED = [Refused("auditentry_says_what", AuditEntry, {"action": ""})]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(action="nothing"),
        lambda entry: AuditEntry.objects.all().delete(),
    ],
    ids=["save", "delete", "update", "delete all"],
)
def test_the_audit_log_is_only_ever_added_to(change):
    entry = saved(AuditEntry)

    with pytest.raises(PermissionError, match="only ever added to"):
        change(entry)

    assert AuditEntry.objects.get().action == "approve"
