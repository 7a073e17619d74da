"""Reading files of rows: every way in which they come, and every way in which they are broken."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tracker.review.bulk import files
from tracker.review.bulk.cells import BadCell, guarded, joined, parted, plain, read, unguarded
from tracker.review.bulk.files import BadFile, read_table
from tracker.review.bulk.workbooks import write_book


def cells_of(content):
    return [line.cells for line in read_table(content).lines]


def book(*rows, second=(), merge="", bytes_only=True):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if merge:
        made.active.merge_cells(merge)
    for row in second:
        (made.worksheets[1] if len(made.worksheets) > 1 else made.create_sheet("More")).append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def repacked(content, change):
    """The archive with its parts changed: ``change(name, data)`` gives the new data."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return kept.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_the_encodings_and_forms_that_spreadsheets_write(encoding, delimiter):
    content = f'name{delimiter}note\r\nMüller{delimiter}"two\r\nlines"\r\n'.encode(encoding)

    assert cells_of(content) == [{"name": "Müller", "note": "two\nlines"}]


def test_windows_1252_is_said_and_utf_8_needs_no_word():
    assert "Windows-1252" in read_table("name\nMüller\n".encode("cp1252")).note
    assert read_table("name\nMüller\n".encode()).note == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "first row has to name the columns"),
        (b"name,kind\n", "header only"),
        (b"name,kind\n,\n , \n", "header only"),
        (b"name,Name\na,b\n", "called “Name”"),
        (b"name,\na,b\n", "Column 2 has values, but no name"),
        (b'name,kind\na,"cut in the mid', "Row 2 begins a quoted cell that never ends"),
        (b'name\n"a"b"\n', "check its quotation marks"),
        ("name\nMü".encode()[:-1], "middle of a letter"),
        ("name\nM".encode("utf-16")[:-1], "middle of a letter"),
        (b"name\nM\x81ller\n", "cannot be read. Save it as CSV in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither CSV nor XLSX"),
        (b"PK\x03\x04 and no more", "was cut"),
    ],
)
def test_a_broken_file_is_refused_with_what_to_do(content, words):
    with pytest.raises(BadFile, match=words):
        read_table(content)


def test_a_row_that_does_not_fit_the_header_is_at_fault_by_itself():
    long, short, right = read_table(b"name,kind\na,b,c\nd\ne,f\n").lines

    assert "more cells (3) than the header (2)" in long.fault
    assert "may be cut" in short.fault
    assert right.fault == ""
    assert [line.number for line in (long, short, right)] == [2, 3, 4]


def test_limits_of_bytes_rows_and_columns(monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    monkeypatch.setattr(files, "MOST_COLUMNS", 2)
    monkeypatch.setattr(files, "MOST_BYTES", 100)

    assert len(read_table(b"a,b\n1,2\n1,2\n1,2\n").lines) == 3
    for content in (b"a,b\n" + b"1,2\n" * 4, b"a,b,c\n1,2,3\n", b"a\n" + b"1" * 100):
        with pytest.raises(BadFile):
            read_table(content)


def test_xlsx_is_read_as_the_text_that_csv_would_have():
    content = book(
        ["name", "day", "at", "count", "share", "is_so", "none"],
        ["Müller", datetime(2024, 8, 29), time(18, 30), 14.0, 0.5, True, None],
        [None] * 7,
        ["Zweite", date(2024, 8, 30), None, 3, None, False, None],
    )

    first, second = read_table(content).lines

    assert (first.number, second.number) == (2, 4)
    assert list(first.cells.values()) == ["Müller", "2024-08-29", "18:30:00", "14", "0.5", "yes", ""]
    assert second.cells["day"] == "2024-08-30"
    assert second.cells["is_so"] == "no"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (book(["name"], ["=1+1"]), "Cell A2 holds a formula"),
        (book(["name"], ["#DIV/0!"]), "Cell A2 holds an error"),
        (book(["name", "kind"], ["a", "b"], ["c", "d"], merge="A2:A3"), "merged cells"),
        (book(["name"], ["a"], second=[["name"], ["b"]]), "several sheets"),
        (book(["name"]), "header only"),
        (book(["name"], ["a"])[:-200], "was cut"),
        (repacked(book(["name"], ["a"]), lambda name, data: data.replace(b"<worksheet", b"<!DOCTYPE x><worksheet")),
         "definitions"),
        (repacked(book(["name"], ["a"]), lambda name, data: b"<broken" if "sheet1" in name else data), "damaged"),
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_row_by_row_is_refused(content, words):
    with pytest.raises(BadFile, match=words):
        read_table(content)


def test_an_archive_that_unpacks_to_very_much_is_refused_before_it_is_parsed():
    huge = repacked(book(["name"], ["a"]), lambda name, data: b" " * 130_000_000 if "sheet1" in name else data)

    assert len(huge) < files.MOST_BYTES
    with pytest.raises(BadFile, match="unpacks to far more"):
        read_table(huge)


def test_an_archive_that_is_no_workbook_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("readme.txt", "name")

    with pytest.raises(BadFile, match="no XLSX"):
        read_table(kept.getvalue())


def test_a_book_keeps_formulas_as_text_and_says_what_does_not_fit():
    kept = io.BytesIO()

    assert write_book([["name"], ["=1+1"]], kept, title="x" * 40) == 2
    assert cells_of(kept.getvalue()) == [{"name": "=1+1"}]
    with pytest.raises(BadFile, match="Take CSV instead"):
        write_book([["name"], ["x" * 40_000]], io.BytesIO(), title="x")


@given(st.text())
def test_a_guarded_text_comes_back_and_is_never_run(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.text().map(plain), max_size=5))
def test_the_values_of_a_line_come_back(values):
    while values and not values[-1]:
        values.pop()

    line = joined(values)

    assert "\n" not in line
    assert (parted(line) if line else []) == values


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (models.BooleanField(), "Yes", True),
        (models.BooleanField(), "0", False),
        (models.DateField(), "2024-08-29", date(2024, 8, 29)),
        (models.DateField(), "2024-08-29 00:00:00", date(2024, 8, 29)),
        (models.TimeField(), "18:30", time(18, 30)),
        (models.IntegerField(), "14.0", 14),
        (models.FloatField(), "-0.5", -0.5),
        (models.CharField(choices=[("a", "Side A")]), "side a", "a"),
        (models.IntegerField(choices=[(1, "1 – exact")]), "1", 1),
    ],
)
def test_a_cell_is_read_as_its_column_means_it(field, text, value):
    assert read(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (models.BooleanField(), "maybe"),
        (models.DateField(), "29/08/2024"),
        (models.TimeField(), "half past six"),
        (models.IntegerField(), "1.5"),
        (models.IntegerField(), "9" * 30),
        (models.FloatField(), "nan"),
        (models.DecimalField(decimal_places=5), "1e999"),
        (models.CharField(choices=[("a", "Side A")]), "b"),
    ],
)
def test_a_cell_that_means_nothing_is_refused(field, text):
    with pytest.raises(BadCell):
        read(field, text)
