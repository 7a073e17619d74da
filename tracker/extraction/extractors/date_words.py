"""Months, weekdays and parts of the day, and what a date in a text is."""

from dataclasses import dataclass
from datetime import date

from tracker.extraction.extractors.document import Document, Token

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "midday", "noon", "dawn"})
PARTS_OF_SPAN = frozenset({"early", "late", "mid", "end", "beginning", "start", "middle"})
UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
HOLIDAYS = {
    ("new", "year"): (1, 1),
    ("christmas", "day"): (12, 25),
    ("christmas", "eve"): (12, 24),
    ("boxing", "day"): (12, 26),
}
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


@dataclass(slots=True)
class Reader:
    """One text, when it was published, and the day that relative dates count from."""

    document: Document
    published: date | None
    today: date
    anchor: date | None = None
    reference: date | None = None

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the text."""
        return self.document.tokens

    def low(self, index: int) -> str:
        """The lower-case word at an index, without a full stop."""
        return self.document.low(index).rstrip(".")

    def number(self, index: int, low: int, high: int) -> int | None:
        """A whole number at a token within bounds, an ordinal's letters left off."""
        word = self.low(index)
        digits = word[:-2] if word[-2:] in {"st", "nd", "rd", "th"} else word
        if digits.isascii() and digits.isdigit() and len(digits) <= 4 and low <= int(digits) <= high:
            return int(digits)
        return None
