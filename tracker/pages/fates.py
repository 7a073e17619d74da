"""What is said to have become of a person, who says it, and which accounts do not go together."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.core.days import Period, day_words, period_words
from tracker.pages.wording import HEDGES, said, span
from tracker.published.models import PublishedEvent


def fate_rows(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims about the person's fate in the order of their days, for a table. None in an older document."""
    rows = [
        {
            "says": f"{'not ' if fate['is_denied'] else ''}{fate['fate']['label'].lower()}".capitalize(),
            "hedge": HEDGES.get(fate["hedge"]["code"], ""),
            "days": _days(fate),
            "speaker": fate["speaker"],
            "when": said(fate),
            "event": fate["event"],
            "source": fate["source"],
            "order": (fate["latest"] or "", position),
        }
        for position, fate in enumerate(body.get("fates", []))
    ]
    return sorted(rows, key=lambda row: row["order"])


def conflicting(body: dict[str, Any], events: Iterable[PublishedEvent]) -> list[dict[str, Any]]:
    """Reports of a death and of life after it, in words, with who says so; empty where all may be true.

    What the document found, and the person's events that lie after a reported
    death: these may be published later than the person.
    """
    fates, postings = body.get("fates", []), body.get("postings", [])
    found = body.get("contradiction") or {"deaths": [], "sightings": []}
    told = {fate["event"]["number"] for fate in fates if fate["event"]}
    deaths = [position for position, fate in enumerate(fates) if _is_death(fate)]
    later = [
        event
        for event in sorted(events, key=lambda event: (event.earliest, event.number))
        if event.number not in told and any(_is_after(event.earliest, fates[position]) for position in deaths)
    ]
    if not found["sightings"] and not later:
        return []
    refuted = [each for each in deaths if any(_is_after(event.earliest, fates[each]) for event in later)]
    shown = sorted({*found["deaths"], *refuted}, key=lambda position: fates[position]["latest"])
    return [
        *(_fate_line(fates[position]) for position in shown),
        *(_sighting(each, fates, postings) for each in found["sightings"]),
        *(_event_line(event) for event in later),
    ]


def _is_death(fate: dict[str, Any]) -> bool:
    return fate["fate"]["code"] == "killed" and not fate["is_denied"] and bool(fate["latest"])


def _is_after(day: date, fate: dict[str, Any]) -> bool:
    return day > date.fromisoformat(fate["latest"])


def _sighting(found: dict[str, Any], fates: list[dict[str, Any]], postings: list[dict[str, Any]]) -> dict[str, Any]:
    if found["fate"] is not None:
        return _fate_line(fates[found["fate"]])
    post = postings[found["posting"]]
    title = " ".join(word for word in (post["rank"], post["title"]) if word)
    where = f", {post['force']['name']}" if post["force"] else ""
    return {
        "says": f"in post as {title}{where}" if title else f"in post{where}",
        "days": period_words(Period.read(post)),
        "speaker": None,
        "url": "",
        "source": post.get("source"),
    }


def _fate_line(fate: dict[str, Any]) -> dict[str, Any]:
    return {
        "says": f"reported {fate['fate']['label'].lower()}",
        "days": _days(fate),
        "speaker": fate["speaker"],
        "url": fate["event"]["url"] if fate["event"] else "",
        "source": fate["source"],
    }


def _event_line(event: PublishedEvent) -> dict[str, Any]:
    return {
        "says": f"named in “{event.title}”",
        "days": span(event.earliest, event.latest),
        "speaker": None,
        "url": f"/events/{event.number}/",
        "source": None,
    }


def _days(fate: dict[str, Any]) -> str:
    """The days that a claim speaks of: of its event, or up to the day of its telling; empty where not known."""
    if not fate["latest"]:
        return ""
    if not fate["earliest"]:
        return f"{day_words(date.fromisoformat(fate['latest']))} or before"
    return span(fate["earliest"], fate["latest"])
