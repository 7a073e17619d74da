"""What a client of UCDP's interface asks for. Names of parameters are read in any case; unknown ones are ignored."""

import hashlib
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Exists, Q
from django.http import QueryDict

from tracker.published.models import PublishedEventTopic
from tracker.syndication.api.parameters import as_day
from tracker.syndication.api.problems import InvalidParameters, ParameterError, shortened
from tracker.syndication.compat.countries import countries
from tracker.syndication.compat.ucdp.rows import NOBODY, PAIRS
from tracker.syndication.compat.ucdp.selection import ONE_SIDED, is_against, links

DEFAULT_SIZE, HIGHEST_SIZE = 100, 1000
MOST_VALUES = 300
_PAGING = {"page", "pagesize", "after"}
_NUMBER = re.compile(r"[0-9]{1,15}")
_HIGHEST_NUMBER = 2**31 - 1
_CORNER = re.compile(r"\s*(\S+)\s+(\S+)\s*")


@dataclass(frozen=True)
class Asked:
    """``page`` counts from 0. ``after``: the number of the last event of the page before, in links of ours.

    ``key`` is the same for the same filters.
    """

    condition: Q
    key: str
    size: int
    page: int
    after: int | None


def read(query: QueryDict) -> Asked:
    """The query, read.

    Raises:
        InvalidParameters: a value of a known parameter cannot be used.
    """
    given = {name.lower(): text.strip() for name, text in query.items() if isinstance(text, str) and text.strip()}
    condition = Q()
    for name, narrowed in _FILTERS.items():
        if name.lower() in given:
            try:
                condition &= narrowed(given[name.lower()])
            except (ValueError, OverflowError) as error:
                raise InvalidParameters([ParameterError(name, str(error))]) from None
            except ValidationError as error:
                raise InvalidParameters([ParameterError(name, " ".join(error.messages))]) from None
    size = _whole(given, "pagesize", DEFAULT_SIZE)
    if size < 1:
        raise InvalidParameters([ParameterError("pagesize", "A page has at least one event.")])
    after = _whole(given, "after", 0) if "after" in given else None
    filters = sorted((name, text) for name, text in given.items() if name not in _PAGING)
    key = hashlib.blake2b(repr(filters).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return Asked(condition, key, min(size, HIGHEST_SIZE), _whole(given, "page", 0), after)


def _whole(given: dict[str, str], name: str, otherwise: int) -> int:
    text = given.get(name, str(otherwise))
    if _NUMBER.fullmatch(text):
        return int(text)
    raise InvalidParameters([ParameterError(name, f"“{shortened(text)}” is not a whole number from 0 up.")])


def _numbers(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > MOST_VALUES or not all(map(_NUMBER.fullmatch, parts)):
        raise ValueError(f"“{shortened(text)}” is not a list of at most {MOST_VALUES} numbers with commas between.")
    return [int(part) for part in parts]


def _keys(numbers: list[int]) -> list[int]:
    """Those that a column can hold; others match nothing."""
    return [number for number in numbers if number <= _HIGHEST_NUMBER]


def _ids(text: str) -> Q:
    return Q(number__in=_keys(_numbers(text)))


def _countries(text: str) -> Q:
    wanted = set(_numbers(text)) - {0}
    return Q(country_code__in=[code for code, land in countries().items() if land.gw in wanted])


def _box(text: str) -> Q:
    """Two corners, south-west and north-east, each as latitude and longitude; it may cross the antimeridian."""
    corners = [_CORNER.fullmatch(part) for part in text.split(",")]
    try:
        (south, west), (north, east) = [tuple(map(float, found.groups())) for found in corners if found]
    except ValueError:
        raise ValueError(f"“{shortened(text)}” is not a box. Write 33.1 41.2,36.5 44.9 (latitude longitude).") from None
    if not all(map(math.isfinite, (south, west, north, east))) or max(map(abs, (south, north))) > 90:
        raise ValueError("Latitudes go from -90 to 90.")
    if max(map(abs, (west, east))) > 180 or south > north:
        raise ValueError("Longitudes go from -180 to 180; the south-west corner comes first.")
    across = (
        Q(longitude__gte=west, longitude__lte=east) if west <= east else Q(longitude__gte=west) | Q(longitude__lte=east)
    )
    return Q(latitude__gte=south, latitude__lte=north) & across


def _starts(text: str) -> Q:
    return Q(latest__gte=_day(text))


def _ends(text: str) -> Q:
    return Q(earliest__lte=_day(text))


def _day(text: str) -> date:
    return as_day(text.split("T")[0])


def _kinds(text: str) -> Q:
    return Q(violence__in=_numbers(text))


def _actors(text: str) -> Q:
    return Q(Exists(links(Q(force__number__in=_keys(_numbers(text))))))


def _dyads(text: str) -> Q:
    """Topics of kind dyad by number, or pairs of forces as the rows number them."""
    found = Q(pk__in=[])
    for number in _numbers(text):
        one, other = divmod(number, PAIRS)
        if not one:
            named = PublishedEventTopic.objects.filter(topic__topic_kind="dyad", topic__number=other)
            found |= Q(pk__in=named.values("event"))
        elif one <= _HIGHEST_NUMBER:
            is_alone = Q(Exists(links(Q(force__number=one))), violence=ONE_SIDED)
            found |= is_alone if other == NOBODY else is_against(one, other)
    return found


def _years(text: str) -> Q:
    return Q(earliest__year__in=[year for year in _numbers(text) if 1 <= year <= 9999])


_FILTERS: dict[str, Callable[[str], Q]] = {
    "Id": _ids,
    "Country": _countries,
    "Geography": _box,
    "StartDate": _starts,
    "EndDate": _ends,
    "TypeOfViolence": _kinds,
    "Dyad": _dyads,
    "Actor": _actors,
    "Year": _years,
}
