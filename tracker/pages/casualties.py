"""The figures of an event as rows with range bars."""

from dataclasses import dataclass, field
from typing import Any

from tracker.pages.charts import RangeBar, range_bar
from tracker.pages.wording import number

_ORDER = ("killed", "wounded", "missing", "captured", "abducted", "held", "displaced", "any")
_STANDINGS = {"civilian": "Civilians", "combatant": "Combatants"}


@dataclass
class FigureRow:
    """One figure. ``best`` is "?" where nothing is reported; ``parts`` are "of whom" rows.

    ``claims`` are those it rests on, each by its position and who says it.
    """

    label: str
    best: str
    range_words: str
    note: str
    bar: RangeBar | None
    claims: list[tuple[int, str]] = field(default_factory=list)
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


def side_name(body: dict[str, Any], side: str | None) -> str:
    """The one force on a side, for a label; empty where there is none or several: whose people they were is open."""
    names = {force["name"] for force in body["forces"] if force["side"] == side and side not in {None, "none"}}
    return names.pop() if len(names) == 1 else ""


def group_words(part: dict[str, Any]) -> str:
    """The source's words for the people counted, where they say more than that they are people."""
    words = str(part["group"] or "")
    return "" if words.lower() in {"people", "persons", part["who"]["label"].lower() if part["who"] else ""} else words


def figure_label(tally: dict[str, Any], body: dict[str, Any]) -> str:
    """Who was killed, wounded, …, in the desk's words: "Civilians killed, side B", "of whom leaders".

    The source's words for the group are not a label: they may be loaded, and stand in quotation marks only.
    """
    if tally["who"]["code"] != "all":
        return f"of whom {tally['who']['label'].lower()}"
    label = str(tally["label"])
    if tally["standing"]["code"] in _STANDINGS:
        label = f"{_STANDINGS[tally['standing']['code']]} {label[:1].lower()}{label[1:]}"
    name = side_name(body, tally["side"])
    return f"{label} ({name})" if name else label


def _row(tally: dict[str, Any], body: dict[str, Any], top: int) -> FigureRow:
    low, best, high = tally["low"], tally["best"], tally["high"]
    notes = [tally["rule"]["label"] if tally["rule"] and best is not None else "", tally["reason"] or ""]
    if group_words(tally):
        notes.insert(0, f"“{group_words(tally)}” in the words of the source")
    note = ". ".join(part.rstrip(".") for part in notes if part)
    label = figure_label(tally, body)
    if best is None:
        return FigureRow(label, "?", "no report", note, None)
    if high is None:
        range_words = f"at least {number(low)}"
    else:
        range_words = "one figure" if low == high else f"{number(low)}–{number(high)}"
    bar = range_bar(low, best, high, top)
    speakers = {claim["position"]: claim["speaker"]["name"] for claim in body["claims"]}
    claims = [(position, speakers[position]) for position in tally["claims"] if position in speakers]
    return FigureRow(label, number(best), range_words, note, bar, claims)


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
