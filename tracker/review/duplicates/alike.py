"""Which records of the desk may be the same as one: the only place that says how each kind is looked up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tracker.actors.finding import Mode, find
from tracker.core.models import EditorialModel
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.events.candidates import like
from tracker.events.likeness import km_between
from tracker.events.models import Event, Topic
from tracker.places.models import Place, PlaceName
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import Judgement, Verdict
from tracker.revisions.models import Kind
from tracker.revisions.standing import stand_ins

_NAMES_ASKED = 4
_NEAR_KM = 30.0
_MOST_TOPICS = 500


@dataclass(frozen=True)
class Alike:
    """A record that may be the same: how alike from 0 to 1, why in words, and what was said of the pair before."""

    record: Any
    score: float
    reasons: tuple[str, ...]
    verdict: str = ""

    @property
    def percent(self) -> int:
        """The score for reading."""
        return round(self.score * 100)


def alike(kind: Kind, record: EditorialModel, *, limit: int = 5) -> list[Alike]:
    """Records that may be the same as this one, the likest first; those judged same or not the same are left out."""
    found = _WAYS[kind](record) if kind in _WAYS else []
    said = verdicts(kind, [(record.pk, each.record.pk) for each in found])
    kept = [(each, said.get(_ordered(record.pk, each.record.pk), "")) for each in found]
    unsaid = [each if not word else Alike(each.record, each.score, each.reasons, word) for each, word in kept]
    return [each for each in unsaid if each.verdict not in (Verdict.SAME, Verdict.NOT_SAME)][:limit]


def verdicts(kind: Kind, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """What was said of these pairs, by (smaller row id, larger row id). One query."""
    wanted = {_ordered(*pair) for pair in pairs}
    rows = Judgement.objects.filter(
        kind=kind, first__in={one for one, _ in wanted}, second__in={other for _, other in wanted}
    )
    found = {(first, second): verdict for first, second, verdict in rows.values_list("first", "second", "verdict")}
    return {pair: found[pair] for pair in wanted if pair in found}


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _events(record: Any) -> list[Alike]:
    event = Event.objects.select_related("event_type", "place").get(pk=record.pk)
    return [Alike(other, found.score, found.reasons) for other, found in like(event, limit=20)]


def _actors(kind: Kind) -> Callable[[Any], list[Alike]]:
    def called_alike(record: Any) -> list[Alike]:
        """By every word of the shorter name, through the index of names; merged records lead to who stands."""
        names = list(dict.fromkeys([record.name, *record.names.values_list("name", flat=True)[:_NAMES_ASKED]]))
        best: dict[int, tuple[float, str, str]] = {}
        for name in names[:_NAMES_ASKED]:
            for hit in find(name, [kind], mode=Mode.EVERY_TOKEN, with_retracted=True):
                if hit.record_id not in best or best[hit.record_id][0] < hit.score:
                    best[hit.record_id] = (hit.score, name, hit.name)
        into = stand_ins(kind, best)
        rows = _standing_rows(kind, set(into.values()) - {record.pk})
        found: dict[int, Alike] = {}
        for pk, (score, name, other) in sorted(best.items(), key=lambda pair: -pair[1][0]):
            row = rows.get(into[pk])
            if row is not None and row.pk not in found:
                found[row.pk] = Alike(row, score, (f"“{name}” is called like “{other}”",))
        return list(found.values())

    return called_alike


def _places(record: Any) -> list[Alike]:
    """By the same folded name, of the same sort, in the same country, and near where both have a point."""
    folded = set(record.names.values_list("folded", flat=True)) | {fold(record.name)}
    rows = PlaceName.objects.filter(folded__in=folded - {""}, place__country_code=record.country_code)
    pks = set(rows.filter(place__kind=record.kind).values_list("place_id", flat=True)[:100])
    found = []
    for place in _standing_rows(Kind.PLACE, set(stand_ins(Kind.PLACE, pks).values()) - {record.pk}).values():
        km = _km(record, place)
        if km is None or km <= _NEAR_KM:
            reason = f"the same name, {km:.0f} km apart" if km is not None else "the same name in the same country"
            found.append(Alike(place, 0.8 if km is None else round(1 - km / _NEAR_KM / 3, 3), (reason,)))
    return sorted(found, key=lambda each: -each.score)


def _topics(record: Any) -> list[Alike]:
    """By the words of the name: all of the shorter one's."""
    words = set(fold(record.name).split())
    found = []
    for topic in Topic.objects.exclude(state=EditorialState.RETRACTED).exclude(pk=record.pk)[:_MOST_TOPICS]:
        other = set(fold(topic.name).split())
        if words and other and (words <= other or other <= words) and topic.kind == record.kind:
            score = round(len(words & other) / len(words | other), 3)
            found.append(Alike(topic, score, ("the words of one name are in the other",)))
    return sorted(found, key=lambda each: -each.score)


def _km(one: Place, other: Place) -> float | None:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    points = [(float(each.latitude or 0), float(each.longitude or 0)) for each in (one, other)]
    return km_between(*points)


def _standing_rows(kind: Kind, pks: set[int]) -> dict[int, Any]:
    rows = AGGREGATES[kind].model._default_manager.exclude(state=EditorialState.RETRACTED).filter(pk__in=pks)
    return {row.pk: row for row in rows}


_WAYS: dict[Kind, Callable[[Any], list[Alike]]] = {
    Kind.EVENT: _events,
    Kind.PERSON: _actors(Kind.PERSON),
    Kind.FORCE: _actors(Kind.FORCE),
    Kind.PLACE: _places,
    Kind.TOPIC: _topics,
}
