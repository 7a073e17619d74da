"""Verbs over the desk's own gazetteer: find a name, propose names, draft a region."""

from django.db import connection, transaction
from django.db.models import Case, F, Q, Value, When

from tracker.core.external_ids import Scheme
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.places.models import Compass, NameKind, Place, PlaceKind, PlaceName
from tracker.places.ranking import OWN_NAME_TIERS, area_stem, order_of, saint_otherwise, tier_of, tier_without_seat
from tracker.places.regions import areas_towards
from tracker.revisions.models import Kind
from tracker.revisions.standing import stand_ins

_AREA_KINDS = (PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION)
_SHORTEST_PREFIX = 2
_MOST_NAMESAKES = 500
_LONGEST_ID, _DIGITS_OF_NUMBER, _MOST_OF_ONE_ID = 40, 10, 5
_LAST_CHARACTER = "\U0010ffff"

_ADJECTIVES = {
    Compass.NORTH: ("northern",),
    Compass.NORTHEAST: ("north-eastern", "northeastern"),
    Compass.EAST: ("eastern",),
    Compass.SOUTHEAST: ("south-eastern", "southeastern"),
    Compass.SOUTH: ("southern",),
    Compass.SOUTHWEST: ("south-western", "southwestern"),
    Compass.WEST: ("western",),
    Compass.NORTHWEST: ("north-western", "northwestern"),
    Compass.CENTRAL: ("central",),
}


def find(name: str, *, country_code: str | None = None, limit: int = 10) -> list[Place]:
    """Places the name may mean, the likeliest first; empty when it is unknown.

    Ranks as the atlas does: places of the article's country first, an own name
    before an alternative one, a city before an area before a small town. Retracted
    places are left out. One query; a second one for "Anbar province", which finds
    no town.
    """
    key = fold(name)
    if not key:
        return []
    found = _named(key, is_capitals=name.isupper() or "." in name)
    stem = None if found else area_stem(key)
    if stem:
        found = _areas_or_countries(_named(stem, is_capitals=False))
    return _ranked(found, country_code)[:limit]


def names_like(prefix: str, *, country_code: str | None = None, limit: int = 10) -> list[Place]:
    """Places with a name that begins so, for a field that completes while typing.

    Two letters at least. An exact name comes first, then the more populous, those known
    by another name last. Three queries at most.
    """
    key = fold(prefix)
    if len(key) < _SHORTEST_PREFIX:
        return []
    exact = find(prefix, country_code=country_code, limit=limit)
    names = PlaceName.objects.filter(_beginning(key)).exclude(kind=NameKind.ACRONYM).values("place_id")
    own = names.filter(kind=NameKind.OWN)
    rest = Place.objects.usable().filter(pk__in=names).exclude(pk__in=[place.pk for place in exact])
    if country_code:
        exact = [place for place in exact if place.country_code == country_code.upper()]
        rest = rest.inside(country_code)
    by_own_name = Case(When(pk__in=own, then=Value(0)), default=Value(1))
    rest = rest.order_by(by_own_name, F("population").desc(nulls_last=True), "name", "pk")
    return (exact + list(rest.select_related("parent")[:limit]))[:limit]


def search(term: str, *, country_code: str | None = None, limit: int = 20) -> list[Place]:
    """Places for somebody who types a name, the beginning of one, or an identifier; the likeliest first.

    ``country_code`` is preferred, not demanded; "Rawa, Iraq" or "Rawa, IQ" demands it.
    Eleven queries at most, each by an index.
    """
    name, _, after = (part.strip() for part in term.rpartition(",")) if "," in term else (term, "", "")
    wanted = _country_called(after) if fold(name) and after else None
    if wanted:
        return names_like(name, country_code=wanted, limit=limit)
    places = [*_identified(term.strip()), *find(term, country_code=country_code, limit=limit)]
    for code in [country_code, None] if country_code else [None]:
        if len(places) < limit:
            places += names_like(term, country_code=code, limit=limit)
    return list({place.pk: place for place in places}.values())[:limit]


def _identified(value: str) -> list[Place]:
    """The places that bear an identifier: somebody else's, GeoNames' or our public number."""
    if not value.isascii() or not any(char.isdigit() or char == "-" for char in value) or len(value) > _LONGEST_ID:
        return []
    usable = Place.objects.usable()
    borne = {"external_ids__scheme__in": Scheme.values, "external_ids__value": value.upper()}  # as the index goes
    found = list(usable.filter(**borne).distinct()[:_MOST_OF_ONE_ID])
    if value.isdecimal() and len(value) < _DIGITS_OF_NUMBER:
        found += usable.filter(source="geonames", source_id=value)
        found += usable.filter(number=int(value))
    return found


def _country_called(name: str) -> str | None:
    """The code of a country by name or code; null when there is none."""
    countries = Place.objects.usable().countries()
    if len(name) == 2 and name.isascii():
        return countries.filter(country_code=name.upper()).values_list("country_code", flat=True).first()
    return countries.called(fold(name)).values_list("country_code", flat=True).first()


def draft_region(compass: str, area: Place) -> Place:
    """The region "western Iraq" for a compass word and an area, drafted the first time it is asked for.

    It has no point. It is made of the country's first-level areas whose middle lies in
    that part, until an editor says otherwise and confirms it.

    Raises:
        ValueError: the compass word is unknown, or the area is itself a region.
    """
    word = Compass(compass)
    if area.kind == PlaceKind.REGION:
        raise ValueError("A region is drafted from a country or an area, not from a region.")
    with transaction.atomic():
        Place.objects.select_for_update().get(pk=area.pk)  # two readers must not draft it twice
        drafted = Place.objects.usable().filter(kind=PlaceKind.REGION, compass=word, parent=area)
        region = drafted.order_by("pk").first()
        if region is not None:
            return region
        names = [f"{adjective} {area.name}" for adjective in _ADJECTIVES[word]]
        admin1_code = area.admin1_code if area.kind != PlaceKind.COUNTRY else ""
        region = Place.objects.create(
            kind=PlaceKind.REGION,
            name=names[0],
            compass=word,
            parent=area,
            country_code=area.country_code,
            admin1_code=admin1_code,
            state=EditorialState.DRAFT,
        )
        for name in names:
            PlaceName.objects.create(place=region, name=name, kind=NameKind.OWN, language="en")
        region.areas.set(areas_towards(word, area))
    return region


def _named(key: str, *, is_capitals: bool) -> list[PlaceName]:
    spellings = [each for each in (key, saint_otherwise(key)) if each]
    wanted = Q(folded__in=spellings) & ~Q(kind=NameKind.ACRONYM)
    if is_capitals:  # "U.S." and "US" are one acronym
        wanted |= Q(folded=key.replace(" ", ""), kind=NameKind.ACRONYM)
    return _as_they_stand(list(PlaceName.objects.filter(wanted).select_related("place__parent")[:_MOST_NAMESAKES]))


def _as_they_stand(names: list[PlaceName]) -> list[PlaceName]:
    """Without names of retracted places; a name of a merged one is that of the place that stands for it.

    No query where none of the places is retracted.
    """
    gone = {each.place_id for each in names if each.place.state == EditorialState.RETRACTED}
    if not gone:
        return names
    into = {pk: stands for pk, stands in stand_ins(Kind.PLACE, gone).items() if pk != stands}
    rows = Place.objects.usable().select_related("parent").in_bulk(set(into.values()))
    for each in names:
        if each.place_id in into and into[each.place_id] in rows:
            each.place = rows[into[each.place_id]]
    return [each for each in names if each.place.state != EditorialState.RETRACTED]


def _areas_or_countries(names: list[PlaceName]) -> list[PlaceName]:
    """What "province of X" may mean: an area; failing that, a country ("Republic of X")."""
    areas = [each for each in names if each.place.kind in _AREA_KINDS]
    return areas or [each for each in names if each.place.kind == PlaceKind.COUNTRY]


def _ranked(names: list[PlaceName], country_code: str | None) -> list[Place]:
    """Each place once, by its best name."""
    wanted = (country_code or "").upper()
    best: dict[int, tuple[tuple[int, int], int, int]] = {}
    places: dict[int, Place] = {}
    tiered = [(each, _tier(each)) for each in names]
    seats = {(each.place.country_code, each.place.admin1_code) for each, tier in tiered if tier in OWN_NAME_TIERS}
    for each, plain_tier in tiered:
        place = places.setdefault(each.place_id, each.place)
        has_seat = (place.country_code, place.admin1_code) in seats
        tier = tier_without_seat(plain_tier, place.kind, has_seat)
        order = order_of(tier, is_domestic=place.country_code == wanted) if wanted else (0, int(tier))
        rank = (order, -(place.population or 0), place.pk)
        best[place.pk] = min(rank, best.get(place.pk, rank))
    return sorted(places.values(), key=lambda place: best[place.pk])


def _tier(name: PlaceName) -> int:
    place = name.place
    is_own = name.kind != NameKind.OTHER or name.name == place.name
    return tier_of(place.kind, population=place.population or 0, is_own_name=is_own)


def _beginning(key: str) -> Q:
    """Names that begin so, by the index on either database.

    SQLite cannot use it for LIKE, PostgreSQL not for a range under every collation.
    """
    if connection.vendor == "sqlite":
        return Q(folded__gte=key, folded__lt=key + _LAST_CHARACTER)
    return Q(folded__startswith=key)
