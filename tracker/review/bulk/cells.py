"""One cell of a file: how a value is written, and what is read back from it."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models

_YES, _NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n"}
_GUARDED = re.compile(r"^'*[=+\-@\t\r\n]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_PARTED = re.compile(r"(?<!\\)((?:\\\\)*)\|")


class BadCell(ValueError):  # noqa: N818 - reads as the refusal it is
    """What a cell says cannot be read; the message is a sentence for the editor."""


def plain(text: str) -> str:
    """Text as it is compared: one kind of line end, nothing unseen, no blanks around."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def written(field: "models.Field[Any, Any]", value: Any) -> str:
    """A value of a column as a file has it; empty for none. Keys to other records are written elsewhere."""
    if value is None or value == "":
        return ""
    if isinstance(field, models.BooleanField):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date | time):
        return value.isoformat()
    return plain(str(value))


def read(field: "models.Field[Any, Any]", text: str) -> Any:
    """The value that a cell means.

    Raises:
        BadCell: it means none.
    """
    if field.choices:
        return _chosen(field, text)
    for kind, reader in _READERS:
        if isinstance(field, kind):
            return reader(field, text)
    return plain(text)


def is_number(field: "models.Field[Any, Any]") -> bool:
    """Whether a spreadsheet may take the column for numbers or days: only other columns are guarded."""
    return not field.choices and isinstance(
        field, models.IntegerField | models.DecimalField | models.FloatField | models.DateField | models.TimeField
    )


def guarded(text: str) -> str:
    """Text that a spreadsheet would run, with the apostrophe that makes it text."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before ``guarded``."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def joined(values: list[str]) -> str:
    """One row of a part in a line: values parted by a bar, empty ones at the end left away."""
    while values and not values[-1]:
        values = values[:-1]
    return " | ".join(value.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n") for value in values)


def parted(line: str) -> list[str]:
    """The values of a line that ``joined`` wrote, or that somebody typed."""
    pieces = _PARTED.sub(r"\1" + "\x00", line).split("\x00")
    return [re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], piece.strip()) for piece in pieces]


def _chosen(field: Any, text: str) -> Any:
    said = plain(text).casefold()
    for code, label in field.flatchoices:
        if said in {str(code).casefold(), str(label).casefold()}:
            return code
    codes = ", ".join(str(code) for code, _ in field.flatchoices if code != "")
    raise BadCell(f"“{text[:60]}” is none of: {codes}.")


def _truth(field: Any, text: str) -> bool:
    said = plain(text).casefold()
    if said not in _YES | _NO:
        raise BadCell(f"“{text[:60]}” is neither yes nor no.")
    return said in _YES


def _day(field: Any, text: str) -> date:
    try:
        return datetime.fromisoformat(plain(text)).date()
    except ValueError as error:
        raise BadCell(f"“{text[:60]}” is no day. Write days as 2024-08-29.") from error


def _time(field: Any, text: str) -> time:
    try:
        return time.fromisoformat(plain(text))
    except ValueError as error:
        raise BadCell(f"“{text[:60]}” is no time. Write times as 18:30.") from error


def _whole(field: Any, text: str) -> int:
    number = _decimal(field, text)
    if number != number.to_integral_value() or abs(number) > 2_000_000_000:
        raise BadCell(f"“{text[:60]}” is no whole number.")
    return int(number)


def _number(field: Any, text: str) -> float:
    return float(_decimal(field, text))


def _decimal(field: Any, text: str) -> Decimal:
    try:
        number = Decimal(plain(text))
    except InvalidOperation as error:
        raise BadCell(f"“{text[:60]}” is no number. Write numbers as 1234.5.") from error
    if not number.is_finite() or abs(number) > 10**15:
        raise BadCell(f"“{text[:60]}” is no number. Write numbers as 1234.5.")
    places = getattr(field, "decimal_places", None)
    return round(number, places) if places is not None else number


_READERS: tuple[tuple[type[Any], Any], ...] = (
    (models.BooleanField, _truth),
    (models.DateField, _day),
    (models.TimeField, _time),
    (models.DecimalField, _decimal),
    (models.FloatField, _number),
    (models.IntegerField, _whole),
)
