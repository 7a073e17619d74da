"""The one rule for what is said to have become of somebody: claims in, a fate and a sentence out."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tracker.actors.models import Fate


class Told(NamedTuple):
    """One claim about somebody's fate. ``is_denied``: the speaker says that it is not so."""

    fate: str
    speaker: str
    said_on: date | None
    is_denied: bool


def fate_told(claims: Iterable[Told]) -> tuple[str, str]:
    """The fate and who tells it: ("killed", "Reported killed, by A; reported captured, by B").

    ``claims`` stand in the order in which they were entered. Undated ones count
    as said first. The newest fate wins; another one, and a denial, is named
    beside it. What a speaker takes back on a later day no longer counts.
    Denials alone give no fate, only a sentence; no claims give neither.
    """
    ordered = sorted(claims, key=_day)
    standing = [told for told in ordered if not any(_takes_back(later, told) for later in ordered)]
    told_by = {(told.fate, told.is_denied): _voices(standing, told) for told in reversed(standing)}
    parts = []
    for fate in [fate for fate, is_denied in told_by if not is_denied]:
        parts.append(f"reported {_word(fate)}, by {told_by[fate, False]}")
        if (fate, True) in told_by:
            parts.append(f"denied by {told_by[fate, True]}")
    for fate in [fate for fate, is_denied in told_by if is_denied and (fate, False) not in told_by]:
        parts.append(f"reported not {_word(fate)}, by {told_by[fate, True]}")
    if len(parts) == 1 and len({told.speaker for told in standing}) == 1:
        parts[0] += " only"
    note = "; ".join(parts)
    newest = next((fate for fate, is_denied in told_by if not is_denied), "")
    return newest, note[:1].upper() + note[1:]


def _takes_back(later: Told, told: Told) -> bool:
    """Whether a speaker has since said something else, or that it is not so."""
    is_same_voice = later.speaker == told.speaker and _day(later) > _day(told)
    return is_same_voice and (not later.is_denied or later.fate == told.fate)


def _day(told: Told) -> int:
    return told.said_on.toordinal() if told.said_on else 0


def _word(fate: str) -> str:
    return str(Fate(fate).label).lower()


def _voices(claims: list[Told], told: Told) -> str:
    """Who says the same: "A", "A and B", "A, B and C", in the order in which they spoke."""
    same = [each.speaker for each in claims if (each.fate, each.is_denied) == (told.fate, told.is_denied)]
    names = list(dict.fromkeys(same))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
