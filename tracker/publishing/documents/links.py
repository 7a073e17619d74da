"""How an event stands to other public events."""

from tracker.actors.models import Certainty
from tracker.events.models import EventLinkKind
from tracker.publishing.directory import Directory
from tracker.publishing.documents.claims import is_public
from tracker.publishing.documents.terms import required
from tracker.publishing.kinds import Document, Snapshot
from tracker.revisions.models import Kind


def build_links(snapshot: Snapshot, directory: Directory) -> list[Document]:
    """The links whose other end is public, too; a link that rests on words that stay inside stays with them."""
    found = []
    for row in snapshot["parts"].get("links_out", []):
        if row["passage_id"] is not None and not is_public(row, directory):
            continue
        ref = directory.ref(Kind.EVENT, row["other_id"])
        if ref:
            found.append(
                {
                    "kind": required(EventLinkKind, row["kind"]),
                    "certainty": required(Certainty, row["certainty"]),
                    "event": ref,
                }
            )
    return found
