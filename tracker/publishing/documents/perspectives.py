"""Whether a party speaks of its own losses or of the other side's, from public documents alone."""

from typing import Any

from tracker.actors.models import LinkKind
from tracker.events.models import ClaimTopic, Perspective
from tracker.events.sources import whose_losses
from tracker.publishing.directory import Directory
from tracker.publishing.documents.terms import required
from tracker.publishing.kinds import Document
from tracker.revisions.models import Kind

Row = dict[str, Any]


def tell_apart(claims: list[Document], rows: list[Row], forces: list[Document], directory: Directory) -> None:
    """Write ``perspective`` into every claim: a term, or null. ``rows`` are the frozen claims in the same order.

    A force stands on the side it takes part on, or on that of the force it is publicly a part of.
    """
    sides = {force["id"]: force["side"] for force in forces}
    for claim, row in zip(claims, rows, strict=True):
        force_id = row["speaker_force_id"] or row["speaks_for_id"]
        side = _side(force_id, sides, directory) if force_id and row["topic"] == ClaimTopic.CASUALTIES else ""
        found = whose_losses(side, row["side"])
        claim["perspective"] = required(Perspective, found) if found else None


def _side(force_id: int, sides: dict[str, str], directory: Directory) -> str:
    ref = directory.ref(Kind.FORCE, force_id)
    if ref is not None and ref["id"] in sides:
        return sides[ref["id"]]
    for link in directory.body(Kind.FORCE, force_id).get("links", []):
        if link["kind"]["code"] == LinkKind.PART_OF and link["direction"] == "up" and link["force"]["id"] in sides:
            return sides[link["force"]["id"]]
    return ""
