"""Read the outlines that ship with the project, or the owner's in their stead. Each file is read once."""

import json
import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from django.conf import settings

from tracker.core.polygons import Ring

SHIPPED = Path(__file__).parent / "data"
_NEEDED = {"scale", "view", "middle", "own", "areas", "neighbours"}
_log = logging.getLogger(__name__)


def unpacked(rings: Iterable[Sequence[int]], scale: int) -> list[Ring]:
    """Rings in degrees from the whole steps of a file."""
    return [
        [(x / scale, y / scale) for x, y in zip(accumulate(flat[::2]), accumulate(flat[1::2]), strict=True)]
        for flat in rings
    ]


@lru_cache(maxsize=1)
def world() -> dict[str, Any]:
    """The file of all countries, as ``data/README.md`` describes it."""
    return _read("world.json", {"scale", "shapes"}) or {"scale": 1, "shapes": {}}


@lru_cache(maxsize=32)
def country(code: str) -> dict[str, Any] | None:
    """The file of one country by ISO 3166-1 code; null when there is none."""
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        return None
    return _read(f"countries/{code}.json", _NEEDED)


@lru_cache(maxsize=32)
def own_rings(code: str) -> list[Ring]:
    """The country's outline in degrees, islands and enclaves included; empty when there is none."""
    data = country(code)
    return unpacked(data["own"]["rings"], data["scale"]) if data else []


def forget() -> None:
    """Read every file anew when it is next asked for."""
    for reader in (world, country, own_rings):
        reader.cache_clear()


def _read(name: str, needed: set[str]) -> dict[str, Any] | None:
    """The owner's file where there is one that can be used, else the shipped one, else null."""
    for folder in (Path(settings.DESK_SHAPES_DIR), SHIPPED):
        try:
            data: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
            missing = needed - set(data)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, TypeError) as error:
            _log.error("%s cannot be read (%s): the shipped shapes are used instead", folder / name, error)
            continue
        if not missing:
            return data
        _log.error("%s lacks %s: the shipped shapes are used instead", folder / name, ", ".join(sorted(missing)))
    return None
