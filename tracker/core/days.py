"""Days as exactly as they are known: what a date may stand for, and whether something held on a day."""

import calendar
from datetime import date
from typing import Any, NamedTuple, Self

from django.db import models


class DatePrecision(models.IntegerChoices):
    """How exactly the date is known, as in UCDP GED."""

    DAY = 1, "1 – the exact day"
    DAYS = 2, "2 – within two to six days"
    WEEK = 3, "3 – the week"
    MONTH = 4, "4 – the month"
    YEAR = 5, "5 – a longer span, up to a year"


class Held(models.TextChoices):
    """Whether something held on a day, in the order in which answers are shown."""

    YES = "yes", "Yes"
    MAYBE = "maybe", "May be"
    UNKNOWN = "unknown", "Not known"
    NO = "no", "No"


class Window(NamedTuple):
    """The days that a date may stand for, both included."""

    first: date
    last: date


class Period(NamedTuple):
    """From one day to another, both included, each as exactly as it is known; and the days on which it was cited.

    None is no day given, which is not the same as no end.
    """

    starts_on: date | None = None
    starts_precision: int = DatePrecision.DAY
    ends_on: date | None = None
    ends_precision: int = DatePrecision.DAY
    first_cited: date | None = None
    last_cited: date | None = None

    @classmethod
    def of(cls, part: Any) -> Self:
        """The period of a row that has these columns; it may lack the cited days."""
        return cls(**{name: getattr(part, name) for name in cls._fields if hasattr(part, name)})

    @classmethod
    def read(cls, part: dict[str, Any]) -> Self:
        """The period of a part of a document or snapshot: days in ISO 8601, exact where no precision is given."""
        days = {name: _day(part.get(name)) for name in cls._fields if not name.endswith("precision")}
        precise = {name: part.get(name) or DatePrecision.DAY for name in ("starts_precision", "ends_precision")}
        return cls(**days, **precise)  # type: ignore[arg-type]

    @property
    def start(self) -> Window | None:
        """The days on which it may have begun."""
        return window(self.starts_on, self.starts_precision) if self.starts_on else None

    @property
    def end(self) -> Window | None:
        """The days on which it may have ended."""
        return window(self.ends_on, self.ends_precision) if self.ends_on else None

    @property
    def surely(self) -> Window:
        """The days on which it held beyond doubt, what is not given being open; the last may lie before the first."""
        return Window(self.start.last if self.start else date.min, self.end.first if self.end else date.max)

    @property
    def attested(self) -> list[date]:
        """The days on which it is known to have held: cited days, and a first or last day that is exact."""
        exact = ((self.starts_on, self.starts_precision), (self.ends_on, self.ends_precision))
        days = [day for day, precision in exact if day and precision == DatePrecision.DAY]
        return [*days, *(day for day in (self.first_cited, self.last_cited) if day)]


def window(day: date, precision: int) -> Window:
    """The days that a date of this precision may stand for: 1 itself, 2 six days around, 3 its week from
    Monday, 4 its month, 5 its year.
    """
    if precision == DatePrecision.YEAR:
        return Window(date(day.year, 1, 1), date(day.year, 12, 31))
    if precision == DatePrecision.MONTH:
        return Window(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
    if precision == DatePrecision.WEEK:
        return Window(_moved(day, -day.weekday()), _moved(day, 6 - day.weekday()))
    if precision == DatePrecision.DAYS:
        return Window(_moved(day, -6), _moved(day, 6))
    return Window(day, day)


def held_on(period: Period, day: date, *, is_open: bool) -> Held:
    """Whether something held on a day.

    No: before it can have begun or after it must have ended. Yes: it is known to
    have begun by then and not to have ended before. ``is_open``: a missing first
    or last day means that there is none, as of a tie between forces; otherwise
    that nobody told, as of a post. Without any day the answer is not known.
    """
    start, end, attested = period.start, period.end, period.attested
    if not (start or end or attested):
        return Held.UNKNOWN
    if (start and day < start.first) or (end and day > end.last):
        return Held.NO
    has_begun = any(known <= day for known in attested) or (start.last <= day if start else is_open)
    goes_on = any(known >= day for known in attested) or (end.first >= day if end else is_open)
    return Held.YES if has_begun and goes_on else Held.MAYBE


def share_a_day(periods: list[Period]) -> bool:
    """Whether all of them held on some day beyond doubt, what is not given being open."""
    sure = [period.surely for period in periods]
    return max(window.first for window in sure) <= min(window.last for window in sure)


def day_words(day: date, precision: int = DatePrecision.DAY) -> str:
    """A day as exactly as it is known: 29 Aug 2024, about 29 Aug 2024, week of 26 Aug 2024, Aug 2024, 2024."""
    exact = f"{day.day} {day:%b} {day.year}"
    if precision == DatePrecision.WEEK:
        monday = window(day, precision).first
        return f"week of {monday.day} {monday:%b} {monday.year}"
    words = {DatePrecision.DAYS: f"about {exact}", DatePrecision.MONTH: f"{day:%b} {day.year}"}
    return str(day.year) if precision == DatePrecision.YEAR else words.get(DatePrecision(precision), exact)


def period_words(period: Period) -> str:
    """ "2014 – 3 Mar 2020", "since 2014", "until 2020", "cited 1 to 9 Sep 2024"; empty where no day is given."""
    start = day_words(period.starts_on, period.starts_precision) if period.starts_on else ""
    end = day_words(period.ends_on, period.ends_precision) if period.ends_on else ""
    if start and end:
        return start if start == end else f"{start} – {end}"
    if start or end:
        return f"since {start}" if start else f"until {end}"
    first, last = period.first_cited or period.last_cited, period.last_cited
    if first is None:
        return ""
    return f"cited {day_words(first)}" + (f" to {day_words(last)}" if last and last != first else "")


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _moved(day: date, by: int) -> date:
    """Some days later or earlier, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))
