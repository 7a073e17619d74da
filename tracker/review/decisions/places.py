"""A suggested place becomes one of the gazetteer, a drafted region, or a new place."""

from decimal import Decimal
from math import cos, hypot, radians

from tracker.core.names import fold
from tracker.extraction.extractors.register import Register
from tracker.extraction.matching import match_place
from tracker.extraction.models import Suggestion, SuggestionKind
from tracker.places.gazetteer import draft_region
from tracker.places.models import Place, PlaceKind, PlaceName
from tracker.review.decisions.actors import pick
from tracker.review.decisions.errors import NotReady
from tracker.review.decisions.sitting import Payload, Sitting

_SAME_SPOT_KM = 15.0


def make_place(sitting: Sitting, suggestion: Suggestion, payload: Payload, choice: int | None) -> Place:
    """The place of the gazetteer that is meant, a region drafted, or a new place."""
    region = region_of(payload)
    if choice is None and region is not None:
        return _region(sitting, suggestion, region)
    name = (payload.get("name") or "").strip()[:200]
    if not fold(name):
        raise NotReady("A place needs a name with letters. Amend it before you accept it.")
    place: Place | None = pick(suggestion, payload, candidates(payload), choice, Place)
    if place is not None:
        return place
    point = _point(payload)
    place = sitting.make(
        suggestion,
        Place,
        name=name,
        kind=payload.get("kind") if payload.get("kind") in PlaceKind.values else PlaceKind.TOWN,
        country_code=country_code(payload),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
    )
    sitting.make(suggestion, PlaceName, place=place, name=name)
    sitting.touch(place)
    return place


def region_of(payload: Payload) -> Payload | None:
    """Compass word and country of a place or event that is a part of a country; None when it is not."""
    found = payload.get("region") or (payload if payload.get("compass") else None)
    return {"compass": found.get("compass"), "country_code": country_code(found)} if found else None


def candidates(payload: Payload) -> list[Place]:
    """The places that may be meant: one alone when the reader's country, kind or point decides."""
    found = match_place(payload.get("name") or "", country_code(payload))
    if len(found) < 2:
        return found
    if fold(payload.get("country") or "") == fold(payload.get("name") or ""):
        countries = [place for place in found if place.kind == PlaceKind.COUNTRY]
        if len(countries) == 1:
            return countries
    point = _point(payload)
    near = [place for place in found if point and _km(place, point) <= _SAME_SPOT_KM]
    if near and point:
        return [min(near, key=lambda place: _km(place, point))]
    return found


def place_called(sitting: Sitting, names: list[str], code: str = "") -> Place | None:
    """The place with one of these names: as suggested beside, else as the gazetteer has it without doubt."""
    suggested = sitting.called(names, SuggestionKind.PLACE)
    if suggested is not None:
        place = sitting.take(suggested)
        return place if isinstance(place, Place) else None
    for name in names:
        known = candidates({"name": name, "country": name, "country_code": code}) if name else []
        if len(known) == 1:
            return known[0]
    return None


def country_code(payload: Payload) -> str:
    """ISO code of the payload's country, whether the code or the name is given; empty when unknown."""
    code = payload.get("country_code") or ""
    if code:
        return str(code).upper()[:2]
    wanted = fold(payload.get("country") or "")
    states = Register.shipped().states.values()
    return next((state.code for state in states if wanted and wanted in map(fold, state.names)), "")


def _region(sitting: Sitting, suggestion: Suggestion, region: Payload) -> Place:
    """ "western Iraq": drafted the first time, linked from then on."""
    code = country_code(region)
    country = Place.objects.filter(kind=PlaceKind.COUNTRY, country_code=code).first() if code else None
    if country is None:
        raise NotReady("This region lies in no country that the gazetteer knows. Amend its country first.")
    newest = Place.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        place = draft_region(region.get("compass") or "", country)
    except ValueError as error:
        raise NotReady("A region needs a part of the compass, for example west or central.") from error
    if place.pk > newest:
        suggestion.decision.setdefault("made", []).append([Place._meta.label, place.pk])
        sitting.touch(place)
    return place


def _point(payload: Payload) -> tuple[Decimal, Decimal] | None:
    latitude, longitude = payload.get("lat"), payload.get("lon")
    if latitude in (None, "") or longitude in (None, ""):
        return None
    try:
        point = round(Decimal(str(latitude)), 5), round(Decimal(str(longitude)), 5)
    except ArithmeticError as error:
        raise NotReady("Coordinates are decimal degrees, for example 33.4 and 42.1.") from error
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        raise NotReady("Latitude lies between -90 and 90, longitude between -180 and 180.")
    return point


def _km(place: Place, point: tuple[Decimal, Decimal]) -> float:
    """Distance on a flat map, good enough for telling namesakes apart; far off when there is no point."""
    if place.latitude is None or place.longitude is None:
        return 1e9
    north = float(place.latitude - point[0]) * 111.2
    east = float(place.longitude - point[1]) * 111.2 * cos(radians(float(point[0])))
    return hypot(north, east)
