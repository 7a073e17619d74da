"""Turns an aggregate into plain JSON: its own columns, its many-to-many ids, and its parts."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

_WORKFLOW = {"version", "state", "live_revision", "number", "added_at", "changed_at", "assignee_id"}
_MACHINERY = {"processing", "attempts", "error", "lease_token", "lease_until"}
_LEFT_OUT = _WORKFLOW | _MACHINERY


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


def _columns(row: models.Model) -> dict[str, Any]:
    columns = {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.attname not in _LEFT_OUT and not isinstance(field, models.BinaryField)
    }
    for many in row._meta.many_to_many:
        columns[many.name] = sorted(getattr(row, many.name).values_list("pk", flat=True))
    return columns
