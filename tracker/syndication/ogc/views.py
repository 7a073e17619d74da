"""Landing page, conformance, collections and their features. Every link is absolute."""

from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from tracker.published.models import PublicStatus
from tracker.published.successors import successor_of
from tracker.syndication.api import conditional
from tracker.syndication.api.parameters import as_uuid, misused
from tracker.syndication.api.problems import problem, refuse, shortened
from tracker.syndication.api.public import PublicView
from tracker.syndication.ogc import parameters
from tracker.syndication.ogc.description import GEOJSON, JSON, OPENAPI, SCHEMA, openapi, schema
from tracker.syndication.ogc.layers import CRS84, LAYERS, Layer

LAYOUT = "ogc-1"
_CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
CONFORMANCE = [f"{_CORE}{part}" for part in ("core", "geojson", "oas30")]
Link = dict[str, str]


class FeatureView(PublicView):
    """An answer that holds until something is published. Not part of the description of ``/api/v1/``."""

    schema = None
    names: frozenset[str] = frozenset()

    def get(self, request: Request, **given: str) -> HttpResponse:
        """304 where the reader has the answer, before anything is read."""
        change = conditional.last_change()
        tag = conditional.entity_tag(request, change=change, layout=LAYOUT)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        refuse(misused(request.query_params, single=set(self.names), several=set()))
        return conditional.keep(self.answer(request, change, **given), tag)

    def answer(self, request: Request, change: tuple[int, int], **given: str) -> HttpResponse:
        """What the address gives."""
        raise NotImplementedError


class LandingView(FeatureView):
    """Where everything is."""

    def answer(self, request: Request, change: tuple[int, int], **given: str) -> HttpResponse:
        """Links to the description, the conformance and the collections. No query."""
        links = [
            link(request, "self", JSON, "This page", "landing"),
            link(request, "service-desc", OPENAPI, "The description, OpenAPI 3.0", "description"),
            link(request, "conformance", JSON, "What is conformed to", "conformance"),
            link(request, "data", JSON, "The collections", "collections"),
        ]
        text = "Published events and places of armed conflict, as features."
        return written({"title": settings.DESK_NAME, "description": text, "links": links})


class DescriptionView(FeatureView):
    """The description for programs."""

    def answer(self, request: Request, change: tuple[int, int], **given: str) -> HttpResponse:
        """OpenAPI 3.0. No query."""
        root = request.build_absolute_uri(reverse("ogc:landing")).rstrip("/")
        return written(openapi(root), OPENAPI)


class ConformanceView(FeatureView):
    """What is conformed to."""

    def answer(self, request: Request, change: tuple[int, int], **given: str) -> HttpResponse:
        """The conformance classes. No query."""
        return written({"conformsTo": CONFORMANCE})


class CollectionsView(FeatureView):
    """The collections."""

    def answer(self, request: Request, change: tuple[int, int], **given: str) -> HttpResponse:
        """Every collection with its extent. Two queries after a publication, else none."""
        here = link(request, "self", JSON, "The collections", "collections")
        return written(
            {"links": [here], "collections": [described(request, layer, change) for layer in LAYERS.values()]}
        )


class CollectionView(FeatureView):
    """One collection."""

    def answer(self, request: Request, change: tuple[int, int], **given: str) -> HttpResponse:
        """Its links, extent and coordinate system. One query after a publication, else none."""
        return written(described(request, layer_of(given["layer"]), change))


class SchemaView(FeatureView):
    """The types of one collection's properties."""

    def answer(self, request: Request, change: tuple[int, int], **given: str) -> HttpResponse:
        """JSON Schema. No query."""
        return written(schema(layer_of(given["layer"]), request.build_absolute_uri(request.path)), SCHEMA)


class ItemsView(FeatureView):
    """The features of one collection."""

    names = frozenset(parameters.NAMES)

    def answer(self, request: Request, change: tuple[int, int], **given: str) -> HttpResponse:
        """One page of them. Two queries."""
        layer = layer_of(given["layer"])
        wanted = parameters.read(request.query_params, collection=layer.id)
        rows = layer.rows(wanted)
        features, cursor = layer.page(rows, wanted)
        links = [
            {"rel": "self", "type": GEOJSON, "title": "This page", "href": request.build_absolute_uri()},
            link(request, "collection", JSON, layer.title, "collection", layer.id),
        ]
        body: dict[str, Any] = {"type": "FeatureCollection", "numberReturned": len(features)}
        matched = layer.matched(rows, wanted)
        if matched is not None:
            body["numberMatched"] = matched
        following = _following(request, cursor) if cursor else None
        if following:
            links.append({"rel": "next", "type": GEOJSON, "title": "The next page", "href": following})
        response = written({**body, "links": links, "features": features}, GEOJSON)
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response


class ItemView(FeatureView):
    """One feature."""

    def answer(self, request: Request, change: tuple[int, int], **given: str) -> HttpResponse:
        """The feature; 410 where it was taken back, 301 where another stands for it. One query."""
        layer = layer_of(given["layer"])
        public_id = as_uuid(given["feature"])
        row = layer.model._default_manager.filter(public_id=public_id).first() if public_id else None
        if row is None:
            raise Http404(f"There is no feature “{shortened(given['feature'])}” in {layer.id}.")
        if row.status != PublicStatus.LIVE:
            stands = successor_of(row)
            if stands is None:
                return problem(HTTPStatus.GONE, f"This record was {row.get_status_display().lower()}.")
            moved = HttpResponse(status=HTTPStatus.MOVED_PERMANENTLY)
            moved["Location"] = request.build_absolute_uri(reverse("ogc:item", args=[layer.id, stands.public_id]))
            return moved
        links = [
            link(request, "self", GEOJSON, "This feature", "item", layer.id, str(row.public_id)),
            link(request, "collection", JSON, layer.title, "collection", layer.id),
        ]
        return written({**layer.feature(row), "links": links}, GEOJSON)


def layer_of(name: str) -> Layer:
    """The collection of that name.

    Raises:
        Http404: there is none.
    """
    if name not in LAYERS:
        raise Http404(f"There is no collection “{shortened(name)}”. There are {' and '.join(LAYERS)}.")
    return LAYERS[name]


def described(request: Request, layer: Layer, change: tuple[int, int]) -> dict[str, Any]:
    """A collection as clients read of it."""
    return {
        "id": layer.id,
        "title": layer.title,
        "description": layer.description,
        "itemType": "feature",
        "extent": layer.extent(change),
        "crs": [CRS84],
        "storageCrs": CRS84,
        "links": [
            link(request, "self", JSON, layer.title, "collection", layer.id),
            link(request, "items", GEOJSON, f"{layer.title}: features", "items", layer.id),
            link(request, "describedby", SCHEMA, f"{layer.title}: types of properties", "schema", layer.id),
        ],
    }


def link(request: Request, rel: str, media: str, title: str, name: str, *given: str) -> Link:
    """A link to one of our addresses."""
    href = request.build_absolute_uri(reverse(f"ogc:{name}", args=given))
    return {"rel": rel, "type": media, "title": title, "href": href}


def written(body: dict[str, Any], media: str = JSON) -> HttpResponse:
    """JSON as UTF-8."""
    return HttpResponse(orjson.dumps(body), content_type=media)


def _following(request: Request, cursor: str) -> str:
    query = request.query_params.copy()
    query["cursor"] = cursor
    return f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"
