"""Where something is, no more exactly than the public may learn it. Plain functions; the same input, the same answer.

Nothing is moved at random: a point that is shaken differently in each copy can be
averaged back. What is hidden is replaced by the next larger place that is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.core.blur import FINEST_PRECISION, Blur
from tracker.places.models import Place, PlaceKind
from tracker.places.reach import NEAR_KM, reach_km

Point = tuple[Decimal, Decimal]
"""Latitude and longitude."""

_SIZES = {
    PlaceKind.SITE: 0,
    PlaceKind.TOWN: 1,
    PlaceKind.ADMIN2: 2,
    PlaceKind.ADMIN1: 3,
    PlaceKind.COUNTRY: 4,
}
_LEAST_SIZE = {Blur.EXACT: 0, Blur.TOWN: 1, Blur.DISTRICT: 2, Blur.PROVINCE: 3, Blur.COUNTRY: 4}
PRECISION = {
    PlaceKind.SITE: 1,
    PlaceKind.TOWN: 1,
    PlaceKind.ADMIN2: 3,
    PlaceKind.ADMIN1: 4,
    PlaceKind.REGION: 5,
    PlaceKind.COUNTRY: 6,
}
"""How exactly a place of each kind says where an event was: ``geo_precision`` of UCDP GED."""

_FUZZY, _COUNTRY = 5, 6
_WITH_POINT = (PlaceKind.SITE, PlaceKind.TOWN)
_MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class Link:
    """One place of the chain from the narrowest to the country. ``point`` is null where the place has none."""

    place_id: int
    kind: str
    point: Point | None = None
    radius_km: float | None = None
    population: int | None = None

    @property
    def reach_km(self) -> float | None:
        """How far it reaches from its point."""
        return reach_km(self.kind, radius_km=self.radius_km, population=self.population)


@dataclass(frozen=True, slots=True)
class Blurred:
    """What may be published.

    ``point`` is null where an area, a region or nothing stands for the place;
    ``place`` is null where no place of the chain is coarse enough. ``radius_km`` is
    how far around the point it may have been, null without a point.
    """

    point: Point | None
    geo_precision: int | None
    place: Link | None
    radius_km: float | None


def chain_of(place: Place) -> list[Link]:
    """The place and what it lies in, up to the country. One query for each parent that is not at hand."""
    chain: list[Link] = []
    found: Place | None = place
    while found is not None and len(chain) < _MOST_LINKS:
        chain.append(_link(found))
        found = found.parent
    return chain


def blurred(
    policy: str, chain: Sequence[Link], *, point: Point | None = None, geo_precision: int | None = None
) -> Blurred:
    """Point, precision and place under ``policy``, the strictest of those that apply (``core.blur.coarsest``).

    ``chain`` begins with the place that the event names. Under any policy but
    "exact" the given point is never returned: the town's own point stands for it, or
    none. The precision is never better than the one given, nor than that of the
    place that is left.

    Raises:
        ValueError: the policy is unknown.
    """
    wanted = Blur(policy)
    if wanted == Blur.EXACT:
        place = chain[0] if chain else None
        return Blurred(point, geo_precision, place, _radius(point, geo_precision, place))
    kept = next((number for number in range(len(chain)) if _is_coarse_enough(chain, number, wanted)), None)
    if kept is None:
        return Blurred(None, max(geo_precision or 0, _COUNTRY), None, None)
    place = chain[kept]
    precision = max(PRECISION[PlaceKind(place.kind)], FINEST_PRECISION[wanted] if place.kind in _WITH_POINT else 0)
    if geo_precision is not None and not (kept and geo_precision == _FUZZY):
        precision = max(precision, geo_precision)
    shown = place.point if place.kind in _WITH_POINT else None
    return Blurred(shown, precision, place, _radius(shown, precision, place))


def _is_coarse_enough(chain: Sequence[Link], number: int, policy: Blur) -> bool:
    """A region counts as larger than a district; as larger than a province only where it lies in a country itself."""
    kind = chain[number].kind
    if kind != PlaceKind.REGION:
        return _SIZES[PlaceKind(kind)] >= _LEAST_SIZE[policy]
    if policy == Blur.PROVINCE:
        return [link.kind for link in chain[number + 1 :]] == [PlaceKind.COUNTRY]
    return policy != Blur.COUNTRY


def _radius(point: Point | None, geo_precision: int | None, place: Link | None) -> float | None:
    if point is None:
        return None
    reach = place.reach_km if place is not None else None
    return max(NEAR_KM, reach or 0.0) if geo_precision == 2 else reach


def _link(place: Place) -> Link:
    has_point = place.latitude is not None and place.longitude is not None
    point = (Decimal(str(place.latitude)), Decimal(str(place.longitude))) if has_point else None
    return Link(place.pk, place.kind, point, place.radius_km, place.population)
