"""Names in a text against the desk's own: which force, person or place may be meant."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.db.models import Count, Max, QuerySet

from tracker.actors.models import Force, ForceKind, ForceName, Person, PersonName
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.extraction.extractors.register import KnownName
from tracker.places import gazetteer
from tracker.places.models import Place, PlaceKind
from tracker.revisions.models import Kind, Merge
from tracker.revisions.standing import Standing, stand_ins

Actor = TypeVar("Actor", Force, Person)
_MOST = 10
_MOST_ALIASES = 30
_FORCE_KINDS = {
    ForceKind.STATE_MILITARY: "state",
    ForceKind.POLICE: "state",
    ForceKind.COALITION: "coalition",
    ForceKind.INTERNATIONAL: "international",
    ForceKind.PUBLIC_BODY: "body",
}


def match_force(name: str, aliases: Iterable[str] = ()) -> list[Force]:
    """Forces that bear the name; where none does, those that bear one of the aliases. At most six queries.

    A name of a force that was merged leads to the one that stands for it.
    """
    return _match(Kind.FORCE, Force.objects.exclude(state=EditorialState.RETRACTED), name, aliases)


def match_person(name: str, aliases: Iterable[str] = ()) -> list[Person]:
    """People who bear the name; where nobody does, those who bear one of the aliases. As for forces."""
    return _match(Kind.PERSON, Person.objects.exclude(state=EditorialState.RETRACTED), name, aliases)


def match_place(name: str, country_code: str = "", region: dict[str, Any] | None = None) -> list[Place]:
    """Places the name may mean, the likeliest first.

    ``region`` is the reader's {"compass", "country_code"} for "the west of the
    country": then only regions drafted or confirmed for that part of it. With a
    ``country_code``, places elsewhere count only where the country has none.
    """
    if region:
        code = region.get("country_code") or country_code
        regions = Place.objects.filter(kind=PlaceKind.REGION, compass=region["compass"], country_code=code)
        return list(regions.exclude(state=EditorialState.RETRACTED).order_by("pk")[:_MOST])
    found = gazetteer.find(name, country_code=country_code or None, limit=_MOST)
    inside = [place for place in found if place.country_code == country_code]
    return inside or found


def names_version() -> str:
    """Changes whenever ``desk_names`` would. Three queries."""
    merges = Merge.objects.aggregate(Count("carried_at"), Count("undone_at"))
    parts = [":".join(map(str, merges.values()))]
    for names, owner in ((ForceName.objects, "force"), (PersonName.objects, "person")):
        facts = names.aggregate(
            count=Count("pk"), named=Max("changed_at"), owned=Max(f"{owner}__changed_at"), last=Max("pk")
        )
        parts.append(":".join(str(value) for value in facts.values()))
    return "|".join(parts)


def desk_names() -> list[KnownName]:
    """Every name of a force or person that the desk holds, in the reader's form. Three queries.

    A person's single-word names are left out: "Ali" in a text need not be the one
    we know.
    """
    standing = Standing()
    forces: dict[int, tuple[str, str, str, list[str]]] = {}
    rows = ForceName.objects.exclude(force__state=EditorialState.RETRACTED).order_by("force_id", "pk")
    for pk, own, kind, code, name in rows.values_list(
        "force_id", "force__name", "force__kind", "force__country_code", "name"
    ):
        forces.setdefault(pk, (own, kind, code, []))[3].append(name)
    for pk, name in _names_merged(standing, Kind.FORCE, ForceName):
        if pk in forces:
            forces[pk][3].append(name)
    known = [_known_force(*force) for force in forces.values()]
    people: dict[int, tuple[str, list[str]]] = {}
    spelled = PersonName.objects.exclude(person__state=EditorialState.RETRACTED).order_by("person_id", "pk")
    for pk, own, name in spelled.values_list("person_id", "person__name", "name"):
        if " " in fold(name):
            people.setdefault(pk, (own, []))[1].append(name)
    for pk, name in _names_merged(standing, Kind.PERSON, PersonName):
        if pk in people and " " in fold(name):
            people[pk][1].append(name)
    return known + [KnownName(own, _others(own, names), "person") for own, names in people.values()]


def _match(kind: Kind, records: QuerySet[Actor], name: str, aliases: Iterable[str]) -> list[Actor]:
    """By folded names, oldest record first; an empty key ("—") matches nothing."""
    others = dict.fromkeys(fold(alias) for alias in list(aliases)[:_MOST_ALIASES])
    for keys in ([fold(name)], list(others)):
        wanted = [key for key in keys if key]
        bearers = records.model._default_manager.filter(names__folded__in=wanted).values_list("pk", flat=True)
        pks = set(stand_ins(kind, bearers).values()) if wanted else set()
        found = list(records.filter(pk__in=pks).order_by("pk")[:_MOST]) if pks else []
        if found:
            return found
    return []


def _names_merged(standing: Standing, kind: Kind, model: type[ForceName | PersonName]) -> Iterator[tuple[int, str]]:
    """(row id of the record that stands, name of one merged into it); no query where nothing was merged."""
    if standing:
        rows = model._default_manager.filter(**{f"{kind.value}__state": EditorialState.RETRACTED}).order_by("pk")
        for pk, name in rows.values_list(f"{kind.value}_id", "name"):
            if standing.final(kind, pk) != pk:
                yield standing.final(kind, pk), name


def _known_force(own: str, kind: str, code: str, names: list[str]) -> KnownName:
    force_kind = _FORCE_KINDS.get(ForceKind(kind), "non-state")
    return KnownName(own, _others(own, names), "org" if force_kind == "body" else "force", force_kind, code)


def _others(own: str, names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name != own))
