"""The shapes of the change log and of a record's versions."""

from typing import Any

from tracker.syndication.api.serializers.shape import identity, link, moment, shape, text, whole, yes

_ENTRY: dict[str, Any] = {
    "epoch": whole("Grows when the record is restored from a backup."),
    "seq": whole("Rises by one with every publication."),
    "kind": text("event, person, force, place, article or topic."),
    "id": identity(),
    "number": whole("The record's short number."),
    "version": whole("Counts publications of this record."),
    "op": text("publish, update, clarify, correct, retract, withdraw, merge or unmerge."),
    "at": moment(),
    "note": text("The public note.", null=True),
    "successor": identity("Of a merge: the record that stands for this one.", null=True),
    "url": link("The record as it is now."),
    "digest": text("SHA-256(nonce ‖ document), hex."),
    "chain": text("SHA-256(previous chain ‖ digest) over raw bytes, hex."),
}
Change = shape("Change", "One numbered publication.", _ENTRY)
Changes = shape(
    "Changes",
    "Publications behind a number.",
    {
        "epoch": whole("The present epoch."),
        "seq": whole("The number of the last change there is."),
        "has_more": yes("Whether more changes follow at once."),
        "next": link("Where to ask next, now or later."),
        "results": Change(many=True),
    },
)
Version = shape(
    "Version",
    "One published version of a record.",
    {
        **_ENTRY,
        "nonce": text("Hex; null where the version was emptied.", null=True),
        "version_url": link("The bytes that were published; null where they were emptied.", null=True),
    },
)
Versions = shape("Versions", "Every publication of one record.", {"results": Version(many=True)})
