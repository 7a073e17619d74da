"""The query parameters of features: box, time, limit and where a page begins."""

import hashlib
import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import QueryDict

from tracker.syndication.api.parameters import misused
from tracker.syndication.api.problems import InvalidParameters, ParameterError, refuse, shortened

DEFAULT_LIMIT, HIGHEST_LIMIT = 100, 1000
FILTERS = frozenset({"bbox", "datetime"})
NAMES = FILTERS | {"limit", "cursor"}
_LIMIT = re.compile(r"[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})", re.IGNORECASE
)
_OPEN = {"", ".."}


@dataclass(frozen=True)
class Box:
    """West, south, east, north in degrees; west lies beyond east where the box crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class Wanted:
    """What a client asks of a collection. A null end of the time is open."""

    limit: int
    box: Box | None
    start: date | None
    end: date | None
    position: list[Any] | None
    signer: Signer


def read(query: QueryDict, *, collection: str) -> Wanted:
    """The query, read. A limit above the highest is lowered to it.

    Raises:
        InvalidParameters: an unknown, empty, repeated or unreadable parameter.
    """
    refuse(misused(query, single=set(NAMES), several=set()))
    given = {name: str(query[name]) for name in NAMES if name in query}
    start, end = _time(given["datetime"]) if "datetime" in given else (None, None)
    signer = _signer(query, collection)
    return Wanted(
        limit=_limit(given.get("limit", str(DEFAULT_LIMIT))),
        box=_box(given["bbox"]) if "bbox" in given else None,
        start=start,
        end=end,
        position=_position(given["cursor"], signer) if "cursor" in given else None,
        signer=signer,
    )


def _limit(text: str) -> int:
    if not _LIMIT.fullmatch(text) or int(text) < 1:
        raise _fault("limit", f"“{shortened(text)}” is not a whole number from 1 up.")
    return min(int(text), HIGHEST_LIMIT)


def _box(text: str) -> Box:
    """Four numbers, or six of which the heights are not looked at: the features lie on the ground."""
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in {4, 6} or not all(map(math.isfinite, numbers)):
        raise _fault("bbox", f"“{shortened(text)}” is not a box. Write west,south,east,north in degrees.")
    half = len(numbers) // 2
    west, south, east, north = *numbers[:2], *numbers[half : half + 2]
    if not (abs(west) <= 180 and abs(east) <= 180 and abs(south) <= 90 and abs(north) <= 90):
        raise _fault("bbox", "Longitudes go from -180 to 180, latitudes from -90 to 90.")
    if south > north:
        raise _fault("bbox", f"The south, {south:g}, lies north of the north, {north:g}.")
    return Box(west, south, east, north)


def _time(text: str) -> tuple[date | None, date | None]:
    """An instant, or an interval with at most one open end, as days in UTC."""
    first, slash, last = text.partition("/")
    if not slash:
        return (_day(first), _day(first))
    start, end = (None if part in _OPEN else _day(part) for part in (first, last))
    if start is None and end is None:
        raise _fault("datetime", "One end of an interval must be given. Leave “datetime” out for all times.")
    if start and end and start > end:
        raise _fault("datetime", f"The end, {end}, lies before the start, {start}.")
    return start, end


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text.removesuffix("T")):  # GDAL writes days with a T and no time behind it
            return date.fromisoformat(text.removesuffix("T"))
        if _MOMENT.fullmatch(text.replace(" ", "+")):
            return datetime.fromisoformat(text.replace(" ", "+").upper()).astimezone(UTC).date()
    except (ValueError, OverflowError):
        pass
    example = "2024-08-29, 2024-08-29T12:00:00Z or an interval such as 2024-08-01/.."
    raise _fault("datetime", f"“{shortened(text)}” is neither a day nor a time. Write {example}.")


def _signer(query: QueryDict, collection: str) -> Signer:
    """Signs places in this collection under these filters, and no others'."""
    filters = sorted((name, query[name]) for name in FILTERS if name in query)
    digest = hashlib.blake2b(repr(filters).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return Signer(salt=f"ogc-cursor-1.{collection}.{digest}", sep="~")


def _position(cursor: str, signer: Signer) -> list[Any]:
    try:
        position: list[Any] = signer.unsign_object(cursor)
    except (BadSignature, ValueError) as error:
        detail = "The cursor is damaged or belongs to another query. Take the link “next” as it stands."
        raise InvalidParameters([ParameterError("cursor", detail)]) from error
    return position


def _fault(parameter: str, detail: str) -> InvalidParameters:
    return InvalidParameters([ParameterError(parameter, detail)])
