"""The codebook that ships with the project, and how it gets into the table."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from tracker.events.models import EventType

SHIPPED = Path(__file__).parent / "data" / "codebook.json"


class Seeded(NamedTuple):
    """What a seeding did, in entries."""

    added: int
    changed: int
    unchanged: int


@cache
def shipped() -> tuple[dict[str, str], ...]:
    """The entries of the shipped file, in its order. Every entry has the same five keys."""
    entries: list[dict[str, str]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return tuple(entries)


def seed() -> Seeded:
    """Write the shipped entries; what the desk added under other codes stays. Twice is once."""
    with transaction.atomic():
        known = {entry.code: entry for entry in EventType.objects.select_for_update()}
        outcomes = [_write(entry, known.get(entry["code"])) for entry in shipped()]
    return Seeded(*(outcomes.count(word) for word in Seeded._fields))


def _write(entry: dict[str, str], row: EventType | None) -> str:
    if row is None:
        EventType.objects.create(**entry)
        return "added"
    if all(getattr(row, name) == value for name, value in entry.items()):
        return "unchanged"
    for name, value in entry.items():
        setattr(row, name, value)
    row.save()
    return "changed"
