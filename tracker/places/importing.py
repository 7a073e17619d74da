"""Take places out of GeoNames' full dumps: read and check all of it first, then write all of it or nothing."""

import csv
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from tracker.core.external_ids import Scheme
from tracker.places.dumps import CODES, NAMES, Entry, Progress, entries_of, lines_of
from tracker.places.merging import Outcome, Parents, write_batch

_BATCH = 1_000
_LEVELS = ("A.ADM1", "A.ADM2", "P")
_SEATS = frozenset({"P.PPLC", "P.PPLA", "P.PPLA2"})
_GONE = frozenset({"P.PPLH", "P.PPLQ", "P.PPLCH"})
# What GeoNames keeps in the column of the language and is no name.
_NO_NAMES = frozenset("link post iata icao faac tcid unlc abbr phon piny".split())
_WIKIDATA = "wkdt"
_LEAST, _LEAST_FOLLOWED = 5_000, 500

Report = Callable[[Outcome], None]


@dataclass(frozen=True)
class Dumps:
    """The files. Only the first is needed; the lists of codes name areas of which the places file has no line."""

    places: Path
    names: Path | None = None
    admin1: Path | None = None
    admin2: Path | None = None


@dataclass(frozen=True)
class Wanted:
    """Which lines are taken in: countries (none: all), and inhabitants from which a town counts."""

    countries: Collection[str] = ()
    followed: Collection[str] = ()
    least: int | None = None

    def takes(self, entry: Entry) -> bool:
        """Areas of two levels, seats, and towns that are large enough; nothing abandoned."""
        if self.countries and entry.country_code not in self.countries:
            return False
        if entry.feature in ("A.ADM1", "A.ADM2") or entry.feature in _SEATS:
            return True
        if not entry.feature.startswith("P.") or entry.feature in _GONE:
            return False
        least = _LEAST_FOLLOWED if entry.country_code in self.followed else _LEAST
        return entry.population >= (least if self.least is None else self.least)


@dataclass
class _Spool:
    """What was chosen, on disk: the lines of each level, and further names by place."""

    levels: dict[str, IO[str]]
    ids: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    names: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def import_dumps(
    dumps: Dumps,
    wanted: Wanted,
    *,
    is_dry: bool = False,
    report: Report = lambda outcome: None,
    progress: Progress = lambda what, done: None,
) -> Counter[str]:
    """Add and bring up to date the places of the dumps; the number of each outcome.

    What an editor saved, or the public sees, is left as it is. The name of a place that
    is there stays; GeoNames' joins its names. Nothing is deleted. A second run writes
    nothing. ``is_dry`` writes nothing at all but reports what would be.

    Raises:
        DamagedDump: a file cannot be trusted. Nothing was written.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        levels = {level: stack.enter_context(_opened(folder / level)) for level in _LEVELS}
        spool = _spooled(dumps, wanted, levels, progress)
        counts: Counter[str] = Counter()
        with transaction.atomic():
            parents = Parents.of_desk()
            for level in _LEVELS:
                for batch in _batches(spool.levels[level]):
                    for outcome in write_batch(batch, spool.names, parents):
                        counts[outcome.action] += 1
                        report(outcome)
                    progress("written", sum(counts.values()))
            if is_dry:
                transaction.set_rollback(True)
    return counts


def _opened(path: Path) -> IO[str]:
    return path.open("w+", encoding="utf-8", newline="")


def _spooled(dumps: Dumps, wanted: Wanted, levels: dict[str, IO[str]], progress: Progress) -> _Spool:
    """Read every file to its end before anything is written."""
    spool = _Spool(levels)
    writers = {level: csv.writer(levels[level]) for level in _LEVELS}
    for entry in entries_of(dumps.places, progress=progress):
        if wanted.takes(entry):
            _keep(spool, writers, entry)
    for path, level in ((dumps.admin1, "A.ADM1"), (dumps.admin2, "A.ADM2")):
        for entry in _listed(path, level, progress):
            if wanted.takes(entry) and ".".join(_code(entry)) not in spool.codes:
                _keep(spool, writers, entry)
    if dumps.names is not None:
        for fields in lines_of(dumps.names, NAMES, progress=progress):
            if fields[1] in spool.ids and fields[2] not in _NO_NAMES and fields[7] != "1":
                language = Scheme.WIKIDATA if fields[2] == _WIKIDATA else fields[2]
                spool.names.setdefault(fields[1], []).append((language, fields[3]))
    return spool


def _keep(spool: _Spool, writers: dict[str, Any], entry: Entry) -> None:
    spool.ids.add(entry.geoname_id)
    if entry.feature in _LEVELS:
        spool.codes.add(".".join(_code(entry)))
    names = "|".join(name.replace("|", " ") for name in entry.names)
    numbers = (entry.latitude, entry.longitude, entry.feature, entry.country_code, entry.admin1, entry.admin2)
    level = entry.feature if entry.feature in _LEVELS else "P"
    writers[level].writerow((entry.geoname_id, entry.name, names, *numbers, entry.population))


def _listed(path: Path | None, level: str, progress: Progress) -> Iterator[Entry]:
    """Areas of a list of codes: they have names and no point."""
    for code, name, plain, geoname_id in lines_of(path, CODES, progress=progress) if path else ():
        country, admin1, admin2 = (*code.split("."), "", "")[:3]
        yield Entry(geoname_id, name, (plain,), 0.0, 0.0, level, country, admin1, admin2, 0)


def _code(entry: Entry) -> tuple[str, ...]:
    return (entry.country_code, entry.admin1, entry.admin2 if entry.feature == "A.ADM2" else "")


def _batches(spooled: IO[str]) -> Iterator[list[Entry]]:
    spooled.seek(0)
    rows = csv.reader(spooled)
    while batch := [_entry(row) for row in islice(rows, _BATCH)]:
        yield batch


def _entry(row: list[str]) -> Entry:
    names = tuple(name for name in row[2].split("|") if name)
    codes = (row[5], row[6], row[7], row[8])
    return Entry(row[0], row[1], names, float(row[3]), float(row[4]), *codes, int(row[9]))
