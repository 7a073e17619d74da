"""XLSX written as it is sent: a workbook of plain sheets, never held in memory as a whole."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape

from tracker.syndication.formats.entries import Column, Entry, Selection

MOST_ROWS = 1_048_575  # what a sheet holds beside its head
LONGEST_CELL = 32_767
_FIRST_DAY, _DAY_ZERO = date(1900, 3, 1), date(1899, 12, 30)
_ROWS_AT_ONCE = 200
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Sheets are what most parts are, and how many there will be is not known yet: so they are the default.
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="{_CONTENT}.worksheet+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.styles+xml"/></Types>'
)
_ROOT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


class _Outlet(io.RawIOBase):
    """Takes what the archive writes until it is asked for; it cannot be wound back, so nothing is kept."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        taken, self.pieces = b"".join(self.pieces), []
        return taken


def write(entries: Iterator[Entry], chosen: Selection) -> Iterator[bytes]:
    """A workbook; what one sheet cannot hold goes on in the next."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _ROOT), ("xl/styles.xml", _STYLES)):
            archive.writestr(name, text)
        sheets = 0
        following: Entry | None = next(entries, None)
        while following is not None or sheets == 0:
            sheets += 1
            rows = islice(chain([following], entries), MOST_ROWS) if following is not None else iter(())
            yield from _sheet(archive, outlet, sheets, rows, chosen)
            following = next(entries, None)
        for name, text in _book(chosen, sheets):
            archive.writestr(name, text)
    yield outlet.take()


def _sheet(
    archive: zipfile.ZipFile, outlet: _Outlet, number: int, rows: Iterator[Entry], chosen: Selection
) -> Iterator[bytes]:
    with archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as part:
        names = "".join(_text(column.name) for column in chosen.columns)
        part.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData><row>{names}</row>'.encode())
        while several := list(islice(rows, _ROWS_AT_ONCE)):
            part.write("".join(_row(entry, chosen.columns) for entry in several).encode())
            yield outlet.take()
        part.write(b"</sheetData></worksheet>")


def _book(chosen: Selection, sheets: int) -> Iterator[tuple[str, str]]:
    name = f"{chosen.kind}s"
    numbers = range(1, sheets + 1)
    listed = "".join(
        f'<sheet name="{name}{"" if number == 1 else f" {number}"}" sheetId="{number}" r:id="rId{number}"/>'
        for number in numbers
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{related}{styles}</Relationships>',
    )


def _row(entry: Entry, columns: tuple[Column, ...]) -> str:
    return f"<row>{''.join(_cell(column.read(entry), column.kind) for column in columns)}</row>"


def _cell(value: Any, kind: str) -> str:
    """A cell; text never stands as a formula, so it needs no guard."""
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if kind == "number":
        return f"<c><v>{value}</v></c>"
    if kind == "day":
        day = date.fromisoformat(value)
        if day >= _FIRST_DAY:
            return f'<c s="1"><v>{(day - _DAY_ZERO).days}</v></c>'
    return _text(str(value))


def _text(value: str) -> str:
    """Text in the cell itself; what XML cannot hold is left out, and a cell that is full ends in an ellipsis."""
    clean = _UNWRITABLE.sub("", value)
    if len(clean) > LONGEST_CELL:
        clean = clean[: LONGEST_CELL - 1] + "…"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(clean)}</t></is></c>'
