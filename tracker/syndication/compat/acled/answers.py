"""How rows and refusals are written: an envelope of JSON, or CSV."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from http import HTTPStatus
from io import StringIO
from itertools import chain
from typing import Any

import orjson
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from tracker.published.models import Change
from tracker.syndication.compat.acled.asked import DEFAULT_LIMIT, Asked
from tracker.syndication.compat.acled.rows import Row
from tracker.syndication.compat.acled.tables import Table
from tracker.syndication.formats.csv_rows import FORMULA

JSON, CSV = "application/json", "text/csv; charset=utf-8"
_PIECE = 65_536
Answer = HttpResponse | StreamingHttpResponse


def answer(table: Table, asked: Asked, *, change: tuple[int, int]) -> Answer:
    """The rows that are asked for. What may be long is written while it is read; the first row is read before."""
    rows = table.select(asked)
    picked = ({name: row[name] for name in asked.fields} for row in rows)
    name = f"{table.name}-{change[0]}.{change[1]}.{asked.format}"
    if asked.format == "csv":
        return _csv(_begun(picked), asked, name)
    if asked.limit == 0 or asked.limit > DEFAULT_LIMIT:
        return StreamingHttpResponse(_gathered(_long(_begun(picked), name)), content_type=JSON)
    found = list(picked)
    return HttpResponse(orjson.dumps({**_head(name), "count": len(found), "data": found}), content_type=JSON)


def refusal(status: int, sentences: Iterable[str]) -> HttpResponse:
    """An error: ``success`` false, and ``error`` with one entry a fault."""
    listed = [{"message": sentence, "status": int(status)} for sentence in sentences]
    body = {"status": int(status), "success": False, "error": listed, "count": 0, "data": [], "messages": []}
    response = HttpResponse(orjson.dumps(body), status=status, content_type=JSON)
    response["Cache-Control"] = "no-store"
    return response


def _head(name: str) -> dict[str, Any]:
    return {
        "status": int(HTTPStatus.OK),
        "success": True,
        "last_update": _hours_since_last_change(timezone.now()),
        "messages": [],
        "filename": name,
    }


def _hours_since_last_change(now: datetime) -> int:
    last = Change.objects.order_by("-seq").values_list("at", flat=True).first()
    return max(0, int((now - last).total_seconds() // 3600)) if last else 0


def _begun(rows: Iterator[Row]) -> Iterator[Row]:
    """The same rows, with the first read already: what fails, fails before anything is sent."""
    first = list(zip(range(1), rows, strict=False))
    return chain((row for _, row in first), rows)


def _long(rows: Iterator[Row], name: str) -> Iterator[bytes]:
    yield orjson.dumps(_head(name))[:-1] + b',"data":['
    count = 0
    for row in rows:
        yield (b"," if count else b"") + orjson.dumps(row)
        count += 1
    yield b'],"count":%d}' % count


def _csv(rows: Iterator[Row], asked: Asked, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_gathered(_lines(rows, asked)), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(rows: Iterator[Row], asked: Asked) -> Iterator[bytes]:
    """RFC 4180. A text that a spreadsheet would take for a formula is kept from it by an apostrophe."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    for values in chain([asked.fields], (row.values() for row in rows)):
        writer.writerow([_guarded(value) if asked.is_guarded else value for value in values])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def _guarded(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces worth sending."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
