"""Forces and persons by name, however it is spelled: suggestions, in the order of their likeness.

Nothing is ever merged here. ``find`` asks the index for names whose keys meet the
query's, in one query, and RapidFuzz orders what comes back.
"""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction

from tracker.actors.models import Force, IndexedName, NameKey, Person, reindex
from tracker.core.naming.keys import Questions, questions
from tracker.core.naming.likeness import likeness, same_name
from tracker.core.naming.words import Spoken, spoken
from tracker.core.states import EditorialState
from tracker.revisions.models import Kind
from tracker.revisions.standing import stand_ins

Row = tuple[str, str, bool, int | None, int | None]
ACTORS = (Kind.FORCE, Kind.PERSON)
_MODELS: dict[Kind, type[Force] | type[Person]] = {Kind.FORCE: Force, Kind.PERSON: Person}
_SURE = 0.93
_LEAST = 0.45
_A_COUPLE, _GUESSED = 40, 120  # rows read of the index for a sure key, and for all guesses together
_A_WORD = 60
_MOST = 100
_CHUNK = 500
_KEYS = NameKey._meta.db_table
_NAMES_MET = f"""
SELECT named.name, named.sound, named.has_vowels, named.force_id, named.person_id
FROM (SELECT name_id FROM ({{met}}) AS met GROUP BY name_id ORDER BY COUNT(*) DESC, name_id LIMIT %s) AS best
JOIN {IndexedName._meta.db_table} AS named ON named.id = best.name_id"""  # noqa: S608 - tables are ours


class Mode(enum.StrEnum):
    """How much of a name must agree."""

    ANY = "any"  # whatever sounds like it: for search and for "did you mean"
    EVERY_TOKEN = "every_token"  # noqa: S105 - each word of the shorter name: for guards against a second record


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that may be meant: the name of it that matched, and how well, from 0 to 1."""

    kind: Kind
    record_id: int
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Probe:
    """One walk along the index: names under any of the keys, of ``least`` words or more, few words first."""

    keys: tuple[str, ...]
    limit: int
    least: int = 0

    def sql(self, alias: str) -> str:
        """A part of the compound query. Several keys are not put in order: that would mean to read them all."""
        marks = ", ".join(["%s"] * len(self.keys))
        order = "ORDER BY size" if len(self.keys) == 1 else ""
        return (
            f"SELECT name_id FROM (SELECT name_id FROM {_KEYS} "  # noqa: S608 - table and alias are ours
            f"WHERE key IN ({marks}) AND size >= %s {order} LIMIT %s) AS {alias}"
        )

    def values(self) -> tuple[Any, ...]:
        """What stands for the marks of ``sql``."""
        return (*self.keys, self.least, self.limit)


def find(
    query: str, kinds: Iterable[Kind] = ACTORS, *, limit: int = 20, mode: Mode = Mode.ANY, with_retracted: bool = False
) -> list[Hit]:
    """Forces and persons that a name may mean, the likeliest first; each once, with its best name.

    One query of the database, three at most where little sounds right, and one a
    kind to leave out retracted records.
    A query without a letter or digit (emoji, punctuation) finds nothing; of a very
    long one the first 300 characters count. ``records`` fetches the rows.
    """
    heard = spoken(query)
    wanted = [kind for kind in kinds if kind in _MODELS]
    if not heard.words or not wanted or limit < 1:
        return []
    best: list[Hit] = []
    for probes in _rounds(questions(heard), wanted, len(heard.words)):
        best = _best(heard, _ask(probes), mode, best)
        if best and best[0].score >= _SURE:
            break
    return (best if with_retracted else _without_retracted(best[: 2 * limit]))[:limit]


def records(hits: Iterable[Hit]) -> list[Force | Person]:
    """The records of hits, in their order; a query a kind. Those deleted meanwhile are left out."""
    found: dict[tuple[Kind, int], Force | Person] = {}
    hits = list(hits)
    for kind, model in _MODELS.items():
        pks = [hit.record_id for hit in hits if hit.kind == kind]
        rows: dict[int, Any] = model._default_manager.in_bulk(pks) if pks else {}
        found.update({(kind, pk): row for pk, row in rows.items()})
    return [found[hit.kind, hit.record_id] for hit in hits if (hit.kind, hit.record_id) in found]


def rebuild() -> Iterator[tuple[Kind, int]]:
    """Write the whole index anew, as after a change of the rules; yields how many records of a kind are done."""
    for kind, model in _MODELS.items():
        pks = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for at in range(0, len(pks), _CHUNK):
            with transaction.atomic():
                IndexedName.objects.filter(**{f"{kind.value}__in": pks[at : at + _CHUNK]}).delete()
                reindex(model, pks[at : at + _CHUNK])
            yield kind, min(at + _CHUNK, len(pks))


def _rounds(asked: Questions, kinds: list[Kind], size: int) -> Iterator[list[Probe]]:
    """What to ask, one round after the other until something sounds right.

    Whole names and couples of words; guesses at them; single words, among them
    those of names of about as many words first.
    """
    if asked.whole:
        yield [Probe((f"{kind[0]}:{key}",), _A_COUPLE) for kind in kinds for key in asked.whole]
    if asked.near:
        yield [Probe(tuple(f"{kind[0]}:{key}" for key in asked.near), _GUESSED) for kind in kinds]
    least = max(1, size - 1)
    yield [Probe((f"{kind[0]}:{key}",), _A_WORD, least) for kind in kinds for key in asked.single]


def _ask(probes: list[Probe]) -> list[Row]:
    """The names that the probes meet, those met most often first, at most ``_MOST``. One query."""
    met = " UNION ALL ".join(probe.sql(f"probe{number}") for number, probe in enumerate(probes))
    with connection.cursor() as cursor:
        cursor.execute(_NAMES_MET.format(met=met), [*(value for probe in probes for value in probe.values()), _MOST])
        return cursor.fetchall()


def _without_retracted(hits: list[Hit]) -> list[Hit]:
    """Those that stand, each once; a merged record leads to the one that stands for it.

    A query a kind, three where some are out.
    """
    into: dict[tuple[Kind, int], int | None] = {}
    for kind, model in _MODELS.items():
        pks = [hit.record_id for hit in hits if hit.kind == kind]
        out = model._default_manager.filter(state=EditorialState.RETRACTED).order_by()
        gone = set(out.filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
        if gone:
            stands = stand_ins(kind, gone)
            still_out = set(out.filter(pk__in=stands.values()).values_list("pk", flat=True))
            into.update({(kind, pk): None if stands[pk] in still_out else stands[pk] for pk in gone})
    found: dict[tuple[Kind, int], Hit] = {}
    for hit in hits:
        pk = into.get((hit.kind, hit.record_id), hit.record_id)
        if pk is not None:
            found.setdefault((hit.kind, pk), replace(hit, record_id=pk))
    return list(found.values())


def _best(heard: Spoken, rows: list[Row], mode: Mode, known: Iterable[Hit] = ()) -> list[Hit]:
    """A hit a record, the likeliest first; equals by the age of the record."""
    best = {(hit.kind, hit.record_id): hit for hit in known}
    for name, sound, has_vowels, force_id, person_id in rows:
        other = Spoken(tuple(sound.split(" ")), bool(has_vowels))
        score = likeness(heard, other)
        if score < _LEAST or (mode == Mode.EVERY_TOKEN and not same_name(heard, other)):
            continue
        kind, pk = (Kind.FORCE if force_id else Kind.PERSON), force_id or person_id or 0
        if (kind, pk) not in best or best[kind, pk].score < score:
            best[kind, pk] = Hit(kind, pk, name, round(score, 3))
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.kind, hit.record_id))
