"""Points as people write them: decimal degrees, or degrees, minutes and seconds. Plain Python."""

import re
import unicodedata
from decimal import Decimal

Point = tuple[Decimal, Decimal]
"""Latitude and longitude, WGS 84 decimal degrees, five places (about a metre)."""

_PLACES = Decimal("0.00001")
_LONGEST = 100
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("°º˚⁰", "d"),
        **dict.fromkeys("′'’‘ʹʼ´`", "m"),
        **dict.fromkeys('″"”“ʺ˝', "s"),
        **dict.fromkeys("−–‐‑﹣－", "-"),
        "،": ",",
        "؛": ";",
        "٫": ".",
    }
)
_NUMBER = r"\d{1,3}(?:[.,]\d{1,12})?"
_SMALL = r"\d{1,2}(?:[.,]\d{1,12})?"
_ONE = re.compile(rf"([-+]?)\s*({_NUMBER})\s*d?\s*(?:({_SMALL})\s*m?\s*(?:({_SMALL})\s*s?)?)?")
_LETTERS_FIRST = re.compile(r"([NSEW])([^NSEW]+)([NSEW])([^NSEW]+)")
_LETTERS_LAST = re.compile(r"([^NSEW]+)([NSEW])([^NSEW]+)([NSEW])")
_SPLITS = (
    re.compile(r"([^;/]+)[;/]([^;/]+)"),
    re.compile(r"(\S+),\s+(\S+)"),
    re.compile(r"([^,\s]+)\s*,\s*([^,\s]+)"),
    re.compile(r"([^,]*d[^d,]*?)[\s,]+([-+]?[\d.]+\s*d.*)"),
    re.compile(r"([^d]\S*)\s+([^d]\S*)"),
)
_HOW = "Write it as 34.37, 41.92 or as 34°22′N 41°55′E."


class NotAPoint(ValueError):  # noqa: N818 - says what it is
    """The words are no point on earth; the sentence says what to write instead."""


def parse(words: str) -> Point:
    """The point that somebody typed or pasted, latitude first unless letters say otherwise.

    Takes decimal degrees with a point or a comma, degrees with minutes and seconds,
    signs or N, S, E, W, in any script's digits. The 180th meridian is 180, never -180.

    Raises:
        NotAPoint: it cannot be read, or lies beyond a pole or the 180th meridian.
    """
    text = _plain(words)
    for pattern, letters, numbers in ((_LETTERS_FIRST, (1, 3), (2, 4)), (_LETTERS_LAST, (2, 4), (1, 3))):
        if found := pattern.fullmatch(text):
            return _by_letters([found[group] for group in letters], [found[group] for group in numbers], words)
    for pattern in _SPLITS:
        if found := pattern.fullmatch(text):
            return _on_earth(_degrees(found[1], words), _degrees(found[2], words))
    raise NotAPoint(f"“{words.strip()[:60]}” is no point. {_HOW}")


def written(point: Point) -> str:
    """The point in decimal degrees, without idle zeros: "34.37, 41.92"."""
    return ", ".join(_short(part) for part in point)


def in_minutes(point: Point) -> str:
    """The point in whole degrees, minutes and seconds: "34°22′12″N 41°55′12″E"."""
    parts = []
    for value, ahead, behind in zip(point, ("N", "E"), ("S", "W"), strict=True):
        seconds = int((abs(value) * 3600).quantize(Decimal(1)))
        degrees, rest = divmod(seconds, 3600)
        parts.append(f"{degrees}°{rest // 60:02}′{rest % 60:02}″{ahead if value >= 0 else behind}")
    return " ".join(parts)


def _plain(words: str) -> str:
    """Signs and digits of any script as plain ones, capitals, one space."""
    if len(words) > _LONGEST:
        raise NotAPoint(f"This is too long for a point. {_HOW}")
    text = unicodedata.normalize("NFKC", words.translate(_SIGNS)).strip().removeprefix("geo:")
    text = " ".join(text.replace("deg", "d").replace("mm", "s").strip("()[] ").split())
    compass = "nsew" if "d" not in text else "new"  # beside degrees a small s means seconds
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char.upper() if char in compass else char
        for char in text
    )


def _by_letters(letters: list[str], numbers: list[str], words: str) -> Point:
    values = {}
    for letter, number in zip(letters, numbers, strict=True):
        value = _degrees(number, words)
        if number.strip(" ,;/")[:1] in "+-":
            raise NotAPoint(f"“{words.strip()[:60]}” has both a sign and a letter. {_HOW}")
        values["latitude" if letter in "NS" else "longitude"] = -value if letter in "SW" else value
    if len(values) != 2:
        raise NotAPoint(f"“{words.strip()[:60]}” needs one of N and S, and one of E and W. {_HOW}")
    return _on_earth(values["latitude"], values["longitude"])


def _degrees(part: str, words: str) -> Decimal:
    """One coordinate in decimal degrees; only its last number may have decimals."""
    found = _ONE.fullmatch(part.strip(" ,;/"))
    if found is None:
        raise NotAPoint(f"“{words.strip()[:60]}” is no point. {_HOW}")
    numbers = [Decimal(number.replace(",", ".")) for number in found.groups()[1:] if number]
    if any(number >= 60 for number in numbers[1:]):
        raise NotAPoint(f"“{words.strip()[:60]}” has 60 or more minutes or seconds. {_HOW}")
    if any(number % 1 for number in numbers[:-1]):
        raise NotAPoint(f"“{words.strip()[:60]}” has decimals before its minutes or seconds. {_HOW}")
    value = sum((number / 60**power for power, number in enumerate(numbers)), Decimal(0))
    return -value if found[1] == "-" else value


def _on_earth(latitude: Decimal, longitude: Decimal) -> Point:
    if abs(latitude) > 90:
        if abs(latitude) <= 180 and abs(longitude) <= 90:
            meant = f"{_short(longitude)}, {_short(latitude)}"
            raise NotAPoint(f"Latitude comes first and lies between -90 and 90. Did you mean {meant}?")
        raise NotAPoint(f"Latitude {_short(latitude)} lies beyond the pole: it goes from -90 to 90. {_HOW}")
    if abs(longitude) > 180:
        meant = f" Did you mean {_short(longitude - 360 if longitude > 0 else longitude + 360)}?"
        said = f"Longitude {_short(longitude)} lies beyond the 180th meridian: it goes from -180 to 180."
        raise NotAPoint(said + (meant if abs(longitude) < 360 else ""))
    east = abs(longitude) if longitude == -180 else longitude
    return latitude.quantize(_PLACES), east.quantize(_PLACES)


def _short(value: Decimal) -> str:
    return f"{value.quantize(_PLACES).normalize():f}" if value else "0"
