"""Two versions of a record side by side, in words: what a second person reads before approving."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from tracker.publishing.kinds import AGGREGATES, Snapshot
from tracker.review.called import Called, field_of, label_of
from tracker.review.wording import Run, runs
from tracker.revisions.models import Kind
from tracker.revisions.verbs import compare

_OF_NO_INTEREST = {"id", "folded", "script", "public_id"}
_NOTHING: Snapshot = {"fields": {}, "parts": {}}
Someone = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Difference:
    """One thing that changed. ``old`` is empty when it was added, ``new`` when it was removed.

    ``words`` are the cited words behind it, with where they stand; empty where nothing is cited.
    """

    label: str
    old: str
    new: str
    words: str = ""

    @property
    def sides(self) -> tuple[list[Run], list[Run]]:
        """Both values in stretches, what changed marked word by word."""
        if not self.old or not self.new:
            return [Run(each, False) for each in [self.old] if each], [Run(each, False) for each in [self.new] if each]
        return runs(self.old, self.new)


@dataclass(frozen=True)
class _Part:
    """The model of a part, and the column that names its record."""

    model: type[models.Model]
    owner: str


def differences(kind: Kind, old: Snapshot | None, new: Snapshot, *, by: Someone | None = None) -> list[Difference]:
    """What differs between two snapshots of a record; against nothing, all of it is new.

    A query a model that is named, however many rows. The words of sealed notes are
    shown only to ``by`` who keeps sources.
    """
    model = AGGREGATES[kind].model
    called = Called(by)
    changes = compare(old or _NOTHING, new)
    found: list[Difference] = []
    parts = {where: part for where, _, _ in changes if (part := part_of(model, where, old or _NOTHING, new))}
    called.learn(model, [{where: value} for where, *both in changes if where not in parts for value in both])
    for where, part in parts.items():
        called.learn(part.model, [row for at, *both in changes if at == where for row in both])
    for where, was, is_now in changes:
        if where in parts:
            found += _part(called, parts[where], was, is_now)
        elif where not in _OF_NO_INTEREST and field_of(model, where) is not None and (was or is_now):
            found.append(
                Difference(label_of(model, where), called.value(model, where, was), called.value(model, where, is_now))
            )
    return found


def part_of(model: type[models.Model], where: str, *snapshots: Snapshot) -> _Part | None:
    """The part called ``where``; None for a field of the record itself, or a part that is no more."""
    relation = field_of(model, where)
    if relation is None or not relation.one_to_many or not any(where in each["parts"] for each in snapshots):
        return None
    return _Part(relation.related_model, relation.field.attname)


def _part(called: Called, part: _Part, was: dict[str, Any] | None, is_now: dict[str, Any] | None) -> list[Difference]:
    about = called.headline(part.model, is_now or was or {}, part.owner)
    label = f"{str(part.model._meta.verbose_name).capitalize()} {about}".strip()
    words = called.words((is_now or was or {}).get("passage_id"))
    if was is None or is_now is None:
        return [Difference(label, _row(called, part, was), _row(called, part, is_now), words)]
    changed = [
        name
        for name in {**was, **is_now}
        if was.get(name) != is_now.get(name) and name not in _OF_NO_INTEREST and field_of(part.model, name) is not None
    ]
    return [
        Difference(
            f"{label}: {label_of(part.model, name).lower()}",
            called.words(was.get(name)) if name == "passage_id" else called.value(part.model, name, was.get(name)),
            called.words(is_now.get(name))
            if name == "passage_id"
            else called.value(part.model, name, is_now.get(name)),
            "" if name == "passage_id" else words,
        )
        for name in changed
    ]


def _row(called: Called, part: _Part, row: dict[str, Any] | None) -> str:
    """A part in one line: its fields that say something, its words apart."""
    said = []
    for name, value in (row or {}).items():
        field = field_of(part.model, name)
        is_told = name in _OF_NO_INTEREST or name in (part.owner, "passage_id")
        if field is None or is_told or value in (None, "", False) or _is_default(field, value):
            continue
        shown = called.value(part.model, name, value)
        is_bare = isinstance(value, bool | int) and not field.choices and not field.is_relation
        said.append(f"{field.verbose_name}: {shown}" if is_bare else shown)
    return ", ".join(word for word in said if word) or ("—" if row else "")


def _is_default(field: Any, value: Any) -> bool:
    return bool(field.has_default() and field.get_default() == value)
