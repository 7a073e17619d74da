"""Record a version of an aggregate, find one, compare two."""

from collections.abc import Hashable
from typing import Any

from tracker.accounts.models import User
from tracker.revisions.models import Kind, Revision

_COUNTED = {"tallies": ("outcome", "standing", "who", "side")}


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
        (field, old["fields"].get(field), new["fields"].get(field))
        for field in old["fields"] | new["fields"]
        if old["fields"].get(field) != new["fields"].get(field)
    ]
    for name in sorted(old["parts"].keys() | new["parts"].keys()):
        before, after = rows_of(old, name), rows_of(new, name)
        for key in [*before, *(key for key in after if key not in before)]:
            if _said(before.get(key)) != _said(after.get(key)):
                found.append((name, before.get(key), after.get(key)))
    return found


def rows_of(snapshot: dict[str, Any], part: str) -> dict[Hashable, dict[str, Any]]:
    """The rows of a part, in their order, by what makes one the same row in another version.

    That is its id; but figures are written anew whenever claims are counted, so what is counted tells them apart.
    """
    return {_key(part, row): row for row in snapshot["parts"].get(part, [])}


def _key(part: str, row: dict[str, Any]) -> Hashable:
    same = _COUNTED.get(part)
    return tuple(row.get(name) for name in same) if same else row["id"]


def _said(row: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else {name: value for name, value in row.items() if name != "id"}
