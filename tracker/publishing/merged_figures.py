"""Claims and figures of events that are one: nothing that is said twice is counted twice."""

from datetime import date
from typing import Any

from tracker.events.models import Claim, Tally, TallyRule
from tracker.events.tally import Key, counting, decide

Row = dict[str, Any]
_KEY = ("outcome", "standing", "who", "side")
_NOT_SAID = frozenset({"id", "event_id", "part_of_id", "link", "credibility"})


def said_once(claims: list[Row]) -> list[Row]:
    """The claims without those that say the same in the same words; a part follows its whole to the one kept."""
    kept: dict[tuple[str, ...], Row] = {}
    instead: dict[int, int] = {}
    for row in claims:
        said = tuple(f"{name}={row[name]}" for name in sorted(row) if name not in _NOT_SAID)
        first = kept.setdefault(said, row) if row.get("passage_id") else row
        if first is row and not row.get("passage_id"):
            kept[("alone", str(row["id"]))] = row
        instead[row["id"]] = first["id"]
    return [{**row, "part_of_id": instead.get(row["part_of_id"], row["part_of_id"])} for row in kept.values()]


def recounted(tallies: list[Row], claims: list[Row]) -> list[Row]:
    """The desk's figures for these claims: what an editor chose stays chosen, the rest is counted by rule."""
    chosen = {_key(row): row for row in tallies if row["reason"]}
    groups = counting(_claim(row) for row in claims)
    found = [row for key, row in chosen.items() if row["rule"] == TallyRule.OVERRIDE or key in groups]
    found = [row if row["rule"] == TallyRule.OVERRIDE else _counted(row, groups[_key(row)]) for row in found]
    last = max((row["id"] for row in tallies), default=0)
    for number, (key, group) in enumerate(groups.items(), start=1):
        if key not in chosen:
            blank = {field.attname: field.get_default() for field in Tally._meta.concrete_fields}
            row = {**blank, **dict(zip(_KEY, key, strict=True)), "id": last + number, "rule": None}
            found.append(_counted(row, group))
    return found


def _key(row: Row) -> Key:
    return (row["outcome"], row["standing"], row["who"], row["side"])


def _counted(row: Row, group: list[Claim]) -> Row:
    figure = decide(group, TallyRule(row["rule"]) if row["rule"] else None)
    return {
        **row,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "is_at_least": figure.is_at_least,
        "rule": figure.rule.value,
    }


def _claim(row: Row) -> Claim:
    known = {field.attname for field in Claim._meta.concrete_fields}
    claim = Claim(**{name: value for name, value in row.items() if name in known})
    claim.said_on = date.fromisoformat(row["said_on"]) if row["said_on"] else None
    return claim
