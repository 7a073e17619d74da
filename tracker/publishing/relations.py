"""Which columns of an aggregate and its parts hold the row id of a record, read from the models themselves."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.db import models

from tracker.publishing.kinds import AGGREGATES
from tracker.revisions.models import Kind


class Part(NamedTuple):
    """A part of an aggregate: its rows, the column that says whose they are, and the columns that name records."""

    name: str
    model: type[models.Model]
    owner: str
    keys: tuple[tuple[str, Kind], ...]


@cache
def parts_of(kind: Kind) -> tuple[Part, ...]:
    """The parts that are frozen with a record of this kind."""
    aggregate = AGGREGATES[kind]
    found = []
    for name in aggregate.parts:
        relation: Any = aggregate.model._meta.get_field(name)
        model: type[models.Model] = relation.related_model
        found.append(Part(name, model, relation.field.attname, keys_of(model)))
    return tuple(found)


@cache
def keys_of(model: type[models.Model]) -> tuple[tuple[str, Kind], ...]:
    """The columns, or many-to-many fields, of a table that name a record, with its kind."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return tuple(
        (getattr(field, "attname", field.name) if field in model._meta.concrete_fields else field.name, kind)
        for field in fields
        if field.is_relation and (kind := _kind_of_model(field.related_model)) is not None
    )


def named_in(kind: Kind, record_ids: Iterable[int]) -> list[tuple[Kind, int]]:
    """The records whose working rows name one of these, by kind and row id; a query a table that could."""
    wanted = set(record_ids)
    found: set[tuple[Kind, int]] = set()
    for of_kind, model, owner, column in _columns_naming(kind):
        rows = model._default_manager.filter(**{f"{column}__in": wanted}).values_list(owner, flat=True)
        found.update((of_kind, pk) for pk in rows if pk is not None)
    return sorted(key for key in found if not (key[0] == kind and key[1] in wanted))


def names(kind: Kind, snapshot: dict[str, Any], of_kind: Kind, record_ids: set[int]) -> bool:
    """Whether a frozen record of ``kind`` names one of the records of ``of_kind``."""
    if _holds(snapshot["fields"], keys_of(AGGREGATES[kind].model), of_kind, record_ids):
        return True
    return any(
        _holds(row, [key for key in part.keys if key[0] != part.owner], of_kind, record_ids)
        for part in parts_of(kind)
        for row in snapshot["parts"].get(part.name, [])
    )


def _holds(row: dict[str, Any], keys: Iterable[tuple[str, Kind]], of_kind: Kind, record_ids: set[int]) -> bool:
    for column, key_kind in keys:
        value = row.get(column)
        if key_kind == of_kind and (record_ids & set(value) if isinstance(value, list) else value in record_ids):
            return True
    return False


def _columns_naming(kind: Kind) -> Iterator[tuple[Kind, type[models.Model], str, str]]:
    """(kind of the owner, table, column of the owner, column that names): every way to be named."""
    for of_kind, aggregate in AGGREGATES.items():
        for column, key_kind in keys_of(aggregate.model):
            if key_kind == kind:
                yield of_kind, aggregate.model, "pk", column
        for part in parts_of(of_kind):
            for column, key_kind in part.keys:
                if key_kind == kind and column != part.owner:
                    yield of_kind, part.model, part.owner, column


@cache
def _kind_of_model(model: type[models.Model]) -> Kind | None:
    return next((kind for kind, aggregate in AGGREGATES.items() if aggregate.model is model), None)
