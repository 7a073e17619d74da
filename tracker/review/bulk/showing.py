"""A record as a row of a file."""

from typing import Any

from django.db import models

from tracker.review.bulk.cells import guarded, is_number, joined, plain, written
from tracker.review.bulk.references import name_of
from tracker.review.bulk.sheets import ID, NUMBER, STATE, Part, Sheet


def header(sheet: Sheet, *, with_private: bool) -> list[str]:
    """The names of the columns, in their order."""
    own = [ID, NUMBER, STATE] if sheet.is_editorial else []
    columns = [column.code for column in sheet.columns if with_private or not column.is_private]
    return [*own, *columns, *sheet.also_told, *(part.code for part in sheet.parts)]


def cells_of(sheet: Sheet, record: Any, *, with_private: bool) -> dict[str, str]:
    """What each column of the file says of a record, fetched ``with_parts``."""
    found: dict[str, str] = {}
    if sheet.is_editorial:
        found = {ID: str(record.public_id), NUMBER: str(record.number or ""), STATE: record.state}
    for column in sheet.columns:
        if with_private or not column.is_private:
            found[column.code] = value_of(sheet, record, column.code)
    found |= {code: tell(record) for code, tell in sheet.also_told.items()}
    for part in sheet.parts:
        rows = rows_of(record, part)
        found[part.code] = "\n".join(joined(line_of(part, row, rows, with_private=with_private)) for row in rows)
    return found


def protected(sheet: Sheet, cells: dict[str, str]) -> list[str]:
    """The cells in their order, text guarded against being run as a formula."""
    return [value if _is_number(sheet, code) else guarded(value) for code, value in cells.items()]


def value_of(sheet: Sheet, record: Any, code: str) -> str:
    """One column of a record."""
    if code in sheet.shown:
        return plain(sheet.shown[code](record))
    return _told(sheet.model._meta.get_field(code), record)


def rows_of(record: Any, part: Part) -> list[Any]:
    """The rows of a part, oldest first."""
    return sorted(getattr(record, part.code).all(), key=lambda row: row.pk)


def line_of(part: Part, row: Any, rows: list[Any], *, with_private: bool = True) -> list[str]:
    """One row of a part as values; the last is the line of its whole, where the part has wholes."""
    values = [
        "" if name in part.private and not with_private else _told(row._meta.get_field(name), row)
        for name in part.fields
    ]
    if part.whole:
        lines = {each.pk: str(number) for number, each in enumerate(rows, start=1)}
        values.append(lines.get(getattr(row, f"{part.whole}_id"), ""))
    return values


def _told(field: Any, record: Any) -> str:
    if field.many_to_many:
        return "\n".join(sorted(name_of(each) for each in getattr(record, field.name).all()))
    if field.is_relation:
        return name_of(getattr(record, field.name))
    return written(field, getattr(record, field.attname))


def _is_number(sheet: Sheet, code: str) -> bool:
    if code in (ID, NUMBER, STATE):
        return True
    if code in sheet.shown or code in sheet.also_told or any(code == part.code for part in sheet.parts):
        return False
    field: models.Field[Any, Any] = sheet.model._meta.get_field(code)  # type: ignore[assignment]
    return is_number(field)
