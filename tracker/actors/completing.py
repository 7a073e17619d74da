"""Forces and persons for somebody who types: a name in any spelling, its beginning, a number or an identifier."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from tracker.actors.finding import find
from tracker.actors.models import Force, ForceId, ForceName, Person, PersonId, PersonName
from tracker.core.external_ids import Scheme
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.revisions.models import Kind

_LAST_CHARACTER = "\U0010ffff"
_SHORTEST = 2
_LONGEST_ID = 40
_SURE = 0.9
_TABLES: dict[
    Kind, tuple[type[Force] | type[Person], type[ForceName] | type[PersonName], type[ForceId] | type[PersonId]]
]
_TABLES = {Kind.FORCE: (Force, ForceName, ForceId), Kind.PERSON: (Person, PersonName, PersonId)}


def search(kind: Kind, words: str, *, limit: int = 20, with_retracted: bool = False) -> list[int]:
    """Row ids of the forces or persons that the words may mean, the likeliest first. Nine queries at most, by an index.

    What bears the number or identifier; what sounds just like it; what begins so; what sounds alike.
    Retracted records are left out unless asked for; a name of a merged one leads to the one that stands.
    """
    words = words.strip().replace("\x00", "")
    hits = find(words, [kind], limit=limit, with_retracted=with_retracted)
    ranked = [
        *_identified(kind, words),
        *(hit.record_id for hit in hits if hit.score >= _SURE),
        *_beginning(kind, words, limit),
        *(hit.record_id for hit in hits),
    ]
    found = list(dict.fromkeys(ranked))
    if not with_retracted and found:
        model = _TABLES[kind][0]
        out = model._default_manager.filter(pk__in=found, state=EditorialState.RETRACTED).order_by()
        gone = set(out.values_list("pk", flat=True))
        found = [pk for pk in found if pk not in gone]
    return found[:limit]


def _identified(kind: Kind, value: str) -> list[int]:
    """What bears the identifier or the public number; one that looks like neither is not asked for."""
    if not value.isascii() or not any(char.isdigit() for char in value) or len(value) > _LONGEST_ID or " " in value:
        return []
    model, _, ids = _TABLES[kind]
    borne = ids._default_manager.filter(scheme__in=Scheme.values, value=value.upper())  # as the index goes
    found: Iterable[int] = borne.values_list(f"{kind.value}_id", flat=True)
    numbered = model._default_manager.filter(number=int(value)) if value.isdecimal() and len(value) < 10 else None
    return [*(numbered.values_list("pk", flat=True) if numbered is not None else ()), *found]


def _beginning(kind: Kind, words: str, limit: int) -> list[int]:
    """What has a name that begins so: what is typed may not be a whole word yet."""
    key = fold(words)
    if len(key) < _SHORTEST:
        return []
    begins = Q(folded__startswith=key)
    if connection.vendor == "sqlite":  # where LIKE cannot use the index; PostgreSQL cannot use it for a range
        begins = Q(folded__gte=key, folded__lt=key + _LAST_CHARACTER)
    rows = _TABLES[kind][1]._default_manager.filter(begins).order_by("folded", "pk")
    return list(rows.values_list(f"{kind.value}_id", flat=True)[: 2 * limit])
