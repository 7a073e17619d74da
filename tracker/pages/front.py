"""What the front page counts. Everything is of the record's own time: "30 days" end with its newest event."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, Q, Sum, Value
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from tracker.pages.charts import StackedBars, stacked_bars
from tracker.pages.countries import country_name
from tracker.pages.wording import CONFIRMED_GRADES, span
from tracker.published.models import PublishedEvent

WINDOW_DAYS = 30
MONTHS = 12
FEW = 20
MOST_YEARS = 15


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
    """Events of one country, and the mean of their public points."""

    code: str
    name: str
    events: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Period:
    """What chart and map cover: twelve months, or the whole record by year where those hold next to nothing."""

    start: date
    end: date
    is_by_year: bool

    @property
    def words(self) -> str:
        """The span in words."""
        return f"{self.start:%B %Y} to {self.end:%B %Y}"


def key_figures(newest: date) -> KeyFigures:
    """One query."""
    start = newest - timedelta(days=WINDOW_DAYS - 1)
    found = PublishedEvent.objects.live().filter(earliest__gte=start, earliest__lte=newest)
    sums: dict[str, Any] = found.aggregate(
        events=Count("id"),
        best=Sum("killed_best"),
        low=Sum("killed_low"),
        high=Sum(Coalesce("killed_high", "killed_best")),
        open_ended=Count("id", filter=Q(killed_best__isnull=False, killed_high__isnull=True)),
        without_count=Count("id", filter=Q(killed_best__isnull=True)),
        countries=Count("country_code", distinct=True, filter=~Q(country_code="")),
        unconfirmed=Count("id", filter=~Q(grade__in=CONFIRMED_GRADES)),
    )
    return KeyFigures(span=span(start, newest), is_open=bool(sums.pop("open_ended")), **sums)


def leading_event(newest: date) -> PublishedEvent | None:
    """Of the same 30 days, the event that most sources report; the newest in print where they tie. One query."""
    start = newest - timedelta(days=WINDOW_DAYS - 1)
    found = PublishedEvent.objects.live().filter(earliest__gte=start, earliest__lte=newest)
    return found.order_by("-source_count", "-seq").first()


def period_until(newest: date) -> Period:
    """Twelve months up to the newest event, or the whole record where that is next to nothing. Two queries."""
    year, month = divmod(newest.year * 12 + newest.month - MONTHS, 12)
    start = date(year, month + 1, 1)
    end = newest.replace(day=calendar.monthrange(newest.year, newest.month)[1])
    live = PublishedEvent.objects.live()
    if live.filter(earliest__gte=start)[:FEW].count() < FEW:
        oldest = live.order_by("earliest").values_list("earliest", flat=True).first()
        if oldest and oldest < start:
            return Period(max(oldest.replace(day=1), date(newest.year - MOST_YEARS + 1, 1, 1)), end, is_by_year=True)
    return Period(start, end, is_by_year=False)


def events_by_country(period: Period) -> list[CountryCount]:
    """Most events first. One query."""
    found = PublishedEvent.objects.live().filter(earliest__gte=period.start).exclude(country_code="")
    counts = found.values("country_code").annotate(
        events=Count("id"), latitude=Avg("latitude"), longitude=Avg("longitude")
    )
    rows = [
        CountryCount(
            code=row["country_code"],
            name=country_name(row["country_code"]),
            events=row["events"],
            latitude=None if row["latitude"] is None else float(row["latitude"]),
            longitude=None if row["longitude"] is None else float(row["longitude"]),
        )
        for row in counts.order_by()
    ]
    return sorted(rows, key=lambda row: (-row.events, row.name))


def events_by_type(period: Period, names: dict[str, str]) -> StackedBars:
    """Stacked bars by month, or by year. One query."""
    found = PublishedEvent.objects.live().filter(earliest__gte=period.start)
    counts: dict[tuple[int, int], dict[str, int]] = {}
    if period.is_by_year:
        columns = [((year, 0), str(year)) for year in range(period.start.year, period.end.year + 1)]
        dated = found.annotate(year=ExtractYear("earliest"), month=Value(0))
    else:
        first = period.start.year * 12 + period.start.month - 1
        months = [divmod(first + step, 12) for step in range(MONTHS)]
        columns = [((year, month + 1), f"{date(year, month + 1, 1):%b %Y}") for year, month in months]
        dated = found.annotate(year=ExtractYear("earliest"), month=ExtractMonth("earliest"))
    rows = dated.order_by().values_list("year", "month", "event_type").annotate(events=Count("id"))
    for year, month, code, events in rows:
        counts.setdefault((year, month), {})[code] = events
    return stacked_bars([(label, counts.get(key, {})) for key, label in columns], names)
