"""The places the project ships, looked up by name. Plain Python, no database.

The same data seeds the desk's own gazetteer; the atlas serves the reader of texts,
which must work without a database. Data: GeoNames (CC BY 4.0), Natural Earth.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from tracker.core.names import fold
from tracker.places.ranking import area_stem, order_of, saint_otherwise
from tracker.places.shipped import EXACT, SHIPPED, Row, parse, read

_AREA_KINDS = ("admin1", "admin2", "region")


@dataclass(frozen=True, slots=True)
class AtlasPlace:
    """A country, an area or a town. Decimal degrees, WGS 84; population 0 means unknown.

    ``kind`` is country, region ("Darfur", "Africa": without a country code where it
    spans several), admin1, admin2 (in few countries) or town. ``geoname_id`` is
    null for regions and areas.
    """

    name: str
    kind: str
    country_code: str
    admin1_name: str
    admin1_code: str
    latitude: float
    longitude: float
    population: int
    geoname_id: str | None


class Atlas:
    """Look-ups over the shipped gazetteer, kept as two blocks of bytes with line offsets.

    A search halves its way through the sorted keys and reads only the lines it
    needs; that takes microseconds and a tenth of the memory of a dictionary.
    """

    def __init__(self, rows: bytes, keys: bytes) -> None:
        self._rows = rows
        self._row_starts = _line_starts(rows)
        self._keys = keys
        self._key_starts = _line_starts(keys)
        self._countries: dict[str, Row] = {}
        self._area_names: dict[tuple[str, str], str] = {}
        self._read_countries_and_areas()

    @classmethod
    def open(cls, path: Path = SHIPPED) -> Self:
        """Read a gazetteer file. Raises DamagedGazetteer."""
        return cls(*read(path))

    @staticmethod
    @lru_cache(maxsize=1)
    def shipped() -> "Atlas":
        """The atlas that comes with the project, read once per process."""
        return Atlas.open()

    def find(self, name: str, *, country_code: str | None = None) -> list[AtlasPlace]:
        """Every place the name may mean, the likeliest first; empty when it is unknown.

        ``country_code`` is the country the text is about. Its places come before
        others, but a country keeps its own name against small towns ("Lebanon" in
        an American text). "Anbar province" finds the area and not a town. An
        acronym must be in capitals: "US" is a country, "us" is not.
        """
        key = fold(name)
        meant = self._meant_by_either(key, saint_otherwise(key))
        if name.isupper() or "." in name:
            meant = self._meant(EXACT + key.replace(" ", "")) or meant
        if not meant:
            stem = area_stem(key)
            places = self._places(self._meant(stem), country_code) if stem else []
            areas = [place for place in places if place.kind in _AREA_KINDS]
            return areas or [place for place in places if place.kind == "country"]
        return self._places(meant, country_code)

    def country(self, code: str) -> AtlasPlace | None:
        """The country of an ISO 3166-1 alpha-2 code; null when there is none."""
        row = self._countries.get(code.upper())
        return None if row is None else self._as_place(row)

    def country_name(self, code: str) -> str:
        """The country's name in English, or the code itself when it is unknown."""
        row = self._countries.get(code.upper())
        return code if row is None else row.name

    def neighbours(self, code: str) -> list[str]:
        """Codes of the countries with a common land border."""
        row = self._countries.get(code.upper())
        return row.extra.split(",") if row is not None and row.extra else []

    def names(self) -> Iterator[str]:
        """All folded keys, in no useful order. Acronyms, which need their case, are in acronyms()."""
        for line in self._keys.decode().splitlines():
            if not line.startswith(EXACT):
                yield line.partition("\t")[0]

    def acronyms(self) -> Iterator[str]:
        """Names that count only in capitals, as they are written: "US", "UK", "UAE"."""
        for line in self._keys.decode().splitlines():
            if line.startswith(EXACT):
                yield line.partition("\t")[0][1:].upper()

    def _meant_by_either(self, key: str, other: str | None) -> list[tuple[int, int]]:
        """Tier and row number of what two spellings may mean, best first, each place once."""
        meant = self._meant(key)
        if other is None:
            return meant
        best: dict[int, int] = {}
        for tier, number in [*meant, *self._meant(other)]:
            best[number] = min(tier, best.get(number, tier))
        return sorted(((tier, number) for number, tier in best.items()), key=lambda each: each[0])

    def _meant(self, key: str) -> list[tuple[int, int]]:
        """Tier and row number of what a key may mean, best first."""
        wanted = key.encode()
        index = bisect_left(self._key_starts, wanted, hi=len(self._key_starts) - 1, key=self._key_at)
        if not wanted or index >= len(self._key_starts) - 1:
            return []
        line = self._keys[self._key_starts[index] : self._key_starts[index + 1] - 1]
        found, _, places = line.partition(b"\t")
        if found != wanted:
            return []
        return [(place[0] - 48, int(place[1:], 36)) for place in places.split(b" ")]

    def _key_at(self, start: int) -> bytes:
        return self._keys[start : self._keys.index(b"\t", start)]

    def _places(self, meant: list[tuple[int, int]], country_code: str | None) -> list[AtlasPlace]:
        rows = [(tier, self._row(number)) for tier, number in meant]
        if country_code:
            wanted = country_code.upper()
            rows.sort(key=lambda each: order_of(each[0], is_domestic=each[1].country_code == wanted))
        return [self._as_place(row) for _, row in rows]

    def _row(self, number: int) -> Row:
        return parse(self._rows[self._row_starts[number] : self._row_starts[number + 1] - 1].decode())

    def _as_place(self, row: Row) -> AtlasPlace:
        area_name = self._area_names.get((row.country_code, row.admin1_code), "")
        geoname_id = row.source_id if row.source == "geonames" else None
        numbers = (row.latitude, row.longitude, row.population)
        return AtlasPlace(row.name, row.kind, row.country_code, area_name, row.admin1_code, *numbers, geoname_id)

    def _read_countries_and_areas(self) -> None:
        """Countries and areas stand first in the file; the first town ends the reading."""
        for number in range(len(self._row_starts) - 1):
            row = self._row(number)
            if row.kind == "country":
                self._countries[row.country_code] = row
            elif row.kind == "admin1":
                self._area_names[row.country_code, row.admin1_code] = row.name
            elif row.kind == "town":
                return


def _line_starts(block: bytes) -> "array[int]":
    """Where each line of a block starts, and at last where the block ends."""
    starts = array("L", [0])
    position = block.find(b"\n")
    while position >= 0:
        starts.append(position + 1)
        position = block.find(b"\n", position + 1)
    return starts
