"""Before a suggested event becomes a new one: the events of the desk that are much like it."""

from typing import Any

from tracker.accounts.models import User
from tracker.events.candidates import like_facts
from tracker.events.likeness import Facts, words_of
from tracker.events.models import Event
from tracker.extraction.matching import match_force
from tracker.extraction.models import Suggestion, SuggestionKind
from tracker.places import gazetteer
from tracker.places.models import Place, PlaceKind
from tracker.publishing.judging import keep
from tracker.publishing.models import Verdict
from tracker.review.decisions.errors import NotReady
from tracker.review.decisions.places import country_code, region_of
from tracker.review.decisions.roles import names_in_role
from tracker.review.decisions.sitting import DECIDED, Payload, Sitting
from tracker.review.decisions.worded import span_of
from tracker.revisions.models import Kind

_MOST = 4
_FIGHTING = ("partner", "attacker", "target", "victim")


def events_alike(sitting: Sitting, suggestion: Suggestion, payload: Payload) -> list[Event]:
    """Events that the suggested one may be, the likest first; those of this very article are others by its own word."""
    here = {
        each.became_id
        for each in sitting.of_kind(SuggestionKind.EVENT)
        if each.state in DECIDED and each.became_kind == "event" and each.pk != suggestion.pk
    }
    return alike_to(payload, others_than={pk for pk in here if pk is not None})


def alike_to(payload: Payload, *, others_than: set[int]) -> list[Event]:
    """The events much like what a payload says, the likest first; none where its day cannot be read."""
    try:
        facts = _facts(payload)
    except NotReady:
        return []
    found = like_facts(facts, limit=_MOST + len(others_than))
    return [event for event, _ in found if event.pk not in others_than][:_MOST]


def tell_apart(event: Event, others: list[Event], *, by: User) -> None:
    """Keep that an event which the editor called new is none of these."""
    for other in others:
        if other.pk != event.pk:
            keep(Kind.EVENT, event.pk, other.pk, verdict=Verdict.NOT_SAME, by=by, reason="Accepted as a new event.")


def _facts(payload: Payload) -> Facts:
    """What the suggestion says, as far as the register knows the names. A query or two a name; nothing is written."""
    first, last = span_of(payload.get("date")), span_of(payload.get("date_end"))
    span = first or last
    if span is None:
        return Facts()
    place = _place(payload)
    point = None
    if place is not None and place.latitude is not None and place.kind in (PlaceKind.TOWN, PlaceKind.SITE):
        point = (float(place.latitude), float(place.longitude or 0))
    return Facts(
        earliest=span[0],
        latest=max(span[0], (last or span)[1]),
        point=point,
        geo_precision=1 if point else 4,
        place=place.pk if place is not None else None,
        country_code=place.country_code if place is not None else country_code(payload),
        event_type=payload.get("type") or "",
        parties=frozenset(_parties(payload)),
        words=words_of(payload.get("title") or "", payload.get("summary") or ""),
    )


def _place(payload: Payload) -> Place | None:
    name = payload.get("place") or ""
    if not name or region_of(payload) is not None:
        return None
    found = gazetteer.find(name, country_code=country_code(payload) or None, limit=1)
    return found[0] if found else None


def _parties(payload: Payload) -> list[int]:
    roles: dict[str, Any] = payload.get("roles") or {}
    found = []
    for role in _FIGHTING:
        for item in roles.get(role) or []:
            for name in names_in_role(item)[:1]:
                known = match_force(name)
                found += [force.pk for force in known] if len(known) == 1 else []
    return found
