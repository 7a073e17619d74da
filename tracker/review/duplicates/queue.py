"""Pairs that wait for a word, newest record first, a bounded number of records a page; the unsure come last."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tracker.core.states import EditorialState
from tracker.places.models import Place
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import Judgement, Verdict
from tracker.review.duplicates.alike import Alike, alike
from tracker.revisions.models import Kind

LOOKED_AT = 20  # records a page
PAIRS_SHOWN = 25
_UNSURE = "unsure"


@dataclass(frozen=True)
class Waiting:
    """One pair: the newer record, and the one it may be the same as."""

    record: Any
    other: Alike


@dataclass(frozen=True)
class Stretch:
    """A page of the queue. ``older`` is the key of the next page, empty at the very end."""

    pairs: list[Waiting]
    older: str
    looked_at: int


def stretch(kind: Kind, key: str = "") -> Stretch:
    """The pairs of the next ``LOOKED_AT`` records before ``key``; behind the last record, those left unsure.

    Work a page is bounded: at most that many look-ups, whatever the number of records. A pair is
    shown once, with its newer record.
    """
    if key.startswith(_UNSURE):
        return _unsure(kind, key.removeprefix(_UNSURE))
    rows = _records(kind)
    if key.isascii() and key.isdecimal() and len(key) < 16:
        rows = rows.filter(pk__lt=int(key))
    looked = list(rows[:LOOKED_AT])
    pairs = [
        Waiting(record, other)
        for record in looked
        for other in alike(kind, record)
        if other.record.pk < record.pk and not other.verdict
    ]
    older = str(looked[-1].pk) if len(looked) == LOOKED_AT else _UNSURE
    return Stretch(sorted(pairs, key=lambda pair: -pair.other.score), older, len(looked))


def _unsure(kind: Kind, before: str) -> Stretch:
    """The pairs of which somebody said "unsure", the last said first."""
    said = Judgement.objects.filter(kind=kind, verdict=Verdict.UNSURE).order_by("-pk")
    if before.isascii() and before.isdecimal() and len(before) < 16:
        said = said.filter(pk__lt=int(before))
    listed = list(said.select_related("by")[:PAIRS_SHOWN])
    model = AGGREGATES[kind].model
    pks = {pk for each in listed for pk in (each.first, each.second)}
    rows = {row.pk: row for row in model._default_manager.exclude(state=EditorialState.RETRACTED).filter(pk__in=pks)}
    pairs = [
        Waiting(rows[each.second], Alike(rows[each.first], 0.5, (f"unsure, said {each.by}", each.reason), each.verdict))
        for each in listed
        if each.first in rows and each.second in rows
    ]
    older = f"{_UNSURE}{listed[-1].pk}" if len(listed) == PAIRS_SHOWN else ""
    return Stretch(pairs, older, len(listed))


def _records(kind: Kind) -> QuerySet[Any]:
    """The records to look at, newest first. Of places only those that the desk made."""
    if kind == Kind.PLACE:
        return Place.objects.usable().filter(source_id="").order_by("-pk")
    return AGGREGATES[kind].model._default_manager.exclude(state=EditorialState.RETRACTED).order_by("-pk")
