"""The reader's output, checked and cut into what a Suggestion holds. No queries."""

import json
import logging
from dataclasses import dataclass
from typing import Any

from tracker.extraction.models import SuggestionKind

MOST_PER_KIND = 500
LARGEST_PAYLOAD = 20_000
_MOST_SPANS = 50
_LONGEST_KEY = 20
_SECTIONS = (
    ("events", SuggestionKind.EVENT, "e"),
    ("persons", SuggestionKind.PERSON, "p"),
    ("forces", SuggestionKind.FORCE, "f"),
    ("places", SuggestionKind.PLACE, "l"),
    ("casualties", SuggestionKind.CASUALTY, "c"),
    ("strengths", SuggestionKind.STRENGTH, "s"),
    ("claims", SuggestionKind.CLAIM, "q"),
)
_BESIDES = frozenset({"spans", "score", "reasons"})  # these have columns of their own
_log = logging.getLogger(__name__)

Item = dict[str, Any]
Span = list[int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One item of the output; ``spans`` lie inside the text, ``key`` is unique in the output."""

    kind: SuggestionKind
    key: str
    event_key: str
    payload: Item
    spans: list[Span]
    score: float | None
    reasons: list[str]


def proposals(output: dict[str, Any], text: str) -> list[Proposal]:
    """Every item of the output as a proposal: events first, then who and where, then figures and words.

    Left out, with a line in the log: an item without words in the text, since nothing
    is asserted without them, and what exceeds ``MOST_PER_KIND`` or ``LARGEST_PAYLOAD``.
    A reference to an item left out is dropped with it.
    """
    found = [
        _proposal(kind, key, item, text)
        for section, kind, letter in _SECTIONS
        for key, item in _keyed(output.get(section) or [], letter)
    ]
    kept = [proposal for proposal in found if _is_usable(proposal)]
    keys = {proposal.key for proposal in kept}
    return [_with_references(proposal, keys) for proposal in kept]


def _keyed(items: list[Item], letter: str) -> list[tuple[str, Item]]:
    """The items under their own id where it is usable and unique, else under their number."""
    if len(items) > MOST_PER_KIND:
        _log.warning("The reader proposed %d items “%s”; %d are kept.", len(items), letter, MOST_PER_KIND)
    keyed: dict[str, Item] = {}
    for number, item in enumerate(items[:MOST_PER_KIND], 1):
        own = str(item.get("id") or "")
        is_usable = own.startswith(letter) and len(own) <= _LONGEST_KEY and own not in keyed
        keyed[own if is_usable else f"{letter}{number}"] = item
    return list(keyed.items())


def _proposal(kind: SuggestionKind, key: str, item: Item, text: str) -> Proposal:
    payload = {name: value for name, value in item.items() if name not in _BESIDES}
    score = item.get("score")
    return Proposal(
        kind=kind,
        key=key,
        event_key=str(item.get("event") or "") if kind != SuggestionKind.EVENT else "",
        payload=payload,
        spans=_spans(item, len(text)),
        score=min(1.0, max(0.0, float(score))) if score is not None else None,
        reasons=[str(reason)[:300] for reason in item.get("reasons") or []],
    )


def _spans(item: Item, length: int) -> list[Span]:
    """The spans that lie inside the text, in order, each once."""
    spans = {(int(span[0]), int(span[1])) for span in item.get("spans") or [] if len(span) == 2}
    return [[start, end] for start, end in sorted(spans) if 0 <= start < end <= length][:_MOST_SPANS]


def _is_usable(proposal: Proposal) -> bool:
    if not proposal.spans:
        _log.warning("Left out %s %s: it names no words of the text.", proposal.kind, proposal.key)
        return False
    if len(json.dumps(proposal.payload)) > LARGEST_PAYLOAD:
        _log.warning("Left out %s %s: it is too large.", proposal.kind, proposal.key)
        return False
    return True


def _with_references(proposal: Proposal, keys: set[str]) -> Proposal:
    """The same with its event, and the figure it is part of, named by their keys."""
    payload = dict(proposal.payload)
    event_key = proposal.event_key if proposal.event_key in keys else ""
    if "event" in payload:
        payload["event"] = event_key or None
    if proposal.kind == SuggestionKind.CASUALTY and payload.get("part_of") is not None:
        part_of = payload["part_of"]
        key = f"c{part_of + 1}" if isinstance(part_of, int) else str(part_of)
        payload["part_of"] = key if key in keys and key != proposal.key else None
    return Proposal(proposal.kind, proposal.key, event_key, payload, proposal.spans, proposal.score, proposal.reasons)
