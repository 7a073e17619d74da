"""The forms in which texts give dates, one rule for each."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from tracker.extraction.extractors.date_words import (
    HOLIDAYS,
    MONTHS,
    PARTS_OF_SPAN,
    UNITS,
    WEEKDAYS,
    DateMention,
    Reader,
)
from tracker.extraction.extractors.numbers import figure_at


def absolute(reader: Reader, index: int) -> DateMention | None:
    """ "Friday September 13", "29 August 2024", "Dec. 26, 2016", "October 25-26, 2016", "2024-08-29"."""
    weekday = WEEKDAYS.get(reader.low(index))
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
    if value and lies_ahead(reader, index):
        value = _nearest(reader, value, month, day, weekday)
    return DateMention(index, last, value.isoformat() if value else None, DAY, True)


def _day_month(reader: Reader, at: int) -> tuple[int, int, int] | None:
    day = reader.number(at, 1, 31)
    after = at + 1
    if day and reader.low(after) in {"-", "–", "and"} and reader.number(after + 1, 1, 31):
        after += 2
    after += reader.low(after) == "of"
    month = _month(reader, after) if day else None
    return (day, month, after + 1) if day and month else None


def _month_day(reader: Reader, at: int) -> tuple[int, int, int] | None:
    month = _month(reader, at)
    after = at + 1 + (reader.low(at + 1) == "the")
    day = reader.number(after, 1, 31) if month else None
    if not month or not day or reader.low(after + 1) in MONTHS:
        return None
    last = after + 1
    if reader.low(last) in {"-", "–"} and reader.number(last + 1, 1, 31):
        last += 2
    return day, month, last


def _month(reader: Reader, at: int) -> int | None:
    """A month's number; "may" and "march" only with their capital."""
    month = MONTHS.get(reader.low(at))
    return month if month and reader.tokens[at].is_capital else None


def _iso(reader: Reader, index: int) -> DateMention | None:
    year = reader.number(index, 1900, 2100)
    if not year or reader.low(index + 1) != "-" or reader.low(index + 3) != "-":
        return None
    month, day = reader.number(index + 2, 1, 12), reader.number(index + 4, 1, 31)
    value = _safe(year, month, day) if month and day else None
    return DateMention(index, index + 5, value.isoformat()) if value else None


def _month_year(reader: Reader, index: int) -> DateMention | None:
    """ "May 2024", "late 2017", "the end of August", "in 2014", "last month"."""
    at = index
    if reader.low(at) in PARTS_OF_SPAN:
        at += 1
        at += reader.low(at) in {"of", "-"}
        at += reader.low(at) == "the"
    month = _month(reader, at)
    if month:
        after = at + 1 + (reader.low(at + 1) in {",", "of"})
        year = reader.number(after, 1900, 2100)
        if year:
            return DateMention(index, after + 1, f"{year}-{month:02}", MONTH)
        if reader.low(at) == "may" and reader.low(index - 1) not in {
            "in",
            "since",
            "last",
            "of",
            "until",
            "early",
            "late",
        }:
            return None
        guess = _year_for(reader, month, 1, None)
        return DateMention(index, at + 1, f"{guess:%Y-%m}" if guess else None, MONTH, True)
    year = reader.number(at, 1900, 2100)
    word = reader.low(at)
    if year is None or len(word) != 4 or not _is_year(reader, at, at > index):
        return None
    return DateMention(index, at + 1, str(year), YEAR)


def _is_year(reader: Reader, at: int, has_part: bool) -> bool:
    """Whether four digits are a year: by the word before, and no counted thing after."""
    before, after = reader.low(at - 1), reader.low(at + 1)
    if after in {"%", "km", "hours"} or before in {"$", "€", "£"} or (at and reader.tokens[at - 1].text == "#"):
        return False
    prompts = {
        "in",
        "since",
        "until",
        "of",
        "by",
        "from",
        "during",
        "year",
        "before",
        "after",
        "to",
        "and",
        "the",
        "(",
        "between",
    }
    return has_part or before in prompts or before in MONTHS or after in {",", ".", ")"}


def _weekday(reader: Reader, index: int) -> DateMention | None:
    """ "Tuesday", "last Tuesday", "Wednesday morning", "overnight into Tuesday", "Tuesday night"."""
    at = index
    if reader.low(at) == "overnight" and reader.low(at + 1) in {"into", "on", "to"}:
        at += 2
    elif reader.low(at) in {"last", "late", "early"}:
        at += 1
    weekday = WEEKDAYS.get(reader.low(at))
    if weekday is None or not reader.tokens[at].is_capital or len(reader.low(at)) < 3:
        return None
    if len(reader.low(at)) < 5 and not reader.tokens[at].text.endswith("."):
        return None
    value = None
    if reader.published:
        back = (reader.published.weekday() - weekday) % 7
        if lies_ahead(reader, index):
            back -= 7
        value = (reader.published - timedelta(days=back)).isoformat()
    return DateMention(index, at + 1, value, DAY, True)


def _relative(reader: Reader, index: int) -> DateMention | None:
    """ "yesterday", "two days after the raid", "a day earlier", "the same day", "last week"."""
    word, following = reader.low(index), reader.low(index + 1)
    if word in {"today", "yesterday", "tonight", "overnight"}:
        back = 1 if word == "yesterday" else 0
        value = (reader.published - timedelta(days=back)).isoformat() if reader.published else None
        return DateMention(index, index + 1, value, DAY, True)
    if (
        word == "the"
        and following in {"same", "next", "following", "previous"}
        and reader.low(index + 2) in {"day", "evening", "night", "morning"}
    ):
        offset = {"same": 0, "previous": -1}.get(following, 1)
        return _from_anchor(reader, index, index + 3, offset)
    if word in {"hours", "minutes", "moments"} and following == "later":
        return _from_anchor(reader, index, index + 2, 0)
    if word in {"last", "this", "next"} and following in {"week", "month", "year", "weekend"}:
        return _span_ago(reader, index, following, {"last": 1, "this": 0, "next": -1}[word])
    figure = figure_at(reader.tokens, index)
    amount, at = (figure.low, figure.last) if figure else (1, index + 1)
    unit = UNITS.get(reader.low(at))
    if unit is None or amount is None or (figure is None and word not in {"a", "an", "one"}):
        return None
    return _counted(reader, index, at + 1, amount * unit, unit)


def _counted(reader: Reader, index: int, last: int, days: int, unit: int) -> DateMention | None:
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


def _holiday(reader: Reader, index: int) -> DateMention | None:
    parts = (reader.low(index), reader.low(index + 1))
    if parts not in HOLIDAYS:
        return None
    last = index + 2
    if parts[0] == "new":
        if reader.low(last) not in {"'s", "’s"} or reader.low(last + 1) != "day":
            return None
        last += 2
    month, day = HOLIDAYS[parts]
    value = _year_for(reader, month, day, None)
    return DateMention(index, last, value.isoformat() if value else None, DAY, True)


def _from_anchor(reader: Reader, index: int, last: int, offset: int) -> DateMention:
    value = (reader.anchor + timedelta(days=offset)).isoformat() if reader.anchor else None
    return DateMention(index, last, value, DAY, True, "previous", offset)


def _span_ago(reader: Reader, index: int, unit: str, count: int) -> DateMention:
    precision = {"week": WEEK, "weekend": WEEK, "month": MONTH, "year": YEAR}[unit]
    back = {WEEK: 7, MONTH: 30, YEAR: 365}[precision] * count
    day = reader.published - timedelta(days=back) if reader.published else None
    return DateMention(index, index + 2, _cut(day, precision), precision, True)


def _cut(day: date | None, precision: int) -> str | None:
    if day is None:
        return None
    return day.isoformat()[: {MONTH: 7, YEAR: 4}.get(precision, 10)]


def _year_for(reader: Reader, month: int, day: int, weekday: int | None) -> date | None:
    """The latest year, not in the future, in which the day (and the weekday) fits."""
    limit = reader.published or reader.reference or reader.today
    for year in range(limit.year, limit.year - 30, -1):
        value = _safe(year, month, day)
        if value and value <= limit and weekday in {None, value.weekday()}:
            return value
    return None


def lies_ahead(reader: Reader, index: int) -> bool:
    """Whether the words before a date speak of the future: "is due to resume on", "deadline extended to"."""
    first = max(0, index - 8)
    before = [reader.low(at) for at in range(first, index)]
    sentence = reader.tokens[index].sentence
    before = [word for at, word in enumerate(before, first) if reader.tokens[at].sentence == sentence]
    if set(before[-3:]) & _SAID:
        return False
    return bool(set(before) & _AHEAD) or any(pair in _AHEAD_PAIRS for pair in pairwise(before))


def _nearest(reader: Reader, past: date, month: int, day: int, weekday: int | None) -> date:
    """The day itself or the same day of the year after, whichever is nearer to publication."""
    ahead = _safe(past.year + 1, month, day)
    if reader.published is None or ahead is None or weekday is not None:
        return past
    return ahead if ahead - reader.published < reader.published - past else past


def _safe(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None


_AHEAD = frozenset("will deadline scheduled due upcoming expected planned slated extended until".split())
_AHEAD_PAIRS = frozenset(
    ("to", verb) for verb in ("resume", "begin", "start", "meet", "expire", "be", "take", "end", "hold")
)
_SAID = frozenset("said told says announced added".split())
DAY, DAYS, WEEK, MONTH, YEAR = 1, 2, 3, 4, 5
Rule = Callable[["Reader", int], DateMention | None]
RULES: tuple[Rule, ...] = (absolute, _month_year, _weekday, _relative, _holiday)
STARTERS = (
    set(MONTHS)
    | set(WEEKDAYS)
    | PARTS_OF_SPAN
    | {"hours", "minutes", "moments", "last", "overnight", "today", "yesterday", "tonight", "the", "this", "next"}
    | {
        "a",
        "an",
        "new",
        "christmas",
        "boxing",
        "several",
        "about",
        "nearly",
        "some",
        "more",
        "less",
        "at",
        "around",
        "almost",
    }
    | set("one two three four five six seven eight nine ten eleven twelve".split())
)
