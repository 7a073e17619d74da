"""Load the shipped gazetteer into the desk's tables."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

from django.db import transaction

from tracker.core.names import fold, script_of
from tracker.core.states import EditorialState
from tracker.places.models import NameKind, Place, PlaceKind, PlaceName
from tracker.places.shipped import EXACT, OWN, SHIPPED, DamagedGazetteer, Row, read_rows

_BATCH = 2_000
_NAME_KINDS = {OWN: NameKind.OWN, EXACT: NameKind.ACRONYM}
_LEVELS = (
    (PlaceKind.COUNTRY,),
    (PlaceKind.ADMIN1, PlaceKind.REGION),
    (PlaceKind.ADMIN2, PlaceKind.TOWN),
)
_ParentKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What a seeding wrote."""

    places: int
    names: int


def seed(
    *,
    path: Path = SHIPPED,
    countries: Iterable[str] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Seeded:
    """Add the places of the file that the desk does not have, with their names; all of them or none.

    ``countries`` limits it to ISO codes; empty means the world. Places that are
    there, also those that an editor changed since, are left as they are.
    ``progress`` hears places done and places to do.

    Raises:
        DamagedGazetteer: the file cannot be trusted, or has a town before its country.
        ValueError: a code that the file does not know.
    """
    rows = _chosen(list(read_rows(path)), {code.upper() for code in countries})
    with transaction.atomic():
        known = set(Place.objects.exclude(source_id="").values_list("source", "source_id"))
        missing = [row for row in rows if (row.source, row.source_id) not in known]
        if not missing:
            return Seeded(0, 0)
        parents = _parents_in_place()
        done = names = 0
        for level in _LEVELS:
            for batch in _batches(row for row in missing if row.kind in level):
                names += _write(batch, parents)
                done += len(batch)
                progress(done, len(missing))
    return Seeded(len(missing), names)


def _chosen(rows: list[Row], countries: set[str]) -> list[Row]:
    if not countries:
        return rows
    unknown = countries - {row.country_code for row in rows}
    if unknown:
        raise ValueError(f"No such country in the gazetteer: {', '.join(sorted(unknown))}")
    return [row for row in rows if row.country_code in countries]


def _parents_in_place() -> dict[_ParentKey, int]:
    """Countries under (code, ""), first-level areas under (code, admin1 code)."""
    kinds = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
    rows = Place.objects.filter(kind__in=kinds).exclude(source_id="").values_list("country_code", "admin1_code", "pk")
    return {(country_code, admin1_code): pk for country_code, admin1_code, pk in rows}


def _write(rows: list[Row], parents: dict[_ParentKey, int]) -> int:
    """One batch of one level; returns how many names it wrote."""
    places = Place.objects.bulk_create([_as_place(row, parents) for row in rows], batch_size=_BATCH)
    names: list[PlaceName] = []
    for place, row in zip(places, rows, strict=True):
        if row.kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN1):
            parents[row.country_code, row.admin1_code] = place.pk
        names += _as_names(place, row)
    PlaceName.objects.bulk_create(names, batch_size=_BATCH)
    return len(names)


def _as_place(row: Row, parents: dict[_ParentKey, int]) -> Place:
    parent_key = (row.country_code, "" if row.kind == PlaceKind.ADMIN1 else row.admin1_code)
    parent = None
    is_region = row.kind == PlaceKind.REGION
    if row.country_code and row.kind != PlaceKind.COUNTRY:
        parent = parents.get(parent_key) or parents.get((row.country_code, ""))
        if parent is None:
            raise DamagedGazetteer(f"{row.name}: its country {row.country_code} is not in the gazetteer")
    return Place(
        kind=row.kind,
        name=row.name,
        parent_id=parent,
        country_code=row.country_code,
        admin1_code=row.admin1_code,
        latitude=None if is_region else Decimal(f"{row.latitude:.5f}"),
        longitude=None if is_region else Decimal(f"{row.longitude:.5f}"),
        population=row.population or None,
        source=row.source,
        source_id=row.source_id,
        state=EditorialState.APPROVED,
    )


def _as_names(place: Place, row: Row) -> list[PlaceName]:
    """The main name and the others, each spelling once."""
    spellings = {row.name: NameKind.OWN}
    for marked in row.names:
        kind = _NAME_KINDS.get(marked[:1], NameKind.OTHER)
        spellings.setdefault(marked if kind == NameKind.OTHER else marked[1:], kind)
    return [
        PlaceName(place=place, name=name, folded=fold(name)[:200], script=script_of(name), kind=kind)
        for name, kind in spellings.items()
    ]


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
