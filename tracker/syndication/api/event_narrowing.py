"""The kinds of filter that only events have, and the one by change that all have."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tracker.published.models import PublishedEventForce, PublishedEventPerson, PublishedPlace, PublishedTally
from tracker.syndication.api.conditional import last_change
from tracker.syndication.api.narrowing import TEXT, AnyOf, CodeFilter, OneValue, among
from tracker.syndication.api.parameters import as_count, as_moment_or_change, as_record, as_words
from tracker.syndication.api.problems import InvalidParameters, ParameterError


class OutcomeFilter(CodeFilter):
    """Events with a figure of an outcome, be it 0."""

    def narrow(self, qs: QuerySet[Any], codes: list[str]) -> QuerySet[Any]:
        """Narrow to them."""
        tallies = PublishedTally.objects.filter(outcome__in=codes, best__isnull=False)
        return qs.filter(pk__in=tallies.values("event"))


class RoleFilter(CodeFilter):
    """Events in which somebody has a role: the force or person asked for, or anybody where none is."""

    def narrow(self, qs: QuerySet[Any], codes: list[str]) -> QuerySet[Any]:
        """Narrow to anybody; ``RecordFilter`` does so for those who are asked for."""
        asked = self.parent.form.cleaned_data
        if asked.get("force") or asked.get("person"):
            return qs
        with_role = Q()
        for links in (PublishedEventForce, PublishedEventPerson):
            with_role |= Q(pk__in=links._default_manager.filter(role__in=codes).values("event"))
        return qs.filter(with_role)


class TollFilter(OneValue):
    """Events by the desk's best figure of one outcome, for one side and standing at a time; ``killed`` by the sum."""

    def __init__(self, *, outcome: str, end: str) -> None:
        self.outcome, self.end = outcome, end
        about = f"{'At least' if end == 'min' else 'At most'} so many people {outcome}, by the desk's best figure."
        super().__init__(read=as_count, schema={"type": "integer", "minimum": 0}, help_text=about)

    def filter(self, qs: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        """Narrow by this end; where both are given, one figure must meet both."""
        asked = self.parent.form.cleaned_data
        low, high = (asked.get(f"{self.outcome}_{end}") for end in ("min", "max"))
        if value is None or (self.end == "max" and low is not None):
            return qs
        column = "killed_best" if self.outcome == "killed" else "best"
        ends = {f"{column}__gte": low, f"{column}__lte": high}
        meant = {name: number for name, number in ends.items() if number is not None}
        if self.outcome == "killed":
            return qs.filter(**meant)
        tallies = PublishedTally.objects.filter(outcome=self.outcome, who="all", **meant)
        return qs.filter(pk__in=tallies.values("event"))


class OutletFilter(AnyOf):
    """Events by who published one of their sources, spelled with any case and accents."""

    def __init__(self) -> None:
        about = "An outlet that published one of the sources, by its whole name."
        super().__init__(read=as_words, schema=TEXT, help_text=about)

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        """Narrow to any of them."""
        named = Q()
        for name in value or ():
            named |= Q(outlets__contains=f"\n{name}\n")
        return qs.filter(named)


class AreaFilter(AnyOf):
    """Events in an area and everything inside it: a country, or a first-level area; any other place is only itself."""

    def __init__(self) -> None:
        about = "A place with everything inside it, by UUID or number: a country, or an area of the first level."
        super().__init__(read=as_record, schema=TEXT, help_text=about)

    def filter(self, qs: QuerySet[Any], value: list[UUID | int]) -> QuerySet[Any]:
        """Look the areas up (one query), then narrow."""
        if not value:
            return qs
        inside = Q(pk__in=[])
        for area in PublishedPlace.objects.filter(among(value)).defer("document", "names"):
            inside |= Q(place=area.pk)
            if area.place_kind == "country" and area.country_code:
                inside |= Q(country_code=area.country_code)
            elif area.place_kind == "admin1" and area.title:
                within = PublishedPlace.objects.filter(country_code=area.country_code, admin1=area.title)
                inside |= Q(place__in=within.values("pk"))
        return qs.filter(inside)


class ChangedFilter(OneValue):
    """Records published, updated or corrected after a moment, or after a change."""

    def __init__(self) -> None:
        about = (
            "Published or changed after a moment (`2024-09-13T18:20:00Z`, or a day in UTC) or after a change "
            "(`1.42`: epoch and number). What was taken back is only in the change log."
        )
        super().__init__(read=as_moment_or_change, schema=TEXT, help_text=about)

    def filter(self, qs: QuerySet[Any], value: datetime | tuple[int, int] | None) -> QuerySet[Any]:
        """Narrow to them; one query more for the epoch of a change.

        Raises:
            InvalidParameters: the change is of another epoch.
        """
        if value is None:
            return qs
        if isinstance(value, datetime):
            return qs.filter(last_published_at__gt=value)
        epoch, _ = last_change()
        if value[0] != epoch:
            detail = f"{value[0]}.{value[1]} is of another epoch than the present one, {epoch}. Begin anew without it."
            raise InvalidParameters([ParameterError("changed_since", detail)])
        return qs.filter(seq__gt=value[1])
