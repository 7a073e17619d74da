"""Dates and times as worded, and the day or month or year they stand for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.extraction.extractors.document import Document, Token
from tracker.extraction.extractors.numbers import figure_at

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat", "sunday sun"))
    for name in names.split()
}  # fmt: skip
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "midday", "noon", "dawn"})
_PARTS_OF_SPAN = frozenset({"early", "late", "mid", "end", "beginning", "start", "middle"})
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
_HOLIDAYS = {("new", "year"): (1, 1), ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24), ("boxing", "day"): (12, 26)}
DAY, DAYS, WEEK, MONTH, YEAR = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text; ``value`` is ISO 8601, shortened to what is known.

    ``precision`` is UCDP's (1 day to 5 year); ``is_inferred`` means that the year
    or the day does not stand in the text; ``relation`` names what a relative date
    counts from ("event" for "two days after the raid").
    """

    first: int
    last: int
    value: str | None
    precision: int = DAY
    is_inferred: bool = False
    relation: str = ""
    offset: int = 0


Rule = Callable[["_Reader", int], DateMention | None]


@dataclass(slots=True)
class _Reader:
    document: Document
    published: date | None
    today: date
    anchor: date | None = None
    reference: date | None = None

    @property
    def tokens(self) -> list[Token]:
        return self.document.tokens

    def low(self, index: int) -> str:
        return self.document.low(index).rstrip(".")

    def number(self, index: int, low: int, high: int) -> int | None:
        """A whole number at a token within bounds, an ordinal's letters left off."""
        word = self.low(index)
        digits = word[:-2] if word[-2:] in {"st", "nd", "rd", "th"} else word
        if digits.isascii() and digits.isdigit() and len(digits) <= 4 and low <= int(digits) <= high:
            return int(digits)
        return None


def find_dates(document: Document, published: date | None, today: date) -> list[DateMention]:
    """Every date in reading order; relative dates to events are left to ``settle``."""
    reader = _Reader(document, published, today, published)
    if published is None:
        reader.reference = _reference(reader)
    found: list[DateMention] = []
    index = 0
    while index < len(document.tokens):
        mention = None
        word = reader.low(index)
        if word and (word[0].isdigit() or word in _STARTERS):
            mention = next(filter(None, (rule(reader, index) for rule in _RULES)), None)
        if mention is None:
            index += 1
            continue
        mention = _with_time_of_day(reader, mention)
        if mention.value and mention.precision == DAY:
            reader.anchor = date.fromisoformat(mention.value)
        found.append(mention)
        index = mention.last
    return found


def _reference(reader: _Reader) -> date | None:
    """The latest day that stands with its year or weekday: the other days are near it."""
    days = []
    for index, token in enumerate(reader.tokens):
        word = reader.low(index)
        if word in _WEEKDAYS or word in _MONTHS or token.text[0].isdigit():
            mention = _absolute(reader, index)
            if mention and mention.value and (not mention.is_inferred or word in _WEEKDAYS):
                days.append(date.fromisoformat(mention.value))
    return max((day for day in days if day <= reader.today), default=None)


def settle(mention: DateMention, event_day: str | None, previous_day: str | None) -> DateMention:
    """Give a date that counts from an event or from the day before it its value."""
    base = event_day if mention.relation == "event" else previous_day
    if mention.value or not mention.relation or not base or len(base) < 10:
        return mention
    day = date.fromisoformat(base) + timedelta(days=mention.offset)
    return replace(mention, value=day.isoformat(), is_inferred=True)


def _absolute(reader: _Reader, index: int) -> DateMention | None:
    """"Friday September 13", "29 August 2024", "Dec. 26, 2016", "October 25-26, 2016", "2024-08-29"."""
    weekday = _WEEKDAYS.get(reader.low(index))
    at = index
    if weekday is not None:
        at += 1
        at += reader.low(at) in {",", "the"}
        at += reader.low(at) == "the"
    parts = _day_month(reader, at) or _month_day(reader, at)
    if parts is None:
        return _iso(reader, index) if weekday is None else None
    day, month, last = parts
    after = last + (reader.low(last) == ",")
    year = reader.number(after, 1900, 2100)
    if year:
        value = _safe(year, month, day)
        return DateMention(index, after + 1, value.isoformat()) if value else None
    value = _year_for(reader, month, day, weekday)
    return DateMention(index, last, value.isoformat() if value else None, DAY, True)


def _day_month(reader: _Reader, at: int) -> tuple[int, int, int] | None:
    day = reader.number(at, 1, 31)
    after = at + 1
    if day and reader.low(after) in {"-", "–", "and"} and reader.number(after + 1, 1, 31):
        after += 2
    after += reader.low(after) == "of"
    month = _month(reader, after) if day else None
    return (day, month, after + 1) if day and month else None


def _month_day(reader: _Reader, at: int) -> tuple[int, int, int] | None:
    month = _month(reader, at)
    after = at + 1 + (reader.low(at + 1) == "the")
    day = reader.number(after, 1, 31) if month else None
    if not month or not day or reader.low(after + 1) in _MONTHS:
        return None
    last = after + 1
    if reader.low(last) in {"-", "–"} and reader.number(last + 1, 1, 31):
        last += 2
    return day, month, last


def _month(reader: _Reader, at: int) -> int | None:
    """A month's number; "may" and "march" only with their capital."""
    month = _MONTHS.get(reader.low(at))
    return month if month and reader.tokens[at].is_capital else None


def _iso(reader: _Reader, index: int) -> DateMention | None:
    year = reader.number(index, 1900, 2100)
    if not year or reader.low(index + 1) != "-" or reader.low(index + 3) != "-":
        return None
    month, day = reader.number(index + 2, 1, 12), reader.number(index + 4, 1, 31)
    value = _safe(year, month, day) if month and day else None
    return DateMention(index, index + 5, value.isoformat()) if value else None


def _month_year(reader: _Reader, index: int) -> DateMention | None:
    """"May 2024", "late 2017", "the end of August", "in 2014", "last month"."""
    at = index
    if reader.low(at) in _PARTS_OF_SPAN:
        at += 1
        at += reader.low(at) in {"of", "-"}
        at += reader.low(at) == "the"
    month = _month(reader, at)
    if month:
        after = at + 1 + (reader.low(at + 1) in {",", "of"})
        year = reader.number(after, 1900, 2100)
        if year:
            return DateMention(index, after + 1, f"{year}-{month:02}", MONTH)
        if reader.low(at) == "may" and reader.low(index - 1) not in {"in", "since", "last", "of", "until", "early", "late"}:
            return None
        guess = _year_for(reader, month, 1, None)
        return DateMention(index, at + 1, f"{guess:%Y-%m}" if guess else None, MONTH, True)
    year = reader.number(at, 1900, 2100)
    word = reader.low(at)
    if year is None or len(word) != 4 or not _is_year(reader, at, at > index):
        return None
    return DateMention(index, at + 1, str(year), YEAR)


def _is_year(reader: _Reader, at: int, has_part: bool) -> bool:
    """Whether four digits are a year: by the word before, and no counted thing after."""
    before, after = reader.low(at - 1), reader.low(at + 1)
    if after in {"%", "km", "hours"} or before in {"$", "€", "£"} or at and reader.tokens[at - 1].text == "#":
        return False
    prompts = {"in", "since", "until", "of", "by", "from", "during", "year", "before", "after", "to", "and", "the", "(", "between"}
    return has_part or before in prompts or before in _MONTHS or after in {",", ".", ")"}


def _weekday(reader: _Reader, index: int) -> DateMention | None:
    """"Tuesday", "last Tuesday", "Wednesday morning", "overnight into Tuesday", "Tuesday night"."""
    at = index
    if reader.low(at) == "overnight" and reader.low(at + 1) in {"into", "on", "to"}:
        at += 2
    elif reader.low(at) in {"last", "late", "early"}:
        at += 1
    weekday = _WEEKDAYS.get(reader.low(at))
    if weekday is None or not reader.tokens[at].is_capital or len(reader.low(at)) < 3:
        return None
    if len(reader.low(at)) < 5 and not reader.tokens[at].text.endswith("."):
        return None
    value = None
    if reader.published:
        back = (reader.published.weekday() - weekday) % 7
        value = (reader.published - timedelta(days=back)).isoformat()
    return DateMention(index, at + 1, value, DAY, True)


def _relative(reader: _Reader, index: int) -> DateMention | None:
    """"yesterday", "two days after the raid", "a day earlier", "the same day", "last week"."""
    word, following = reader.low(index), reader.low(index + 1)
    if word in {"today", "yesterday", "tonight", "overnight"}:
        back = 1 if word == "yesterday" else 0
        value = (reader.published - timedelta(days=back)).isoformat() if reader.published else None
        return DateMention(index, index + 1, value, DAY, True)
    if word == "the" and following in {"same", "next", "following", "previous"} and reader.low(index + 2) in {"day", "evening", "night", "morning"}:
        offset = {"same": 0, "previous": -1}.get(following, 1)
        return _from_anchor(reader, index, index + 3, offset)
    if word in {"last", "this", "next"} and following in {"week", "month", "year", "weekend"}:
        return _span_ago(reader, index, following, {"last": 1, "this": 0, "next": -1}[word])
    figure = figure_at(reader.tokens, index)
    amount, at = (figure.low, figure.last) if figure else (1, index + 1)
    unit = _UNITS.get(reader.low(at))
    if unit is None or amount is None or (figure is None and word not in {"a", "an", "one"}):
        return None
    return _counted(reader, index, at + 1, amount * unit, unit)


def _counted(reader: _Reader, index: int, last: int, days: int, unit: int) -> DateMention | None:
    direction = reader.low(last)
    precision = DAY if unit == 1 else WEEK if unit == 7 else MONTH if unit == 30 else YEAR
    if direction == "ago":
        day = reader.published - timedelta(days=days) if reader.published and days < 300_000 else None
        return DateMention(index, last + 1, _cut(day, precision), precision, True)
    if direction in {"earlier", "later"}:
        return _from_anchor(reader, index, last + 1, -days if direction == "earlier" else days)
    if direction in {"after", "before"} and reader.low(last + 1) in {"the", "that", "this"}:
        noun = last + 2
        while reader.low(noun) in {"first", "deadly", "us", "air", "drone", "military", "car", "suicide", "mass"}:
            noun += 1
        offset = days if direction == "after" else -days
        return DateMention(index, noun + 1, None, precision, True, "event", offset)
    return None


def _holiday(reader: _Reader, index: int) -> DateMention | None:
    parts = (reader.low(index), reader.low(index + 1))
    if parts not in _HOLIDAYS:
        return None
    last = index + 2
    if parts[0] == "new":
        if reader.low(last) not in {"'s", "’s"} or reader.low(last + 1) != "day":
            return None
        last += 2
    month, day = _HOLIDAYS[parts]
    value = _year_for(reader, month, day, None)
    return DateMention(index, last, value.isoformat() if value else None, DAY, True)


def _from_anchor(reader: _Reader, index: int, last: int, offset: int) -> DateMention:
    value = (reader.anchor + timedelta(days=offset)).isoformat() if reader.anchor else None
    return DateMention(index, last, value, DAY, True, "previous", offset)


def _span_ago(reader: _Reader, index: int, unit: str, count: int) -> DateMention:
    precision = {"week": WEEK, "weekend": WEEK, "month": MONTH, "year": YEAR}[unit]
    back = {WEEK: 7, MONTH: 30, YEAR: 365}[precision] * count
    day = reader.published - timedelta(days=back) if reader.published else None
    return DateMention(index, index + 2, _cut(day, precision), precision, True)


def _cut(day: date | None, precision: int) -> str | None:
    if day is None:
        return None
    return day.isoformat()[: {MONTH: 7, YEAR: 4}.get(precision, 10)]


def _with_time_of_day(reader: _Reader, mention: DateMention) -> DateMention:
    """Take "morning" or "evening" after a day into its words."""
    if reader.low(mention.last) in _PARTS_OF_DAY and reader.low(mention.last - 1) in _WEEKDAYS | {"yesterday": 0}:
        return replace(mention, last=mention.last + 1)
    return mention


def _year_for(reader: _Reader, month: int, day: int, weekday: int | None) -> date | None:
    """The latest year, not in the future, in which the day (and the weekday) fits."""
    limit = reader.published or reader.reference or reader.today
    for year in range(limit.year, limit.year - 30, -1):
        value = _safe(year, month, day)
        if value and value <= limit and weekday in {None, value.weekday()}:
            return value
    return None


def _safe(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None


_RULES: tuple[Rule, ...] = (_absolute, _month_year, _weekday, _relative, _holiday)
_STARTERS = (
    set(_MONTHS) | set(_WEEKDAYS) | _PARTS_OF_SPAN | {"last", "overnight", "today", "yesterday", "tonight", "the", "this", "next"}
    | {"a", "an", "new", "christmas", "boxing", "several", "about", "nearly", "some", "more", "less", "at", "around", "almost"}
    | set("one two three four five six seven eight nine ten eleven twelve".split())
)  # fmt: skip
