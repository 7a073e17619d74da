"""Two versions of a record side by side, in words: what a second person reads before approving."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from tracker.publishing.kinds import AGGREGATES, Snapshot
from tracker.revisions.models import Kind
from tracker.revisions.verbs import compare

_OF_NO_INTEREST = {"id", "folded", "script", "public_id"}


@dataclass(frozen=True)
class Difference:
    """One thing that changed. ``old`` is empty when it was added, ``new`` when it was removed."""

    label: str
    old: str
    new: str


def differences(kind: Kind, old: Snapshot | None, new: Snapshot) -> list[Difference]:
    """What differs between two snapshots of a record; against nothing, all of it is new."""
    model = AGGREGATES[kind].model
    names: dict[tuple[type[models.Model], int], str] = {}
    before = old or {"fields": {}, "parts": {}}
    found = []
    for where, was, is_now in compare(before, new):
        if where in new["parts"] or where in before["parts"]:
            part = model._meta.get_field(where).related_model
            if isinstance(part, type) and issubclass(part, models.Model):
                found += _part(part, was, is_now, model, names)
        elif where not in _OF_NO_INTEREST and (was or is_now):
            found.append(
                Difference(_label(model, where), _value(model, where, was, names), _value(model, where, is_now, names))
            )
    return found


def _part(
    part: type[models.Model],
    was: dict[str, Any] | None,
    is_now: dict[str, Any] | None,
    owner: type[models.Model],
    names: dict[tuple[type[models.Model], int], str],
) -> list[Difference]:
    label = str(part._meta.verbose_name).capitalize()
    if was is None or is_now is None:
        return [Difference(label, _row(part, was, owner, names), _row(part, is_now, owner, names))]
    changed = [name for name in is_now if was.get(name) != is_now[name] and name not in _OF_NO_INTEREST]
    about = _value(part, "name", is_now.get("name"), names) if "name" in is_now else ""
    return [
        Difference(
            f"{label}{f' “{about}”' if about else ''}: {_label(part, name).lower()}",
            _value(part, name, was.get(name), names),
            _value(part, name, is_now[name], names),
        )
        for name in changed
    ]


def _row(
    part: type[models.Model],
    row: dict[str, Any] | None,
    owner: type[models.Model],
    names: dict[tuple[type[models.Model], int], str],
) -> str:
    """A part in one line: its fields that say something."""
    if row is None:
        return ""
    said = []
    for name, value in row.items():
        field = _field(part, name)
        is_owner = (
            field is not None and field.is_relation and name not in ("parent_id",) and field.related_model is owner
        )
        if name in _OF_NO_INTEREST or is_owner or value in (None, "", False) or _is_default(field, value):
            continue
        said.append(_value(part, name, value, names))
    return ", ".join(word for word in said if word)


def _is_default(field: Any, value: Any) -> bool:
    return field is not None and field.has_default() and field.get_default() == value


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None


def _label(model: type[models.Model], name: str) -> str:
    field = _field(model, name)
    return str(field.verbose_name).capitalize() if field is not None else name


def _value(model: type[models.Model], name: str, value: Any, names: dict[tuple[type[models.Model], int], str]) -> str:
    """A value as the form shows it: labels for codes, names for rows."""
    field = _field(model, name)
    if value is None or value == "" or field is None:
        return ""
    if isinstance(field, models.ManyToManyField):
        return ", ".join(_named(field.related_model, pk, names) for pk in value)
    if field.is_relation:
        return _named(field.related_model, value, names)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return str(field.verbose_name) if value else f"not: {field.verbose_name}"
    return str(value)


def _named(model: Any, pk: int, names: dict[tuple[type[models.Model], int], str]) -> str:
    if (model, pk) not in names:
        row = model._default_manager.filter(pk=pk).first()
        names[model, pk] = str(row) if row is not None else f"{model._meta.verbose_name} {pk} (gone)"
    return names[model, pk]
