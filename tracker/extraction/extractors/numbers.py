"""Figures as worded: digits, words, vague amounts and their bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.extraction.extractors.document import Token

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}
_VAGUE = {
    "several": 3,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "tens": 20,
    "few": 3,
    "handful": 3,
}
_ABOUT = frozenset({"about", "some", "nearly", "approximately", "around", "almost", "roughly", "estimated", "approx."})
_FLOORS = (
    ("at", "least"),
    ("more", "than"),
    ("no", "fewer", "than"),
    ("no", "less", "than"),
    ("not", "less", "than"),
    ("over",),
    ("upwards", "of"),
    ("a", "minimum", "of"),
)
_CEILINGS = (
    ("up", "to"),
    ("as", "many", "as"),
    ("at", "most"),
    ("no", "more", "than"),
    ("fewer", "than"),
    ("less", "than"),
)
_STARTERS = (
    set(_UNITS)
    | set(_TENS)
    | set(_VAGUE)
    | _ABOUT
    | {phrase[0] for phrase in _FLOORS + _CEILINGS}
    | {"a", "an", "many", "between", "from"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Tokens ``first`` to ``last`` (exclusive) as bounds; None is an open end."""

    first: int
    last: int
    low: int | None
    high: int | None
    is_approximate: bool = False


def figure_at(tokens: Sequence[Token], index: int) -> Figure | None:
    """The longest figure that starts at a token, its hedging words included."""
    word = _low(tokens, index)
    if not word or not (word[0].isdigit() or word in _STARTERS or "-" in word):
        return None
    first, index, bound, approximate = index, *_hedge(tokens, index)
    between = _low(tokens, index) in {"between", "from"}
    vague = None if between else _vague(tokens, index)
    if vague:
        value, last = vague
        return Figure(first, last, value, None, True)
    amount = _amount(tokens, index + between)
    if amount is None:
        return None
    value, last = amount
    joiner = _low(tokens, last)
    if joiner in {"to", "-", "–", "and"} and (joiner != "and" or between):
        upper = _amount(tokens, last + 1)
        if upper and upper[0] > value:
            return Figure(first, upper[1], value, upper[0], approximate)
    if between:
        return None
    if (
        bound == "floor"
        or _low(tokens, last) == "plus"
        or (_low(tokens, last), _low(tokens, last + 1)) == ("or", "more")
    ):
        return Figure(first, last, value, None, approximate)
    return Figure(first, last, None if bound == "ceiling" else value, value, approximate)


def _hedge(tokens: Sequence[Token], index: int) -> tuple[int, str, bool]:
    """Skip hedging words: the index of the amount, the kind of bound, approximate or not."""
    approximate = False
    bound = ""
    for _ in range(3):
        word = _low(tokens, index)
        if word in _ABOUT:
            approximate, index = True, index + 1
            continue
        phrase = next((p for p in _FLOORS + _CEILINGS if word == p[0] and _starts(tokens, index, p)), None)
        if phrase is None:
            break
        bound = "floor" if phrase in _FLOORS else "ceiling"
        index += len(phrase)
    if word == "an" and _low(tokens, index + 1) == "estimated":
        return index + 2, bound, True
    return index, bound, approximate


def _vague(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Vague amounts: "dozens", "several hundred", "tens of thousands", "a handful of"."""
    if _low(tokens, index) in {"a", "many"} and _low(tokens, index + 1) in {"few", "handful", "dozens"}:
        index += 1
    word = _low(tokens, index)
    value = _VAGUE.get(word)
    if value is None or (word in {"tens", "few", "scores"} and word == "few" and _low(tokens, index - 1) != "a"):
        return None
    last = index + 1
    following = _low(tokens, last)
    if word in {"several", "few"} and following in {"hundred", "thousand", "dozen"}:
        return {"hundred": 200, "thousand": 2000, "dozen": 24}[following], last + 1
    if (
        following == "of"
        and _low(tokens, last + 1) in {"thousands", "hundreds"}
        and word in {"tens", "hundreds", "dozens"}
    ):
        return value * (1000 if _low(tokens, last + 1) == "thousands" else 100), last + 2
    if word == "tens":
        return None
    return value, last


def _amount(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """A plain amount in digits or words, and where it ends."""
    word = _low(tokens, index)
    if not word:
        return None
    if word in {"a", "an"}:
        scale = _SCALES.get(_low(tokens, index + 1))
        return (scale, index + 2) if scale else None
    if word[0].isdigit():
        digits = word.replace(",", "")
        if digits.isascii() and digits.isdigit() and len(digits) < 13:
            value: float = int(digits)
        elif digits.count(".") == 1 and digits.replace(".", "").isdecimal() and _low(tokens, index + 1) in _SCALES:
            value = float(digits)
        else:
            return None
        return _scaled(tokens, value, index + 1)
    small = _word_value(word)
    if small is None:
        return None
    if small >= 20 and _word_value(_low(tokens, index + 1)) in range(1, 10):
        return small + (_word_value(_low(tokens, index + 1)) or 0), index + 2
    return _scaled(tokens, small, index + 1)


def _word_value(word: str) -> int | None:
    if "-" in word:
        ten, _, unit = word.partition("-")
        if ten in _TENS and unit in _UNITS:
            return _TENS[ten] + _UNITS[unit]
        return None
    return _UNITS.get(word, _TENS.get(word))


def _scaled(tokens: Sequence[Token], value: float, last: int) -> tuple[int, int]:
    total = value
    while _low(tokens, last) in _SCALES and _low(tokens, last) != "score":
        total *= _SCALES[_low(tokens, last)]
        last += 1
    return int(total), last


def _starts(tokens: Sequence[Token], index: int, phrase: tuple[str, ...]) -> bool:
    return all(_low(tokens, index + offset) == word for offset, word in enumerate(phrase))


def _low(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].low if 0 <= index < len(tokens) else ""
