"""Forces and persons by name, however it is spelled: suggestions, in the order of their likeness.

Nothing is ever merged here. ``find`` asks the index for names whose keys meet the
query's, in one query, and RapidFuzz orders what comes back.
"""

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction

from tracker.actors.models import Force, IndexedName, NameKey, Person, reindex
from tracker.core.naming.asking import NameIndex, matches, matches_of
from tracker.core.states import EditorialState
from tracker.revisions.models import Kind
from tracker.revisions.standing import stand_ins

ACTORS = (Kind.FORCE, Kind.PERSON)
_MODELS: dict[Kind, type[Force] | type[Person]] = {Kind.FORCE: Force, Kind.PERSON: Person}
_CHUNK = 500
_INDEX = NameIndex(IndexedName._meta.db_table, NameKey._meta.db_table, ("force_id", "person_id"))


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


def find(
    query: str, kinds: Iterable[Kind] = ACTORS, *, limit: int = 20, mode: Mode = Mode.ANY, with_retracted: bool = False
) -> list[Hit]:
    """Forces and persons that a name may mean, the likeliest first; each once, with its best name.

    One query of the database, three at most where little sounds right, and one a
    kind to leave out retracted records.
    A query without a letter or digit (emoji, punctuation) finds nothing; of a very
    long one the first 300 characters count. ``records`` fetches the rows.
    """
    wanted = [kind[0] for kind in kinds if kind in _MODELS]
    if limit < 1:
        return []
    found = matches(query, _INDEX, wanted, _run, strict=mode == Mode.EVERY_TOKEN)
    best = [Hit(ACTORS[match.owner], match.pk, match.name, match.score) for match in found]
    return (best if with_retracted else _without_retracted(best[: 2 * limit]))[:limit]


def find_many(asked: Sequence[tuple[Kind, str]], *, limit: int = 5) -> list[list[Hit]]:
    """What ``find`` suggests for each of many names of forces and persons, in their order; without retracted records.

    A query for about fifty names, and up to three a kind to leave out what is retracted.
    A name nobody comes near to is not looked for further, as ``find`` would.
    """
    found = matches_of([(kind[0], name) for kind, name in asked], _INDEX, _run)
    hits = [[Hit(ACTORS[match.owner], match.pk, match.name, match.score) for match in each] for each in found]
    hits = [each[: 2 * limit] for each in hits]
    into = _where_to([hit for each in hits for hit in each])
    return [_led(each, into)[:limit] for each in hits]


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


def _run(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _without_retracted(hits: list[Hit]) -> list[Hit]:
    """Those that stand, each once; a merged record leads to the one that stands for it."""
    return _led(hits, _where_to(hits))


def _where_to(hits: list[Hit]) -> dict[tuple[Kind, int], int | None]:
    """Of retracted records: the one that stands for it, or none. A query a kind, three where some are out."""
    into: dict[tuple[Kind, int], int | None] = {}
    for kind, model in _MODELS.items():
        pks = [hit.record_id for hit in hits if hit.kind == kind]
        out = model._default_manager.filter(state=EditorialState.RETRACTED).order_by()
        gone = set(out.filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
        if gone:
            stands = stand_ins(kind, gone)
            still_out = set(out.filter(pk__in=stands.values()).values_list("pk", flat=True))
            into.update({(kind, pk): None if stands[pk] in still_out else stands[pk] for pk in gone})
    return into


def _led(hits: list[Hit], into: dict[tuple[Kind, int], int | None]) -> list[Hit]:
    found: dict[tuple[Kind, int], Hit] = {}
    for hit in hits:
        pk = into.get((hit.kind, hit.record_id), hit.record_id)
        if pk is not None:
            found.setdefault((hit.kind, pk), replace(hit, record_id=pk))
    return list(found.values())
