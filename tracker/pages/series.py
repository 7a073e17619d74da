"""How an event stands to others: its whole, its parts with their figures, and what it follows or answers."""

from dataclasses import dataclass, field
from typing import Any

from tracker.pages.cards import Card, card
from tracker.pages.wording import counted, number, span_of
from tracker.published.models import PublicStatus, PublishedEvent, PublishedEventLink

MOST_PARTS = 100
MOST_TIES = 100
_OUT = {
    "part_of": "Part of",
    "follows": "Follows",
    "retaliation_for": "In retaliation for",
    "same_series": "In one series with",
}
_IN = {
    "follows": "Followed by",
    "retaliation_for": "Answered, as retaliation, by",
    "same_series": "In one series with",
}


@dataclass(frozen=True)
class Tie:
    """One other event. ``certainty`` is empty where it is confirmed."""

    words: str
    title: str
    url: str
    certainty: str


@dataclass(frozen=True)
class Series:
    """``parts`` in the order in which they happened; ``comparison`` sets their figures against the whole's own."""

    ties: list[Tie] = field(default_factory=list)
    parts: list[Card] = field(default_factory=list)
    comparison: str = ""
    is_cut: bool = False


def series_of(event: PublishedEvent, body: dict[str, Any]) -> Series:
    """What the event's page shows of other events. Two queries."""
    ties = [_tie(link) for link in body.get("links", [])]
    incoming = PublishedEventLink.objects.filter(other=event.pk, kind__in=_IN, event__status=PublicStatus.LIVE)
    named = incoming.order_by("event__earliest", "pk").values_list("kind", "certainty", "event__title", "event__number")
    for kind, certainty, title, other in named[:MOST_TIES]:
        tie = Tie(_IN[kind], title, f"/events/{other}/", "" if certainty == "confirmed" else certainty)
        if tie not in ties:
            ties.append(tie)
    rows = PublishedEvent.objects.live().filter(part_of=event.pk).order_by("earliest", "public_id")
    parts = list(rows.defer("search_text")[: MOST_PARTS + 1])
    return Series(
        ties=ties,
        parts=[card(part) for part in parts[:MOST_PARTS]],
        comparison=comparison(event, parts) if parts else "",
        is_cut=len(parts) > MOST_PARTS,
    )


def comparison(whole: PublishedEvent, parts: list[PublishedEvent]) -> str:
    """The sum of what the parts report killed, against the whole's own figure; a sentence, where they differ.

    Only the whole's own figure enters any total, and the sum where the whole has none.
    """
    counts = [part for part in parts if part.killed_best is not None]
    if not counts:
        return ""
    best = sum(part.killed_best or 0 for part in counts)
    low = sum(part.killed_low or 0 for part in counts)
    high = None if any(part.killed_high is None for part in counts) else sum(part.killed_high or 0 for part in counts)
    missing = len(parts) - len(counts)
    rest = f", and {counted(missing, 'part')} {'has' if missing == 1 else 'have'} no count" if missing else ""
    sum_words = f"The parts add up to {span_of(low, best, high)} reported killed{rest}"
    if whole.killed_best is None:
        return f"{sum_words}. No figure is reported for the whole, so totals count the parts."
    if (whole.killed_low, whole.killed_best, whole.killed_high) == (low, best, high) and not missing:
        return ""
    own = span_of(whole.killed_low, whole.killed_best, whole.killed_high)
    than = "more" if best > whole.killed_best else "fewer"
    gap = abs(best - whole.killed_best)
    differ = f", {number(gap)} {than} than" if gap else "; the best figure is that of"
    return f"{sum_words}{differ} the whole, for which {own} is reported. Totals count the whole's own figure only."


def _tie(link: dict[str, Any]) -> Tie:
    kind, certainty, other = link["kind"], link["certainty"], link["event"]
    words = _OUT.get(kind["code"], kind["label"])
    return Tie(
        words, other["name"], other["url"], "" if certainty["code"] == "confirmed" else certainty["label"].lower()
    )
