"""The figures of an event as rows with range bars."""

from dataclasses import dataclass, field
from typing import Any

from tracker.pages.charts import RangeBar, range_bar
from tracker.pages.wording import number

_ORDER = ("killed", "wounded", "missing", "captured", "abducted", "held", "displaced", "any")


@dataclass
class FigureRow:
    """One figure. ``best`` is "?" where nothing is reported; ``parts`` are "of whom" rows."""

    label: str
    best: str
    range_words: str
    note: str
    bar: RangeBar | None
    claims: list[int] = field(default_factory=list)
    parts: list["FigureRow"] = field(default_factory=list)


def figure_rows(body: dict[str, Any]) -> list[FigureRow]:
    """Rows in the order killed, wounded, …; parts under their whole; what nobody reports as "?"."""
    tallies: list[dict[str, Any]] = body["tallies"]
    top = max((reach for tally in tallies for reach in (tally["best"], tally["high"]) if reach is not None), default=1)
    wholes: list[FigureRow] = []
    by_key: dict[tuple[str, str], FigureRow] = {}
    for tally in sorted(tallies, key=_place):
        row = _row(tally, body, top)
        whole = by_key.get((tally["outcome"]["code"], tally["side"]))
        if tally["who"]["code"] != "all" and whole:
            whole.parts.append(row)
        else:
            wholes.append(row)
            if tally["who"]["code"] == "all":
                by_key.setdefault((tally["outcome"]["code"], tally["side"]), row)
    return [*wholes, *_unreported(body)]


def _place(tally: dict[str, Any]) -> tuple[int, str, bool]:
    code = tally["outcome"]["code"]
    return (_ORDER.index(code) if code in _ORDER else len(_ORDER), tally["side"], tally["who"]["code"] != "all")


def side_names(body: dict[str, Any], side: str | None) -> str:
    """Who stands on a side, for a label: "Islamic State group"; empty where nobody does."""
    return ", ".join(force["name"] for force in body["forces"] if force["side"] == side and side not in {None, "none"})


def _label(tally: dict[str, Any], body: dict[str, Any]) -> str:
    outcome, who = tally["outcome"]["label"].lower(), tally["who"]
    if who["code"] != "all":
        return f"of whom {tally['group'] or who['label'].lower()}"
    if tally["outcome"]["code"] == "any":
        return str(tally["label"])
    if tally["group"]:
        return f"{tally['group'][:1].upper()}{tally['group'][1:]} {outcome}"
    names = side_names(body, tally["side"])
    return f"{tally['label']} ({names})" if names else str(tally["label"])


def _row(tally: dict[str, Any], body: dict[str, Any], top: int) -> FigureRow:
    low, best, high = tally["low"], tally["best"], tally["high"]
    notes = [tally["rule"]["label"] if tally["rule"] and best is not None else "", tally["reason"] or ""]
    if tally["standing"]["code"] != "unknown":
        notes.insert(0, f"{tally['standing']['label']}s, as claimed")
    note = ". ".join(part.rstrip(".") for part in notes if part)
    label = _label(tally, body)
    if best is None:
        return FigureRow(label, "?", "no report", note, None)
    if high is None:
        range_words = f"at least {number(low)}"
    else:
        range_words = "one figure" if low == high else f"{number(low)}–{number(high)}"
    bar = range_bar(low, best, high, top)
    return FigureRow(label, number(best), range_words, note, bar, tally["claims"])


def _unreported(body: dict[str, Any]) -> list[FigureRow]:
    """Killed and civilians, where no figure speaks of them: "?", never 0."""
    told = {tally["outcome"]["code"] for tally in body["tallies"]} | {
        claim["outcome"]["code"] for claim in body["claims"] if claim["outcome"]
    }
    rows = []
    if not told & {"killed", "any"}:
        rows.append(FigureRow("Killed", "?", "no report", "No source gives a count", None))
    counted = body["tallies"] + body["claims"]
    of_civilians = any((part["standing"] or {}).get("code") == "civilian" for part in counted)
    if not of_civilians and "any" not in told:
        rows.append(FigureRow("Civilians", "?", "no report", "Not mentioned in any source", None))
    return rows
