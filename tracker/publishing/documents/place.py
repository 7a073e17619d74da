"""Places as the public reads them."""

from typing import Any

from tracker.core.blur import Blur
from tracker.places.blurring import Link, blurred
from tracker.places.models import Place, PlaceId, PlaceKind
from tracker.places.reach import reach_km
from tracker.publishing.directory import Directory
from tracker.publishing.documents.ids import external_ids
from tracker.publishing.documents.terms import number, required
from tracker.publishing.kinds import Document, Snapshot
from tracker.revisions.models import Kind

_MOST_LEVELS = 4


def build_place(snapshot: Snapshot, directory: Directory) -> Document:
    """A place of the gazetteer; a region has a compass word and no point, nor has a place that is blurred."""
    fields = snapshot["fields"]
    area = _first_level(fields.get("parent_id"), directory)
    hides_point = _hides_point(fields)
    return {
        "name": fields["name"],
        "names": [_name(row) for row in snapshot["parts"]["names"]],
        "place_kind": required(PlaceKind, fields["kind"]),
        "country_code": fields["country_code"],
        "country": directory.country(fields["country_code"]),
        "admin1": area.name if area else None,
        "compass": fields["compass"] or None,
        "latitude": None if hides_point else number(fields["latitude"]),
        "longitude": None if hides_point else number(fields["longitude"]),
        "radius_km": None if hides_point else _reach(fields),
        "population": fields["population"],
        "source": fields["source"],
        "external_ids": [] if hides_point else external_ids(snapshot, ucdp_page=PlaceId.ucdp_page),
    }


def place_ref(place_id: int | None, directory: Directory) -> Document | None:
    """A reference with what a list needs to say where: kind, country, compass."""
    ref = directory.ref(Kind.PLACE, place_id)
    if ref is None or place_id is None:
        return None
    body = directory.body(Kind.PLACE, place_id)
    return {
        **ref,
        "kind": body["place_kind"]["code"],
        "country_code": body["country_code"],
        "country": body["country"],
        "compass": body["compass"],
    }


def _first_level(place_id: int | None, directory: Directory) -> Place | None:
    """The first-level area among what a place lies in, through its district where it has one."""
    for _ in range(_MOST_LEVELS):
        place = directory.place_row(place_id) if place_id else None
        if place is None or place.kind == PlaceKind.ADMIN1:
            return place
        place_id = place.parent_id
    return None


def _hides_point(fields: dict[str, Any]) -> bool:
    """Whether the place is finer than its own blur lets the public see."""
    policy = fields.get("blur", Blur.EXACT)
    return policy != Blur.EXACT and blurred(policy, [Link(0, fields["kind"])]).place is None


def _reach(fields: dict[str, Any]) -> float | None:
    return reach_km(fields["kind"], radius_km=fields["radius_km"], population=fields["population"])


def _name(row: dict[str, Any]) -> Document:
    return {"name": row["name"], "language": row["language"], "script": row["script"]}
