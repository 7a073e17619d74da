"""Turns an aggregate into plain JSON: its own columns, its many-to-many ids, and its parts."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

_WORKFLOW = {"version", "state", "live_revision", "number", "added_at", "changed_at"}
_MACHINERY = {"processing", "attempts", "error", "lease_token", "lease_until"}
_LEFT_OUT = _WORKFLOW | _MACHINERY
_PROTECTS = {"is_sealed", "blur"}


def freeze(record: models.Model, parts: tuple[str, ...]) -> dict[str, Any]:
    """The snapshot of ``record`` and the rows under its related names ``parts``, in row order.

    One query a part, and one a many-to-many field. Foreign keys are kept as row ids; raw bytes,
    which are known by their hash, and the state of the machinery are left out.
    """
    snapshot = {
        "fields": _columns(record),
        "parts": {name: [_columns(row) for row in getattr(record, name).order_by("pk")] for name in parts},
    }
    plain: dict[str, Any] = json.loads(json.dumps(snapshot, cls=DjangoJSONEncoder))
    return plain


def content(model: type[models.Model], columns: dict[str, Any]) -> dict[str, Any]:
    """What an editor wrote into a frozen row, as Python values by column; many-to-many fields as lists of ids.

    A column that the snapshot is too old to know has its default. What verbs decide, what
    follows from other columns, and what seals or blurs is no part of it: bringing an
    old version back must not unseal a note or sharpen a point.
    """
    found = {
        field.attname: field.to_python(columns.get(field.attname, field.get_default()))
        for field in model._meta.concrete_fields
        if _is_content(field)
    }
    return found | {many.name: columns.get(many.name, []) for many in model._meta.many_to_many}


def _is_content(field: Any) -> bool:
    is_plain = field.editable and not field.primary_key and not isinstance(field, models.BinaryField)
    return is_plain and field.attname not in _LEFT_OUT | _PROTECTS


def _columns(row: models.Model) -> dict[str, Any]:
    columns = {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.attname not in _LEFT_OUT and not isinstance(field, models.BinaryField)
    }
    for many in row._meta.many_to_many:
        columns[many.name] = sorted(getattr(row, many.name).values_list("pk", flat=True))
    return columns
