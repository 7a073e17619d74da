"""The places of UCDP GED rows: first-level areas and countries from the gazetteer, the rest as UCDP locates them."""

import hashlib
from decimal import Decimal

from tracker.core.states import EditorialState
from tracker.places import gazetteer
from tracker.places.models import Place, PlaceKind, PlaceName

SOURCE = "UCDP GED"
_KIND_OF_PRECISION = {
    "1": PlaceKind.TOWN,
    "2": PlaceKind.TOWN,
    "3": PlaceKind.ADMIN2,
    "5": PlaceKind.SITE,
    "7": PlaceKind.SITE,
}
Spot = tuple[Decimal, Decimal]


class Places:
    """Finds or makes the place of a row, and keeps what it found."""

    def __init__(self) -> None:
        self._kept: dict[str, Place] = {}

    def of(self, row: dict[str, str]) -> tuple[Place, Spot | None]:
        """The place, and a point only where UCDP says that the place is known (where_prec 1 or 2).

        Raises:
            ValueError: the country is not in the gazetteer, or a coordinate is not one.
        """
        precision = row["where_prec"]
        if precision == "6":
            return self._country(row["country"]), None
        if precision == "4":
            return self._area(row["adm_1"] or row["where_coordinates"], row["country"]), None
        spot = _spot(row) if precision in {"1", "2"} else None
        return self._place(row, _KIND_OF_PRECISION[precision], spot), spot

    def _country(self, name: str) -> Place:
        if name not in self._kept:
            found = [place for place in gazetteer.find(name) if place.kind == PlaceKind.COUNTRY]
            if not found:
                raise ValueError(f"{name} is not in the gazetteer: run manage.py seed_gazetteer first")
            self._kept[name] = found[0]
        return self._kept[name]

    def _area(self, name: str, country_name: str) -> Place:
        country = self._country(country_name)
        key = f"{name}|{country.country_code}"
        if key not in self._kept:
            stem = name.removesuffix(" Governorate")
            found = gazetteer.find(stem, country_code=country.country_code)
            areas = [
                place
                for place in found
                if place.kind == PlaceKind.ADMIN1 and place.country_code == country.country_code
            ]
            self._kept[key] = areas[0] if areas else self._make(name, key, PlaceKind.ADMIN1, country, country, None)
        return self._kept[key]

    def _place(self, row: dict[str, str], kind: PlaceKind, spot: Spot | None) -> Place:
        name = row["where_coordinates"].strip()
        key = f"{name}|{row['adm_1']}|{row['country']}|{kind}"
        if key not in self._kept:
            country = self._country(row["country"])
            parent = self._area(row["adm_1"], row["country"]) if row["adm_1"] else country
            self._kept[key] = self._make(name, key, kind, country, parent, spot)
        return self._kept[key]

    def _make(self, name: str, key: str, kind: PlaceKind, country: Place, parent: Place, spot: Spot | None) -> Place:
        """Get or create by a digest of name, area and country, so that a second import finds it again."""
        source_id = hashlib.sha256(key.encode()).hexdigest()[:20]
        place, is_new = Place.objects.get_or_create(
            source=SOURCE,
            source_id=source_id,
            defaults={
                "kind": kind,
                "name": name[:200],
                "parent": parent,
                "country_code": country.country_code,
                "latitude": spot[0] if spot else None,
                "longitude": spot[1] if spot else None,
                "state": EditorialState.APPROVED,
            },
        )
        if is_new:
            PlaceName.objects.create(place=place, name=name[:200])
        return place


def _spot(row: dict[str, str]) -> Spot:
    latitude, longitude = (round(Decimal(row[name]), 5) for name in ("latitude", "longitude"))
    return latitude, longitude
