"""Changes of the public record as readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.pages.wording import day
from tracker.published.models import (
    Change,
    Op,
    PublishedArticle,
    PublishedEvent,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedRecord,
    PublishedTopic,
    RecordKind,
)

CORRECTING = (Op.CORRECT, Op.CLARIFY, Op.RETRACT, Op.WITHDRAW, Op.MERGE, Op.UNMERGE)
MODELS: dict[str, type[PublishedRecord]] = {
    RecordKind.EVENT: PublishedEvent,
    RecordKind.PERSON: PublishedPerson,
    RecordKind.FORCE: PublishedForce,
    RecordKind.PLACE: PublishedPlace,
    RecordKind.ARTICLE: PublishedArticle,
    RecordKind.TOPIC: PublishedTopic,
}


@dataclass(frozen=True)
class Entry:
    """One change: what it was done to, what was done, and the public note."""

    url: str
    title: str
    op: str
    op_label: str
    note: str
    at: datetime
    day: str


def entries(changes: Sequence[Change]) -> list[Entry]:
    """The changes under the titles that their records bear today: a withdrawn one bears none.

    One query for each kind of record among them.
    """
    titles: dict[tuple[str, int], str] = {}
    for kind in {change.kind for change in changes}:
        numbers = [change.number for change in changes if change.kind == kind]
        for number, title in MODELS[kind]._default_manager.filter(number__in=numbers).values_list("number", "title"):
            titles[kind, number] = title
    return [
        Entry(
            url=f"/{change.kind}s/{change.number}/",
            title=titles.get((change.kind, change.number)) or f"{RecordKind(change.kind).label} {change.number}",
            op=change.op,
            op_label=Op(change.op).label,
            note="" if change.op == Op.WITHDRAW else change.note,
            at=change.at,
            day=day(change.at.date()),
        )
        for change in changes
    ]
