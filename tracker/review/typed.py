"""What somebody typed into a form, as the browser sends it; frozen values put in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from tracker.publishing.kinds import Snapshot
from tracker.review.called import field_of

Columns = dict[str, Any]
Values = MultiValueDict[str, str]
_MOST_DIGITS = 6


@dataclass(frozen=True)
class Shape:
    """The fields of a form, or of every row of a part; ``prefix`` is empty for the record itself."""

    model: type[models.Model]
    fields: Mapping[str, forms.Field]
    prefix: str = ""
    part: str = ""
    owner: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """Names of fields with the column that each writes; those that write none are left out."""
        found = {}
        for name in self.fields:
            of_model = field_of(self.model, name)
            column = getattr(of_model, "attname", name)
            if of_model is not None and not getattr(of_model, "primary_key", False) and column != self.owner:
                found[name] = column
        return found

    def typed(self, values: Values, name: str) -> Any:
        """What stands in a field."""
        return self.fields[name].widget.value_from_datadict(values, {}, name)

    def differs(self, values: Values, name: str, columns: Columns) -> bool:
        """Whether what was typed says something else than a frozen row. How lines end does not count."""
        typed = self.typed(values, name)
        said = plain(self.model, self.columns[name], columns.get(self.columns[name]))
        if isinstance(typed, str) and isinstance(said, str):
            typed, said = typed.replace("\r\n", "\n"), said.replace("\r\n", "\n")
        return self.fields[name].has_changed(said, typed)

    def fill(self, values: Values, name: str, columns: Columns) -> None:
        """Put what a frozen row says into a field, as a browser would send it."""
        value, widget = plain(self.model, self.columns[name], columns.get(self.columns[name])), self.fields[name].widget
        if isinstance(widget, forms.MultiWidget):
            for number, part in enumerate(widget.decompress(value) or []):
                values[f"{name}_{number}"] = "" if part is None else str(part)
        elif isinstance(widget, forms.CheckboxInput) and not value:
            values.pop(name, None)
        elif isinstance(widget, forms.CheckboxInput):
            values[name] = "on"
        elif isinstance(value, list):
            values.setlist(name, [str(each) for each in value])
        else:
            values[name] = "" if value is None else str(value)


def plain(model: type[models.Model], column: str, value: Any) -> Any:
    """A frozen value as the form's field knows it."""
    of_model = field_of(model, column)
    if value is None or of_model is None or of_model.is_relation:
        return value
    try:
        return of_model.to_python(value)
    except ValidationError:
        return value


def rows_typed(post: QueryDict, prefix: str) -> list[Values]:
    """The rows of a part, in their order; those beyond the count that the form gives are no rows."""
    total = post.get(f"{prefix}-TOTAL_FORMS", "")
    count = int(total) if total.isdecimal() and len(total) < _MOST_DIGITS else 0
    found: dict[int, Values] = {}
    for name, values in post.lists():
        index, dash, rest = name[len(prefix) + 1 :].partition("-")
        is_row = name.startswith(f"{prefix}-") and dash and index.isdecimal() and len(index) < _MOST_DIGITS
        if is_row and int(index) < count:
            found.setdefault(int(index), MultiValueDict()).setlist(rest, values)
    return [found[index] for index in sorted(found)]


def write_rows(post: QueryDict, prefix: str, kept: list[Values], fresh: list[Values]) -> None:
    """Have the form say these rows: first those that are on record, then those that are new."""
    for name in [name for name in post if name.startswith(f"{prefix}-")]:
        if name[len(prefix) + 1 :].partition("-")[0].isdecimal():
            del post[name]
    for index, row in enumerate([*kept, *fresh]):
        for name, values in row.lists():
            post.setlist(f"{prefix}-{index}-{name}", values)
    post[f"{prefix}-TOTAL_FORMS"], post[f"{prefix}-INITIAL_FORMS"] = str(len(kept) + len(fresh)), str(len(kept))


def take_theirs(post: QueryDict, names: list[str], shapes: list[Shape], seen: Snapshot) -> None:
    """Put what they wrote into the fields and rows, by their names on the page, that the editor gave up."""
    for shape in shapes:
        if not shape.prefix:
            for name in shape.columns.keys() & set(names):
                shape.fill(post, name, seen["fields"])
            continue
        rows = rows_typed(post, shape.prefix)
        theirs = {str(row["id"]): row for row in seen["parts"].get(shape.part, [])}
        for index, values in enumerate(rows):
            row, at = theirs.get(values.get("id", "")), f"{shape.prefix}-{index}"
            for name in names:
                if name == at and row is None:
                    values["DELETE"] = "on"
                elif row is not None and (name == at or name.startswith(f"{at}-")):
                    values.pop("DELETE", None)
                    given_up = [*shape.columns] if name == at else [name[len(at) + 1 :]]
                    for each in shape.columns.keys() & set(given_up):
                        shape.fill(values, each, row)
        kept = [values for values in rows if values.get("id")]
        write_rows(post, shape.prefix, kept, [values for values in rows if not values.get("id")])
