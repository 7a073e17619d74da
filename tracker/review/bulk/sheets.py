"""What a file of each model has: its columns, the parts of a record in cells of their own, and what tells one apart."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from tracker.accounts.models import User
from tracker.core.models import EditorialModel
from tracker.publishing.kinds import AGGREGATES
from tracker.revisions.models import Kind

Values = dict[str, Any]
ID, NUMBER, STATE = "id", "number", "state"


@dataclass(frozen=True)
class Column:
    """A column of the model. ``is_fixed`` is given once; ``is_private`` is exported only when asked for."""

    code: str
    also: tuple[str, ...] = ()
    is_fixed: bool = False
    is_private: bool = False


@dataclass(frozen=True)
class Part:
    """Rows that belong to the record, in one cell: a line each, values parted by bars, in the order of ``fields``.

    A line whose ``key`` fields are those of a row that is there changes it; any other is added, and none
    is taken away. ``whole`` names a key to another row of the same part, written as the number of its line.
    """

    code: str
    fields: tuple[str, ...]
    key: tuple[str, ...]
    private: tuple[str, ...] = ()
    whole: str = ""


@dataclass(frozen=True)
class Sheet:
    """One model as a file.

    ``natural`` finds a record by what a row says where it gives no id; ``make`` adds one where a plain
    save is not enough; ``settle`` brings what follows from the parts in step, and ``check`` says what is
    wrong with the whole; ``same`` tells where another spelling is no change. ``shown`` are columns that
    are no field, ``also_told`` those that are only exported.
    """

    code: str
    label: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    natural: Callable[[Values], Q | None]
    parts: tuple[Part, ...] = ()
    kind: Kind | None = None
    named_by: str = "name"
    defaults: Values = field(default_factory=dict)
    make: Callable[[Values, User], tuple[models.Model, bool]] | None = None
    settle: Callable[[Any], None] = lambda record: None
    check: Callable[[Any], str] = lambda record: ""
    same: dict[str, Callable[[Any, str], bool]] = field(default_factory=dict)
    shown: dict[str, Callable[[Any], str]] = field(default_factory=dict)
    only: Q = field(default_factory=Q)
    also_told: dict[str, Callable[[Any], str]] = field(default_factory=dict)
    fetched: tuple[str, ...] = ()

    @property
    def is_editorial(self) -> bool:
        """Whether its records go through the workflow, and so have an id and versions."""
        return self.kind is not None

    @property
    def known(self) -> dict[str, tuple[str, ...]]:
        """Every column that a file may have, with the other names it goes by."""
        found: dict[str, tuple[str, ...]] = {}
        if self.is_editorial:
            found = {ID: ("public id", "uuid"), NUMBER: ("no", "nr")}
        found |= {column.code: column.also for column in self.columns}
        return found | {part.code: () for part in self.parts}

    def field_of(self, code: str) -> Any:
        """The model's field behind a column; None for one that the sheet itself shows."""
        return None if code in self.shown else self.model._meta.get_field(code)

    def part_model(self, part: Part) -> type[models.Model]:
        """The model of a part."""
        found: type[models.Model] = self.model._meta.get_field(part.code).related_model  # type: ignore[assignment]
        return found

    def owner_of(self, part: Part) -> str:
        """The part's key to its record."""
        return str(self.model._meta.get_field(part.code).field.name)  # type: ignore[union-attr]

    def rows(self) -> models.QuerySet[Any]:
        """Every record that the sheet is about."""
        return self.model._default_manager.filter(self.only)

    def with_parts(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The records with all that a row of the file says: a fixed number of queries."""
        keys = [column.code for column in self.columns if self._is_key(self.model, column.code)]
        paths = list(self.fetched)
        for part in self.parts:
            model = self.part_model(part)
            paths.append(part.code)
            for name in part.fields:
                if name == "passage":
                    paths.append(f"{part.code}__passage__text__article")
                elif self._is_key(model, name) and name != part.whole:
                    paths.append(f"{part.code}__{name}")
        heavy = [each.name for each in self.model._meta.concrete_fields if isinstance(each, models.BinaryField)]
        return rows.prefetch_related(*keys, *paths).defer(*heavy)

    def _is_key(self, model: type[models.Model], name: str) -> bool:
        return name not in self.shown and model._meta.get_field(name).is_relation

    def help_of(self, code: str) -> str:
        """What to write into a column, in words."""
        part = next((each for each in self.parts if each.code == code), None)
        if part is not None:
            return "One a line: " + " | ".join(name.replace("_", " ") for name in part.fields)
        if code == ID:
            return "The id that an export gives; empty for a new record."
        if code in (NUMBER, *self.shown):
            return {NUMBER: "The public number."}.get(code, "")
        found = self.field_of(code)
        if found.choices:
            return "One of: " + ", ".join(str(value) for value, _ in found.flatchoices if value != "")
        if found.is_relation:
            return "Exact name, name [id], or an identifier such as wikidata:Q796"
        return str(found.help_text)


def editorial(kind: Kind, **words: Any) -> Sheet:
    """The sheet of an aggregate."""
    model: type[EditorialModel] = AGGREGATES[kind].model
    label = str(model._meta.verbose_name_plural)
    return Sheet(**{"code": str(kind.value), "label": label, "model": model, "kind": kind, **words})
