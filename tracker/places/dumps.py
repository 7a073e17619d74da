"""Read GeoNames' own files, zipped or not, a line at a time, and refuse what was cut. Plain Python."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

PLACES, NAMES, CODES = 19, 10, 4
"""Columns of a line: of allCountries.txt and XX.txt, of alternateNamesV2.txt, of the lists of area codes."""

_AGAIN = "Fetch it again: nothing was loaded."
_EVERY = 100_000

Progress = Callable[[str, int], None]


class DamagedDump(Exception):  # noqa: N818 - says what it is
    """The file is missing, cut short or something else; the sentence says where and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a file of places, as far as the desk needs it. Population 0 is unknown."""

    geoname_id: str
    name: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    feature: str
    country_code: str
    admin1: str
    admin2: str
    population: int


def lines_of(path: Path, columns: int, *, progress: Progress = lambda what, done: None) -> Iterator[list[str]]:
    """The fields of every line.

    Whether a zip file is whole is known only after its last line; a text file that was
    cut between two lines looks whole, so prefer the zip.

    Raises:
        DamagedDump: the file cannot be read to its end, or a line has other columns.
    """
    number = 0
    try:
        with ExitStack() as stack:
            for number, line in enumerate(_opened(path, stack), start=1):
                if line.startswith("#"):
                    continue
                fields = line.rstrip("\n").split("\t")
                if not line.endswith("\n") or len(fields) != columns:
                    raise DamagedDump(
                        f"{path.name}, line {number:,}: {len(fields)} of {columns} columns, the file was cut. {_AGAIN}"
                    )
                yield fields
                if number % _EVERY == 0:
                    progress(path.name, number)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, UnicodeDecodeError) as error:
        raise DamagedDump(f"{path.name}, after line {number:,}: {error}. {_AGAIN}") from error


def entries_of(path: Path, *, progress: Progress = lambda what, done: None) -> Iterator[Entry]:
    """Every place of a dump, in the order of the file.

    Raises:
        DamagedDump: as ``lines_of``; also where a line has no valid numbers.
    """
    for fields in lines_of(path, PLACES, progress=progress):
        try:
            yield _entry(fields)
        except ValueError as error:
            raise DamagedDump(f"{path.name}, place {fields[0]!r}: {error}. {_AGAIN}") from error


def _entry(fields: list[str]) -> Entry:
    latitude, longitude = float(fields[4]), float(fields[5])
    if not (fields[0].isdecimal() and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("an id or a point that cannot be")
    others = tuple(name for name in (fields[2], *fields[3].split(",")) if name)
    feature, population = f"{fields[6]}.{fields[7]}", int(fields[14] or 0)
    return Entry(
        fields[0], fields[1], others, latitude, longitude, feature, fields[8], fields[10], fields[11], population
    )


def _opened(path: Path, stack: ExitStack) -> Iterator[str]:
    """The lines of a text file, or of the one in a zip file; only a line feed ends a line."""
    if path.suffix != ".zip":
        return stack.enter_context(path.open(encoding="utf-8", newline="\n"))
    archive = stack.enter_context(zipfile.ZipFile(path))
    texts = [each for each in archive.infolist() if each.filename.endswith(".txt") and "readme" not in each.filename]
    if not texts:
        raise zipfile.BadZipFile("no text file in it")
    largest = max(texts, key=lambda each: each.file_size)
    return io.TextIOWrapper(stack.enter_context(archive.open(largest)), encoding="utf-8", newline="\n")
