"""The dead of an event by side, so that the parts add up to the best estimate, as they do in UCDP's tables."""

from typing import Any, NamedTuple

from tracker.syndication.compat.sides import FIRST, OTHERS


class Deaths(NamedTuple):
    """People killed on each side, civilians, and those of whom nobody says which they were."""

    a: int = 0
    b: int = 0
    civilians: int = 0
    unknown: int = 0


def deaths(document: dict[str, Any], best: int, *, is_turned: bool = False) -> Deaths:
    """How ``best`` is made up. ``is_turned``: the second side stands first in the row.

    The figures of different speakers are never mixed: those are taken that
    together give the best estimate. What they do not explain is unknown.
    """
    voices = {claim["position"]: _voice(claim) for claim in document["claims"]}
    told: dict[frozenset[str], list[dict[str, Any]]] = {}
    for tally in document["tallies"]:
        if (tally["outcome"]["code"], tally["who"]["code"]) == ("killed", "all") and tally["best"] is not None:
            told.setdefault(frozenset(voices[position] for position in tally["claims"]), []).append(tally)
    figures = next((rows for rows in told.values() if sum(row["best"] for row in rows) == best), [])
    counts = dict.fromkeys(Deaths._fields, 0)
    for tally in figures:
        counts[_place(tally, is_turned=is_turned)] += tally["best"]
    counts["unknown"] += best - sum(counts.values())
    return Deaths(**counts)


def _place(tally: dict[str, Any], *, is_turned: bool) -> str:
    if tally["standing"]["code"] == "civilian":
        return "civilians"
    if tally["side"] == FIRST:
        return "b" if is_turned else "a"
    if tally["side"] in OTHERS:
        return "a" if is_turned else "b"
    return "unknown"


def _voice(claim: dict[str, Any]) -> str:
    """Whose word a claim is: a person who speaks for a force is the force."""
    speaker = claim["speaker"]
    return str((speaker["speaks_for"] or speaker)["name"])
