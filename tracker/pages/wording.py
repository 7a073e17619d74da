"""How dates, figures and places are put into words. Plain Python; documents in, text out."""

import calendar
import re
from datetime import date, datetime, timedelta
from typing import Any

DATE_SCALE = {
    1: "Exact day",
    2: "Within two to six days",
    3: "The week is known, the day is not",
    4: "The month is known, the day is not",
    5: "A longer span, up to a year",
}
PLACE_SCALE = {
    1: "Exact place",
    2: "Within about 25 km of the place named",
    3: "District only",
    4: "First-level area only",
    5: "Region only, as the sources word it",
    6: "Country only",
    7: "At sea or in the air, outside any country",
}
GRADE_WORDS = {
    "one_party": "No independent confirmation",
    "parties_agree": "The parties give the same account; no independent confirmation",
    "one_independent": "One source that is not a party to it",
    "several": "Confirmed by sources that do not depend on one another",
    "contested": "Sources disagree on whether it happened as described",
    "discounted": "The desk has reason to doubt that it happened",
}
CONFIRMED_GRADES = ("one_independent", "several")
HEDGES = {"likely": "says it is likely", "possible": "says it is possible"}


def how_sure(grade: str, independent: int) -> str:
    """The grade in a sentence, with how many sources stand on no side."""
    count = f"{independent} independent source{'' if independent == 1 else 's'}" if independent else ""
    return "; ".join(part for part in (GRADE_WORDS.get(grade, ""), count) if part)


def day(value: date | str) -> str:
    """29 Aug 2024."""
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{on.day} {on:%b %Y}"


def long_day(value: date | str) -> str:
    """Thursday 29 August 2024."""
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{on:%A} {on.day} {on:%B %Y}"


def short_day(value: date) -> str:
    """Thu 29 Aug 2024."""
    return f"{value:%a} {day(value)}"


def moment(value: datetime | str) -> str:
    """13 Sep 2024, 18:20 UTC."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{at.day} {at:%b %Y, %H:%M} UTC"


def span(earliest: date | str, latest: date | str) -> str:
    """A short span of days: 29 Aug 2024, 3–6 Aug 2024, Aug 2024, 2024, 30 Aug – 2 Sep 2024."""
    start = date.fromisoformat(earliest) if isinstance(earliest, str) else earliest
    end = date.fromisoformat(latest) if isinstance(latest, str) else latest
    if start == end:
        return day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    if (start.year, start.month) != (end.year, end.month):
        first = f"{start.day} {start:%b}" if start.year == end.year else day(start)
        return f"{first} – {day(end)}"
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        return f"{start:%b %Y}"
    return f"{start.day}–{day(end)}"


def when(value: dict[str, Any]) -> str:
    """The day or days of an event, in full."""
    start, end = date.fromisoformat(value["earliest"]), date.fromisoformat(value["latest"])
    if start == end:
        return long_day(start)
    if value["precision"] == 3 and end - start == timedelta(days=6):
        return f"Week of {start.day} {start:%B %Y}"
    return span(start, end)


def when_note(value: dict[str, Any]) -> str:
    """How exactly the time is known."""
    scale = DATE_SCALE.get(value["precision"], "Precision not stated")
    if value["local_time"]:
        return f"{scale}; {value['local_time'][:5]} local time ({value['time_zone']})"
    return f"{scale}; the hour is not reported" if value["precision"] == 1 else scale


def said(claim: dict[str, Any]) -> str:
    """When a claim was made, as exactly as it is known."""
    if not claim["said_on"]:
        return "not dated"
    on = date.fromisoformat(claim["said_on"])
    precision = claim["said_precision"] or 1
    words = {1: day(on), 2: f"about {day(on)}", 3: f"week of {day(on)}", 4: f"{on:%b %Y}"}
    return words.get(precision, str(on.year))


def number(value: int) -> str:
    """1,234."""
    return f"{value:,}"


def claimed_figure(claim: dict[str, Any]) -> str:
    """The figure of a claim: 14, 14–15, at least 14, about 900, none; empty where it gives none."""
    if claim["is_negated"] and claim["topic"]["code"] in {"casualties", "strength"}:
        return "none"
    low, best, high = claim["low"], claim["best"], claim["high"]
    if low is None and high is None:
        return "" if best is None else number(best)
    if high is None:
        words = f"at least {number(low)}"
    elif low is None:
        words = f"up to {number(high)}"
    else:
        words = number(low) if low == high else f"{number(low)}–{number(high)}"
    return f"about {words}" if claim["is_approximate"] else words


def span_of(low: int | None, best: int | None, high: int | None) -> str:
    """14 (14–15), at least 14, ? where nothing is reported."""
    if best is None:
        return "?"
    if high is None:
        return f"at least {number(low if low is not None else best)}"
    if low == high:
        return number(best)
    return f"{number(best)} ({number(low or 0)}–{number(high)})"


def killed_words(low: int | None, best: int | None, high: int | None) -> str:
    """For a list: "reported killed 14 (14–15)"; "no count reported", never 0, where there is none."""
    if best is None:
        return "no count reported"
    return "no one reported killed" if best == 0 and high == 0 else f"reported killed {span_of(low, best, high)}"


def where_words(where: dict[str, Any]) -> str:
    """Country and place for a list, the country first."""
    place = where["place"]
    if not place:
        return where["as_worded"] or "Place not reported"
    if not place["country"] or place["kind"] == "country":
        return str(place["name"])
    return f"{place['country']}, {place['name']}"


def paragraphs(text: str | list[str] | None) -> list[str]:
    """Paragraphs of plain text, split at empty lines."""
    if isinstance(text, list):
        return [part for part in text if part.strip()]
    return [part.strip() for part in re.split(r"\n\s*\n", text or "") if part.strip()]


def counted(count: int, one: str, many: str = "") -> str:
    """1 source, 2 sources."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"
