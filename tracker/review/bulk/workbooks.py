"""XLSX, in and out: sizes are checked before anything is parsed, formulas are refused and not run."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from tracker.review.bulk.cells import plain, unguarded

_MOST_PARTS = 500
_MOST_UNPACKED = 120_000_000
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_CHUNK = 1 << 20
LONGEST_CELL = 32_767  # of the format


class BadFile(ValueError):  # noqa: N818 - reads as the refusal it is
    """A file that cannot be read as a whole; the message is a sentence for the editor."""


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a ZIP, as every XLSX is."""
    return content.startswith(b"PK\x03\x04")


def sheet_rows(content: bytes, *, most_rows: int, most_columns: int) -> list[tuple[int, list[str]]]:
    """The rows of the only sheet with something in it, each with its number; values as plain text.

    Raises:
        BadFile: too large, cut, with merged cells or formulas, or with several sheets.
    """
    _check(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        found = [_rows(sheet, most_rows, most_columns) for sheet in book.worksheets]
    except BadFile:
        raise
    except Exception as error:  # the library raises what its parsers raise
        raise BadFile("This XLSX file cannot be read: it was cut or is damaged. Save it again.") from error
    filled = [rows for rows in found if any(any(cells) for _, cells in rows)]
    if len(filled) > 1:
        raise BadFile("This file has several sheets with rows. Save the one you mean as a file of its own.")
    return filled[0] if filled else []


def _check(content: bytes) -> None:
    """Sizes as the archive declares them, which bound what is unpacked; then what must not be in its sheets."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise BadFile("This XLSX file unpacks to far more than a sheet of rows. Save it as CSV.")
            if "xl/workbook.xml" not in archive.namelist():
                raise BadFile("This archive is no XLSX file. Save the sheet as XLSX or CSV.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        _scan(opened, is_sheet=bool(_SHEET.match(part.filename)))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise BadFile("This XLSX file cannot be read: it was cut, or has a password. Save it again.") from error


def _scan(opened: IO[bytes], *, is_sheet: bool) -> None:
    before = b""
    while chunk := opened.read(_CHUNK):
        seen = before + chunk
        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
            raise BadFile("This XLSX file holds definitions that no spreadsheet writes. Save it as CSV.")
        if is_sheet and b"<mergeCell " in seen:
            raise BadFile("This sheet has merged cells, which belong to no one row. Unmerge them and save it again.")
        before = chunk[-20:]


def _rows(sheet: Any, most_rows: int, most_columns: int) -> list[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # what the file says of its own size is not believed
    rows: list[tuple[int, list[str]]] = []
    width = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        values = [_value(cell) for cell in cells]
        while values and not values[-1]:
            values.pop()
        if len(values) > most_columns:
            raise BadFile(f"This file has more than {most_columns} columns.")
        if values:
            width = width or len(values)
            rows.append((number, values + [""] * (width - len(values))))
        if len(rows) > most_rows + 1:
            raise BadFile(f"This file has more than {most_rows:,} rows. Cut it into several.")
    return rows


def _value(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise BadFile(f"Cell {cell.coordinate} holds a formula, which is not worked out here. Paste its value instead.")
    if cell.data_type == "e":
        raise BadFile(f"Cell {cell.coordinate} holds an error ({value}). Put it right, or empty it.")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date) or hasattr(value, "isoformat"):
        return str(value.isoformat())
    return unguarded(plain(str(value)))


def write_book(rows: Iterable[list[str]], opened: IO[bytes], *, title: str) -> int:
    """Write rows of text as the only sheet of a book; the count of them, the header included.

    Raises:
        BadFile: a cell is longer than the format holds.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    count = 0
    for row in rows:
        cells = []
        for value in row:
            if len(value) > LONGEST_CELL:
                sheet.close()  # or the library complains when it is thrown away
                raise BadFile(f"Row {count + 1} has a text that is too long for a cell of XLSX. Take CSV instead.")
            cell = WriteOnlyCell(sheet, value=None)
            cell._value, cell.data_type = (value, "s") if value else (None, "n")
            cells.append(cell)
        sheet.append(cells)
        count += 1
    book.save(opened)
    return count
