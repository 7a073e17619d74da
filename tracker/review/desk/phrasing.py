"""A suggestion in words: its title and what it says, line by line."""

from collections.abc import Callable
from typing import Any

from tracker.actors.models import Fate
from tracker.events.models import ClaimMode, Group, Hedge, LinkBasis, Outcome, Standing
from tracker.extraction.models import SuggestionKind
from tracker.places.models import Compass, PlaceKind
from tracker.review.decisions.roles import names_in_role
from tracker.review.decisions.worded import force_kind

Rows = list[tuple[str, str]]
_PARTS = {"attacker": "Initiator", "partner": "Partner", "victim": "Victim", "target": "Target", "weapon": "Means"}


def figure(payload: dict[str, Any]) -> str:
    """ "14", "at least 12", "up to 40", "20 to 30", "about 900", "none" or "a number not given"."""
    if payload.get("negated"):
        return "none"
    low, high = payload.get("min"), payload.get("max")
    if low is None and high is None:
        return "a number not given"
    if low is None:
        words = f"up to {high:,}"
    elif high is None:
        words = f"at least {low:,}"
    else:
        words = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"about {words}" if payload.get("approx") else words


def title(kind: str, payload: dict[str, Any]) -> str:
    """What is proposed, in one line."""
    if kind == SuggestionKind.EVENT:
        what = str(payload.get("title") or _label(payload.get("type")))
        parts = [what, payload.get("place") or payload.get("place_as_worded"), payload.get("date")]
        return " · ".join(str(part) for part in parts if part)
    if kind == SuggestionKind.CASUALTY:
        outcome = Outcome(payload["kind"]).label if payload.get("kind") in Outcome.values else "Harmed"
        return f"{outcome}: {figure(payload)}" + (f", {payload['who']}" if payload.get("who") else "")
    if kind == SuggestionKind.STRENGTH:
        where = f" in {payload['place']}" if payload.get("place") else ""
        return f"{payload.get('force') or payload.get('who') or '?'}: {figure(payload)}{where}"
    if kind == SuggestionKind.CLAIM:
        return str(payload.get("speaker") or "The outlet")
    return str(payload.get("name") or "?")


def rows(kind: str, payload: dict[str, Any], titles: dict[str, str]) -> Rows:
    """What else is proposed: (label, words), empty ones left out. ``titles`` names other suggestions by key."""
    found = _ROWS[kind](payload, titles)
    return [(label, str(value)) for label, value in found if value]


def _event(payload: dict[str, Any], titles: dict[str, str]) -> list[tuple[str, Any]]:
    day, last = payload.get("date"), payload.get("date_end")
    when = f"{day} to {last}" if last and last != day else day
    roles = payload.get("roles") or {}
    people = [
        (label, ", ".join(names[0] for names in map(names_in_role, roles.get(role) or []) if names))
        for role, label in _PARTS.items()
    ]
    where = payload.get("place")
    worded = payload.get("place_as_worded")
    return [
        ("Type", _label(payload.get("type"))),
        ("When", f"{when} (worked out, not stated in full)" if when and payload.get("date_inferred") else when),
        ("Where", f"{where} (“{worded}”)" if where and worded and worded != where else where or worded),
        *people,
    ]


def _force(payload: dict[str, Any], titles: dict[str, str]) -> list[tuple[str, Any]]:
    is_said = payload.get("force_kind") or payload.get("kind")
    return [
        ("Also", ", ".join(payload.get("aliases") or [])),
        ("Kind", force_kind(payload).label if is_said else ""),
        ("Country", payload.get("country_code")),
    ]


def _person(payload: dict[str, Any], titles: dict[str, str]) -> list[tuple[str, Any]]:
    status = payload.get("status")
    return [
        ("Also", ", ".join(payload.get("aliases") or [])),
        ("Rank", payload.get("rank")),
        ("Role", payload.get("role")),
        ("Force", payload.get("affiliation")),
        ("Fate", f"Reported {Fate(status).label.lower()}" if status in Fate.values else ""),
    ]


def _place(payload: dict[str, Any], titles: dict[str, str]) -> list[tuple[str, Any]]:
    region = payload.get("region") or payload
    compass = region.get("compass")
    has_both = payload.get("lat") is not None and payload.get("lon") is not None
    is_point = has_both and payload.get("kind") not in {"country", "admin1", "region"}
    return [
        ("Also", ", ".join(payload.get("aliases") or [])),
        ("Kind", PlaceKind(payload["kind"]).label if payload.get("kind") in PlaceKind.values else ""),
        ("Part", f"{Compass(compass).label} of {region.get('country')}: a region, no pin" if compass else ""),
        ("Country", payload.get("country") or payload.get("country_code")),
        ("Point", f"{float(payload['lat']):.3f}, {float(payload['lon']):.3f}" if is_point else ""),
    ]


def _casualty(payload: dict[str, Any], titles: dict[str, str]) -> list[tuple[str, Any]]:
    standing, group = payload.get("standing"), payload.get("group")
    return [
        ("Says who", payload.get("attributed_to") or "Nobody named: the sentence's speaker, else the outlet"),
        ("Said on", payload.get("said_on")),
        ("Force", payload.get("force")),
        ("Standing", Standing(standing).label if standing in Standing.values and standing != "unknown" else ""),
        ("Of whom", Group(group).label if group in Group.values and group != "all" else ""),
        ("Part of", titles.get(payload.get("part_of") or "")),
        ("Event", _linked(payload.get("event"), payload.get("event_link"), titles)),
        ("In words", payload.get("paraphrase")),
    ]


def _strength(payload: dict[str, Any], titles: dict[str, str]) -> list[tuple[str, Any]]:
    return [
        ("Of what", payload.get("kind")),
        ("Says who", payload.get("attributed_to") or "The outlet"),
        ("Said on", payload.get("said_on")),
    ]


def _claim(payload: dict[str, Any], titles: dict[str, str]) -> list[tuple[str, Any]]:
    mode, hedge = payload.get("kind"), payload.get("hedge")
    return [
        ("How", ClaimMode(mode).label if mode in ClaimMode.values else ""),
        ("How sure", Hedge(hedge).label if hedge in Hedge.values and hedge != "asserted" else ""),
        ("Said on", payload.get("said_on")),
        ("Event", _linked(payload.get("event"), payload.get("link"), titles)),
        ("In words", payload.get("paraphrase")),
    ]


def _linked(key: str | None, link: str | None, titles: dict[str, str]) -> str:
    name = titles.get(key or "", "")
    return f"{name} ({LinkBasis.INFERRED.label.lower()})" if name and link == LinkBasis.INFERRED else name


def _label(code: str | None) -> str:
    return (code or "").replace("_", " ").replace("-", " ").capitalize()


_ROWS: dict[str, Callable[[dict[str, Any], dict[str, str]], list[tuple[str, Any]]]] = {
    SuggestionKind.EVENT: _event,
    SuggestionKind.FORCE: _force,
    SuggestionKind.PERSON: _person,
    SuggestionKind.PLACE: _place,
    SuggestionKind.CASUALTY: _casualty,
    SuggestionKind.STRENGTH: _strength,
    SuggestionKind.CLAIM: _claim,
}
