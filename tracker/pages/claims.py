"""Who says what: the claims of an event, grouped, with the words used."""

from dataclasses import dataclass, field
from typing import Any

from tracker.pages.casualties import figure_label, group_words, side_name
from tracker.pages.wording import HEDGES, claimed_figure, said

_TOPICS = {
    "fate": "Fate of persons",
    "identity": "Identity of persons",
    "responsibility": "Responsibility",
    "place": "Place",
    "date": "Date",
    "target": "What was hit",
    "strength": "Strength of forces",
    "statement": "Statements",
}


_LOSSES = {"own": "of its own losses", "enemy": "of the other side’s losses"}


@dataclass
class ClaimRow:
    """One claim as the table shows it."""

    position: int
    speaker: dict[str, Any]
    when: str
    says: str
    is_ours: bool
    is_inferred: bool
    is_denial: bool
    hedge: str
    words: list[str]
    paraphrase: str
    source: int | None
    of_losses: str = ""


@dataclass
class ClaimGroup:
    """Claims about the same thing."""

    label: str
    rows: list[ClaimRow] = field(default_factory=list)


def claim_groups(body: dict[str, Any]) -> list[ClaimGroup]:
    """Groups in the order of their first claim, casualties before the rest."""
    ours = {position for tally in body["tallies"] for position in tally["claims"]}
    by_position = {claim["position"]: claim for claim in body["claims"]}
    groups: dict[tuple[str, ...], ClaimGroup] = {}
    for claim in sorted(body["claims"], key=lambda claim: claim["topic"]["code"] != "casualties"):
        group = groups.setdefault(_key(claim), ClaimGroup(_label(claim, body)))
        group.rows.append(_row(claim, by_position.get(claim["part_of"]), is_ours=claim["position"] in ours))
    return list(groups.values())


def _key(claim: dict[str, Any]) -> tuple[str, ...]:
    if claim["topic"]["code"] != "casualties":
        return (claim["topic"]["code"],)
    return ("casualties", *_counted(claim))


def _counted(part: dict[str, Any]) -> tuple[str, ...]:
    """Whom a claim or a figure counts: outcome, standing, who, side."""
    words = (part[name]["code"] if part[name] else "" for name in ("outcome", "standing", "who"))
    return (*words, part["side"] or "")


def _label(claim: dict[str, Any], body: dict[str, Any]) -> str:
    if claim["topic"]["code"] != "casualties":
        return _TOPICS.get(claim["topic"]["code"], claim["topic"]["label"])
    outcome = claim["outcome"]["label"] if claim["outcome"] else "Casualties"
    if claim["outcome"] and claim["outcome"]["code"] == "any":
        return "Casualties"
    who = claim["who"] or {"code": "all", "label": "All"}
    if who["code"] != "all":
        return f"{who['label']} {outcome.lower()}"
    for tally in body["tallies"]:
        if _counted(tally) == _counted(claim):
            return figure_label(tally, body)
    side = f", side {claim['side']}" if claim["side"] and claim["side"] != "none" else ""
    name = side_name(body, claim["side"])
    return f"{outcome}{side} ({name})" if name else f"{outcome}{side}"


def says(claim: dict[str, Any], whole: dict[str, Any] | None = None) -> str:
    """What the claim comes to, in a few words; "no figure" where a count was to be expected.

    ``whole`` is the claim that this one is a part of: "4 of the 14".
    """
    topic, about = claim["topic"]["code"], claim["about"] or {}
    named = [about[kind] for kind in ("force", "person", "place") if about.get(kind)]
    names = ", ".join(str(part.get("name") or part.get("description") or "") for part in named)
    if topic in {"casualties", "strength"}:
        figure = claimed_figure(claim) or "no figure"
        if topic == "strength":
            return f"{figure} · {names}" if names else figure
        if whole and claimed_figure(whole):
            figure = f"{figure} of the {claimed_figure(whole)}"
        group = group_words(claim)
        return f"{figure} “{group}”" if group else figure
    if topic == "fate" and claim["fate"]:
        return f"{names}: {'not ' if claim['is_negated'] else ''}{claim['fate']['label'].lower()}"
    if topic == "statement" and claim["statement_kind"]:
        return str(claim["statement_kind"]["label"])
    return names or str(claim["topic"]["label"])


def _row(claim: dict[str, Any], whole: dict[str, Any] | None, *, is_ours: bool) -> ClaimRow:
    return ClaimRow(
        position=claim["position"],
        speaker=claim["speaker"],
        when=said(claim),
        says=says(claim, whole),
        is_ours=is_ours,
        is_inferred=claim["link"]["code"] == "inferred",
        is_denial=claim["mode"]["code"] == "denial",
        hedge=HEDGES.get(claim["hedge"]["code"], ""),
        words=claim["words"],
        paraphrase=claim["paraphrase"] or "",
        source=claim["source"],
        of_losses=_LOSSES.get((claim.get("perspective") or {}).get("code", ""), ""),
    )
