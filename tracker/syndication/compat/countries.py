"""Countries as the clients of other houses know them: numbers, names and regions."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).parent / "data" / "countries.tsv"


class Country(NamedTuple):
    """One country. ``numeric`` is 0 where ISO 3166-1 has none, ``gw`` is 0 where it is no independent state."""

    alpha2: str
    alpha3: str
    numeric: int
    acled_name: str
    acled_region: str
    gw: int
    ucdp_name: str
    ucdp_region: str


NOWHERE = Country("", "", 0, "", "", 0, "", "")


@cache
def countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 alpha-2 code, and "" for events without one."""
    with _TABLE.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle, delimiter="\t"))[1:]
    found = {row[0]: Country(row[0], row[1], int(row[2]), row[3], row[4], int(row[5] or 0), *row[6:]) for row in rows}
    return {"": NOWHERE, **found}


def country(code: str) -> Country:
    """The country of a code; nowhere for a code that the table lacks."""
    return countries().get(code, NOWHERE)
