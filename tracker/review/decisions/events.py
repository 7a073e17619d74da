"""A suggested event becomes a draft with its place, its words, who took part and what was hit."""

from collections.abc import Iterator
from typing import Any

from tracker.actors.models import Force, Person
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.events.models import (
    Citation,
    CitationRole,
    DatePrecision,
    Event,
    EventTarget,
    EventType,
    GeoPrecision,
    Involvement,
    InvolvementRole,
    Side,
)
from tracker.events.tally import recount
from tracker.extraction.matching import match_force
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.places.models import Place, PlaceKind
from tracker.review.decisions.errors import Ambiguous, NotReady
from tracker.review.decisions.fates import event_of_fate, tell_fate
from tracker.review.decisions.guard import events_alike, tell_apart
from tracker.review.decisions.places import country_code, place_called, region_of
from tracker.review.decisions.roles import names_in_role
from tracker.review.decisions.sitting import DECIDED, Payload, Sitting, effective, record_of
from tracker.review.decisions.worded import counted, day_words, precision_of, span_of

_PARTS = {  # in the order of reading: who is named in two roles keeps the first
    "partner": (InvolvementRole.PARTNER, Side.A),
    "attacker": (InvolvementRole.INITIATOR, Side.A),
    "victim": (InvolvementRole.VICTIM, Side.B),
    "target": (InvolvementRole.TARGET, Side.B),
}
_GEO = {
    PlaceKind.SITE: GeoPrecision.EXACT,
    PlaceKind.TOWN: GeoPrecision.EXACT,
    PlaceKind.ADMIN2: GeoPrecision.ADMIN2,
    PlaceKind.ADMIN1: GeoPrecision.ADMIN1,
    PlaceKind.REGION: GeoPrecision.REGION,
    PlaceKind.COUNTRY: GeoPrecision.COUNTRY,
}
_NEARBY = ("near", "outside", "around", "close to", "km", "miles", "outskirts", "between")


def make_event(sitting: Sitting, suggestion: Suggestion, payload: Payload, choice: int | None) -> Event:
    """Draft the event, or add this article's words to the event chosen.

    Raises:
        NotReady: the event chosen is gone, was taken out, or was merged into another one.
        Ambiguous: the desk has events that are much like it, and the editor said neither which nor a new one (0).
    """
    if choice:
        event = Event.objects.select_for_update().filter(pk=choice).first()
        if event is None:
            raise NotReady("The event you chose is not there any more. Choose again.")
        if event.state == EditorialState.RETRACTED:
            raise NotReady("The event you chose was taken out, or merged into another one. Choose again.")
    else:
        if choice is None and (alike := events_alike(sitting, suggestion, payload)):
            raise Ambiguous(suggestion, payload.get("title") or "This event", alike)
        event = _draft(sitting, suggestion, payload)
        if choice is not None:
            tell_apart(event, events_alike(sitting, suggestion, payload), by=sitting.by)
    sitting.touch(event)
    role = CitationRole.FOLLOW_UP if choice else CitationRole.PRIMARY
    for passage in sitting.passages_of(suggestion, whole_sentence=True):
        if not event.citations.filter(passage=passage).exists():
            sitting.make(suggestion, Citation, event=event, passage=passage, role=role)
    for role_name, item in _fillers(payload):
        _take_part(sitting, suggestion, event, role_name, item)
    _tell_fates(sitting, suggestion, event)
    recount(event)
    return event


def _fillers(payload: Payload) -> Iterator[tuple[str, Any]]:
    """Who and what fills which role, each actor once: partners are no initiators, and nobody attacks themselves.

    What the attacking side suffered is told by the figures of casualties.
    """
    roles = payload.get("roles") or {}
    details = {fold(each.get("words") or ""): each for each in roles.get("target_details") or []}
    seen: set[str] = set()
    for role_name in _PARTS:
        for item in roles.get(role_name) or []:
            names = names_in_role(item)
            keys = set(map(fold, names))
            if keys & seen:
                continue
            seen |= keys
            found = details.get(fold(names[0])) if names and role_name == "target" else None
            yield role_name, {"names": names, "count": found.get("count"), "spans": [found["span"]]} if found else item


def _draft(sitting: Sitting, suggestion: Suggestion, payload: Payload) -> Event:
    code = payload.get("type") or ""
    event_type = EventType.objects.filter(code=code).first()
    if event_type is None:
        raise NotReady(f"The codebook has no event type “{code}”. Amend the type.")
    place = _place(sitting, payload)
    when = dates(payload)
    weapons = [
        names_in_role(item)[0] for item in (payload.get("roles") or {}).get("weapon") or [] if names_in_role(item)
    ]
    return sitting.make(
        suggestion,
        Event,
        title=(payload.get("title") or title(event_type, place, when))[:300],
        event_type=event_type,
        means=", ".join(dict.fromkeys(weapons))[:200],
        place=place,
        place_as_worded=(payload.get("place_as_worded") or "")[:300],
        **when,
        **_located(place, payload),
    )


def dates(payload: Payload) -> dict[str, Any]:
    """The interval in which the event happened, with its precision; empty when no date is given."""
    first, last = span_of(payload.get("date")), span_of(payload.get("date_end"))
    span = first or last
    if span is None:
        return {}
    earliest, latest = span[0], (last or span)[1]
    if latest < earliest:
        raise NotReady("The last day is before the first one.")
    precision: int = precision_of(earliest, latest)
    given = payload.get("date_precision")
    if earliest != latest and isinstance(given, int) and DatePrecision.DAY < given <= DatePrecision.YEAR:
        precision = given
    return {
        "earliest": earliest,
        "latest": latest,
        "date_precision": precision,
        "date_is_inferred": bool(payload.get("date_inferred")),
    }


def title(event_type: EventType, place: Place | None, when: dict[str, Any]) -> str:
    """A neutral title: "Raid in western Iraq, 29 August 2024"."""
    words = event_type.label
    if place is not None:
        name = place.name[0].lower() + place.name[1:] if place.kind == PlaceKind.REGION else place.name
        words += f" in {name}"
    return f"{words}, {day_words(when['earliest'], when['latest'])}" if when else words


def _place(sitting: Sitting, payload: Payload) -> Place | None:
    """The narrowest of the places an event is put in: the region before the country."""
    code = country_code(payload)
    region = region_of(payload)
    if region is not None:
        for suggestion in sitting.of_kind(SuggestionKind.PLACE):
            if region_of(effective(suggestion)) == region and suggestion.state != SuggestionState.REJECTED:
                place = sitting.take(suggestion)
                return place if isinstance(place, Place) else None
    names = [payload.get("place") or "", payload.get("place_as_worded") or ""]
    return place_called(sitting, [name for name in names if fold(name)], code)


def _located(place: Place | None, payload: Payload) -> dict[str, Any]:
    """How exactly the place is known; a point only where the place is one."""
    if place is None:
        return {}
    precision = _GEO[PlaceKind(place.kind)]
    if precision != GeoPrecision.EXACT:
        return {"geo_precision": precision}
    words = f" {fold(payload.get('place_as_worded') or '')} "
    if any(f" {word} " in words for word in _NEARBY):
        precision = GeoPrecision.NEAR
    point = {"latitude": place.latitude, "longitude": place.longitude}
    shown = {"public_latitude": place.latitude, "public_longitude": place.longitude}
    return {"geo_precision": precision, **point, **shown}


def _take_part(sitting: Sitting, suggestion: Suggestion, event: Event, role_name: str, item: Any) -> None:
    """One filler of a role: a force or person involved, or a thing that was the target."""
    names = names_in_role(item)
    if not names:
        return
    suggested = sitting.called(names, SuggestionKind.PERSON, SuggestionKind.FORCE)
    actor: Any = sitting.take(suggested) if suggested is not None else _known_force(names)
    if actor is None:
        if role_name == "target":
            _hit(sitting, suggestion, event, names, item)
        return
    role, side = _PARTS[role_name]
    about = {"person": actor} if isinstance(actor, Person) else {"force": actor}
    if not isinstance(actor, Force | Person):
        return
    if not event.involvements.filter(role=role, **about).exists():
        passage = _passage(sitting, suggestion, item)
        sitting.make(suggestion, Involvement, event=event, role=role, side=side, passage=passage, **about)
    if isinstance(actor, Person) and suggested is not None:
        tell_fate(sitting, suggestion, suggested, actor, event)


def _tell_fates(sitting: Sitting, suggestion: Suggestion, event: Event) -> None:
    """The fates of people accepted before, whom the event's roles do not name."""
    for other in sitting.of_kind(SuggestionKind.PERSON):
        if other.state in DECIDED and event_of_fate(sitting, other) is suggestion:
            person = record_of(other)
            if isinstance(person, Person):
                tell_fate(sitting, suggestion, other, person, event)


def _known_force(names: list[str]) -> Force | None:
    found = [match_force(name) for name in names]
    return next((each[0] for each in found if len(each) == 1), None)


def _hit(sitting: Sitting, suggestion: Suggestion, event: Event, names: list[str], item: Any) -> None:
    """A thing that was aimed at: "four reception houses" is four of them."""
    count, words = counted(names[0])
    if isinstance(item, dict) and item.get("count") is not None:
        count = item["count"]
    if event.targets.filter(kind__iexact=words).exists():
        return
    passage = _passage(sitting, suggestion, item)
    sitting.make(suggestion, EventTarget, event=event, kind=words[:200], count=count, passage=passage)


def _passage(sitting: Sitting, suggestion: Suggestion, item: Any) -> Any:
    """The words that show the part: the filler's own, else the event's sentence."""
    spans = item.get("spans") if isinstance(item, dict) else None
    if spans:
        return sitting.passage(*sitting.sentence(*spans[0]))
    return sitting.passage_of(suggestion, whole_sentence=True)
