"""A place in words, so that namesakes can be told apart."""

from tracker.places.blurring import PRECISION
from tracker.places.models import Place, PlaceKind

_STANDS_FOR = {1: "exact place", 3: "district", 4: "first-level area", 5: "region", 6: "country"}


def described(place: Place) -> str:
    """ "Rawa: town in Anbar, Iraq; 13,000 people; precision 1, exact place".

    One query for each parent that is not at hand.
    """
    parents: list[str] = []
    parent = place.parent
    while parent is not None and len(parents) < len(PlaceKind):
        parents.append(parent.name)
        parent = parent.parent
    said = [place.get_kind_display().lower() + (f" in {', '.join(parents)}" if parents else "")]
    if not parents and place.country_code and place.kind != PlaceKind.COUNTRY:
        said = [f"{said[0]} in {place.country_code}"]
    if place.population:
        said.append(f"{place.population:,} people")
    if place.kind == PlaceKind.REGION and place.confirmed_at is None:
        said.append("not confirmed")
    precision = PRECISION[PlaceKind(place.kind)]
    return f"{place.name}: {'; '.join(said)}; precision {precision}, {_STANDS_FOR[precision]}"
