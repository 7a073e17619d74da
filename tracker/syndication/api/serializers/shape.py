"""A short way to write shapes down, and the shapes that several documents share."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

Shape = type[serializers.Serializer[Any]]


def shape(name: str, doc: str, fields: dict[str, serializers.Field[Any, Any, Any, Any]]) -> Shape:
    """A serializer class. Its fields come in a dict: keys like ``label`` would clash with its own names."""
    return type(name, (serializers.Serializer,), {"__doc__": doc, **fields})


def text(about: str = "", *, null: bool = False, optional: bool = False) -> serializers.CharField:
    """Any text; ``optional`` where the key may be missing."""
    return serializers.CharField(help_text=about or None, allow_null=null, required=not optional)


def whole(about: str = "", *, null: bool = False, optional: bool = False) -> serializers.IntegerField:
    """A whole number; ``optional`` where the key may be missing."""
    return serializers.IntegerField(help_text=about or None, allow_null=null, required=not optional)


def degrees(about: str = "", *, null: bool = True) -> serializers.FloatField:
    """A number that may have a fraction."""
    return serializers.FloatField(help_text=about or None, allow_null=null)


def yes(about: str = "", *, optional: bool = False) -> serializers.BooleanField:
    """True or false; ``optional`` where the key may be missing."""
    return serializers.BooleanField(help_text=about or None, required=not optional)


def day(about: str = "", *, null: bool = True, optional: bool = False) -> serializers.DateField:
    """A day, ``YYYY-MM-DD``; ``optional`` where the key may be missing."""
    return serializers.DateField(help_text=about or None, allow_null=null, required=not optional)


def moment(about: str = "", *, null: bool = False) -> serializers.DateTimeField:
    """A moment, ISO 8601 in UTC."""
    return serializers.DateTimeField(help_text=about or None, allow_null=null)


def identity(about: str = "", *, null: bool = False, optional: bool = False) -> serializers.UUIDField:
    """A public id; ``optional`` where the key may be missing."""
    return serializers.UUIDField(help_text=about or None, allow_null=null, required=not optional)


def link(about: str = "", *, null: bool = False) -> serializers.URLField:
    """An absolute address."""
    return serializers.URLField(help_text=about or None, allow_null=null)


def texts(about: str = "", *, optional: bool = False) -> serializers.ListField:
    """A list of texts."""
    return serializers.ListField(child=serializers.CharField(), help_text=about or None, required=not optional)


def wholes(about: str = "") -> serializers.ListField:
    """A list of whole numbers."""
    return serializers.ListField(child=serializers.IntegerField(), help_text=about or None)


def either(about: str, *schemas: dict[str, Any]) -> serializers.Field[Any, Any, Any, Any]:
    """A value of one of several forms, or null."""
    annotate = extend_schema_field({"description": about, "oneOf": [*schemas, {"type": "null"}]})
    return annotate(type("Either", (serializers.JSONField,), {}))()


def figures() -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """Low, best and high of a count of people."""
    return {
        "low": whole("At least; null where not reported.", null=True),
        "best": whole("Best figure; null where not reported.", null=True),
        "high": whole("At most; null where open or not reported.", null=True),
    }


def period_fields(*, optional: bool = False) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """First and last day of something, each with its precision; ``optional`` where a document may lack the days."""
    precision = "1–5 as in UCDP GED; null where no day is given."
    return {
        "starts_on": day(optional=optional),
        "starts_precision": whole(precision, null=True, optional=True),
        "ends_on": day(optional=optional),
        "ends_precision": whole(precision, null=True, optional=True),
    }


def ref_fields() -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """What points at another published record."""
    return {
        "id": identity(),
        "number": whole(),
        "name": text(),
        "url": text("Path of the page."),
    }


Term = shape(
    "Term",
    "A code of the codebook with its label.",
    {"code": text("What programs compare."), "label": text()},
)
Ref = shape("Ref", "A pointer at a published force, person or place.", ref_fields())
PlaceRef = shape(
    "PlaceRef",
    "A pointer at a place, with what a reader needs to know of it.",
    {
        **ref_fields(),
        "kind": text("country, admin1, admin2, town, site or region."),
        "country_code": text("ISO 3166-1 alpha-2.", null=True),
        "country": text(null=True),
        "compass": text("Of regions only: north … southwest, central.", null=True),
    },
)
Speaker = shape(
    "Speaker",
    "Who says so. A private person speaks as a code with a description for a name.",
    {
        "kind": text("force, person, outlet or code."),
        "name": text(),
        "id": identity(null=True),
        "url": text("Path of the page.", null=True),
        "speaks_for": Ref(allow_null=True),
        "is_party": yes("Whether the speaker is a party to the conflict."),
    },
)
CitedSource = shape(
    "CitedSource",
    "Where the words behind it were published.",
    {
        "id": identity(null=True, optional=True),
        "outlet": text(null=True),
        "published_on": day(),
        "url": text("Path of the desk's page about it.", null=True),
    },
)
Name = shape(
    "Name",
    "One spelling of a name.",
    {
        "name": text(),
        "kind": Term(required=False, help_text="Not given for places."),
        "language": text("BCP 47; empty where unknown."),
        "script": text("ISO 15924."),
        **period_fields(optional=True),
        "source": CitedSource(allow_null=True, required=False, help_text="Of forces and people: who shows it."),
    },
)
ExternalId = shape(
    "ExternalId",
    "What somebody else calls the record.",
    {
        "scheme": Term(),
        "value": text(),
        "url": link("Its page there, where there is one.", null=True),
    },
)
TopicRef = shape(
    "TopicRef",
    "A topic, and what kind of topic it is.",
    {**ref_fields(), "kind": Term()},
)
ChangeNote = shape(
    "ChangeNote",
    "One publication of this record.",
    {
        "version": whole(),
        "op": text("publish, update, clarify, correct, retract, withdraw, merge or unmerge."),
        "op_label": text(),
        "at": moment(),
        "note": text("The public note."),
    },
)


def address_fields(kind: str) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """What a document and its tombstone begin with."""
    return {
        "schema": whole("Counts incompatible changes of this shape; 1 now."),
        "kind": text(f"Always {kind}." if kind else "event, person, force, place or article."),
        "id": identity("The public id; never changes."),
        "number": whole("The short number in the page's address."),
        "version": whole("Counts publications of this record."),
        "url": text("Path of the page."),
        "api_url": text("Path of this document."),
    }


def head_fields(kind: str) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """What every document begins with."""
    return {
        **address_fields(kind),
        "status": text("Always live; tombstones have a shape of their own."),
        "published_at": moment("First publication."),
        "updated_at": moment("Last publication."),
        "changes": ChangeNote(many=True, help_text="Newest first."),
        "second_check_pending": yes("Published by one editor alone; a second has yet to agree."),
        "licence": text("Covers the desk's data; quoted words belong to their owners."),
    }
