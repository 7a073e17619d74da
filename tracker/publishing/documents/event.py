"""Events as the public reads them."""

from typing import Any

from tracker.actors.models import Certainty, ForceKind
from tracker.articles.models import OutletKind
from tracker.events.models import CitationRole, Grade, InvolvementRole
from tracker.published.models import Verification
from tracker.publishing.directory import Directory
from tracker.publishing.documents.claims import build_claims, build_tallies, is_public, public_claims
from tracker.publishing.documents.disputes import fate_of, is_disputed
from tracker.publishing.documents.ids import external_ids
from tracker.publishing.documents.links import build_links
from tracker.publishing.documents.perspectives import tell_apart
from tracker.publishing.documents.place import place_ref
from tracker.publishing.documents.terms import number, required
from tracker.publishing.documents.topic import topic_refs
from tracker.publishing.kinds import Document, Snapshot
from tracker.publishing.speech import Budget
from tracker.revisions.models import Kind

Row = dict[str, Any]


def build_event(snapshot: Snapshot, directory: Directory, budgets: dict[int, Budget]) -> Document:
    """The public document of an event, from a frozen revision and what the public may know of others.

    ``budgets`` say how much of each article may still be quoted, by article id.
    """
    fields = snapshot["fields"]
    parts = {
        name: [row for row in rows if name == "tallies" or is_public(row, directory)]
        for name, rows in snapshot["parts"].items()
    }
    parts["claims"] = public_claims(snapshot["parts"]["claims"], directory)
    hidden = [row for row in snapshot["parts"]["claims"] if row not in parts["claims"]]
    sources = build_sources(parts, directory)
    by_article = {source.pop("_article"): source["index"] for source in sources}
    claims = build_claims(parts["claims"], directory, by_article, budgets)
    forces = [force for row in parts["involvements"] if (force := _force(row, directory))]
    tell_apart(claims, parts["claims"], forces, directory)
    event_type = directory.event_type(fields["event_type_id"])
    return {
        "title": fields["title"],
        "summary": fields["summary"],
        "type": {"code": event_type.code, "label": event_type.label},
        "means": [means.strip() for means in fields["means"].split(",") if means.strip()],
        "when": _when(fields),
        "where": _where(fields, directory),
        "further_places": [ref for row in parts["further_places"] if (ref := place_ref(row["place_id"], directory))],
        "clarity": fields["clarity"],
        "civilian_targeting": fields["civilian_targeting"],
        "grade": required(Grade, fields["grade"]),
        "is_sensitive": fields["is_sensitive"],
        "topics": topic_refs(snapshot["parts"].get("topic_links", []), directory),
        "links": build_links(snapshot, directory),
        "external_ids": [{**row, "url": None} for row in external_ids(snapshot, ucdp_page="")],
        "tallies": build_tallies(parts["tallies"], claims, hidden),
        "claims": claims,
        "forces": forces,
        "persons": _persons(parts, directory),
        "unnamed_persons": _unnamed(parts, directory),
        "targets": [
            {"kind": row["kind"], "count": row["count"], "damage": row["damage"] or None} for row in parts["targets"]
        ],
        "sources": sources,
        "source_count": len({source["outlet"] or source["id"] for source in sources}),
        "independent_source_count": min(fields.get("independent_sources", 0), len(sources)),
        "is_disputed": is_disputed(claims) or fields["grade"] == Grade.CONTESTED,
    }


def known_ahead(snapshot: Snapshot) -> Document:
    """What other documents of the same set may already know of an event: when it was, and whether it is verified."""
    return {"when": _when(snapshot["fields"]), "verification": build_tier(snapshot["fields"])}


def build_tier(fields: Row) -> Document:
    """Whether the event is still being verified."""
    return required(Verification, Verification.PROVISIONAL if fields.get("is_provisional") else Verification.CHECKED)


def is_being_verified(document: Document) -> bool:
    """Whether a public document, or what is known ahead of it, is of an event that is being verified."""
    return bool(document.get("verification", {}).get("code") == Verification.PROVISIONAL)


def build_sources(parts: dict[str, list[Row]], directory: Directory) -> list[Document]:
    """The cited articles, numbered in order of first use. ``_article`` is the row id, taken off by the caller."""
    roles: dict[int, str] = {}
    for row in [*parts["citations"], *parts["claims"], *parts["involvements"]]:
        passage = directory.passage(row["passage_id"])
        if passage is not None:
            roles.setdefault(passage.text.article_id, row.get("role", ""))
    found = []
    for index, (article_id, role) in enumerate(roles.items(), start=1):
        ref = directory.ref(Kind.ARTICLE, article_id) or {}
        article = directory.body(Kind.ARTICLE, article_id)
        kind = article["outlet_kind"]
        known = role if role in CitationRole.values else CitationRole.FOLLOW_UP
        found.append(
            {
                "_article": article_id,
                "index": index,
                "id": ref["id"],
                "number": ref["number"],
                "title": article["title"],
                "outlet": article["outlet"],
                "outlet_kind": kind,
                "is_party": bool(kind) and kind["code"] == OutletKind.PARTY,
                "published_on": article["published_on"],
                "link": article["link"],
                "url": ref["url"],
                "role": required(CitationRole, known),
            }
        )
    return found


def _when(fields: Row) -> Document:
    return {
        "earliest": fields["earliest"],
        "latest": fields["latest"],
        "precision": fields["date_precision"],
        "is_inferred": fields["date_is_inferred"],
        "local_time": fields["local_time"],
        "time_zone": fields["time_zone"] or None,
    }


def _where(fields: Row, directory: Directory) -> Document:
    """Only the public point leaves the house; the exact one stays inside. A withdrawn place takes it along."""
    if fields["place_id"] and directory.is_withdrawn(Kind.PLACE, fields["place_id"]):
        return dict.fromkeys(("place", "as_worded", "latitude", "longitude", "geo_precision"))
    return {
        "place": place_ref(fields["place_id"], directory),
        "as_worded": fields["place_as_worded"] or None,
        "latitude": number(fields["public_latitude"]),
        "longitude": number(fields["public_longitude"]),
        "geo_precision": fields["geo_precision"],
    }


def _force(row: Row, directory: Directory) -> Document | None:
    ref = directory.ref(Kind.FORCE, row["force_id"])
    if ref is None:
        return None
    kind = directory.body(Kind.FORCE, row["force_id"]).get("force_kind") or required(ForceKind, ForceKind.OTHER)
    return {**ref, "kind": kind, **_part(row)}


def _part(row: Row) -> Document:
    return {
        "side": row["side"],
        "role": required(InvolvementRole, row["role"]),
        "certainty": required(Certainty, row["role_certainty"]),
    }


def _persons(parts: dict[str, list[Row]], directory: Directory) -> list[Document]:
    found = []
    for row in parts["involvements"]:
        ref = directory.ref(Kind.PERSON, row["person_id"])
        if ref is None:
            continue
        fate, note = fate_of(row["person_id"], parts["claims"], directory)
        postings = directory.body(Kind.PERSON, row["person_id"]).get("postings") or [{}]
        found.append({**ref, **_part(row), "title": postings[0].get("title"), "fate": fate, "fate_note": note})
    return found


def _unnamed(parts: dict[str, list[Row]], directory: Directory) -> list[Document]:
    found = []
    for row in parts["involvements"]:
        if row["person_id"] is None or directory.ref(Kind.PERSON, row["person_id"]):
            continue
        fate, _ = fate_of(row["person_id"], parts["claims"], directory)
        found.append(
            {
                "description": directory.description(row["person_id"]),
                "side": row["side"],
                "role": required(InvolvementRole, row["role"]),
                "fate": fate,
            }
        )
    return found
