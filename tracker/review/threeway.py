"""A form that comes too late: what was opened, what is there now and what was typed, field by field and row by row."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from tracker.publishing.kinds import Snapshot
from tracker.review.called import Called, field_of, label_of
from tracker.review.diff import Difference
from tracker.review.typed import Columns, Shape, Values, rows_typed, write_rows
from tracker.review.wording import Run, runs
from tracker.revisions.models import Revision
from tracker.revisions.verbs import rows_of

_NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Clash:
    """One thing that both changed. ``name`` is the field on the form, or the row where one of the two removed it."""

    name: str
    label: str
    opened: str
    theirs: str
    yours: str

    @property
    def sides(self) -> tuple[list[Run], list[Run]]:
        """Theirs and yours in stretches, what differs marked."""
        return runs(self.theirs, self.yours)


@dataclass
class Comparison:
    """What stands in the way of a late save, and what was done about it.

    ``taken`` was filled into the form, because the editor had changed nothing there;
    of each of the ``clashes`` the form has what she typed.
    """

    newer: int
    saves: list[Revision]
    clashes: list[Clash] = field(default_factory=list)
    taken: list[Difference] = field(default_factory=list)


class Late:
    """The values of a late form beside two snapshots. ``opened`` is None where nobody knows what she saw."""

    def __init__(self, post: QueryDict, opened: Snapshot | None, now: Snapshot, called: Called) -> None:
        self.post, self.opened, self.now, self.called = post, opened, now, called
        self.clashes: list[Clash] = []
        self.taken: list[Difference] = []

    def merge(self, shape: Shape) -> None:
        """Fill in what they changed and she did not; note what both changed."""
        if not shape.prefix:
            self.fields(shape, self.post, self.opened["fields"] if self.opened else None, self.now["fields"])
        elif shape.part in self.now["parts"]:
            _Rows(self, shape).merge()

    def fields(
        self, shape: Shape, values: Values, before: Columns | None, after: Columns, *, at: str = "", row: str = ""
    ) -> None:
        """Merge the fields of the record, or of one row: ``at`` is where it stands on the form, ``row`` its name."""
        for name, column in shape.columns.items():
            is_theirs = column in after and (before is None or before.get(column) != after[column])
            if not is_theirs or not shape.differs(values, name, after):
                continue
            label = f"{row}: {label_of(shape.model, column).lower()}" if row else label_of(shape.model, column)
            theirs = self.called.value(shape.model, column, after[column])
            opened = _NOT_KNOWN if before is None else self.called.value(shape.model, column, before.get(column))
            if before is None or shape.differs(values, name, before):
                self.clashes.append(Clash(f"{at}{name}", label, opened, theirs, self._typed(shape, values, name)))
            else:
                shape.fill(values, name, after)
                self.taken.append(Difference(label, opened, theirs))

    def _typed(self, shape: Shape, values: Values, name: str) -> str:
        typed: Any = shape.typed(values, name)
        of_model = field_of(shape.model, name)
        if of_model.is_relation:
            said = typed if isinstance(typed, list) else [typed]
            keys = [int(each) for each in said if str(each).isdecimal() and len(str(each)) < 16]
            typed = keys if of_model.many_to_many else next(iter(keys), None)
        return self.called.value(shape.model, shape.columns[name], typed)


class _Rows:
    """The rows of one part on a late form: hers, joined with those that came or went meanwhile."""

    def __init__(self, late: Late, shape: Shape) -> None:
        self.late, self.shape = late, shape
        self.before = rows_of(late.opened, shape.part) if late.opened else {}
        self.after = rows_of(late.now, shape.part)
        self.kept: list[Values] = []
        self.fresh: list[Values] = []
        self.rescued: list[tuple[Values, str, str]] = []

    def merge(self) -> None:
        """Rewrite the rows of the form."""
        keys = {str(row["id"]): key for rows in (self.before, self.after) for key, row in rows.items()}
        seen = set()
        for values in rows_typed(self.late.post, self.shape.prefix):
            pk = values.get("id", "")
            if not pk:
                self.fresh.append(values)
            elif pk in keys:
                seen.add(keys[pk])
                self._row(values, self.before.get(keys[pk]), self.after.get(keys[pk]))
            elif "DELETE" not in values:
                self._rescue(values, None)
        for key, row in self.after.items():
            if key not in seen and key not in self.before:
                self._add(row)
        self._write()

    def _row(self, values: Values, before: Columns | None, after: Columns | None) -> None:
        if after is None:
            if "DELETE" not in values:
                self._removed_by_them(values, before or {})
            return
        values["id"] = str(after["id"])
        at = f"{self.shape.prefix}-{len(self.kept)}"
        if "DELETE" not in values:
            self.late.fields(self.shape, values, before, after, at=f"{at}-", row=self._label(after))
        elif _content(before) != _content(after):
            opened = self._line(before) if before else _NOT_KNOWN
            self.late.clashes.append(Clash(at, self._label(after), opened, self._line(after), "removed"))
        self.kept.append(values)

    def _removed_by_them(self, values: Values, before: Columns) -> None:
        if any(self.shape.differs(values, name, before) for name in self.shape.columns):
            self._rescue(values, before)
        else:
            self.late.taken.append(Difference(self._label(before), self._line(before), ""))

    def _rescue(self, values: Values, before: Columns | None) -> None:
        """A row that she changed and they removed is a new one on her form."""
        values.pop("id", None)
        label = self._label(before) if before else str(self.shape.model._meta.verbose_name).capitalize()
        self.rescued.append((values, label, self._line(before) if before else _NOT_KNOWN))

    def _add(self, row: Columns) -> None:
        values: Values = Values({"id": [str(row["id"])]})
        for name in self.shape.columns:
            self.shape.fill(values, name, row)
        self.kept.append(values)
        words = self.late.called.words(row.get("passage_id"))
        self.late.taken.append(Difference(self._label(row), "", self._line(row), words))

    def _write(self) -> None:
        for values, label, opened in self.rescued:
            at = f"{self.shape.prefix}-{len(self.kept) + len(self.fresh)}"
            self.late.clashes.append(Clash(at, label, opened, "removed", "kept, as you changed it"))
            self.fresh.append(values)
        write_rows(self.late.post, self.shape.prefix, self.kept, self.fresh)

    def _label(self, row: Columns) -> str:
        name = str(self.shape.model._meta.verbose_name).capitalize()
        return f"{name} {self.late.called.headline(self.shape.model, row, self.shape.owner)}".strip()

    def _line(self, row: Columns) -> str:
        said = [column for column in self.shape.columns.values() if row.get(column) not in (None, "", False)]
        shown = (self.late.called.value(self.shape.model, column, row[column]) for column in said)
        return ", ".join(word for word in shown if word) or "—"


def _content(row: Columns | None) -> Columns:
    return {name: value for name, value in (row or {}).items() if name != "id"}
