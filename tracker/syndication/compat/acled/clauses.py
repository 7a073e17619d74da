"""One condition on one column: what it compares, how, and whether a value meets it."""

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tracker.syndication.api.problems import InvalidParameters, ParameterError, shortened
from tracker.syndication.compat.acled.actors import LABELS
from tracker.syndication.compat.acled.columns import REGION_NAMES, Holds

LIKE, BETWEEN = "LIKE", "BETWEEN"
_COMPARES: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?")
OPERATORS = (*_COMPARES, LIKE, BETWEEN)
_DEFAULTS = {Holds.TEXT: LIKE, Holds.MOMENT: ">="}
_CODES = {label.casefold(): code for code, label in LABELS.items() if label}


@dataclass(frozen=True)
class Clause:
    """``column operator any of values``; BETWEEN has two values and includes both."""

    column: str
    operator: str
    values: tuple[Any, ...]

    def holds(self, value: Any) -> bool:
        """Whether a value of the column meets it; nothing never does."""
        if value is None:
            return False
        given = value.casefold() if isinstance(value, str) else value
        if self.operator == BETWEEN:
            low, high = self.values
            return bool(low <= given <= high)
        if self.operator == LIKE:
            return any(pattern.search(str(given)) for pattern in map(_pattern, self.values))
        compare = _COMPARES[self.operator]
        return any(compare(given, each) for each in self.values)


def read_clause(column: str, text: str, *, holds: Holds, where: str | None) -> Clause:
    """The condition in ``column=text``, with ``column_where=where`` if that was given.

    Raises:
        InvalidParameters: the operator or a value cannot be read.
    """
    chosen = (where or _DEFAULTS.get(holds, "=")).strip().upper()
    if chosen not in OPERATORS:
        raise _fault(f"{column}_where", f"“{shortened(chosen)}” is no operator. Known: {' '.join(OPERATORS)}.")
    if column == "region" and holds is Holds.TEXT:
        text, chosen = _region(text, chosen)
    reader = _text if chosen == LIKE else _READERS[holds]
    try:
        values = tuple(reader(part.strip()) for part in text.split("|"))
    except (ValueError, OverflowError):
        example = _EXAMPLES[holds]
        raise _fault(column, f"“{shortened(text)}” cannot be read. Write it like {example}.") from None
    if chosen == BETWEEN:
        values = _ends(column, values)
    return Clause(column, chosen, values)


def _ends(column: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    low, high = values[0], values[-1]
    if len(values) > 2 or low > high:
        raise _fault(column, "BETWEEN takes the lower value, “|” and the higher value.")
    return low, high


def _region(text: str, chosen: str) -> tuple[str, str]:
    """Regions are given by name or by number; a number means exactly that region."""
    parts = [part.strip() for part in text.split("|")]
    if not all(part.isdecimal() for part in parts):
        return text, chosen
    return "|".join(REGION_NAMES.get(int(part[:9]), "no such region") for part in parts), "="


def _text(text: str) -> str:
    return text.casefold()


def _code(text: str) -> str:
    return _CODES.get(text.casefold(), text)


def _number(text: str) -> float:
    value = float(text.replace(" ", "+"))
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    return date.fromisoformat(found[1]).isoformat()


def _moment(text: str) -> float:
    """Unix seconds, also as ``1.7e+09`` (whose plus a query string turns into a space), or a day or time in UTC."""
    try:
        return _number(text)
    except ValueError:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


_READERS: dict[Holds, Callable[[str], Any]] = {
    Holds.TEXT: _text,
    Holds.CODE: _code,
    Holds.NUMBER: _number,
    Holds.DAY: _day,
    Holds.MOMENT: _moment,
}
_EXAMPLES = {
    Holds.TEXT: "Sudan",
    Holds.CODE: "1",
    Holds.NUMBER: "14",
    Holds.DAY: "2024-08-29, or for BETWEEN 2024-08-01|2024-08-31",
    Holds.MOMENT: "1724889600 or 2024-08-29",
}


def _pattern(text: str) -> re.Pattern[str]:
    """What LIKE looks for anywhere in a value: ``%`` stands for any characters."""
    return re.compile(".*".join(map(re.escape, text.split("%"))), re.DOTALL)


def _fault(parameter: str, detail: str) -> InvalidParameters:
    return InvalidParameters([ParameterError(parameter, detail)])
