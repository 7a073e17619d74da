"""Proposes whether an event happened, from who says so. A person decides; the proposal gives its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.events.models import Grade, Side
from tracker.events.sources import Word, independent


@dataclass(frozen=True)
class Proposal:
    """A grade with its reasons, one sentence each. ``grade`` is null when nobody says anything."""

    grade: Grade | None
    reasons: tuple[str, ...]


def propose(words: Iterable[Word]) -> Proposal:
    """The grade that the words bear out: contested before several, before one independent source, before the parties.

    ``discounted`` is never proposed: only a person discounts.
    """
    said = list(words)
    asserting = [word for word in said if not word.is_denial]
    denying = [word for word in said if word.is_denial]
    if not asserting:
        return Proposal(None, ("No source that can be public reports this event yet.",))
    others = independent(said)
    parties = list(dict.fromkeys(word.name for word in asserting if word.is_party))
    reasons = [
        *([f"Independent of the parties: {', '.join(others)}."] if others else ["No independent source."]),
        *([f"Reported by a party: {', '.join(parties)}."] if parties else []),
    ]
    against = {word.key: word.name for word in denying if any(word.key != other.key for other in asserting)}
    if against:
        return Proposal(Grade.CONTESTED, (f"Denied by {', '.join(against.values())}.", *reasons))
    return Proposal(_undenied(asserting, len(others)), tuple(reasons))


def _undenied(asserting: list[Word], others: int) -> Grade:
    if others > 1:
        return Grade.SEVERAL
    if others == 1:
        return Grade.ONE_INDEPENDENT
    sides = {word.side for word in asserting} - {"", Side.NONE.value}
    return Grade.PARTIES_AGREE if len(sides) > 1 else Grade.ONE_PARTY
