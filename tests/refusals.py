"""How tests say that the database itself refuses a row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pytest
from django.db import IntegrityError, connection, models, transaction

from tests.rows import row


class _Itself:
    def __str__(self) -> str:
        return "itself"


ITSELF: Final = _Itself()


@dataclass(frozen=True)
class Refused:
    """A row of ``model`` that ``constraint`` must refuse: valid but for ``changes``.

    A unique constraint needs ``twice=True``: the same row is then saved before, with
    the keys and the ``changes`` that it has. ``ITSELF`` as a value points the row at itself.
    ``or_by`` names a second constraint that such a row always breaks: the database reports either.
    """

    constraint: str
    model: type[models.Model]
    changes: dict[str, Any] = field(default_factory=dict)
    twice: bool = False
    or_by: str = ""

    def __str__(self) -> str:
        said = "-".join(f"{name}={value}" for name, value in self.changes.items() if not callable(value))
        return f"{self.constraint}-{said.replace(' ', '')[:60]}"


def editorial(model: type[models.Model], **valid: Any) -> list[Refused]:
    """What every aggregate of the workflow refuses; ``valid`` keeps its other constraints content."""
    name = model._meta.model_name
    return [
        Refused(f"{name}_state_known", model, {"state": "lost"}),
        Refused(f"{name}_state_known", model, {"state": ""}),
        Refused(f"{name}_published_is_live", model, {"state": "published"}),
        Refused(f"{name}_published_is_live", model, {"state": "published", "number": 7}),
        Refused(f"{name}_live_is_numbered", model, {"live_revision": 1, **valid}),
    ]


def not_ordered(constraint: str, model: type[models.Model], first: str, last: str) -> Refused:
    """An end before its beginning."""
    return Refused(constraint, model, {first: date(2024, 9, 14), last: date(2024, 9, 13)})


def imprecise(constraint: str, model: type[models.Model], day: str, precision: str) -> list[Refused]:
    """A precision off the scale, and one without its day."""
    given = [{day: date(2024, 9, 13), precision: 0}, {day: date(2024, 9, 13), precision: 6}, {precision: 4}]
    return [Refused(constraint, model, changes) for changes in given]


def off_the_earth(constraint: str, model: type[models.Model], prefix: str = "") -> list[Refused]:
    """Points that are no points, half a point included."""
    points = [(91, 0), (-91, 0), (0, 181), (0, -181), (33, None), (None, 42)]
    return [
        Refused(constraint, model, {f"{prefix}latitude": latitude, f"{prefix}longitude": longitude})
        for latitude, longitude in points
    ]


def assert_refused(case: Refused) -> None:
    """Save the row and expect exactly its constraint to refuse it."""
    first = {name: value for name, value in case.changes.items() if value is not ITSELF}
    itself = [name for name, value in case.changes.items() if value is ITSELF]
    made = row(case.model, **first)
    if case.twice:
        made.save(force_insert=True)
        made = _copy(made, case.constraint, first)
    if itself:
        made.save(force_insert=True)
        for name in itself:
            setattr(made, name, made)

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        made.save(force_insert=not itself)

    names = filter(None, (case.constraint, case.or_by))
    assert any(named_in(str(refusal.value), name, case.model) for name in names)


def named_in(message: str, constraint: str, model: type[models.Model]) -> bool:
    """Whether the database's message speaks of this constraint. SQLite names a unique one by its columns."""
    found = next(each for each in model._meta.constraints if each.name == constraint)
    if connection.vendor == "sqlite" and isinstance(found, models.UniqueConstraint):
        table = model._meta.db_table
        columns = [f"{table}.{model._meta.get_field(name).column}" for name in found.fields]
        return message == f"UNIQUE constraint failed: {', '.join(columns)}"
    return constraint in message


def _copy(made: models.Model, constraint: str, changes: Iterable[str]) -> models.Model:
    """Another valid row with the columns of the constraint, and of the changes, as ``made`` has them."""
    shared = next(each for each in made._meta.constraints if each.name == constraint).fields
    return row(type(made), **{name: getattr(made, name) for name in (*shared, *changes)})
