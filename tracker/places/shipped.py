"""The shipped gazetteer file: how it is written, read and checked. Plain Python.

One gzipped UTF-8 file in two parts. First the places, a line each, countries
before areas before towns, the more populous first. Then the keys, a line each and
sorted by bytes: a folded name, a tab, and the places it may mean, best first, each
as a digit for its tier and a line number in base 36.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).parent / "data" / "gazetteer.tsv.gz"
_FORMAT = "gazetteer 1"
_FIELDS = 11

OWN, OTHER, EXACT = "+", "", "="
"""Marks before a further name: as good as the main one; an alternative; only in this very case ("US")."""


class DamagedGazetteer(Exception):  # noqa: N818 - says what it is
    """The shipped file is missing, cut short or altered."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place as shipped. ``names`` carry their mark; ``extra`` holds a country's neighbours, by code."""

    kind: str
    country_code: str
    admin1_code: str
    name: str
    latitude: float
    longitude: float
    population: int
    source: str
    source_id: str
    names: tuple[str, ...]
    extra: str

    def line(self) -> str:
        """The row as it is written."""
        numbers = (f"{self.latitude:.4f}", f"{self.longitude:.4f}", str(self.population))
        fields = (self.kind, self.country_code, self.admin1_code, self.name, *numbers)
        return "\t".join((*fields, self.source, self.source_id, "|".join(self.names), self.extra))


def parse(line: str) -> Row:
    """The row of one line.

    Raises:
        DamagedGazetteer: not eleven fields, or no numbers where there should be.
    """
    fields = line.split("\t")
    if len(fields) != _FIELDS:
        raise DamagedGazetteer(f"a place has {len(fields)} fields instead of {_FIELDS}: {line[:60]!r}")
    kind, country_code, admin1_code, name, *numbers, source, source_id, names, extra = fields
    try:
        place = (float(numbers[0]), float(numbers[1]), int(numbers[2]))
    except ValueError as error:
        raise DamagedGazetteer(f"a place has no valid numbers: {line[:60]!r}") from error
    others = tuple(names.split("|")) if names else ()
    return Row(kind, country_code, admin1_code, name, *place, source, source_id, others, extra)


def write(path: Path, *, rows: Sequence[str], keys: Sequence[str], sources: str) -> None:
    """Write the file; the same content gives the same bytes."""
    body = ("\n".join(rows) + "\n\n" + "\n".join(keys) + "\n").encode()
    digest = hashlib.sha256(body).hexdigest()
    head = f"{_FORMAT}\t{len(rows)}\t{len(keys)}\t{digest}\t{sources}\n".encode()
    path.write_bytes(gzip.compress(head + body, compresslevel=9, mtime=0))


def read(path: Path = SHIPPED) -> tuple[bytes, bytes]:
    """The places and the keys as two blocks of lines, checked against the digest in the heading.

    Raises:
        DamagedGazetteer: the file cannot be read in full or is not what was written.
    """
    try:
        content = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedGazetteer(f"{path}: {error}") from error
    head, _, body = content.partition(b"\n")
    fields = head.decode(errors="replace").split("\t")
    if fields[0] != _FORMAT or len(fields) != 5:
        raise DamagedGazetteer(f"{path}: not a gazetteer of this version")
    if hashlib.sha256(body).hexdigest() != fields[3]:
        raise DamagedGazetteer(f"{path}: the content does not match its digest")
    rows, _, keys = body.partition(b"\n\n")
    return rows + b"\n", keys


def read_rows(path: Path = SHIPPED) -> Iterator[Row]:
    """Every place of the file, countries first."""
    rows, _ = read(path)
    for line in rows.decode().splitlines():
        yield parse(line)
