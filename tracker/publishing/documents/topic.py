"""Topics as the public reads them."""

from typing import Any

from tracker.actors.models import ForceKind
from tracker.events.models import TopicId, TopicKind, TopicRegister
from tracker.publishing.directory import Directory
from tracker.publishing.documents.claims import is_public
from tracker.publishing.documents.ids import external_ids
from tracker.publishing.documents.terms import required
from tracker.publishing.kinds import Document, Snapshot
from tracker.revisions.models import Kind

Row = dict[str, Any]


def build_topic(snapshot: Snapshot, directory: Directory) -> Document:
    """A conflict, dyad, campaign, theatre or theme, with the public forces that are parties to it."""
    fields, parts = snapshot["fields"], snapshot["parts"]
    parties = [party for row in parts["parties"] if is_public(row, directory) and (party := _party(row, directory))]
    return {
        "name": fields["name"],
        "topic_kind": required(TopicKind, fields["kind"]),
        "summary": fields["summary"],
        "starts_on": fields["starts_on"],
        "ends_on": fields["ends_on"],
        "parent": topic_ref(fields["parent_id"], directory),
        "parties": parties,
        "external_ids": _external_ids(snapshot),
    }


def topic_ref(topic_id: int | None, directory: Directory) -> Document | None:
    """A reference to a public topic, with what kind of topic it is."""
    ref = directory.ref(Kind.TOPIC, topic_id)
    if ref is None or topic_id is None:
        return None
    kind = directory.body(Kind.TOPIC, topic_id).get("topic_kind") or required(TopicKind, TopicKind.THEME)
    return {**ref, "kind": kind}


def topic_refs(rows: list[Row], directory: Directory) -> list[Document]:
    """The public topics that the parts of an event or article name."""
    return [ref for row in rows if (ref := topic_ref(row["topic_id"], directory))]


def _external_ids(snapshot: Snapshot) -> list[Document]:
    """What others call it, with the register that numbers it; UCDP has pages for conflicts only."""
    found = []
    for register in TopicRegister:
        rows = [row for row in snapshot["parts"].get("external_ids", []) if row["register"] == register]
        ids = external_ids({"parts": {"external_ids": rows}}, ucdp_page=TopicId.ucdp_page)
        has_page = register == TopicRegister.CONFLICT
        found += [
            {**each, "register": required(TopicRegister, register), "url": each["url"] if has_page else None}
            for each in ids
        ]
    return found


def _party(row: Row, directory: Directory) -> Document | None:
    ref = directory.ref(Kind.FORCE, row["force_id"])
    if ref is None:
        return None
    kind = directory.body(Kind.FORCE, row["force_id"]).get("force_kind") or required(ForceKind, ForceKind.OTHER)
    return {**ref, "kind": kind, "side": row["side"]}
