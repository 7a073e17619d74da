"""What stands for a merged record in public."""

from tracker.published.models import PublicStatus, PublishedRecord

_MOST_HOPS = 100


def successor_of(record: PublishedRecord) -> PublishedRecord | None:
    """The record at the end of the chain of merges, whatever became of it since; none for a record not merged.

    One query a step.
    """
    found: PublishedRecord | None = record
    for _ in range(_MOST_HOPS):
        if found is None or found.successor is None or found.status != PublicStatus.MERGED:
            break
        found = type(record)._default_manager.filter(public_id=found.successor).first()
    return None if found is record else found
