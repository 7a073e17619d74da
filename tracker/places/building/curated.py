"""The desk's own list of names in use, and of areas younger than the outlines."""

from dataclasses import dataclass
from pathlib import Path

_KINDS = {"country", "area", "new", "finer", "town", "region"}


@dataclass(frozen=True, slots=True)
class Curated:
    """One line of ``data/curated.tsv``.

    ``country``: names of a country. ``area``: another name for a Natural Earth
    area, found by ``source_name``; ``admin1_code`` settles its GeoNames code where
    the towns inside do not. ``new``: an area known only by the GeoNames code of its
    towns. ``finer``: a country whose outlines are second-level areas. ``town``:
    another name for a GeoNames town. ``region``: a part of the world without an
    outline, at the latitude and longitude in ``source_name``.
    """

    kind: str
    country_code: str
    source_name: str
    admin1_code: str
    name: str
    other_names: tuple[str, ...]


def read_curated(path: Path) -> list[Curated]:
    """All lines but comments and the heading."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        fields = line.split("\t")
        if line.startswith("#") or fields[0] == "kind":
            continue
        if len(fields) != 7 or fields[0] not in _KINDS:
            raise ValueError(f"{path.name}, line {number}: seven fields and a known kind are needed")
        kind, country_code, source_name, code, name, others, _source = fields
        other_names = tuple(other for other in others.split("|") if other)
        rows.append(Curated(kind, country_code, source_name, code, name, other_names))
    return rows
