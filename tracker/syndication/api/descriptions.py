"""What the schema says of each collection."""

from collections.abc import Callable, Iterable
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

from tracker.published.models import RecordKind
from tracker.syndication.api.paging import PAGING
from tracker.syndication.api.problems import MEDIA_TYPE
from tracker.syndication.api.representations import FORMAT, SHAPING
from tracker.syndication.api.serializers import Count, Problem, Tombstone, page_of
from tracker.syndication.api.serializers.shape import Shape
from tracker.syndication.formats.known import REPRESENTATIONS, of_kind

AS_OF = "The document as it stood at the end of a day (`2024-09-13`, UTC) or after a change (`1.42`: epoch and number)."
_SCHEMAS = {"csv": OpenApiTypes.STR, "hxl": OpenApiTypes.STR, "jsonl": OpenApiTypes.STR, "xlsx": OpenApiTypes.BINARY}
UNCHANGED = OpenApiResponse(description="Nothing was published since the `ETag` in `If-None-Match`.")


def filter_parameters(filterset: type[FilterSet]) -> list[OpenApiParameter]:
    """The filters of a list."""
    found = []
    for name, each in filterset.base_filters.items():
        many = each.takes_many
        about = each.extra["help_text"] + (" Several, repeated or separated by commas: any of them." if many else "")
        schema = {"type": "array", "items": each.schema} if many else each.schema
        found.append(OpenApiParameter(name, schema, description=about, style="form", explode=many or None))
    return found


def query_parameters(filterset: type[FilterSet]) -> list[OpenApiParameter]:
    """The filters of a list and the parameters of its pages."""
    described = {**PAGING, **SHAPING}
    return filter_parameters(filterset) + [
        OpenApiParameter(name, schema, description=about) for name, (about, schema) in described.items()
    ]


def choice(name: str, about: str, values: Iterable[str]) -> OpenApiParameter:
    """A parameter that takes one of a few values."""
    return OpenApiParameter(name, {"type": "string", "enum": [*values]}, description=about)


def other_forms(kind: RecordKind, *, single: bool = False) -> dict[tuple[int, str], OpenApiResponse]:
    """What else than JSON a list or a single record may be answered as, by media type."""
    found = [REPRESENTATIONS[name] for name in of_kind(kind, single=single)[1:]]
    return {
        (200, each.media_type): OpenApiResponse(_SCHEMAS.get(each.name, OpenApiTypes.OBJECT), f"As {each.name}.")
        for each in found
    }


def with_narrowed_pages(description: dict[str, Any]) -> dict[str, Any]:
    """The same with what lists answer to ``fields`` and ``omit``: pages of documents that lack keys."""
    shapes = description["components"]["schemas"]
    shapes["NarrowedPage"] = {
        "type": "object",
        "description": "A page of documents with only the keys that `fields` or `omit` left.",
        "properties": {
            "next": {"type": ["string", "null"], "format": "uri"},
            "count": {"type": "string", "format": "uri"},
            "results": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
        },
        "required": ["count", "next", "results"],
    }
    for name, shape in shapes.items():
        if name.endswith("Answer") and "oneOf" in shape:
            shape["anyOf"] = [*shape.pop("oneOf"), {"$ref": "#/components/schemas/NarrowedPage"}]
    return description


def documented(document: Shape, *, one: str, order: str) -> Callable[[type[Any]], type[Any]]:
    """Describe a collection's list and detail."""

    def describe(collection: type[Any]) -> type[Any]:
        name, kind = collection.slug, collection.model.kind
        collection.keys = frozenset(document().fields)
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
                    "instead of a page. In other forms than JSON the answer is every matching record as a stream, "
                    "or, with `limit`, a page whose `Link` names the next one."
                ),
                parameters=[
                    *query_parameters(collection.filterset_class),
                    choice(
                        "order", "Order of the list; `-` is falling. The first is the usual one.", collection.orders
                    ),
                    choice("format", FORMAT, of_kind(kind)),
                ],
                responses={
                    200: OpenApiResponse(answer, "A page; or a number, with `count=exact`."),
                    **other_forms(kind),
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
                    choice("format", FORMAT, of_kind(kind, single=True)),
                    OpenApiParameter("as_of", OpenApiTypes.STR, description=AS_OF),
                    OpenApiParameter(
                        "public_id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The record's `id`."
                    ),
                ],
                responses={
                    200: OpenApiResponse(document, "The document."),
                    **other_forms(kind, single=True),
                    301: OpenApiResponse(Tombstone, "Merged: `Location` is the record that stands for it."),
                    304: UNCHANGED,
                    (400, MEDIA_TYPE): OpenApiResponse(Problem, "Parameters where none are taken."),
                    (404, MEDIA_TYPE): OpenApiResponse(Problem, "Nothing was published under this id."),
                    410: OpenApiResponse(Tombstone, "Retracted or withdrawn."),
                },
            ),
        )(collection)

    return describe
