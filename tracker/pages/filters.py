"""The filters of the event list: read strictly, so that a typing slip is never answered with everything."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from tracker.core.names import fold
from tracker.pages.countries import COUNTRIES
from tracker.published.models import (
    PublicStatus,
    PublishedEvent,
    PublishedEventForce,
    PublishedEventPerson,
    PublishedEventTopic,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedRecord,
    PublishedTerm,
    PublishedTopic,
)
from tracker.published.models.event import PublishedEventQuerySet

NAMES = ("country", "type", "from", "to", "force", "person", "place", "topic", "q")
PAGING = ("after", "before")
MAX_WORDS = 200
_ACTORS: dict[str, type[PublishedRecord]] = {
    "force": PublishedForce,
    "person": PublishedPerson,
    "place": PublishedPlace,
    "topic": PublishedTopic,
}


@dataclass
class EventFilter:
    """What the reader asked for. ``given`` is as typed, ``errors`` one sentence each."""

    given: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    country: str = ""
    event_type: str = ""
    start: date | None = None
    end: date | None = None
    actors: dict[str, PublishedRecord] = field(default_factory=dict)
    words: str = ""

    @property
    def query(self) -> str:
        """The filters as they stand in an address, for the next page's link."""
        return urlencode(self.given)

    def rows(self) -> PublishedEventQuerySet:
        """Live events that match."""
        found = PublishedEvent.objects.live()
        if self.country:
            found = found.filter(country_code=self.country)
        if self.event_type:
            found = found.filter(event_type=self.event_type)
        if self.start or self.end:
            found = found.between(self.start or date.min, self.end or date.max)
        if "place" in self.actors:
            found = found.filter(place=self.actors["place"].pk)
        # A sub-query and not a join: an event that names a force in two roles is still one row.
        if "force" in self.actors:
            links = PublishedEventForce.objects.filter(force=self.actors["force"].pk)
            found = found.filter(pk__in=links.values("event"))
        if "person" in self.actors:
            named = PublishedEventPerson.objects.filter(person=self.actors["person"].pk)
            found = found.filter(pk__in=named.values("event"))
        if "topic" in self.actors:
            grouped = PublishedEventTopic.objects.filter(topic=self.actors["topic"].pk)
            found = found.filter(pk__in=grouped.values("event"))
        return found.naming(self.words) if self.words else found


def single_values(query: QueryDict, allowed: tuple[str, ...], errors: list[str]) -> dict[str, str]:
    """The parameters that are not empty; complains of unknown ones, repeated ones and control characters."""
    given: dict[str, str] = {}
    for name in query:
        values = [value.strip() for value in query.getlist(name)]
        if name.startswith("utm_"):
            continue
        if name not in allowed:
            errors.append(f"“{name[:40]}” is not a filter. There are: {', '.join(allowed)}.")
        elif len(values) > 1:
            errors.append(f"“{name}” is given more than once; give it once.")
        elif re.search(r"[\x00-\x1f\x7f]", values[0]):
            errors.append(f"“{name}” holds characters that cannot be searched for.")
        elif values[0]:
            given[name] = values[0]
    return given


def read_filters(query: QueryDict, types: list[PublishedTerm]) -> EventFilter:
    """The filters of a request. At most one query for each of force, person, place and topic."""
    asked = EventFilter()
    values = single_values(query, NAMES + PAGING, asked.errors)
    asked.given = {name: value for name, value in values.items() if name in NAMES}
    readers: dict[str, Callable[[EventFilter, str], None]] = {
        "country": _read_country,
        "from": _read_start,
        "to": _read_end,
        "q": _read_words,
    }
    for name, value in asked.given.items():
        if name in readers:
            readers[name](asked, value)
        elif name in _ACTORS:
            _read_actor(asked, name, value)
        elif value in {term.code for term in types}:
            asked.event_type = value
        else:
            asked.errors.append(f"“{value[:40]}” is not a type of event. The codebook lists them.")
    if asked.start and asked.end and asked.start > asked.end:
        asked.errors.append("The first day lies after the last day.")
    return asked


def _read_country(asked: EventFilter, value: str) -> None:
    asked.country = value.upper()
    if asked.country not in COUNTRIES:
        asked.errors.append(f"“{value[:40]}” is not a country code. Write two letters, for example IQ.")


def _day(asked: EventFilter, name: str, value: str) -> date | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    asked.errors.append(f"“{value[:40]}” is not a day for “{name}”. Write it like 2024-08-29.")
    return None


def _read_start(asked: EventFilter, value: str) -> None:
    asked.start = _day(asked, "from", value)


def _read_end(asked: EventFilter, value: str) -> None:
    asked.end = _day(asked, "to", value)


def _read_words(asked: EventFilter, value: str) -> None:
    asked.words = fold(value)
    if len(value) > MAX_WORDS:
        asked.errors.append(f"The search is longer than {MAX_WORDS} characters.")
    elif not asked.words:
        asked.errors.append("The search has no letters or digits.")


def _read_actor(asked: EventFilter, name: str, value: str) -> None:
    if re.fullmatch(r"\d{1,9}", value, re.ASCII):
        live = _ACTORS[name]._default_manager.filter(status=PublicStatus.LIVE)
        row = live.filter(number=int(value)).only("number", "title").first()
        if row:
            asked.actors[name] = row
            return
    asked.errors.append(f"There is no {name} with number “{value[:40]}”.")
