"""Places as the public reads them."""

from typing import Any

from tracker.places.models import PlaceKind
from tracker.publishing.directory import Directory
from tracker.publishing.documents.terms import number, required
from tracker.publishing.kinds import Document, Snapshot
from tracker.revisions.models import Kind


def build_place(snapshot: Snapshot, directory: Directory) -> Document:
    """A place of the gazetteer; a region has a compass word and no point of its own."""
    fields = snapshot["fields"]
    parent = directory.place_row(fields["parent_id"]) if fields.get("parent_id") else None
    return {
        "name": fields["name"],
        "names": [_name(row) for row in snapshot["parts"]["names"]],
        "place_kind": required(PlaceKind, fields["kind"]),
        "country_code": fields["country_code"],
        "country": directory.country(fields["country_code"]),
        "admin1": parent.name if parent and parent.kind == PlaceKind.ADMIN1 else None,
        "compass": fields["compass"] or None,
        "latitude": number(fields["latitude"]),
        "longitude": number(fields["longitude"]),
        "radius_km": fields["radius_km"],
        "population": fields["population"],
        "source": fields["source"],
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


def _name(row: dict[str, Any]) -> Document:
    return {"name": row["name"], "language": row["language"], "script": row["script"]}
