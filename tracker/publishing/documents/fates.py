"""What is said to have become of a person, by whom, and what of it does not go together."""

from datetime import date
from typing import Any

from tracker.actors.models import Fate
from tracker.core.days import Period, Window, window
from tracker.events.models import ClaimMode, ClaimTopic, Hedge
from tracker.events.sightings import Report, Sign, contradiction_in, days_of_fate, fate_sign, post_days
from tracker.publishing.directory import Directory
from tracker.publishing.documents.claims import build_speaker, is_public
from tracker.publishing.documents.dated import source_of
from tracker.publishing.documents.event import is_being_verified
from tracker.publishing.documents.terms import required
from tracker.publishing.kinds import Document, Snapshot
from tracker.revisions.models import Kind

Row = dict[str, Any]


def public_fates(snapshot: Snapshot, directory: Directory) -> list[Row]:
    """The frozen claims about a person's fate that may go out: from a public article, and of no hidden event.

    While an event is being verified it says of nobody what became of them, and so does nothing else on its account.
    """
    rows = [row for row in snapshot["parts"].get("claims_about", []) if row["topic"] == ClaimTopic.FATE]
    directory.warm_passages(row["passage_id"] for row in rows if row["passage_id"])
    directory.warm(Kind.EVENT, (row["event_id"] for row in rows if row["event_id"]))
    return [
        row
        for row in rows
        if is_public(row, directory) and (row["event_id"] is None or _may_tell(row["event_id"], directory))
    ]


def _may_tell(event_id: int, directory: Directory) -> bool:
    body = directory.body(Kind.EVENT, event_id)
    return directory.ref(Kind.EVENT, event_id) is not None and not is_being_verified(body)


def build_fates(rows: list[Row], directory: Directory) -> list[Document]:
    """The claims in the order in which they were entered; ``earliest`` and ``latest`` are the days they speak of."""
    return [_fate(row, directory) for row in rows]


def build_contradiction(fates: list[Document], postings: list[Document]) -> Document | None:
    """Reports of a death and of life after it, as positions in ``fates`` and ``postings``; None where there is none."""
    reports = [*_fate_reports(fates), *_post_reports(postings)]
    found = contradiction_in(reports)
    if found is None:
        return None
    return {
        "deaths": [report.source["fate"] for report in found.deaths],
        "sightings": [{"sign": required(Sign, report.sign), **report.source} for report in found.sightings],
    }


def _fate(row: Row, directory: Directory) -> Document:
    event = directory.ref(Kind.EVENT, row["event_id"])
    is_denied = _is_denied(row)
    source = source_of(row["passage_id"], directory)
    sign = fate_sign(row["fate"], is_denied=is_denied)
    told = _told(row, source)
    spoken_of = days_of_fate(sign, _happened(row, directory), told) if sign else None
    has_beginning = spoken_of is not None and spoken_of.first > date.min
    return {
        "fate": required(Fate, row["fate"]),
        "is_denied": is_denied,
        "hedge": required(Hedge, row["hedge"]),
        "speaker": build_speaker(row, directory),
        "said_on": row["said_on"],
        "said_precision": row["said_precision"],
        "earliest": spoken_of.first.isoformat() if spoken_of and has_beginning else None,
        "latest": spoken_of.last.isoformat() if spoken_of else None,
        "event": event,
        "source": source,
    }


def _is_denied(row: Row) -> bool:
    return bool(row["mode"] == ClaimMode.DENIAL or row["is_negated"])


def _told(row: Row, source: Document | None) -> Window | None:
    if row["said_on"]:
        return window(date.fromisoformat(row["said_on"]), row["said_precision"] or 1)
    published_on = source["published_on"] if source else None
    return window(date.fromisoformat(published_on), 1) if published_on else None


def _happened(row: Row, directory: Directory) -> Window | None:
    when = directory.body(Kind.EVENT, row["event_id"]).get("when") if row["event_id"] else None
    return Window(*(date.fromisoformat(when[name]) for name in ("earliest", "latest"))) if when else None


def _fate_reports(fates: list[Document]) -> list[Report]:
    found = []
    for position, fate in enumerate(fates):
        sign = fate_sign(fate["fate"]["code"], is_denied=fate["is_denied"])
        if sign and fate["latest"]:
            first = date.fromisoformat(fate["earliest"]) if fate["earliest"] else date.min
            days = Window(first, date.fromisoformat(fate["latest"]))
            found.append(Report(sign, days, fate["speaker"]["name"], {"fate": position, "posting": None}))
    return found


def _post_reports(postings: list[Document]) -> list[Report]:
    found = []
    for position, posting in enumerate(postings):
        period = Period.read(posting)
        days = post_days(period.start, period.end)
        if days:
            found.append(Report(Sign.IN_POST, days, "", {"fate": None, "posting": position}))
    return found
