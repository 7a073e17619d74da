"""What others call the record, in every document that has identifiers."""

from tracker.core.external_ids import Scheme, address_of
from tracker.publishing.documents.terms import required
from tracker.publishing.kinds import Document, Snapshot


def external_ids(snapshot: Snapshot, *, ucdp_page: str) -> list[Document]:
    """Scheme, value and page of each identifier, by scheme; none in a version from before there were any."""
    rows = sorted((row["scheme"], row["value"]) for row in snapshot["parts"].get("external_ids", []))
    return [
        {
            "scheme": required(Scheme, scheme),
            "value": value,
            "url": address_of(scheme, value, ucdp_page=ucdp_page) or None,
        }
        for scheme, value in rows
    ]
