"""The kinds of filter, each with the reading of its value, its description, and how it narrows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Model, Q, QuerySet

from tracker.published.finding import find
from tracker.published.models import (
    PublishedEventForce,
    PublishedEventPerson,
    PublishedRecord,
    PublishedTerm,
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

TEXT = {"type": "string", "minLength": 1}


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
    """A filter by codes of one scheme; a code that the codebook lacks is refused, not matched.

    A wider word of the scheme stands for its narrower ones, too.
    """

    def __init__(self, *, scheme: str, parameter: str, **options: Any) -> None:
        self.scheme, self.parameter = scheme, parameter
        super().__init__(read=as_code, schema=TEXT, **options)

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        """Look the codes up (one query), then narrow."""
        return self.narrow(qs, self.meant(value)) if value else qs

    def narrow(self, qs: QuerySet[Any], codes: list[str]) -> QuerySet[Any]:
        """The rows with any of the codes."""
        return super().filter(qs, codes)

    def meant(self, codes: list[str]) -> list[str]:
        """The codes, and those below them; one query.

        Raises:
            InvalidParameters: the codebook lacks one of them.
        """
        wider = dict(PublishedTerm.objects.filter(scheme=self.scheme).values_list("code", "parent"))
        for code in codes if wider else ():
            if code not in wider:
                detail = f"The codebook has no “{shortened(code)}”.{nearest(code, wider)}"
                raise InvalidParameters([ParameterError(self.parameter, detail)])
        found = dict.fromkeys(codes)
        while narrower := [code for code, parent in wider.items() if parent in found and code not in found]:
            found |= dict.fromkeys(narrower)
        return [*found]


class RecordFilter(AnyOf):
    """Rows with one of the given records, by UUID or number. An unknown one matches nothing.

    ``links`` is the table that ties such records to the rows, which it calls ``owner``; without
    it the row has the key itself. Always through a subquery: an event with two
    matching links comes once, and the index of the key is used.
    """

    def __init__(
        self, *, model: type[PublishedRecord], links: type[Model] | None = None, owner: str = "event", **options: Any
    ) -> None:
        self.record, self.links, self.owner = model, links, owner
        super().__init__(read=as_record, schema=TEXT, **options)

    def filter(self, qs: QuerySet[Any], value: list[UUID | int]) -> QuerySet[Any]:
        """Narrow to events with any of them."""
        if not value:
            return qs
        records = self.record._default_manager.filter(among(value))
        meant: dict[str, Any] = {f"{self.record.kind}__in": records.values("pk")}
        if self.links is None:
            return qs.filter(**meant)
        roles = self.parent.form.cleaned_data.get("role")
        if roles and self.links in (PublishedEventForce, PublishedEventPerson):
            meant["role__in"] = roles
        return qs.filter(pk__in=self.links._default_manager.filter(**meant).values(self.owner))


def among(value: list[UUID | int]) -> Q:
    """Records by UUID or number."""
    by_id = Q(public_id__in=[each for each in value if isinstance(each, UUID)])
    return by_id | Q(number__in=[each for each in value if isinstance(each, int)])


class WordsFilter(OneValue):
    """Every word must occur in the folded ``field_name``; case, accents and punctuation do not matter."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read=as_words, schema={**TEXT, "maxLength": 200}, **options)

    def filter(self, qs: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        """Narrow once a word."""
        for word in (value or "").split():
            qs = qs.filter(**{f"{self.field_name}__contains": word})
        return qs


class NameFilter(OneValue):
    """Records that may be meant by a name, in any spelling and script, found by sound."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read=as_name, schema={**TEXT, "maxLength": LONGEST_TEXT}, **options)

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


class TitledFilter(AnyOf):
    """A filter by a whole name, in either case."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read=as_name, schema=TEXT, **options)

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        """Narrow to any of the names."""
        named = Q()
        for name in value or ():
            named |= Q(**{f"{self.field_name}__iexact": name})
        return qs.filter(named)


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
