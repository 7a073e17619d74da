"""What the front page counts. Everything is of the record's own time: "30 days" end with its newest event."""

import calendar
from dataclasses import dataclass
from datetime import date
from math import atan2, degrees
from typing import Any

from django.db.models import Avg, Count, Q, Sum
from django.db.models.functions import Coalesce, Cos, ExtractMonth, ExtractYear, Radians, Sin

from tracker.pages.charts import StackedBars, stacked_bars
from tracker.pages.countries import country_name
from tracker.pages.wording import CONFIRMED_GRADES, span
from tracker.published.models import PublicStatus, PublishedEvent, PublishedTopic
from tracker.published.models.event import PublishedEventQuerySet

WINDOW_DAYS = 30
MONTHS = 12
FEW = 20
TOPICS = 6


@dataclass(frozen=True)
class KeyFigures:
    """The strip of numbers; ``best`` is None where no event of the window has a count."""

    span: str
    events: int
    best: int | None
    low: int | None
    high: int | None
    is_open: bool
    without_count: int
    countries: int
    unconfirmed: int

    @property
    def unconfirmed_share(self) -> int:
        """Per cent of events that only a party reports."""
        return round(100 * self.unconfirmed / self.events) if self.events else 0


@dataclass(frozen=True)
class CountryCount:
    """Events of one country, and the mean of their public points, longitudes averaged on the circle."""

    code: str
    name: str
    events: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Period:
    """What chart and map cover: twelve months, oldest first, each by its first day."""

    months: list[date]
    end: date

    @property
    def start(self) -> date:
        """The first day."""
        return self.months[0]

    @property
    def has_gaps(self) -> bool:
        """Whether months without events are left out."""
        first, last = self.months[0], self.months[-1]
        return (last.year - first.year) * 12 + last.month - first.month >= len(self.months)

    @property
    def words(self) -> str:
        """The span in words."""
        return f"{self.start:%B %Y} to {self.end:%B %Y}"


def _live(rows: PublishedEventQuerySet | None) -> PublishedEventQuerySet:
    return PublishedEvent.objects.live() if rows is None else rows


def _window_start(newest: date) -> date:
    """The first of the 30 days; the calendar begins with year 1."""
    return date.fromordinal(max(newest.toordinal() - WINDOW_DAYS + 1, date.min.toordinal()))


def key_figures(newest: date) -> KeyFigures:
    """Two queries."""
    start = _window_start(newest)
    found = PublishedEvent.objects.live().filter(earliest__gte=start, earliest__lte=newest)
    return figures_of(found, span(start, newest))


def figures_of(rows: PublishedEventQuerySet, words: str) -> KeyFigures:
    """The numbers of these events, no part counted beside its whole. Two queries."""
    acts: dict[str, Any] = rows.without_parts().aggregate(
        events=Count("id"),
        countries=Count("country_code", distinct=True, filter=~Q(country_code="")),
        unconfirmed=Count("id", filter=~Q(grade__in=CONFIRMED_GRADES)),
    )
    sums: dict[str, Any] = rows.without_counted_parts().aggregate(
        best=Sum("killed_best"),
        low=Sum("killed_low"),
        high=Sum(Coalesce("killed_high", "killed_best")),
        open_ended=Count("id", filter=Q(killed_best__isnull=False, killed_high__isnull=True)),
        without_count=Count("id", filter=Q(killed_best__isnull=True)),
    )
    return KeyFigures(span=words, is_open=bool(sums.pop("open_ended")), **acts, **sums)


def leading_topics() -> list[PublishedTopic]:
    """The topics with most events. One query."""
    live = PublishedTopic.objects.filter(status=PublicStatus.LIVE, event_count__gt=0)
    return list(live.order_by("-event_count", "title", "number")[:TOPICS])


def leading_event(newest: date) -> PublishedEvent | None:
    """Of the same 30 days, the event that most sources report; the newest in print where they tie. One query."""
    start = _window_start(newest)
    found = PublishedEvent.objects.live().filter(earliest__gte=start, earliest__lte=newest)
    return found.order_by("-source_count", "-seq").first()


def period_until(newest: date, rows: PublishedEventQuerySet | None = None) -> Period:
    """Twelve months up to the newest event; where they hold next to nothing, the last twelve that had events.

    At most two queries.
    """
    last = newest.year * 12 + newest.month - 1
    spread = (divmod(last - back, 12) for back in range(MONTHS))
    months = [date(year, month + 1, 1) for year, month in spread if year >= date.min.year]
    live = _live(rows)
    if live.filter(earliest__gte=months[-1])[:FEW].count() < FEW:
        with_events = list(live.dates("earliest", "month", order="DESC")[:MONTHS])
        months = with_events if with_events[-1] < months[-1] else months
    end = newest.replace(day=calendar.monthrange(newest.year, newest.month)[1])
    return Period(months[::-1], end)


def events_by_country(period: Period, rows: PublishedEventQuerySet | None = None) -> list[CountryCount]:
    """Most events first, no part counted beside its whole. One query."""
    found = _live(rows).filter(earliest__gte=period.start).exclude(country_code="").without_parts()
    counts = found.values("country_code").annotate(
        events=Count("id"),
        latitude=Avg("latitude"),
        east=Avg(Sin(Radians("longitude"))),
        ahead=Avg(Cos(Radians("longitude"))),
    )
    by_country = [
        CountryCount(
            code=row["country_code"],
            name=country_name(row["country_code"]),
            events=row["events"],
            latitude=None if row["latitude"] is None else float(row["latitude"]),
            longitude=None if row["east"] is None else degrees(atan2(row["east"], row["ahead"])),
        )
        for row in counts.order_by()
    ]
    return sorted(by_country, key=lambda row: (-row.events, row.name))


def events_by_type(period: Period, names: dict[str, str], rows: PublishedEventQuerySet | None = None) -> StackedBars:
    """Stacked bars by month, no part counted beside its whole. One query."""
    found = _live(rows).filter(earliest__gte=period.start).without_parts()
    dated = found.annotate(year=ExtractYear("earliest"), month=ExtractMonth("earliest")).order_by()
    counts: dict[tuple[int, int], dict[str, int]] = {}
    for year, month, code, events in dated.values_list("year", "month", "event_type").annotate(events=Count("id")):
        counts.setdefault((year, month), {})[code] = events
    return stacked_bars([(month, counts.get((month.year, month.month), {})) for month in period.months], names)
