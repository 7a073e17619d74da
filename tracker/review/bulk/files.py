"""Reading a file of rows: CSV in the encodings that spreadsheets write, or XLSX. Nothing in it is ever run."""

import codecs
import csv
import io
from dataclasses import dataclass

from tracker.review.bulk.cells import plain, unguarded
from tracker.review.bulk.workbooks import BadFile, is_workbook, sheet_rows

__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "BadFile", "Line", "Table", "read_table"]

MOST_BYTES = 10_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 200
_LONGEST_CELL = 1_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PARTS = (",", ";", "\t")


@dataclass(frozen=True)
class Line:
    """One row of the file: its number there, counted from 1 with the header, and what its columns say."""

    number: int
    cells: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """What a file says. ``note`` is a word on how it was read, if there is one to say."""

    header: list[str]
    lines: list[Line]
    note: str = ""


def read_table(content: bytes) -> Table:
    """The header and rows of a file; blank rows are left away, values have no blanks around them.

    Raises:
        BadFile: it cannot be read as a whole; the sentence says what to do.
    """
    if not content:
        raise BadFile("This file is empty.")
    if len(content) > MOST_BYTES:
        raise BadFile(f"This file is larger than {MOST_BYTES // 1_000_000} MB. Cut it into several.")
    note = ""
    if is_workbook(content):
        rows = sheet_rows(content, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    else:
        text, note = _decoded(content)
        rows = _csv_rows(text)
    if not rows:
        raise BadFile("This file has no rows.")
    header = _header(rows[0][1], [cells for _, cells in rows[1:]])
    lines = [_line(header, number, cells) for number, cells in rows[1:] if any(cells)]
    if not lines:
        raise BadFile("This file has a header only, and no rows beneath it.")
    if len(lines) > MOST_ROWS:
        raise BadFile(f"This file has more than {MOST_ROWS:,} rows. Cut it into several.")
    return Table([name for name in header if name], lines, note)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), ""
            except UnicodeDecodeError as error:
                raise BadFile("This file ends in the middle of a letter: it was cut. Save it again.") from error
    if b"\x00" in content:
        raise BadFile("This is neither CSV nor XLSX. Save the sheet as one of them.")
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise BadFile("This file ends in the middle of a letter: it was cut. Save it again.") from error
    try:
        return content.decode("cp1252"), "Read as Windows-1252, since it is no UTF-8: look at letters with accents."
    except UnicodeDecodeError as error:
        raise BadFile("The letters of this file cannot be read. Save it as CSV in UTF-8, or as XLSX.") from error


def _csv_rows(text: str) -> list[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(_PARTS, key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            rows.append((len(rows) + 1, [unguarded(plain(cell)) for cell in cells]))
            if len(cells) > MOST_COLUMNS:
                raise BadFile(f"This file has more than {MOST_COLUMNS} columns.")
            if len(rows) > 2 * MOST_ROWS:
                raise BadFile(f"This file has more than {MOST_ROWS:,} rows. Cut it into several.")
    except csv.Error as error:
        where = len(rows) + 1
        if "unexpected end" in str(error):
            words = (
                f"Row {where} begins a quoted cell that never ends: the file was cut, or a quotation mark is missing."
            )
            raise BadFile(words) from error
        if "field larger" in str(error):
            raise BadFile(f"Row {where} has a cell of more than {_LONGEST_CELL:,} characters.") from error
        raise BadFile(f"Row {where} cannot be read as CSV: check its quotation marks.") from error
    return rows


def _header(names: list[str], rows: list[list[str]]) -> list[str]:
    header = [" ".join(name.split()) for name in names]
    if not any(header):
        raise BadFile("The first row has to name the columns; it is empty.")
    seen: set[str] = set()
    for at, name in enumerate(header):
        if name and name.casefold() in seen:
            raise BadFile(f"Two columns are called “{name[:60]}”. Give each column a name of its own.")
        seen.add(name.casefold())
        if not name and any(len(cells) > at and cells[at] for cells in rows):
            raise BadFile(f"Column {at + 1} has values, but no name in the first row.")
    while not header[-1]:
        header.pop()
    return header


def _line(header: list[str], number: int, cells: list[str]) -> Line:
    fault = ""
    if any(cells[len(header) :]):
        fault = (
            f"This row has more cells ({len(cells)}) than the header ({len(header)}): check commas and quotation marks."
        )
    elif len(cells) < len(header):
        fault = f"This row has {len(cells)} cells, the header {len(header)}: it may be cut."
    return Line(number, {name: cell for name, cell in zip(header, cells, strict=False) if name}, fault)
