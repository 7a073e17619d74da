"""The way of a file: taken in, its columns mapped, tried without writing, written in steps, or refused."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.states import TransitionNotAllowed
from tracker.publishing.editing import require
from tracker.review.bulk.columns import guessed
from tracker.review.bulk.files import BadFile, Table, read_table
from tracker.review.bulk.register import SHEETS
from tracker.review.bulk.rows import REFUSED, Worded
from tracker.review.bulk.sheets import Sheet
from tracker.review.bulk.steps import Step
from tracker.review.models import BulkImport, BulkState, ColumnMapping

AT_ONCE = 10  # rows in one transaction: nobody else writes meanwhile
Columns = Mapping[str, str]


def take_file(content: bytes, *, model: str, name: str, by: User) -> BulkImport:
    """Keep a file that can be read, with its columns as they were mapped before, or as they seem to be.

    Raises:
        NotPermitted: the role does not import.
        BadFile: it cannot be read, or no sheet has that name.
    """
    require(by, Verb.IMPORT)
    if model not in SHEETS:
        raise BadFile("Say what the rows of the file are.")
    table = read_table(content)
    return BulkImport.objects.create(
        model=model,
        file_name=" ".join(name.replace("\0", "").split())[-200:] or "file",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        columns=guessed(SHEETS[model], table.header),
        by=by,
    )


def choose_columns(import_id: int, columns: Columns, *, by: User, keep_as: str = "") -> BulkImport:
    """Say which column of the file is which of ours; with a name, it is kept for the next file of that kind.

    Raises:
        NotPermitted: the role does not import.
        TransitionNotAllowed: rows were written already, or two columns are said to be the same.
    """
    require(by, Verb.IMPORT)
    with transaction.atomic():
        found = _open(import_id)
        if any(row.get("written") for row in found.rows):
            raise TransitionNotAllowed("Rows of this file are written already: go on, or take the file in anew.")
        sheet = SHEETS[found.model]
        chosen = {
            name: code for name, code in columns.items() if code in sheet.known and name in table_of(found).header
        }
        for code in chosen.values():
            if list(chosen.values()).count(code) > 1:
                raise TransitionNotAllowed(f"Two columns are said to be “{code.replace('_', ' ')}”. Leave one out.")
        if not chosen:
            raise TransitionNotAllowed("Say of at least one column what it is.")
        found.columns, found.rows = chosen, []
        found.save(update_fields=["columns", "rows"])
        if keep_as.strip():
            ColumnMapping.objects.update_or_create(
                model=found.model, name=keep_as.strip()[:120], defaults={"columns": chosen, "by": by}
            )
    return found


def try_on(import_id: int, *, by: User, worded: Worded) -> BulkImport:
    """Try the next rows: they are written, looked at, and rolled back. Twice is once more of the rest.

    Raises:
        NotPermitted: the role does not import. TransitionNotAllowed: the file is done with.
    """
    require(by, Verb.IMPORT)
    found = _open(import_id, locks=False)
    table, done = table_of(found), {row["row"]: row for row in found.rows}
    with transaction.atomic():
        said = _step(found, table, by, worded).carry_out(done)
        transaction.set_rollback(True)
    with transaction.atomic():
        again = _open(import_id)
        if again.columns == found.columns and not any(row.get("written") for row in again.rows):
            known = {row["row"]: row for row in [*again.rows, *said]}
            again.rows = [known[number] for number in sorted(known)]
            again.save(update_fields=["rows"])
    return again


def write_on(import_id: int, *, by: User, worded: Worded) -> BulkImport:
    """Write the next rows, each whole or not at all; with the last one the file is written, and a line says so.

    Raises:
        NotPermitted: the role does not import.
        TransitionNotAllowed: not all rows were tried yet, or the file is done with.
    """
    require(by, Verb.IMPORT)
    with transaction.atomic():
        found = _open(import_id)
        table = table_of(found)
        if len(found.rows) < len(table.lines):
            raise TransitionNotAllowed("Try all rows before you write them.")
        done = {row["row"]: row for row in found.rows if row.get("written")}
        done |= {row["row"]: {**row, "written": True} for row in _step(found, table, by, worded).carry_out(done)}
        found.rows = [done.get(row["row"], row) for row in found.rows]
        if len(done) == len(table.lines):
            found.state, found.written_at, found.content = BulkState.WRITTEN, timezone.now(), None
            _log("import", found, by)
        found.save()
    return found


def refuse(import_id: int, *, by: User) -> BulkImport:
    """Give a file up: what was written stays, the rest is not, and the file itself is not kept.

    Raises:
        NotPermitted: the role does not import. TransitionNotAllowed: the file is done with.
    """
    require(by, Verb.IMPORT)
    with transaction.atomic():
        found = _open(import_id)
        found.state, found.content = BulkState.REFUSED, None
        found.save(update_fields=["state", "content"])
        _log("refuse_import", found, by)
    return found


def table_of(found: BulkImport) -> Table:
    """What the file says; empty once it is done with."""
    return _read(bytes(found.content)) if found.content is not None else Table([], [])


@lru_cache(maxsize=2)
def _read(content: bytes) -> Table:
    """A file is read again for each step of it, mostly by the same process."""
    return read_table(content)


def counts(found: BulkImport) -> dict[str, int]:
    """How many rows came to what."""
    told = [row["result"] for row in found.rows]
    return {result: told.count(result) for result in ("new", "changed", "same", REFUSED)}


def _open(import_id: int, *, locks: bool = True) -> BulkImport:
    rows = BulkImport.objects.select_for_update() if locks else BulkImport.objects.all()
    found = rows.get(pk=import_id)
    if found.state != BulkState.TRIED or found.content is None:
        raise TransitionNotAllowed("This file is done with. Take it in anew to go on with it.")
    return found


def _step(found: BulkImport, table: Table, by: User, worded: Worded) -> Step:
    sheet: Sheet = SHEETS[found.model]
    reason = f"Imported from {found.file_name}"[:500]
    return Step(sheet, table, dict(found.columns), by=by, reason=reason, worded=worded, at_most=AT_ONCE)


def _log(action: str, found: BulkImport, by: User) -> None:
    told: dict[str, Any] = dict(counts(found))
    audit.log(action, by=by, kind=found.model, file=found.file_name, sha256=found.sha256, import_id=found.pk, **told)
