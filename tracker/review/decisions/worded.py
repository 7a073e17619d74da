"""Reads the reader's plain values: dates, figures, kinds of name and of force."""

from datetime import date, timedelta
from typing import Any

from tracker.actors.models import ForceKind, NameKind
from tracker.core.names import fold
from tracker.events.models import DatePrecision
from tracker.review.decisions.errors import NotReady

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_KUNYA = ("abu ", "umm ", "abou ")
_SECURITY = ("police", "intelligence", "security", "gendarm", "secret service")


def span_of(value: str | None) -> tuple[date, date] | None:
    """First and last day of an ISO date, month or year; None for nothing.

    Raises:
        NotReady: the words are no date.
    """
    if not value:
        return None
    parts = value.split("-")
    try:
        year = int(parts[0])
        if len(parts) == 1:
            return date(year, 1, 1), date(year, 12, 31)
        month = int(parts[1])
        if len(parts) == 2:
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), following - timedelta(days=1)
        day = date(year, month, int(parts[2]))
    except (ValueError, OverflowError) as error:
        raise NotReady(f"“{value}” is not a date. Write it as 2024-08-29, 2024-08 or 2024.") from error
    return day, day


def precision_of(earliest: date, latest: date) -> DatePrecision:
    """How exactly two days pin a date down, as in UCDP GED."""
    days = (latest - earliest).days + 1
    for limit, precision in (
        (1, DatePrecision.DAY),
        (6, DatePrecision.DAYS),
        (7, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
    ):
        if days <= limit:
            return precision
    return DatePrecision.YEAR


def said_on(value: str | None) -> dict[str, Any]:
    """The fields of a claim for the day it was made."""
    span = span_of(value)
    return {"said_on": span[0], "said_precision": precision_of(*span)} if span else {}


def day_words(earliest: date, latest: date) -> str:
    """ "29 August 2024", "29–31 August 2024", "August 2024" or "2024"."""
    if earliest == latest:
        return f"{earliest.day} {earliest:%B %Y}"
    if (earliest.month, earliest.day, latest.month, latest.day) == (
        1,
        1,
        12,
        31,
    ) and earliest.year == latest.year:
        return str(earliest.year)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        is_whole = earliest.day == 1 and (latest + timedelta(days=1)).day == 1
        return f"{earliest:%B %Y}" if is_whole else f"{earliest.day}–{latest.day} {earliest:%B %Y}"
    start = f"{earliest.day} {earliest:%B}" + ("" if earliest.year == latest.year else f" {earliest.year}")
    return f"{start} – {latest.day} {latest:%B %Y}"


def figures(payload: dict[str, Any]) -> dict[str, Any]:
    """``low``, ``best``, ``high`` of a claim; an open end stays null.

    Raises:
        NotReady: the figures are no whole numbers, or upside down.
    """
    low, high = _whole(payload.get("min")), _whole(payload.get("max"))
    if low is not None and high is not None and low > high:
        raise NotReady(f"The lowest figure ({low}) is above the highest ({high}).")
    return {
        "low": low,
        "best": low if low == high else None,
        "high": high,
        "is_approximate": bool(payload.get("approx")),
    }


def _whole(value: Any) -> int | None:
    if value in (None, ""):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError) as error:
        raise NotReady(f"“{value}” is not a whole number.") from error
    if not 0 <= number <= 2_000_000_000:
        raise NotReady(f"{number} cannot be a number of people.")
    return number


def counted(words: str) -> tuple[int | None, str]:
    """The number in front of things, and the things: "four reception houses" is 4 of them."""
    first, _, rest = words.strip().partition(" ")
    number = int(first) if first.isdecimal() and len(first) < 7 else _NUMBERS.get(first.lower())
    return (number, rest.strip()) if rest and number is not None else (None, words.strip())


def name_kind(name: str, *, is_first: bool, is_person: bool) -> NameKind:
    """What sort of name this is, by its look."""
    if is_person and fold(name).startswith(_KUNYA):
        return NameKind.KUNYA
    letters = [char for char in name if char.isalpha()]
    if not is_first and " " not in name.strip() and 2 <= len(letters) <= 8 and all(char.isupper() for char in letters):
        return NameKind.ACRONYM
    return NameKind.OFFICIAL if is_first else NameKind.ALIAS


def force_kind(payload: dict[str, Any]) -> ForceKind:
    """The desk's kind for the reader's state / non-state / coalition / international / body."""
    for given in (payload.get("force_kind"), payload.get("kind")):
        if given in ForceKind.values:
            return ForceKind(given)
        if given == "body":
            return ForceKind.PUBLIC_BODY
        if given == "state":
            is_security = any(word in fold(payload.get("name") or "") for word in _SECURITY)
            return ForceKind.POLICE if is_security else ForceKind.STATE_MILITARY
        if given == "non-state":
            return ForceKind.POLITICAL_MILITIA if "militia" in fold(payload.get("name") or "") else ForceKind.REBEL
    return ForceKind.OTHER
