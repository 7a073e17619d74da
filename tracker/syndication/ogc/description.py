"""The description of this interface for programs: OpenAPI 3.0, and a JSON Schema for each collection."""

from typing import Any

from django.conf import settings

from tracker.syndication.ogc.layers import LAYERS, Layer
from tracker.syndication.ogc.parameters import DEFAULT_LIMIT, HIGHEST_LIMIT

JSON, GEOJSON, PROBLEM = "application/json", "application/geo+json", "application/problem+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
SCHEMA = "application/schema+json"
_BOX: dict[str, Any] = {
    "name": "bbox",
    "in": "query",
    "description": "West, south, east, north in degrees (WGS 84), or six numbers with heights, which are not looked "
    "at. West may lie beyond east: the box then crosses the antimeridian. Features without a point lie in no box.",
    "schema": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
    "style": "form",
    "explode": False,
}
_TIME: dict[str, Any] = {
    "name": "datetime",
    "in": "query",
    "description": "A day or time, or an interval of two with a slash between; “..” or nothing leaves one end open. "
    "Events that may have happened then; of collections without a time everything.",
    "schema": {"type": "string"},
}
_LIMIT: dict[str, Any] = {
    "name": "limit",
    "in": "query",
    "description": f"Features on a page; more than {HIGHEST_LIMIT} is taken as {HIGHEST_LIMIT}.",
    "schema": {"type": "integer", "minimum": 1, "maximum": HIGHEST_LIMIT, "default": DEFAULT_LIMIT},
}
_CURSOR: dict[str, Any] = {
    "name": "cursor",
    "in": "query",
    "description": "Where the page begins; taken as it stands from the link “next”.",
    "schema": {"type": "string"},
}
_ID: dict[str, Any] = {
    "name": "featureId",
    "in": "path",
    "required": True,
    "description": "The feature's “id”.",
    "schema": {"type": "string", "format": "uuid"},
}
_REFUSED = {"description": "The query cannot be used.", "content": {PROBLEM: {"schema": {"type": "object"}}}}


def openapi(root: str) -> dict[str, Any]:
    """The description; ``root`` is the absolute address of the landing page without its last slash."""
    paths: dict[str, Any] = {
        "/": _get("landing", "Landing page", JSON, {"type": "object"}),
        "/conformance": _get("conformance", "What is conformed to", JSON, {"type": "object"}),
        "/collections": _get("collections", "The collections", JSON, {"type": "object"}),
    }
    for layer in LAYERS.values():
        here, name = f"/collections/{layer.id}", layer.title
        paths[here] = _get(f"{layer.id}_collection", f"{name}: the collection", JSON, {"type": "object"})
        paths[f"{here}/schema"] = _get(f"{layer.id}_schema", f"{name}: the schema", SCHEMA, {"type": "object"})
        found = {"$ref": f"#/components/schemas/{layer.id}"}
        features = {
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "numberReturned": {"type": "integer"},
                "numberMatched": {"type": "integer"},
                "features": {"type": "array", "items": found},
                "links": {"type": "array", "items": {"type": "object"}},
            },
        }
        items = [_BOX, _TIME, _LIMIT, _CURSOR]
        paths[f"{here}/items"] = _get(f"{layer.id}_items", f"{name}: features", GEOJSON, features, items)
        paths[f"{here}/items/{{featureId}}"] = _get(f"{layer.id}_item", f"{name}: one feature", GEOJSON, found, [_ID])
    return {
        "openapi": "3.0.3",
        "info": {
            "title": f"{settings.DESK_NAME}: features",
            "version": "1.0.0",
            "license": {"name": settings.DESK_LICENCE},
        },
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"schemas": {layer.id: _feature(layer) for layer in LAYERS.values()}},
    }


def schema(layer: Layer, address: str) -> dict[str, Any]:
    """The JSON Schema of a feature's properties: a client knows their types before the first feature."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": layer.title,
        "type": "object",
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string", "format": "uuid"},
            "geometry": {"oneOf": [{"type": "null"}, {"$ref": "https://geojson.org/schema/Point.json"}]},
            "properties": {"type": "object", "required": list(layer.schema), "properties": layer.schema},
        },
    }


def _feature(layer: Layer) -> dict[str, Any]:
    """The same in the words of OpenAPI 3.0, which knows no null type."""
    properties = {}
    for name, found in layer.schema.items():
        may_be_null = isinstance(found["type"], list)
        properties[name] = {**found, "type": found["type"][0], "nullable": True} if may_be_null else found
    return {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string", "format": "uuid"},
            "geometry": {"type": "object", "nullable": True, "description": "A GeoJSON point, or null."},
            "properties": {"type": "object", "required": list(layer.schema), "properties": properties},
        },
    }


def _get(
    name: str, summary: str, media: str, found: dict[str, Any], parameters: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": {"description": summary, "content": {media: {"schema": found}}}}
    answers["400"] = _REFUSED
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters or [], "responses": answers}}
