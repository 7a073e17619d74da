"""CSV as RFC 4180 has it, with a row of HXL hashtags where it is asked for."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from tracker.syndication.formats.entries import Column, Entry, Selection

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_ROWS_AT_ONCE = 200


def write(entries: Iterator[Entry], chosen: Selection) -> Iterator[bytes]:
    """A line of names and a line a record, UTF-8, ended by CR LF. Text that a spreadsheet would run is guarded."""
    return _lines(entries, chosen, [[column.name for column in chosen.columns]])


def write_with_hashtags(entries: Iterator[Entry], chosen: Selection) -> Iterator[bytes]:
    """The same with a second line of HXL hashtags."""
    names, tags = ([getattr(column, part) for column in chosen.columns] for part in ("name", "tag"))
    return _lines(entries, chosen, [names, tags])


def cell(entry: Entry, column: Column, *, is_raw: bool) -> Any:
    """What stands in a cell. Numbers stay numbers, so a longitude keeps its minus; null is empty, never 0."""
    value = column.read(entry)
    if isinstance(value, bool):
        return str(value).lower()
    if column.kind == "text" and not is_raw and isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _lines(entries: Iterator[Entry], chosen: Selection, heads: list[list[str]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows(heads)
    for count, entry in enumerate(entries, 1):
        writer.writerow(cell(entry, column, is_raw=chosen.is_raw) for column in chosen.columns)
        if count % _ROWS_AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
