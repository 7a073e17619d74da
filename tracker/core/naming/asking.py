"""How a query is put to an index of name keys, and what comes back set in order; each room that keeps one runs the SQL.

An index is two tables: names by sound, each of one record, and their keys. The walk is
in rounds: it ends as soon as something sounds right.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tracker.core.names import fold, mixed_scripts
from tracker.core.naming.keys import Questions, questions
from tracker.core.naming.likeness import likeness, same_name
from tracker.core.naming.words import Spoken, spoken

Row = tuple[Any, ...]
Run = Callable[[str, list[Any]], list[Row]]
_SURE = 0.93
_LEAST = 0.45
_A_COUPLE, _GUESSED = 60, 120
_A_WORD = 400
_MOST = 400
_MOST_PARTS = 400  # of a compound query; SQLite takes 500
_DISGUISED = 0.8  # offered, never sure
_LATIN, _LIKE_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]"), re.compile(r"[\u0370-\u052f]")


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may be meant: which of the index's ``owners`` it is a row of, the name that matched, 0 to 1."""

    owner: int
    pk: int
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Probe:
    """One walk along the index: names under any of the keys, of ``least`` words or more, few words first."""

    keys: tuple[str, ...]
    limit: int
    least: int = 0

    def sql(self, table: str, alias: str) -> str:
        """A part of the compound query. Several keys are not put in order: that would mean to read them all."""
        marks = ", ".join(["%s"] * len(self.keys))
        order = "ORDER BY size" if len(self.keys) == 1 else ""
        return (
            f"SELECT name_id FROM (SELECT name_id FROM {table} "  # noqa: S608 - table and alias are ours
            f"WHERE key IN ({marks}) AND size >= %s {order} LIMIT %s) AS {alias}"
        )

    def values(self) -> tuple[Any, ...]:
        """What stands for the marks of ``sql``."""
        return (*self.keys, self.least, self.limit)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The tables of an index, and the columns of a name that say whose it is; one of them is filled."""

    names: str
    keys: str
    owners: tuple[str, ...]

    def sql(self, probes: list[Probe]) -> str:
        """Name, sound, vowels and owners of the names that the probes meet, those met most often first."""
        met = " UNION ALL ".join(probe.sql(self.keys, f"probe{number}") for number, probe in enumerate(probes))
        columns = ", ".join(f"named.{column}" for column in ("name", "sound", "has_vowels", *self.owners))
        return (
            f"SELECT {columns} FROM (SELECT name_id FROM ({met}) AS met "  # noqa: S608 - tables and columns are ours
            f"GROUP BY name_id ORDER BY COUNT(*) DESC, name_id LIMIT %s) AS best "
            f"JOIN {self.names} AS named ON named.id = best.name_id"
        )

    def sql_of_many(self, batch: list[tuple[int, Probe]]) -> str:
        """The same for the probes of many names, each row with the number of its name first."""
        met = " UNION ALL ".join(
            f"SELECT {place} AS asked, name_id FROM ({probe.sql(self.keys, f'probe{number}')}) AS part{number}"  # noqa: S608 - numbers and a table of ours
            for number, (place, probe) in enumerate(batch)
        )
        columns = ", ".join(f"named.{column}" for column in ("name", "sound", "has_vowels", *self.owners))
        return (
            f"SELECT best.asked, {columns} FROM (SELECT asked, name_id FROM ({met}) AS met "  # noqa: S608 - ours
            f"GROUP BY asked, name_id) AS best JOIN {self.names} AS named ON named.id = best.name_id"
        )


def matches(query: str, index: NameIndex, openings: Iterable[str], run: Run, *, strict: bool = False) -> list[Match]:
    """The records that a name may mean, the likeliest first; each once, by its best name. Three queries at most.

    ``openings`` are what keys of the kinds asked for begin with; ``strict`` asks that every
    word of the shorter name agree. A query without a letter or digit finds nothing; of a
    very long one the first 300 characters count.
    """
    heard, wanted = spoken(query), list(openings)
    best: list[Match] = []
    if not heard.words or not wanted:
        return best
    for probes in _rounds(questions(heard), wanted, len(heard.words)):
        values = [value for probe in probes for value in probe.values()]
        rows = run(index.sql(probes), [*values, _MOST])
        best = _ordered(query, rows, strict, best)
        if best and best[0].score >= _SURE:
            break
    return best


def matches_of(asked: list[tuple[str, str]], index: NameIndex, run: Run) -> list[list[Match]]:
    """What many names may mean, each given with the opening of its kind; in their order. A query for about fifty names.

    Asks for whole names, couples of words and guesses at them, of one word for the
    word: less than ``matches`` does where nothing sounds right.
    """
    found: list[list[Match]] = [[] for _ in asked]
    batch: list[tuple[int, Probe]] = []
    for place, (opening, name) in enumerate(asked):
        probes = _first_probes(opening, name)
        if len(batch) + len(probes) > _MOST_PARTS:
            _settle(asked, batch, index, run, found)
            batch = []
        batch += [(place, probe) for probe in probes]
    _settle(asked, batch, index, run, found)
    return found


def _first_probes(opening: str, name: str) -> list[Probe]:
    heard = spoken(name)
    said = questions(heard)
    sure = said.whole or said.single[:2] if heard.words else ()
    probes = [Probe((f"{opening}:{key}",), _A_COUPLE) for key in sure]
    if said.near:
        probes.append(Probe(tuple(f"{opening}:{key}" for key in said.near), _GUESSED))
    return probes


def _settle(
    asked: list[tuple[str, str]],
    batch: list[tuple[int, Probe]],
    index: NameIndex,
    run: Run,
    found: list[list[Match]],
) -> None:
    """Ask one batch, and give each name what it met."""
    if not batch:
        return
    rows: dict[int, list[Row]] = {}
    for place, *row in run(index.sql_of_many(batch), [value for _, probe in batch for value in probe.values()]):
        rows.setdefault(place, []).append(tuple(row))
    for place, met in rows.items():
        found[place] = _ordered(asked[place][1], met, False, ())


def _rounds(asked: Questions, openings: list[str], size: int) -> Iterator[list[Probe]]:
    """What to ask, one round after the other until something sounds right.

    Whole names and couples of words; guesses at them; single words, among them
    those of names of about as many words first.
    """
    if asked.whole:
        yield [Probe((f"{each}:{key}",), _A_COUPLE) for each in openings for key in asked.whole]
    if asked.near:
        yield [Probe(tuple(f"{each}:{key}" for key in asked.near), _GUESSED) for each in openings]
    least = max(1, size - 1)
    yield [Probe((f"{each}:{key}",), _A_WORD, least) for each in openings for key in asked.single]


def _ordered(query: str, rows: Iterable[Row], strict: bool, known: Iterable[Match]) -> list[Match]:
    """One match a record, the likeliest first; equals in the order of owners and rows."""
    heard = spoken(query)
    best = {(match.owner, match.pk): match for match in known}
    for name, sound, has_vowels, *owners in rows:
        other = Spoken(tuple(sound.split(" ")), bool(has_vowels))
        score = likeness(heard, other)
        if score < _LEAST or (strict and not same_name(heard, other)):
            continue
        if is_disguised(query, name):
            if strict:
                continue
            score = min(score, _DISGUISED)
        owner, pk = next((place, pk) for place, pk in enumerate(owners) if pk is not None)
        if (owner, pk) not in best or best[owner, pk].score < score:
            best[owner, pk] = Match(owner, pk, name, round(score, 3))
    return sorted(best.values(), key=lambda match: (-match.score, match.owner, match.pk))


def is_disguised(one: str, other: str) -> bool:
    """Whether one of two names mixes letters that look alike ("Wаgner" with a Cyrillic а), and they are not the same.

    Then they are never taken for one name, whatever they sound like.
    """
    return any(_may_mix(name) and mixed_scripts(name) for name in (one, other)) and fold(one) != fold(other)


def _may_mix(name: str) -> bool:
    return not name.isascii() and bool(_LATIN.search(name) and _LIKE_LATIN.search(name))
