"""The audit log: every decision, login, export and import writes one line, in the transaction of what it did."""

from typing import Any

from django.db import models

from tracker.accounts.models import AuditEntry, User


def log(
    action: str,
    *,
    by: User | None,
    kind: str = "",
    record: models.Model | None = None,
    why: str = "",
    **details: Any,
) -> AuditEntry:
    """Add one line. ``details`` are plain JSON values, and no secrets: those who may read the log read them.

    ``by`` is None where nobody is known: a failed login, the desk's own clock.
    """
    return AuditEntry.objects.create(
        action=action,
        by=by,
        kind=kind,
        record_id=record.pk if record is not None else None,
        label=str(record)[:300] if record is not None else "",
        why=why.strip()[:1000],
        details=details,
    )
