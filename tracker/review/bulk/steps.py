"""Some rows of a file, taken one after the other; a row that another one names goes before it."""

from typing import Any

from tracker.accounts.models import User
from tracker.review.bulk.cells import BadCell, plain
from tracker.review.bulk.files import Line, Table
from tracker.review.bulk.references import Unresolved
from tracker.review.bulk.rows import REFUSED, Cells, Taken, Taker, Worded
from tracker.review.bulk.sheets import Sheet

Said = dict[str, Any]
_DEEPEST = 20


class Step:
    """Carries out at most ``at_most`` rows that are not done yet, and those they name."""

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        columns: dict[str, str],
        *,
        by: User,
        reason: str,
        worded: Worded,
        at_most: int,
    ) -> None:
        self.sheet, self.table, self.columns, self.at_most = sheet, table, columns, at_most
        self.taker = Taker(sheet, by=by, reason=reason, worded=worded)
        self._said: dict[int, Said] = {}
        self._before: dict[int, Said] = {}
        self._under_way: list[int] = []
        self._called = self._names()

    def carry_out(self, done: dict[int, Said]) -> list[Said]:
        """What came of each row: {row, result, record, message}. Called in a transaction."""
        self._before = done
        for line in self.table.lines:
            if len(self._said) >= self.at_most:
                break
            if line.number not in self._said and line.number not in done:
                self._take(line)
        return list(self._said.values())

    def _take(self, line: Line) -> None:
        self._under_way.append(line.number)
        try:
            taken = self._taken(line)
        except BadCell as error:
            taken = Taken(REFUSED, None, str(error))
        self._under_way.pop()
        self._said[line.number] = {
            "row": line.number,
            "result": taken.result,
            "record": taken.record,
            "message": taken.message[:1000],
        }

    def _taken(self, line: Line) -> Taken:
        if line.fault:
            raise BadCell(line.fault)
        for _ in range(_DEEPEST):
            try:
                return self.taker.take(self._cells(line))
            except Unresolved as missing:
                named = self._named(missing)
                if named is None:
                    raise
                self._take(named)
        raise BadCell("This row names too many other rows that are not there yet.")

    def _named(self, missing: Unresolved) -> Line | None:
        """The row of this file that the missing record is in, if it can go first.

        A row that was tried before and rolled back is carried out again, so that what names it is tried truly.
        """
        line = self._called.get(plain(missing.name).casefold()) if missing.model is self.sheet.model else None
        is_free = line is not None and line.number not in self._under_way and line.number not in self._said
        return line if is_free and len(self._under_way) < _DEEPEST else None

    def _cells(self, line: Line) -> Cells:
        return {self.columns[name]: text for name, text in line.cells.items() if name in self.columns}

    def _names(self) -> dict[str, Line]:
        """Rows by the name of their record; of two that share it, none."""
        named: dict[str, Line] = {}
        twice: set[str] = set()
        for line in self.table.lines:
            name = plain(self._cells(line).get(self.sheet.named_by, "")).casefold()
            if name in named:
                twice.add(name)
            named[name] = line
        return {name: line for name, line in named.items() if name and name not in twice}
