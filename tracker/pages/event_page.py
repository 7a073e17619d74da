"""What the page of one event shows, worked out from its document alone."""

from dataclasses import dataclass, field
from typing import Any

from tracker.pages.casualties import figure_rows
from tracker.pages.claims import claim_groups, says
from tracker.pages.wording import PLACE_SCALE, day, how_sure, paragraphs, said, span, when, when_note, where_words
from tracker.published.models import Verification

_SIDES = ("A", "B", "C", "none")


@dataclass
class Moment:
    """One day in how an event was reported."""

    key: str
    day: str
    lines: list[str] = field(default_factory=list)


@dataclass
class Side:
    """The forces on one side."""

    code: str
    label: str
    forces: list[dict[str, Any]]


def event_context(body: dict[str, Any]) -> dict[str, Any]:
    """Everything the templates need. No queries."""
    standfirst, *rest = paragraphs(body["summary"]) or [""]
    return {
        "event": body,
        "standfirst": standfirst,
        "paragraphs": rest,
        "when": when(body["when"]),
        "when_note": when_note(body["when"]),
        "when_short": span(body["when"]["earliest"], body["when"]["latest"]),
        "where": where_words(body["where"]),
        "where_note": where_note(body["where"]),
        "what_notes": what_notes(body),
        "how_sure": how_sure(body["grade"]["code"], body.get("independent_source_count") or 0),
        "correction": latest_correction(body["changes"]),
        "figures": [] if is_provisional(body) else figure_rows(body),
        "groups": claim_groups(body),
        "sides": sides(body["forces"]),
        "timeline": timeline(body),
    }


def where_note(where: dict[str, Any]) -> str:
    """How exactly the place is known."""
    exactly = PLACE_SCALE.get(where["geo_precision"] or 0, "Precision not stated")
    return f"{exactly}. Shown less exactly than it is known, on purpose" if where.get("is_blurred") else exactly


def is_provisional(body: dict[str, Any]) -> bool:
    """Whether the desk is still checking the event, so that figures are withheld and not unreported."""
    return body.get("verification", {}).get("code") == Verification.PROVISIONAL


def what_notes(body: dict[str, Any]) -> list[str]:
    """Means, and what else a reader must know of the kind of event."""
    notes = [", ".join(body["means"]).capitalize()] if body["means"] else []
    if body["civilian_targeting"]:
        notes.append("Reported as aimed at civilians")
    if body["clarity"] == 2:
        notes.append("Part of a summary figure, not a single incident")
    return notes


def latest_correction(changes: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The newest correction or clarification with a public note."""
    return next((change for change in changes if change["op"] in {"correct", "clarify"} and change["note"]), None)


def sides(forces: list[dict[str, Any]]) -> list[Side]:
    """Forces by side, A first; those on no side last."""
    found = []
    for code in _SIDES:
        on_side = [force for force in forces if (force["side"] or "none") == code]
        if on_side:
            found.append(Side(code, "On no side" if code == "none" else f"Side {code}", on_side))
    return found


def timeline(body: dict[str, Any]) -> list[Moment]:
    """The event, then who said what on which day, oldest first. Undated claims are left out."""
    start = body["when"]["earliest"]
    moments = {
        start: Moment(start, span(start, body["when"]["latest"]), [f"{body['type']['label']}: {body['title']}."])
    }
    for claim in body["claims"]:
        if claim["said_on"]:
            moment = moments.setdefault(claim["said_on"], Moment(claim["said_on"], said(claim)))
            line = f"{claim['speaker']['name']}: {_gist(claim)}"
            if line not in moment.lines:
                moment.lines.append(line)
    for source in body["sources"]:
        if source["published_on"]:
            on = source["published_on"]
            moment = moments.setdefault(on, Moment(on, day(on)))
            moment.lines.append(f"{source['outlet'] or 'A source'} publishes source {source['index']}.")
    return [moments[key] for key in sorted(moments)]


def _gist(claim: dict[str, Any]) -> str:
    if claim["paraphrase"]:
        return str(claim["paraphrase"])
    if claim["words"]:
        return f"“{claim['words'][0]}”"
    outcome = f"{claim['outcome']['label'].lower()} " if claim["outcome"] else f"{claim['topic']['label'].lower()}: "
    return f"{outcome}{says(claim)}"
