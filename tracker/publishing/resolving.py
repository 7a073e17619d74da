"""Frozen records as they read now: what was merged is read through, and names of merged records lead to who stands."""

from typing import Any

from tracker.core.models import EditorialModel
from tracker.publishing.kinds import AGGREGATES, Snapshot
from tracker.publishing.merged_figures import recounted, said_once
from tracker.publishing.models import Withdrawal
from tracker.publishing.relations import Part, keys_of, parts_of
from tracker.revisions.freezing import freeze
from tracker.revisions.models import Kind
from tracker.revisions.standing import Standing, merged_into
from tracker.revisions.verbs import at_version

Row = dict[str, Any]
_SELF_LINKS = {"links_up": "parent_id", "links_down": "child_id", "links_out": "other_id"}
_SPEAKERS = ("speaker_force_id", "speaker_person_id", "speaks_for_id")


def frozen(kind: Kind, record: EditorialModel, standing: Standing | None = None) -> Snapshot:
    """The working row as JSON; under ``merged`` whatever it stands for, with its own parts."""
    snapshot = freeze(record, AGGREGATES[kind].parts)
    known = standing.merged_into(kind, record.pk) if standing is not None else None
    gone = merged_into(kind, [record.pk])[record.pk] if known is None else known
    if gone:
        rows = AGGREGATES[kind].model._default_manager.in_bulk(gone)
        snapshot["merged"] = [{"id": pk, **freeze(rows[pk], AGGREGATES[kind].parts)} for pk in gone if pk in rows]
    return snapshot


class Resolver:
    """Applies the merges that stand to snapshots. One query to make; another where there are merges."""

    def __init__(self, standing: Standing | None = None) -> None:
        self.standing = Standing() if standing is None else standing
        gone = Withdrawal.objects.values_list("kind", "record_id") if self.standing else []
        self._withdrawn = set(gone)

    def resolved(self, kind: Kind, record_id: int, snapshot: Snapshot) -> Snapshot:
        """A copy in which every key leads to the record that stands, with the parts of what was merged into this one.

        A merged record is read as it was frozen with this one; else, where the
        public saw it, as it was live. What was withdrawn is never read. Parts that
        come out the same, and links that come out as links to oneself, are there
        once, or not at all; figures are counted anew. Applied twice it is applied once.
        """
        if not self.standing or snapshot.get("is_resolved"):
            return snapshot
        own = {"fields": self._fields(kind, snapshot["fields"]), "parts": {}}
        others = self._read_through(kind, record_id, snapshot)
        for part in parts_of(kind):
            sources = [snapshot, *(other for _, other in others)]
            rows = [self._row(part, row, record_id) for each in sources for row in each["parts"].get(part.name, [])]
            own["parts"][part.name] = _once(part, rows, record_id)
        own["parts"] |= {name: rows for name, rows in snapshot["parts"].items() if name not in own["parts"]}
        if kind == Kind.EVENT and (others or own["parts"]["claims"] != snapshot["parts"].get("claims", [])):
            self._count_again(own, snapshot, [other for _, other in others])
        gone = [self._fields(kind, other["fields"]) for _, other in others]
        return {**snapshot, **own, "is_resolved": True, "through": [pk for pk, _ in others], "gone": gone}

    def final(self, kind: Kind, record_id: int) -> int:
        """The record that stands for this one."""
        return self.standing.final(kind, record_id)

    def _read_through(self, kind: Kind, record_id: int, snapshot: Snapshot) -> list[tuple[int, Snapshot]]:
        kept = {other["id"]: other for other in snapshot.get("merged", [])}
        found = []
        for pk in self.standing.merged_into(kind, record_id):
            live = self.standing.live_before(kind, pk)
            if (kind.value, pk) in self._withdrawn:
                continue
            if pk in kept:
                found.append((pk, kept[pk]))
            elif live is not None:
                found.append((pk, at_version(kind, pk, live).snapshot))
        return found

    def _fields(self, kind: Kind, fields: Row) -> Row:
        return self._led(fields, keys_of(AGGREGATES[kind].model))

    def _row(self, part: Part, row: Row, owner_id: int) -> Row:
        return {**self._led(row, part.keys), part.owner: owner_id}

    def _led(self, row: Row, keys: tuple[tuple[str, Kind], ...]) -> Row:
        led: Row = {}
        for column, kind in keys:
            value = row.get(column)
            if isinstance(value, list):
                led[column] = list(dict.fromkeys(self.final(kind, pk) for pk in value))
            elif value is not None:
                led[column] = self.final(kind, value)
        return {**row, **led}

    @staticmethod
    def _count_again(own: Snapshot, before: Snapshot, others: list[Snapshot]) -> None:
        """Claims are told once; figures follow where there are more, or where two speakers turn out to be one."""
        parts = own["parts"]
        parts["claims"] = said_once(parts["claims"])
        was = [[row.get(key) for key in _SPEAKERS] for row in before["parts"].get("claims", [])]
        now = [[row.get(key) for key in _SPEAKERS] for row in parts["claims"]]
        parts["tallies"] = before["parts"].get("tallies", [])
        if was != now:
            parts["tallies"] = recounted(parts["tallies"], parts["claims"])
        sources = [each["fields"].get("independent_sources") for each in [own, *others]]
        if "independent_sources" in own["fields"]:
            own["fields"]["independent_sources"] = max(count or 0 for count in sources)


def resolve(kind: Kind, record_id: int, snapshot: Snapshot) -> Snapshot:
    """One snapshot resolved by itself."""
    return Resolver().resolved(kind, record_id, snapshot)


def _once(part: Part, rows: list[Row], record_id: int) -> list[Row]:
    """Without links to itself, and without what a unique constraint of the table would refuse as the same."""
    other = _SELF_LINKS.get(part.name)
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for row in rows:
        keys = set(_keys_of_row(part, row))
        if (other and row[other] == record_id) or keys & seen:
            continue
        seen |= keys
        kept.append(row)
    return kept


def _keys_of_row(part: Part, row: Row) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    if part.name == "story_links":
        found.append(tuple(row.get(column) for column, _ in part.keys))
    for constraint in part.model._meta.constraints:
        fields = getattr(constraint, "fields", ())
        columns = [part.model._meta.get_field(name).attname for name in fields]  # type: ignore[union-attr]
        if part.owner in columns and _applies(getattr(constraint, "condition", None), part, row):
            found.append((constraint.name, *(str(row.get(column)) for column in columns)))
    return found


def _applies(condition: Any, part: Part, row: Row) -> bool:
    """Whether the row meets the plain condition of a unique constraint."""
    for name, wanted in getattr(condition, "children", ()):
        field, _, lookup = name.partition("__")
        value = row.get(part.model._meta.get_field(field).attname)  # type: ignore[union-attr]
        if (value is None) != wanted if lookup == "isnull" else value != wanted:
            return False
    return True
