"""Forces and persons as the public reads them."""

from typing import Any

from tracker.actors.models import Certainty, Fate, ForceKind, LinkKind, NameKind
from tracker.events.models import ClaimTopic
from tracker.publishing.directory import Directory
from tracker.publishing.documents.claims import build_speaker, is_public
from tracker.publishing.documents.place import place_ref
from tracker.publishing.documents.terms import required, term
from tracker.publishing.kinds import Document, Snapshot
from tracker.revisions.models import Kind

Row = dict[str, Any]


def build_force(snapshot: Snapshot, directory: Directory) -> Document:
    """A force, its names, its links to other public forces, and its strengths as claimed."""
    fields, parts = snapshot["fields"], snapshot["parts"]
    claims = [row for row in parts["claims_about"] if row["topic"] == ClaimTopic.STRENGTH and row["event_id"] is None]
    strengths = [row for row in claims if is_public(row, directory)]
    links = [
        _link(row, direction, row[other], directory)
        for part, direction, other in (("links_up", "up", "parent_id"), ("links_down", "down", "child_id"))
        for row in parts[part]
        if is_public(row, directory)
    ]
    return {
        "name": fields["name"],
        "names": [_name(row) for row in parts["names"]],
        "force_kind": required(ForceKind, fields["kind"]),
        "country_code": fields["country_code"],
        "country": directory.country(fields["country_code"]),
        "allegiance": fields["allegiance"],
        "active_from": fields["active_from"],
        "active_until": fields["active_until"],
        "summary": fields["summary"],
        "links": [link for link in links if link["force"]],
        "strengths": [_strength(row, directory) for row in strengths],
    }


def build_person(snapshot: Snapshot, directory: Directory, naming_reason: str) -> Document:
    """A person whom two people of the desk decided to name, with the reason."""
    fields, parts = snapshot["fields"], snapshot["parts"]
    return {
        "name": fields["name"],
        "names": [_name(row) for row in parts["names"]],
        "summary": fields["summary"],
        "fate": term(Fate, fields["status"]),
        "fate_note": fields["status_note"] or None,
        "postings": [_posting(row, directory) for row in parts["postings"] if is_public(row, directory)],
        "naming_reason": naming_reason,
    }


def _name(row: Row) -> Document:
    return {
        "name": row["name"],
        "kind": required(NameKind, row["kind"]),
        "language": row["language"],
        "script": row["script"],
    }


def _posting(row: Row, directory: Directory) -> Document:
    return {
        "title": row["title"] or None,
        "rank": row["rank"] or None,
        "force": directory.ref(Kind.FORCE, row["force_id"]),
        "area": place_ref(row["area_id"], directory),
        **{key: row[key] for key in ("first_cited", "last_cited", "starts_on", "ends_on")},
        "certainty": required(Certainty, row["certainty"]),
    }


def _link(row: Row, direction: str, other_id: int, directory: Directory) -> Document:
    return {
        "kind": required(LinkKind, row["kind"]),
        "direction": direction,
        "force": directory.ref(Kind.FORCE, other_id),
        "starts_on": row["starts_on"],
        "ends_on": row["ends_on"],
    }


def _strength(row: Row, directory: Directory) -> Document:
    passage = directory.passage(row["passage_id"])
    article_id = passage.text.article_id if passage else None
    source = directory.ref(Kind.ARTICLE, article_id)
    article = directory.body(Kind.ARTICLE, article_id) if article_id else {}
    return {
        **{key: row[key] for key in ("low", "best", "high", "is_approximate")},
        "place": place_ref(row["about_place_id"], directory),
        "speaker": build_speaker(row, directory),
        "said_on": row["said_on"],
        "source": {
            "id": source["id"] if source else None,
            "outlet": article.get("outlet"),
            "published_on": article.get("published_on"),
            "url": source["url"] if source else None,
        },
    }
