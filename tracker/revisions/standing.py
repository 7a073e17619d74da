"""Which record stands for which: merges followed to their end, for every room."""

from collections.abc import Iterable

from tracker.revisions.models import Merge

_MOST_HOPS = 100


class Standing:
    """The merges that stand, read once: one query. Ask it while one thing is done, then let it go."""

    def __init__(self) -> None:
        rows = Merge.objects.standing().order_by("pk").values_list("kind", "record_id", "into_id", "live_before")
        self._into: dict[tuple[str, int], int] = {}
        self._gone: dict[tuple[str, int], list[int]] = {}
        self._live: dict[tuple[str, int], int | None] = {}
        for kind, record_id, into_id, live in rows:
            self._into[kind, record_id] = into_id
            self._gone.setdefault((kind, into_id), []).append(record_id)
            self._live[kind, record_id] = live

    def __bool__(self) -> bool:
        return bool(self._into)

    def as_if(self, kind: str, record_id: int, into_id: int, live: int | None) -> "Standing":
        """The same with one merge more, to see what it would do."""
        self._into[kind, record_id] = into_id
        self._gone.setdefault((kind, into_id), []).append(record_id)
        self._live[kind, record_id] = live
        return self

    def final(self, kind: str, record_id: int) -> int:
        """The record that stands for this one at the end of the chain; itself where it was not merged."""
        while (kind, record_id) in self._into:
            record_id = self._into[kind, record_id]
        return record_id

    def merged_into(self, kind: str, record_id: int) -> list[int]:
        """Every record that this one stands for, through chains, in the order in which they went."""
        found = [*self._gone.get((kind, record_id), [])]
        for pk in found:  # grows while it is walked through
            found.extend(self._gone.get((kind, pk), []))
        return found

    def live_before(self, kind: str, record_id: int) -> int | None:
        """The version of a merged record that the public saw; null for none."""
        return self._live.get((kind, record_id))


def stand_ins(kind: str, record_ids: Iterable[int]) -> dict[int, int]:
    """The record that stands for each of these, itself where it was not merged. A query a step of the longest chain."""
    found = {pk: pk for pk in record_ids}
    for _ in range(_MOST_HOPS):
        rows = Merge.objects.standing().filter(kind=kind, record_id__in=set(found.values()))
        into = dict(rows.values_list("record_id", "into_id")) if found else {}
        if not into:
            break
        found = {pk: into.get(now, now) for pk, now in found.items()}
    return found


def merged_into(kind: str, record_ids: Iterable[int]) -> dict[int, list[int]]:
    """The records that each of these stands for, through chains. A query a step of the longest chain."""
    found: dict[int, list[int]] = {pk: [] for pk in record_ids}
    owner = {pk: pk for pk in found}
    edge = set(found)
    for _ in range(_MOST_HOPS):
        rows = Merge.objects.standing().filter(kind=kind, into_id__in=edge).order_by("pk") if edge else []
        edge = set()
        for merge in rows:
            owner[merge.record_id] = owner[merge.into_id]
            found[owner[merge.into_id]].append(merge.record_id)
            edge.add(merge.record_id)
        if not edge:
            break
    return found


def standing_merge(kind: str, record_id: int) -> Merge | None:
    """The merge in which the record went; null where it stands for itself."""
    return Merge.objects.standing().filter(kind=kind, record_id=record_id).first()
