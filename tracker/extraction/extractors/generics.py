"""Common nouns that stand for a force ("the army", "the rebels") and whom they mean."""

from typing import Protocol

from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.mentions import Mention

_STATE_WORDS = {
    "army": "armed forces",
    "military": "armed forces",
    "troops": "armed forces",
    "soldiers": "armed forces",
    "servicemen": "armed forces",
    "navy": "navy",
    "police": "police",
    "junta": "junta",
    "policemen": "police",
    "warplanes": "armed forces",
    "soldier": "armed forces",
}
_STATE_PAIRS = {
    ("air", "force"): "air force",
    ("security", "forces"): "security forces",
    ("armed", "forces"): "armed forces",
    ("government", "forces"): "armed forces",
    ("government", "troops"): "armed forces",
    ("intelligence", "services"): "intelligence services",
    ("general", "staff"): "general staff",
    ("military", "intelligence"): "military intelligence",
    ("defence", "ministry"): "defence ministry",
}
BRANCH_NAMES = ("armed forces", *sorted({*_STATE_WORDS.values(), *_STATE_PAIRS.values()} - {"armed forces"}))
_IRREGULAR = frozenset(
    "rebels rebel militants insurgents guerrillas paramilitaries jihadists extremists separatists "
    "militia militias fighters terrorists militiamen insurgency".split()
)
_GROUP_ADJECTIVES = frozenset(
    {"paramilitary", "militant", "rebel", "armed", "jihadist", "terrorist", "insurgent", "extremist", "islamist"}
)
_GROUPS = frozenset({"group", "movement", "outfit", "gang", "cartel"})
_UNKNOWN = frozenset(
    {"gunmen", "gunman", "attackers", "attacker", "assailants", "bandits", "bomber", "pirates", "kidnappers"}
)
_RECENT = 80
_COALITIONS = frozenset({"coalition", "alliance"})


class Known(Protocol):
    """The names found so far."""

    mentions: list[Mention]
    country_code: str | None


def generic_at(document: Document, index: int, names: Known, owner: Mention | None) -> Mention | None:
    """A common noun for a force at a token, with the force it most likely means."""
    low, following = document.low(index), document.low(index + 1)
    code = names.country_code or ""
    if owner and document.low(index - 1) in {"'s", "'"} and owner.last == index - 1:
        code = owner.country_code
    pair = _STATE_PAIRS.get((low, following))
    if pair:
        last = index + 2 + (document.low(index + 2) in {"agency", "service"} and low == "military")
        return _state(index, last, code, pair)
    if low in {"military", "police", "army"} and following in {
        "source",
        "sources",
        "officials",
        "base",
        "police",
        "operations",
        "operation",
    }:
        return None
    if low in _STATE_WORDS:
        return _state(index, index + 1, code, _STATE_WORDS[low])
    if low in _GROUP_ADJECTIVES and following in {
        "group",
        "groups",
        "organization",
        "organisation",
        "forces",
        "movement",
    }:
        return _irregular(index, index + 2, names)
    if low in _GROUPS and document.low(index - 1) == "the" and following not in {"of", "that"}:
        group = _irregular(index, index + 1, names)
        return group if group.key != "armed group" else None
    if low in _IRREGULAR:
        return _irregular(index, index + 1, names)
    if low == "armed" and following in {"men", "assailants", "robbers"}:
        return Mention(index, index + 2, "GENERIC", "armed men", "common noun", 0.5)
    if low in _UNKNOWN:
        return Mention(index, index + 1, "GENERIC", "unidentified gunmen" if "gunm" in low else low, "common noun", 0.5)
    if low in _COALITIONS and not document.tokens[index].is_capital:
        known = next((m for m in reversed(names.mentions[-_RECENT:]) if m.force_kind == "coalition"), None)
        return Mention(
            index, index + 1, "GENERIC", known.key if known else "coalition", "common noun", 0.5, force_kind="coalition"
        )
    return None


def _state(index: int, last: int, code: str, branch: str) -> Mention:
    mention = Mention(index, last, "GENERIC", f"{code} {branch}".strip(), "common noun and country", 0.6, code, "state")
    mention.branch = branch
    return mention


def _irregular(index: int, last: int, names: Known) -> Mention:
    """The non-state force that was named last."""
    known = next(
        (m for m in reversed(names.mentions[-_RECENT:]) if m.kind == "FORCE" and m.force_kind == "non-state"), None
    )
    key = known.key if known else "armed group"
    return Mention(index, last, "GENERIC", key, "common noun", 0.5, known.country_code if known else "", "non-state")
