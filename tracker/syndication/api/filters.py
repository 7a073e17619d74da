"""What lists can be narrowed by, declared once for the query and for the schema."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Model, Q, QuerySet

from tracker.published.finding import find
from tracker.published.models import (
    PublishedEventForce,
    PublishedEventPerson,
    PublishedEventTopic,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedRecord,
    PublishedTerm,
    PublishedTopic,
    Verification,
)
from tracker.syndication.api.parameters import (
    LONGEST_TEXT,
    AnyOfField,
    OneValueField,
    as_code,
    as_country,
    as_day,
    as_name,
    as_record,
    as_verification,
    as_words,
)
from tracker.syndication.api.problems import InvalidParameters, ParameterError, nearest, shortened

_TEXT = {"type": "string", "minLength": 1}


class OneValue(django_filters.Filter):
    """A filter whose parameter may stand once. ``schema`` describes the value to OpenAPI."""

    field_class = OneValueField
    takes_many = False

    def __init__(self, *, read: Callable[[str], Any], schema: dict[str, Any], **options: Any) -> None:
        self.schema = schema
        super().__init__(read=read, **options)


class AnyOf(OneValue):
    """A filter by any of several values, repeated or separated by commas."""

    field_class = AnyOfField
    takes_many = True

    def __init__(self, **options: Any) -> None:
        super().__init__(lookup_expr="in", **options)


class CodeFilter(AnyOf):
    """A filter by codes of one scheme; a code that the codebook lacks is refused, not matched."""

    def __init__(self, *, scheme: str, **options: Any) -> None:
        self.scheme = scheme
        super().__init__(read=as_code, schema=_TEXT, **options)

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        """Look the codes up (one query), then narrow."""
        if value:
            known = set(PublishedTerm.objects.filter(scheme=self.scheme).values_list("code", flat=True))
            for code in value if known else ():
                if code not in known:
                    detail = f"The codebook has no “{shortened(code)}”.{nearest(code, known)}"
                    raise InvalidParameters([ParameterError("type", detail)])
        return super().filter(qs, value)


class RecordFilter(AnyOf):
    """Events with one of the given records, by UUID or number. An unknown one matches nothing.

    ``links`` is the table that ties events to such records; without it the
    event has the key itself. Always through a subquery: an event with two
    matching links comes once, and the index of the key is used.
    """

    def __init__(self, *, model: type[PublishedRecord], links: type[Model] | None = None, **options: Any) -> None:
        self.record, self.links = model, links
        super().__init__(read=as_record, schema=_TEXT, **options)

    def filter(self, qs: QuerySet[Any], value: list[UUID | int]) -> QuerySet[Any]:
        """Narrow to events with any of them."""
        if not value:
            return qs
        by_id = Q(public_id__in=[each for each in value if isinstance(each, UUID)])
        by_number = Q(number__in=[each for each in value if isinstance(each, int)])
        meant = {f"{self.record.kind}__in": self.record._default_manager.filter(by_id | by_number).values("pk")}
        if self.links is None:
            return qs.filter(**meant)
        return qs.filter(pk__in=self.links._default_manager.filter(**meant).values("event"))


class WordsFilter(OneValue):
    """Every word must occur in the folded ``field_name``; case, accents and punctuation do not matter."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read=as_words, schema={**_TEXT, "maxLength": 200}, **options)

    def filter(self, qs: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        """Narrow once a word."""
        for word in (value or "").split():
            qs = qs.filter(**{f"{self.field_name}__contains": word})
        return qs


class NameFilter(OneValue):
    """Records that may be meant by a name, in any spelling and script, found by sound."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read=as_name, schema={**_TEXT, "maxLength": LONGEST_TEXT}, **options)

    def filter(self, qs: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        """Narrow to them. Three queries more at most."""
        return qs.filter(pk__in=sounding(qs, value)) if value else qs


class SpelledFilter(NameFilter):
    """Records with every word in one of the folded names, and those that ``NameFilter`` finds."""

    def filter(self, qs: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        """Narrow to either."""
        if not value:
            return qs
        bearing = Q()
        for word in as_words(value).split():
            bearing &= Q(names__contains=word)
        return qs.filter(bearing | Q(pk__in=sounding(qs, value)))


class VerificationFilter(OneValue):
    """Events by how far the desk is with them."""

    def __init__(self, **options: Any) -> None:
        schema = {"type": "string", "enum": Verification.values}
        super().__init__(read=as_verification, schema=schema, **options)

    def filter(self, qs: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        """Narrow to those being verified, or to all others."""
        return qs.filter(is_provisional=value == Verification.PROVISIONAL) if value else qs


def sounding(rows: QuerySet[Any], name: str) -> list[int]:
    """The row ids of the records of this kind that sound like the name."""
    return [each.record_id for each in find(name, [rows.model])[rows.model]]


def day(**options: Any) -> OneValue:
    """A filter by one day."""
    return OneValue(read=as_day, schema={"type": "string", "format": "date"}, **options)


def country() -> AnyOf:
    """A filter by countries."""
    schema = {"type": "string", "pattern": "^[A-Za-z]{2}$"}
    return AnyOf(field_name="country_code", read=as_country, schema=schema, help_text="Country (ISO 3166-1 alpha-2).")


class EventFilter(django_filters.FilterSet):
    """What events can be narrowed by; ``from`` and ``to`` are added below."""

    type = CodeFilter(field_name="event_type", scheme="event_type", help_text="Type of event, by its code.")
    country = country()
    place = RecordFilter(model=PublishedPlace, help_text="The place, by UUID or number.")
    force = RecordFilter(
        model=PublishedForce, links=PublishedEventForce, help_text="A force that took part, by UUID or number."
    )
    person = RecordFilter(
        model=PublishedPerson, links=PublishedEventPerson, help_text="A person named, by UUID or number."
    )
    topic = RecordFilter(
        model=PublishedTopic,
        links=PublishedEventTopic,
        help_text="A topic that the event belongs to, by UUID or number.",
    )
    verification = VerificationFilter(help_text="Whether the desk is still checking the event, or has checked it.")
    q = WordsFilter(field_name="search_text", help_text="Words in title, summary, place and names; all must occur.")


# "from" cannot be the name of a class attribute.
EventFilter.base_filters = {
    "from": day(
        field_name="latest",
        lookup_expr="gte",
        help_text="Events that may have happened on this day or later (YYYY-MM-DD).",
    ),
    "to": day(
        field_name="earliest",
        lookup_expr="lte",
        help_text="Events that may have happened on this day or earlier (YYYY-MM-DD).",
    ),
    **EventFilter.base_filters,
}


class PersonFilter(django_filters.FilterSet):
    """What persons can be narrowed by."""

    q = SpelledFilter(
        help_text="Words in any public spelling of the name, all of which must occur, or a name that sounds like it."
    )
    name = NameFilter(help_text="A name in any spelling and any script: records whose name sounds like it.")


class PlacedNameFilter(PersonFilter):
    """What forces and places can be narrowed by."""

    country = country()


class TopicFilter(django_filters.FilterSet):
    """What topics can be narrowed by."""

    q = WordsFilter(field_name="names", help_text="Words in the name; all must occur.")
    kind = AnyOf(field_name="topic_kind", read=as_code, schema=_TEXT, help_text="Kind, for example conflict or theme.")


class ArticleFilter(django_filters.FilterSet):
    """What articles can be narrowed by."""

    kind = AnyOf(field_name="article_kind", read=as_code, schema=_TEXT, help_text="Kind, for example report or story.")
