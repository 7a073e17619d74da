"""Published records as GeoJSON features (RFC 7946), flat, every property in every feature."""

from typing import Any

import orjson
from django.conf import settings

from tracker.published.models import PublishedEvent, PublishedPlace
from tracker.syndication.compat.sides import sides

Schema = dict[str, dict[str, Any]]
_TEXT, _WHOLE, _FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
_DAY, _TIME, _LINK = ({"type": "string", "format": name} for name in ("date", "date-time", "uri"))
_COUNT_OR_NONE = {"type": ["integer", "null"]}
EVENT: Schema = {
    "number": _WHOLE,
    "title": _TEXT,
    "summary": _TEXT,
    "event_type": _TEXT,
    "event_type_label": _TEXT,
    "earliest": _DAY,
    "latest": _DAY,
    "date_precision": {**_WHOLE, "description": "1 (the day) to 5 (the year), as in UCDP GED."},
    "place": _TEXT,
    "place_kind": _TEXT,
    "country": _TEXT,
    "country_code": {**_TEXT, "description": "ISO 3166-1 alpha-2; empty where there is no country."},
    "geo_precision": {**_COUNT_OR_NONE, "description": "1 (the point) to 7 (international waters), as in UCDP GED."},
    "side_a": _TEXT,
    "side_b": _TEXT,
    "killed_low": {**_COUNT_OR_NONE, "description": "Null means that nobody gives a figure, never 0."},
    "killed_best": {**_COUNT_OR_NONE, "description": "Null means that nobody gives a figure, never 0."},
    "killed_high": {**_COUNT_OR_NONE, "description": "Null also where the figure is open upwards."},
    "is_civilian_targeting": _FLAG,
    "grade": {**_TEXT, "description": "Who stands behind the event: one_party, several, contested …"},
    "is_disputed": _FLAG,
    "verification": _TEXT,
    "source_count": _WHOLE,
    "version": _WHOLE,
    "updated_at": _TIME,
    "licence": _TEXT,
    "url": _LINK,
    "api_url": _LINK,
}
PLACE: Schema = {
    "number": _WHOLE,
    "name": _TEXT,
    "place_kind": _TEXT,
    "admin1": _TEXT,
    "country": _TEXT,
    "country_code": {**_TEXT, "description": "ISO 3166-1 alpha-2."},
    "event_count": _WHOLE,
    "source": _TEXT,
    "version": _WHOLE,
    "updated_at": _TIME,
    "licence": _TEXT,
    "url": _LINK,
    "api_url": _LINK,
}
Feature = dict[str, Any]


def event_feature(event: PublishedEvent) -> Feature:
    """A live event."""
    document = orjson.loads(bytes(event.document))
    where, when, found = document["where"], document["when"], sides(document)
    place = where["place"] or {}
    properties = {
        "number": event.number,
        "title": document["title"],
        "summary": document["summary"] or "",
        "event_type": document["type"]["code"],
        "event_type_label": document["type"]["label"],
        "earliest": when["earliest"],
        "latest": when["latest"],
        "date_precision": when["precision"],
        "place": place.get("name") or where["as_worded"] or "",
        "place_kind": place.get("kind") or "",
        "country": place.get("country") or "",
        "country_code": place.get("country_code") or "",
        "geo_precision": where["geo_precision"],
        "side_a": "; ".join(force["name"] for force in found.first),
        "side_b": "; ".join(force["name"] for force in found.second),
        "killed_low": event.killed_low,
        "killed_best": event.killed_best,
        "killed_high": event.killed_high,
        "is_civilian_targeting": document["civilian_targeting"],
        "grade": document["grade"]["code"],
        "is_disputed": document["is_disputed"],
        "verification": document["verification"]["code"],
        "source_count": document["source_count"],
    }
    return _feature(document, properties, _point(where))


def place_feature(place: PublishedPlace) -> Feature:
    """A live place; a region, and a place that is shown less exactly than it is known, have no point."""
    document = orjson.loads(bytes(place.document))
    properties = {
        "number": place.number,
        "name": document["name"],
        "place_kind": document["place_kind"]["code"],
        "admin1": document["admin1"] or "",
        "country": document["country"] or "",
        "country_code": document["country_code"] or "",
        "event_count": place.event_count,
        "source": document["source"] or "",
    }
    return _feature(document, properties, _point(document))


def _feature(document: dict[str, Any], properties: dict[str, Any], point: Feature | None) -> Feature:
    shared = {
        "version": document["version"],
        "updated_at": document["updated_at"],
        "licence": document["licence"],
        "url": f"{settings.DESK_BASE_URL}{document['url']}",
        "api_url": f"{settings.DESK_BASE_URL}{document['api_url']}",
    }
    return {"type": "Feature", "id": document["id"], "geometry": point, "properties": {**properties, **shared}}


def _point(holder: dict[str, Any]) -> Feature | None:
    if holder["latitude"] is None or holder["longitude"] is None:
        return None
    return {"type": "Point", "coordinates": [float(holder["longitude"]), float(holder["latitude"])]}
