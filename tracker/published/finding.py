"""Published forces, persons and places by name, however it is spelled and in whichever script."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from tracker.core.naming.asking import NameIndex, matches
from tracker.published.models import (
    PublicStatus,
    PublishedName,
    PublishedNameKey,
    PublishedRecord,
    index_names,
    names_in,
)
from tracker.published.models.name_index import INDEXED, OWNERS, opening

_INDEX = NameIndex(PublishedName._meta.db_table, PublishedNameKey._meta.db_table, OWNERS)
_LIKE = 0.68
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A published record that a name may mean: its row id, the public name that matched, and how well, from 0 to 1."""

    record_id: int
    name: str
    score: float


def find(query: str, models: Iterable[type[PublishedRecord]] = INDEXED) -> dict[type[PublishedRecord], list[Named]]:
    """What the public record has under a name, by kind, the likeliest first. Three queries at most.

    Only what sounds much like it is given: a reader who mistypes is helped, one who
    asks for a word of the language is not shown people. Tombstones have no names.
    """
    wanted = [model for model in models if model in INDEXED]
    found: dict[type[PublishedRecord], list[Named]] = {model: [] for model in wanted}
    for match in matches(query, _INDEX, [opening(model) for model in wanted], _run):
        if match.score >= _LIKE:
            found[INDEXED[match.owner]].append(Named(match.pk, match.name, match.score))
    return found


def rebuild() -> Iterator[tuple[str, int]]:
    """Write the index anew from the documents that stand, as after a change of the rules; yields kind and count."""
    for model in INDEXED:
        last, count = 0, 0
        live = model._default_manager.filter(status=PublicStatus.LIVE).order_by("pk")
        while rows := list(live.filter(pk__gt=last)[:_CHUNK]):
            with transaction.atomic():
                PublishedName.objects.filter(**{f"{model.kind.value}__in": [row.pk for row in rows]}).delete()
                for row in rows:
                    index_names(row, names_in(row.body))
            last, count = rows[-1].pk, count + len(rows)
            yield model.kind.label, count


def _run(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
