"""The API's entry, its description, and the answer at addresses that lead nowhere."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from tracker.syndication.api import conditional
from tracker.syndication.api.collections import COLLECTIONS, LAYOUT, MEDIA_TYPE
from tracker.syndication.api.descriptions import with_narrowed_pages
from tracker.syndication.api.parameters import misused
from tracker.syndication.api.problems import refuse
from tracker.syndication.api.public import PublicView
from tracker.syndication.api.reference import reference
from tracker.syndication.api.serializers import Index

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class IndexView(PublicView):
    """Where everything is: a reader needs to know this one address."""

    @extend_schema(operation_id="index", summary="Everything this API has", responses=Index)
    def get(self, request: Request) -> HttpResponse:
        """Every collection and feed, the schema, and the number of the last change."""
        change = conditional.last_change()
        tag = conditional.entity_tag(request, change=change, layout=LAYOUT)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        refuse(misused(request.query_params, single=set(), several=set()))
        schema, docs = (request.build_absolute_uri(reverse(f"api:{name}")) for name in ("schema", "docs"))
        body = {
            "name": settings.DESK_NAME,
            "licence": settings.DESK_LICENCE,
            "schema": schema,
            "documentation": docs,
            "collections": {
                each.slug: request.build_absolute_uri(reverse(f"api:{each.slug}-list")) for each in COLLECTIONS
            },
            "codebook": request.build_absolute_uri(reverse("api:codebook")),
            "facets": request.build_absolute_uri(reverse("api:facets")),
            "series": request.build_absolute_uri(reverse("api:series")),
            "changes": request.build_absolute_uri(reverse("api:changes")),
            "feeds": {"events": request.build_absolute_uri(reverse("feeds:events"))},
            "last_change": {"epoch": change[0], "seq": change[1]},
        }
        response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=MEDIA_TYPE)
        response["Link"] = f'<{schema}>; rel="service-desc", <{docs}>; rel="service-doc"'
        return conditional.keep(response, tag)


@cache
def described() -> dict[str, Any]:
    """The OpenAPI description; the same for everybody, so it is written once a process."""
    description: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return with_narrowed_pages(description)


@extend_schema(exclude=True)
class SchemaView(PublicView):
    """The description of this API for programs, OpenAPI 3.1."""

    def get(self, request: Request) -> HttpResponse:
        """The description as JSON."""
        refuse(misused(request.query_params, single=set(), several=set()))
        response = HttpResponse(json.dumps(described(), ensure_ascii=False), content_type=MEDIA_TYPE)
        response["Cache-Control"] = conditional.CACHE_CONTROL
        return response


@extend_schema(exclude=True)
class DocsView(PublicView):
    """The description of this API for people."""

    def get(self, request: Request) -> HttpResponse:
        """A page written from the schema; it loads nothing from elsewhere."""
        refuse(misused(request.query_params, single=set(), several=set()))
        desk = {
            "desk_name": settings.DESK_NAME,
            "desk_demo": settings.DESK_DEMO,
            "desk_licence": settings.DESK_LICENCE,
            "base_url": settings.DESK_BASE_URL,
            "section": "data",
        }
        response = HttpResponse(render_to_string("api/docs.html", {**reference(described()), **desk}))
        response["Content-Security-Policy"] = CONTENT_POLICY
        response["Cache-Control"] = conditional.CACHE_CONTROL
        return response


@extend_schema(exclude=True)
class NowhereView(PublicView):
    """Any other address under the API."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The right address where only the last slash is missing, else 404."""
        if not request.path.endswith("/"):
            try:
                match = resolve(f"{request.path}/")
            except Resolver404:
                match = None
            if match and match.url_name != "nowhere":
                return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        return self.http_method_not_allowed(request)

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """404 also for methods that are not allowed elsewhere."""
        raise Http404(f"There is nothing at this address. {reverse('api:index')} lists what there is.")
