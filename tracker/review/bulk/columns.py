"""Which column of a file is which of ours: as it was mapped before, or as its name says."""

import re

from tracker.review.bulk.sheets import Sheet
from tracker.review.models import ColumnMapping

_BETWEEN = re.compile(r"[\W_]+")


def guessed(sheet: Sheet, header: list[str]) -> dict[str, str]:
    """A column of ours for each column of the file that one fits; saved mappings of such files come first."""
    for kept in ColumnMapping.objects.filter(model=sheet.code).order_by("-at"):
        if set(kept.columns) <= set(header) and set(kept.columns.values()) <= set(sheet.known):
            return dict(kept.columns)
    return fitting(sheet, header)


def fitting(sheet: Sheet, header: list[str]) -> dict[str, str]:
    """What the names of the columns say, each of ours once."""
    words = {_key(code): code for code in sheet.known}
    for code, also in sheet.known.items():
        for other in also:
            words.setdefault(_key(other), code)
    found: dict[str, str] = {}
    for exact in (True, False):
        for name in header:
            code = words.get(_key(name), "")
            if code and name not in found and code not in found.values() and (_key(name) == _key(code)) is exact:
                found[name] = code
    return found


def _key(name: str) -> str:
    return _BETWEEN.sub(" ", name).strip().casefold()
