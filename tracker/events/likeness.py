"""How alike two events are: plain rules over days, places, parties, figures and words, each with its reason.

The score is no probability. ``SAME`` and ``MAYBE`` were set on real events that are known to
differ, and on copies of them with errors as reports make them; see ``docs/decisions/0028-merges.md``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from math import asin, cos, exp, hypot, log, radians, sin, sqrt

from tracker.core.names import fold

SAME = 0.94
MAYBE = 0.75
DAYS_OF_SLACK = 3
_SLACK_KM = {1: 2.0, 2: 15.0, 3: 40.0, 4: 120.0, 5: 250.0, 6: 500.0, 7: 500.0}
_ROUGH = 4  # from this geo precision on, a place says little
_EARTH_KM = 6371.0
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset(
    "the and for from with near that were was are has have had said say says who killed dead died wounded injured "
    "people least some others between against after during into over two three four five report reported reports "
    "forces army troops fighters militants attack attacks raid battle clash clashes strike airstrike shelling".split()
)
Point = tuple[float, float]
Span = tuple[int, int | None]


@dataclass(frozen=True)
class Facts:
    """What is compared of an event; empty or null is "not known", and says nothing for or against.

    ``figures`` are (low, high) by what they count, high null for open; ``parties`` are
    row ids of forces as they stand, ``words`` the folded words of title and summary.
    """

    pk: int = 0
    title: str = ""
    earliest: date | None = None
    latest: date | None = None
    point: Point | None = None
    geo_precision: int | None = None
    place: int | None = None
    country_code: str = ""
    event_type: str = ""
    parties: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()
    figures: dict[tuple[str, str, str], Span] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    passages: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sign:
    """One thing compared: how well it agrees (0–1), how much it counts, and what is seen, in words."""

    agrees: float
    weight: float
    reason: str
    rule: str = ""


@dataclass(frozen=True)
class Likeness:
    """How alike two events are, 0–1, and why; ``is_excluded`` where one thing rules it out."""

    score: float
    reasons: tuple[str, ...]
    is_excluded: bool = False


def likeness(one: Facts, other: Facts) -> Likeness:
    """Compare two events. The order of the two plays no part in the score."""
    if one.passages & other.passages:
        return Likeness(1.0, ("cites the same words",))
    signs = [replace(sign, rule=name) for name, rule in _RULES if (sign := rule(one, other)) is not None]
    reasons = tuple(sign.reason for sign in sorted(signs, key=lambda sign: -sign.weight * abs(sign.agrees - 0.5)))
    if any(sign.agrees == 0 and sign.weight >= _RULING_OUT for sign in signs):
        return Likeness(0.0, reasons, is_excluded=True)
    known = sum(sign.weight for sign in signs)
    if not known:
        return Likeness(0.0, ("nothing to compare",))
    mean = exp(sum(log(max(sign.agrees, 0.02)) * sign.weight for sign in signs) / known)
    missing = _UNKNOWN_AGREES * max(0.0, _WHOLE - known)
    return Likeness(round(min(_most(signs), mean * (known + missing) / max(known, _WHOLE)), 3), reasons)


def _most(signs: list[Sign]) -> float:
    """Two events at one time and place may still be two: only what happened there tells that they are one."""
    if not {sign.rule for sign in signs} & {"where", "parties", "persons"}:
        return MAYBE - 0.01  # a day and a type are shared by many
    rules = {sign.rule for sign in signs if sign.weight >= _TELLS[sign.rule]}
    return 1.0 if {"when", "where"} <= rules and rules & {"figures", "persons", "words"} else SAME - 0.01


def words_of(*texts: str) -> frozenset[str]:
    """The words of texts that may tell one event from another: folded, without numbers and common words."""
    return frozenset(_WORD.findall(fold(" ".join(texts)))) - _COMMON


def km_between(one: Point, other: Point) -> float:
    """Great-circle distance of two points, latitude and longitude in degrees."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, each)) for each in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def _when(one: Facts, other: Facts) -> Sign | None:
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return None
    gap = max((other.earliest - one.latest).days, (one.earliest - other.latest).days)
    if gap > DAYS_OF_SLACK:
        return Sign(0.0, 3.0, f"{gap} days apart")
    if gap > 0:
        return Sign(0.7 if gap == 1 else 0.45 if gap == 2 else 0.25, 3.0, f"{gap} day{'s' if gap > 1 else ''} apart")
    longest = max((each.latest - each.earliest).days for each in (one, other) if each.latest and each.earliest)
    if longest == 0:
        return Sign(1.0, 3.0, "the same day")
    shared = (min(one.latest, other.latest) - max(one.earliest, other.earliest)).days
    if shared == longest:
        return Sign(1.0 if longest < _WEEK else 0.9, 3.0, "the same days")
    return Sign(0.85 if longest < _WEEK else 0.7, 3.0 if longest < _WEEK else 1.5, "the days overlap")


def _where(one: Facts, other: Facts) -> Sign | None:
    if one.country_code and other.country_code and one.country_code != other.country_code:
        return Sign(0.0, 3.0, "in different countries")
    rough = max(one.geo_precision or _ROUGH, other.geo_precision or _ROUGH)
    if one.place and one.place == other.place and rough < _ROUGH:
        return Sign(1.0, 3.0, "the same place")
    if one.point and other.point:
        km = km_between(one.point, other.point)
        slack = hypot(*(_SLACK_KM[each.geo_precision or _ROUGH] for each in (one, other)))
        near = f"{km:.0f} km apart" if km >= 1 else "the same point"
        if km > slack + 30:
            return Sign(0.0, 3.0, near)
        if rough >= _ROUGH:
            return Sign(max(0.4, 0.75 - km / slack / 3), 1.0, near)
        return Sign(max(0.1, exp(-km / (slack + 2))), 3.0, near)
    if one.place and one.place == other.place:
        return Sign(0.75, 1.0, "the same area")
    return None


def _who(one: Facts, other: Facts) -> Sign | None:
    if not (one.parties and other.parties):
        return None
    shared, smaller = len(one.parties & other.parties), min(len(one.parties), len(other.parties))
    if not shared:
        return Sign(0.0, 1.9, "no party in common")
    if shared < smaller:
        return Sign(0.45, 2.0, "some parties in common")
    return Sign(1.0 if len(one.parties) == len(other.parties) else 0.85, 2.0, "the same parties")


def _named(one: Facts, other: Facts) -> Sign | None:
    if not (one.persons and other.persons):
        return None
    if one.persons & other.persons:
        return Sign(1.0, 2.0, "the same person is named")
    return Sign(0.2, 1.0, "other persons are named")


def _how_many(one: Facts, other: Facts) -> Sign | None:
    shared = one.figures.keys() & other.figures.keys()
    if not shared:
        return Sign(0.35, 1.5, "figures of other people") if one.figures and other.figures else None
    marks = [_alike(one.figures[key], other.figures[key]) for key in shared]
    extra = (one.figures.keys() | other.figures.keys()) - shared
    agrees = min(marks) * (0.9 if extra else 1.0)
    words = (
        "the same figures" if agrees >= 0.85 else "figures near each other" if agrees >= 0.6 else "different figures"
    )
    return Sign(agrees, 2.0, words)


def _alike(one: Span, other: Span) -> float:
    """How well two figures go together: 1 for equal, less for a wider span or a gap."""
    if one == other:
        return 1.0 if one[0] > _FEW else 0.85
    (low, high), (other_low, other_high) = one, other
    tops = [top for top in (high, other_high) if top is not None]
    if (high is None or high >= other_low) and (other_high is None or other_high >= low):
        widest = max([*tops, low, other_low])
        return 0.84 if widest - min(low, other_low) <= max(2, widest // 4) else 0.7
    nearest = sorted((low, other_low))
    under, over = min([*tops, nearest[1]]), nearest[1]
    return max(0.0, 0.8 * under / over) if over else 0.0


def _of_what_sort(one: Facts, other: Facts) -> Sign | None:
    if not (one.event_type and other.event_type):
        return None
    if one.event_type == other.event_type:
        return Sign(1.0, 0.7, "the same type")
    return Sign(0.35, 0.7, "of another type")


def _in_which_words(one: Facts, other: Facts) -> Sign | None:
    smaller = min(len(one.words), len(other.words))
    if smaller < _FEWEST_WORDS:
        return None
    share = len(one.words & other.words) / smaller
    words = "much the same words" if share >= 0.6 else "some words in common" if share >= 0.25 else "other words"
    return Sign(min(1.0, 0.3 + share), 0.8, words)


_WEEK, _FEWEST_WORDS, _FEW = 7, 4, 3
_RULING_OUT = 3.0
_WHOLE, _UNKNOWN_AGREES = 10.7, 0.8
_RULES: tuple[tuple[str, Callable[[Facts, Facts], Sign | None]], ...] = (
    ("when", _when), ("where", _where), ("parties", _who), ("persons", _named), ("figures", _how_many),
    ("type", _of_what_sort), ("words", _in_which_words),
)  # fmt: skip
_TELLS = {"when": 2.0, "where": 2.0, "parties": 0.0, "persons": 2.0, "figures": 2.0, "type": 0.0, "words": 0.0}
