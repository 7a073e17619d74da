"""Lists written into files, in keyset chunks: no cursor stays open while a reader is slow."""

import csv
from collections.abc import Iterator
from typing import Any

from django.db import models

from tracker.review.bulk.sheets import Sheet
from tracker.review.bulk.showing import cells_of, header, protected

_CHUNK = 200


def exported(sheet: Sheet, rows: models.QuerySet[Any], *, with_private: bool) -> Iterator[list[str]]:
    """The header, then a row for each record, oldest first; a fixed number of queries for two hundred of them.

    Sealed notes are in no sheet. Text that a spreadsheet would run is guarded.
    """
    yield header(sheet, with_private=with_private)
    wanted = sheet.rows().filter(pk__in=rows.order_by().values("pk"))
    last = 0
    while True:
        chunk = list(sheet.with_parts(wanted.filter(pk__gt=last).order_by("pk"))[:_CHUNK])
        for record in chunk:
            yield protected(sheet, cells_of(sheet, record, with_private=with_private))
        if len(chunk) < _CHUNK:
            return
        last = chunk[-1].pk


class _Echo:
    """Gives back what is written to it: the csv module needs somewhere to write."""

    def write(self, line: str) -> str:
        return line


def as_csv(rows: Iterator[list[str]]) -> Iterator[str]:
    """The lines of a CSV file in UTF-8, marked as such, which is how spreadsheets know."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow(row)
