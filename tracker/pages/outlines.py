"""Read the outlines that ship with the pages. Plain Python, each file read once."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from tracker.core.polygons import Ring

_DATA = Path(__file__).parent / "data"


def unpacked(rings: Iterable[Sequence[int]], scale: int) -> list[Ring]:
    """Rings in degrees from the whole steps of a file."""
    return [
        [(x / scale, y / scale) for x, y in zip(accumulate(flat[::2]), accumulate(flat[1::2]), strict=True)]
        for flat in rings
    ]


@lru_cache(maxsize=1)
def world() -> dict[str, Any]:
    """The file of all countries, as ``data/README.md`` describes it."""
    data: dict[str, Any] = json.loads((_DATA / "world.json").read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=32)
def country(code: str) -> dict[str, Any] | None:
    """The file of one country by ISO 3166-1 code; null when there is none."""
    path = _DATA / "countries" / f"{code}.json"
    if not (len(code) == 2 and code.isascii() and code.isalpha() and path.exists()):
        return None
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=32)
def own_rings(code: str) -> list[Ring]:
    """The country's outline in degrees, islands and enclaves included; empty when there is none."""
    data = country(code)
    return unpacked(data["own"]["rings"], data["scale"]) if data else []
