"""Record a version of an aggregate, find one, compare two."""

from typing import Any

from tracker.accounts.models import User
from tracker.revisions.models import Kind, Revision


def record(
    kind: Kind, record_id: int, *, version: int, snapshot: dict[str, Any], by: User, reason: str = ""
) -> Revision:
    """Keep a snapshot as ``version``. The unique key refuses a second one with the same number."""
    return Revision.objects.create(
        kind=kind, record_id=record_id, version=version, snapshot=snapshot, by=by, reason=reason
    )


def at_version(kind: Kind, record_id: int, version: int) -> Revision:
    """The revision with that number.

    Raises:
        Revision.DoesNotExist: there is none.
    """
    return Revision.objects.get(kind=kind, record_id=record_id, version=version)


def makers_since(kind: Kind, record_id: int, version: int | None) -> set[int]:
    """Ids of those who saved a version after ``version`` (None: any version)."""
    saved = Revision.objects.filter(kind=kind, record_id=record_id)
    if version is not None:
        saved = saved.filter(version__gt=version)
    return set(saved.values_list("by_id", flat=True))


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """What differs between two snapshots: (where, old value, new value), own fields first, then parts.

    A part added has None as old value, one removed None as new value.
    """
    found = [
        (field, old["fields"].get(field), value)
        for field, value in new["fields"].items()
        if old["fields"].get(field) != value
    ]
    for name in sorted(old["parts"].keys() | new["parts"].keys()):
        before = {row["id"]: row for row in old["parts"].get(name, [])}
        after = {row["id"]: row for row in new["parts"].get(name, [])}
        for pk in sorted(before.keys() | after.keys()):
            if before.get(pk) != after.get(pk):
                found.append((name, before.get(pk), after.get(pk)))
    return found
