"""What every document begins with, and tombstones."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from tracker.published.models import Op
from tracker.publishing.kinds import Document
from tracker.revisions.models import Kind

SCHEMA = 1
FOLDERS = {
    Kind.EVENT: "events",
    Kind.PERSON: "persons",
    Kind.FORCE: "forces",
    Kind.PLACE: "places",
    Kind.ARTICLE: "articles",
    Kind.TOPIC: "topics",
}


@dataclass(frozen=True)
class Issue:
    """One publication of one record: what the head of its document says."""

    kind: Kind
    public_id: UUID
    number: int
    version: int
    at: datetime
    first_at: datetime
    history: list[Document]
    second_check_pending: bool = False


def page_url(kind: Kind, number: int) -> str:
    """The path of the record's page."""
    return f"/{FOLDERS[kind]}/{number}/"


def api_url(kind: Kind, public_id: UUID) -> str:
    """The path of the record in the API."""
    return f"/api/v1/{FOLDERS[kind]}/{public_id}/"


def stamp(at: datetime) -> str:
    """ISO 8601, UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def entry(version: int, op: Op | str, at: datetime, note: str) -> Document:
    """One line of a document's history."""
    return {"version": version, "op": str(op), "op_label": Op(op).label, "at": stamp(at), "note": note}


def head(issue: Issue) -> Document:
    """The shared beginning of a live document."""
    return {
        **_identity(issue, "live"),
        "published_at": stamp(issue.first_at),
        "updated_at": stamp(issue.at),
        "changes": issue.history,
        "second_check_pending": issue.second_check_pending,
        "licence": settings.DESK_LICENCE,
    }


def tombstone(issue: Issue, *, status: str, reason: str, successor: Document | None = None) -> Document:
    """What is left of a record: that it was there, and why it is gone; of a merged one, what stands for it."""
    left = {**_identity(issue, status), "reason": reason, "at": stamp(issue.at), "changes": issue.history}
    return {**left, "successor": successor} if successor else left


def _identity(issue: Issue, status: str) -> Document:
    return {
        "schema": SCHEMA,
        "kind": issue.kind.value,
        "id": str(issue.public_id),
        "number": issue.number,
        "version": issue.version,
        "url": page_url(issue.kind, issue.number),
        "api_url": api_url(issue.kind, issue.public_id),
        "status": status,
    }
