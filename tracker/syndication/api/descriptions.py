"""What the schema says of each collection."""

from collections.abc import Callable
from typing import Any

from django_filters import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_view,
)

from tracker.syndication.api.paging import PAGING
from tracker.syndication.api.problems import MEDIA_TYPE
from tracker.syndication.api.serializers import Count, Problem, Tombstone, page_of
from tracker.syndication.api.serializers.shape import Shape

AS_OF = "The document as it stood at the end of a day (`2024-09-13`, UTC) or after a change (`1.42`: epoch and number)."
UNCHANGED = OpenApiResponse(description="Nothing was published since the `ETag` in `If-None-Match`.")


def query_parameters(filterset: type[FilterSet]) -> list[OpenApiParameter]:
    """The filters of a list and the parameters of its pages."""
    found = []
    for name, each in filterset.base_filters.items():
        many = each.takes_many
        about = each.extra["help_text"] + (" Several, repeated or separated by commas: any of them." if many else "")
        schema = {"type": "array", "items": each.schema} if many else each.schema
        found.append(OpenApiParameter(name, schema, description=about, style="form", explode=many or None))
    return found + [OpenApiParameter(name, schema, description=about) for name, (about, schema) in PAGING.items()]


def documented(document: Shape, *, one: str, order: str) -> Callable[[type[Any]], type[Any]]:
    """Describe a collection's list and detail."""

    def describe(collection: type[Any]) -> type[Any]:
        name = collection.slug
        answer = PolymorphicProxySerializer(
            component_name=f"{document.__name__}Answer",
            serializers=[page_of(document), Count],
            resource_type_field_name=None,
            many=False,
        )
        return extend_schema_view(
            list=extend_schema(
                operation_id=f"list_{name}",
                tags=[name],
                summary=f"List {name}",
                description=(
                    f"{order} Follow `next` until it is null. A parameter that is unknown, empty or "
                    "unreadable is refused, never ignored. With `count=exact` the answer is a number "
                    "instead of a page."
                ),
                parameters=query_parameters(collection.filterset_class),
                responses={
                    200: OpenApiResponse(answer, "A page; or a number, with `count=exact`."),
                    304: UNCHANGED,
                    (400, MEDIA_TYPE): OpenApiResponse(Problem, "Parameters that cannot be used."),
                },
            ),
            retrieve=extend_schema(
                operation_id=f"get_{name.removesuffix('s')}",
                tags=[name],
                summary=f"Get one {one}",
                description=(
                    "The document as it was published. A retracted, withdrawn or merged record leaves a tombstone."
                ),
                parameters=[
                    OpenApiParameter("as_of", OpenApiTypes.STR, description=AS_OF),
                    OpenApiParameter(
                        "public_id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The record's `id`."
                    ),
                ],
                responses={
                    200: OpenApiResponse(document, "The document."),
                    301: OpenApiResponse(Tombstone, "Merged: `Location` is the record that stands for it."),
                    304: UNCHANGED,
                    (400, MEDIA_TYPE): OpenApiResponse(Problem, "Parameters where none are taken."),
                    (404, MEDIA_TYPE): OpenApiResponse(Problem, "Nothing was published under this id."),
                    410: OpenApiResponse(Tombstone, "Retracted or withdrawn."),
                },
            ),
        )(collection)

    return describe
