"""How many died, as ACLED counts: one whole number, with its own reading of "dozens" and "hundreds"."""

import re
from typing import Any

_VAGUE = {"dozens": 12, "hundreds": 100}
_WORD = re.compile(r"\b(dozens|hundreds)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")


def fatalities(document: dict[str, Any], best: int | None) -> int:
    """The best estimate; 0 where nobody gives a figure, as ACLED writes it.

    Where every claim behind the figure says no more than "dozens" or
    "hundreds", it is 12 or 100, the lowest of them.
    """
    if best is None:
        return 0
    positions = {
        position
        for tally in document["tallies"]
        if tally["outcome"]["code"] == "killed" and tally["who"]["code"] == "all" and tally["best"] is not None
        for position in tally["claims"]
    }
    vague = [_vague(claim) for claim in document["claims"] if claim["position"] in positions]
    known = [figure for figure in vague if figure is not None]
    return min(known) if known and len(known) == len(vague) else best


def _vague(claim: dict[str, Any]) -> int | None:
    if not claim["is_approximate"]:
        return None
    text = " ".join([*claim["words"], claim["paraphrase"] or ""])
    found = [_VAGUE[word.lower()] for word in _WORD.findall(text)]
    return min(found) if found and not _NUMBER.search(text) else None
