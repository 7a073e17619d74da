"""The parts of a record from one cell: its lines change rows or add them; none is taken away."""

from typing import Any

from django.core.exceptions import ValidationError

from tracker.core.external_ids import Scheme, normalised
from tracker.review.bulk.cells import BadCell, parted, read
from tracker.review.bulk.references import References
from tracker.review.bulk.sheets import Part, Sheet, Values
from tracker.review.bulk.showing import line_of, rows_of

_MOST_LINES = 500


class PartWriter:
    """Writes the parts of one record."""

    def __init__(self, sheet: Sheet, record: Any, references: References) -> None:
        self.sheet, self.record, self.references = sheet, record, references

    def write(self, part: Part, text: str) -> bool:
        """Bring the rows of a part in step with the lines of a cell. Whether anything was written.

        Raises:
            BadCell: a line cannot be read. ValidationError: a row cannot stand so.
        """
        lines = [parted(line) for line in text.split("\n") if line.strip()]
        if len(lines) > _MOST_LINES:
            raise BadCell(f"{_named(part)}: more than {_MOST_LINES} lines in one cell.")
        rows = rows_of(self.record, part)
        told = [line_of(part, row, rows) for row in rows]
        used: set[int] = set()
        found, has_written = [], False
        for number, line in enumerate(lines, start=1):
            row, is_written = self._row(part, _padded(part, line, number), rows, told, used, number)
            found.append(row)
            has_written |= is_written
        if part.whole:
            has_written |= self._wholes(part, lines, found)
        if has_written:
            getattr(self.record, "_prefetched_objects_cache", {}).pop(part.code, None)
        return has_written

    def _row(
        self, part: Part, line: list[str], rows: list[Any], told: list[list[str]], used: set[int], number: int
    ) -> tuple[Any, bool]:
        """The row of a line, and whether it was written. A row answers to one line only."""
        width = len(part.fields)
        for at, row in enumerate(rows):
            if row.pk not in used and told[at][:width] == line[:width]:
                used.add(row.pk)
                return row, False
        values = self._values(part, line, number)
        for row in rows:
            if row.pk not in used and all(getattr(row, name) == values[name] for name in part.key):
                used.add(row.pk)
                given = [name for name, text in zip(part.fields, line, strict=False) if text]
                return row, self._changed(part, row, {name: values[name] for name in given}, number)
        row = self.sheet.part_model(part)(**{self.sheet.owner_of(part): self.record}, **values)
        self._save(part, row, number)
        return row, True

    def _changed(self, part: Part, row: Any, values: Values, number: int) -> bool:
        different = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        if different:
            self._save(part, row, number)
        return bool(different)

    def _values(self, part: Part, line: list[str], number: int) -> Values:
        """What a line means; an empty value is what a new row would have."""
        model, values = self.sheet.part_model(part), Values()
        for name, text in zip(part.fields, line, strict=False):
            field: Any = model._meta.get_field(name)
            try:
                if not text:
                    values[name] = None if field.is_relation else field.get_default()
                elif field.is_relation:
                    values[name] = self.references.find(field.related_model, text)
                else:
                    values[name] = read(field, text)
            except BadCell as error:
                error.args = (f"{_named(part)}, line {number}, {name.replace('_', ' ')}: {error}",)
                raise
        if (
            part.code == "external_ids"
            and self.sheet.code not in ("event", "topic")
            and values["scheme"] in Scheme.values
        ):
            values["value"] = _normal(part, values, number)
        return values

    def _save(self, part: Part, row: Any, number: int) -> None:
        try:
            row.full_clean(exclude={field.name for field in row._meta.concrete_fields if not field.editable})
        except ValidationError as error:
            error.line = f"{_named(part)}, line {number}: "  # type: ignore[attr-defined]
            raise
        row.save()

    def _wholes(self, part: Part, lines: list[list[str]], rows: list[Any]) -> bool:
        """Let each row be a part of the row whose line it names."""
        has_written = False
        for number, (line, row) in enumerate(zip(lines, rows, strict=True), start=1):
            said = line[len(part.fields)] if len(line) > len(part.fields) else ""
            if not said:
                continue
            if not said.isascii() or not said.isdecimal() or not 1 <= int(said[:6]) <= len(rows) or int(said) == number:
                raise BadCell(f"{_named(part)}, line {number}: “{said[:20]}” is not the number of another line.")
            whole = rows[int(said) - 1]
            if getattr(row, f"{part.whole}_id") != whole.pk:
                setattr(row, part.whole, whole)
                self._save(part, row, number)
                has_written = True
        return has_written


def _padded(part: Part, line: list[str], number: int) -> list[str]:
    most = len(part.fields) + bool(part.whole)
    if len(line) > most:
        raise BadCell(f"{_named(part)}, line {number}: {len(line)} values, and at most {most} belong there.")
    return [*line, *[""] * (most - len(line))]


def _named(part: Part) -> str:
    return part.code.replace("_", " ").capitalize()


def _normal(part: Part, values: Values, number: int) -> str:
    try:
        return normalised(values["scheme"], values["value"])
    except ValueError as error:
        raise BadCell(f"{_named(part)}, line {number}: {error}") from error
