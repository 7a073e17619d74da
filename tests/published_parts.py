"""Parts of published documents, in the shapes of docs/documents.md, for ``published_factories``."""

from datetime import date, datetime
from typing import Any

from tracker.published.models import PublishedForce, PublishedPerson, PublishedPlace

KINDS = {
    "event": "events",
    "person": "persons",
    "force": "forces",
    "place": "places",
    "article": "articles",
    "topic": "topics",
}
COUNTRIES = {"IQ": "Iraq", "SY": "Syria", "UA": "Ukraine", "SD": "Sudan", "ML": "Mali", "MM": "Myanmar"}
TYPES = {
    "raid": "Raid",
    "airstrike": "Air strike",
    "shelling": "Shelling",
    "clash": "Clash",
    "other": "Other",
}
GRADES = {
    "one_party": "One party only",
    "parties_agree": "The parties agree",
    "one_independent": "One independent source",
    "several": "Several independent sources",
    "contested": "Contested",
    "discounted": "Discounted",
}
OPS = {
    "publish": "Published",
    "update": "Updated",
    "clarify": "Clarified",
    "correct": "Corrected",
    "retract": "Retracted",
    "withdraw": "Withdrawn",
}


def iso(at: datetime) -> str:
    """The moment as documents write it."""
    return at.isoformat().replace("+00:00", "Z")


def term(code: str, label: str = "") -> dict[str, str]:
    """A code with its label."""
    return {"code": code, "label": label or code.replace("_", " ").capitalize()}


def change(version: int, op: str, note: str, at: datetime) -> dict[str, Any]:
    """One entry of a record's history."""
    return {"version": version, "op": op, "op_label": OPS.get(op, op), "at": iso(at), "note": note}


def head(kind: str, public_id: Any, number: int, at: datetime) -> dict[str, Any]:
    """What every document begins with."""
    return {
        "schema": 1,
        "kind": str(kind),
        "id": str(public_id),
        "number": number,
        "version": 1,
        "url": f"/{KINDS[kind]}/{number}/",
        "api_url": f"/api/v1/{KINDS[kind]}/{public_id}/",
        "status": "live",
        "published_at": iso(at),
        "updated_at": iso(at),
        "changes": [change(1, "publish", "", at)],
        "second_check_pending": False,
        "licence": "CC BY 4.0",
    }


def name(spelling: str, kind: str = "official", script: str = "Latn") -> dict[str, Any]:
    """One spelling of a name."""
    return {"name": spelling, "kind": term(kind), "language": "", "script": script}


def ref(row: PublishedForce | PublishedPerson | PublishedPlace) -> dict[str, Any]:
    """A pointer at a published record."""
    url = f"/{KINDS[row.kind]}/{row.number}/"
    return {"id": str(row.public_id), "number": row.number, "name": row.title, "url": url}


def place_ref(row: PublishedPlace) -> dict[str, Any]:
    """A pointer at a place, with what a reader needs to know of it."""
    found = row.body
    return {
        **ref(row),
        "kind": found["place_kind"]["code"],
        "country_code": found["country_code"],
        "country": found["country"],
        "compass": found["compass"],
    }


def where(row: PublishedPlace) -> dict[str, Any]:
    """An event at this place; a country, an area or a region gives no point."""
    found = row.body
    precision = {"country": 6, "region": 5, "admin1": 4, "admin2": 3}.get(found["place_kind"]["code"], 1)
    point = {key: found[key] if precision < 3 else None for key in ("latitude", "longitude")}
    return {"place": place_ref(row), **point, "geo_precision": precision}


def force_part(row: PublishedForce, role: str, side: str) -> dict[str, Any]:
    """A force in an event."""
    kind = row.body["force_kind"]
    return {**ref(row), "kind": kind, "side": side, "role": term(role), "certainty": term("confirmed")}


def person_part(row: PublishedPerson, role: str, side: str) -> dict[str, Any]:
    """A person named in an event."""
    found = row.body
    posting = found["postings"][0]["title"] if found["postings"] else None
    return {
        **ref(row),
        "side": side,
        "role": term(role),
        "certainty": term("confirmed"),
        "title": posting,
        "fate": found["fate"],
        "fate_note": found["fate_note"],
    }


def event(earliest: date, latest: date, event_type: str, grade: str) -> dict[str, Any]:
    """An event with neither figures nor actors."""
    return {
        "title": "Raid in western Iraq",
        "summary": "Troops carried out a raid. One party gives a figure.",
        "type": term(event_type, TYPES.get(event_type, "")),
        "means": [],
        "when": {
            "earliest": earliest.isoformat(),
            "latest": latest.isoformat(),
            "precision": 1 if earliest == latest else 2,
            "is_inferred": False,
            "local_time": None,
            "time_zone": None,
        },
        "where": {
            "place": None,
            "as_worded": None,
            "latitude": None,
            "longitude": None,
            "geo_precision": None,
            "is_blurred": False,
        },
        "further_places": [],
        "clarity": 1,
        "civilian_targeting": False,
        "grade": term(grade, GRADES[grade]),
        "is_sensitive": False,
        "topics": [],
        "links": [],
        "external_ids": [],
        "tallies": [],
        "claims": [],
        "forces": [],
        "persons": [],
        "unnamed_persons": [],
        "targets": [],
        "sources": [source(1)],
        "source_count": 1,
        "independent_source_count": 1,
        "is_disputed": False,
        "verification": {"code": "checked", "label": "Checked by the desk"},
    }


def source(index: int, **overrides: Any) -> dict[str, Any]:
    """A source of an event."""
    return {
        "index": index,
        "id": f"00000000-0000-4000-8000-{index:012d}",
        "number": index,
        "title": "Raid reported in the west",
        "outlet": "News wire",
        "outlet_kind": term("agency", "News agency"),
        "is_party": False,
        "published_on": "2024-09-13",
        "link": f"https://news.example/{index}",
        "url": f"/articles/{index}/",
        "role": term("primary"),
        **overrides,
    }


def speaker(spoken_by: str = "Central Command", **overrides: Any) -> dict[str, Any]:
    """Who says so: a force without a page, unless told otherwise."""
    return {
        "kind": "force",
        "name": spoken_by,
        "id": None,
        "url": None,
        "speaks_for": None,
        "is_party": True,
        **overrides,
    }


def claim(position: int, topic: str, **overrides: Any) -> dict[str, Any]:
    """One claim, empty but for its topic."""
    return {
        "position": position,
        "topic": term(topic),
        "mode": term("indirect", "Reported speech"),
        "hedge": term("asserted"),
        "link": term("stated", "Stated by the source"),
        "speaker": speaker(),
        **dict.fromkeys(("outcome", "standing", "who", "side", "low", "best", "high")),
        "is_approximate": False,
        "is_negated": False,
        "group": None,
        "part_of": None,
        "perspective": None,
        "about": {"force": None, "person": None, "place": None},
        "fate": None,
        "statement_kind": None,
        "words": [],
        "paraphrase": None,
        "said_on": "2024-09-13",
        "said_precision": 1,
        "source": 1,
        **overrides,
    }


def casualties(position: int, outcome: str, low: int, high: int | None, **overrides: Any) -> dict[str, Any]:
    """A claim about people killed, wounded, …"""
    counted = {
        "outcome": term(outcome),
        "standing": term("unknown", "Not stated"),
        "who": term("all"),
        "side": "B",
        "low": low,
        "best": low,
        "high": high,
        "paraphrase": f"Says that {low} were {outcome}.",
    }
    return claim(position, "casualties", **{**counted, **overrides})


def tally(outcome: str, figures: tuple[int | None, int | None, int | None], **overrides: Any) -> dict[str, Any]:
    """A figure of the desk: low, best, high."""
    low, best, high = figures
    return {
        "outcome": term(outcome),
        "standing": term("unknown", "Not stated"),
        "who": term("all"),
        "side": "B",
        "label": f"{outcome.capitalize()}, side B",
        "group": None,
        "low": low,
        "best": best,
        "high": high,
        "is_at_least": best is not None and high is None,
        "rule": term("single_claim", "The only claim there is"),
        "reason": None,
        "claims": [0],
        **overrides,
    }


def figures(killed: tuple[int | None, int | None, int | None] | None) -> tuple[list[Any], list[Any]]:
    """Claims and tallies: one of each, or none where ``killed`` is None; all null means "no report"."""
    if killed is None:
        return [], []
    low, _, high = killed
    if low is None:
        return [], [tally("killed", killed, claims=[])]
    return [casualties(0, "killed", low, high)], [tally("killed", killed)]
