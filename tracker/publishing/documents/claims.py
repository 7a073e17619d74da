"""Claims and the desk's figures as the public reads them."""

from typing import Any

from tracker.actors.models import Fate, ForceKind
from tracker.events.models import (
    ClaimMode,
    ClaimTopic,
    Group,
    Hedge,
    LinkBasis,
    Outcome,
    Standing,
    StatementKind,
    TallyRule,
)
from tracker.publishing.directory import Directory
from tracker.publishing.documents.place import place_ref
from tracker.publishing.documents.terms import required, term
from tracker.publishing.kinds import Document
from tracker.publishing.speech import Budget, fragments
from tracker.revisions.models import Kind

Row = dict[str, Any]
_COUNTED = ("outcome", "standing", "who", "side")


def is_public(row: Row, directory: Directory) -> bool:
    """Whether a part may go out: it rests on a passage of an article that the public may know of."""
    passage = directory.passage(row.get("passage_id"))
    return passage is not None and directory.may_cite(passage.text.article)


def public_claims(rows: list[Row], directory: Directory) -> list[Row]:
    """The claims that may go out. A part of a figure that stays inside stays with it, unless it is a group's own."""
    public = [row for row in rows if is_public(row, directory)]
    while True:
        ids = {row["id"] for row in public}
        kept = [row for row in public if row["part_of_id"] in {None, *ids} or row["who"] != Group.ALL]
        if len(kept) == len(public):
            return public
        public = kept


def build_claims(
    rows: list[Row], directory: Directory, sources: dict[int, int], budgets: dict[int, Budget]
) -> list[Document]:
    """The public claims in the order they were entered; ``sources`` gives the index of each article."""
    positions = {row["id"]: position for position, row in enumerate(rows)}
    return [_claim(row, positions, directory, sources, budgets) for row in rows]


def build_speaker(row: Row, directory: Directory) -> Document:
    """Who says so. A person who is not public speaks as what the public may call them."""
    blank: Document = {"id": None, "url": None, "speaks_for": None, "is_party": False}
    if row["speaker_force_id"]:
        ref = directory.ref(Kind.FORCE, row["speaker_force_id"])
        kind = directory.body(Kind.FORCE, row["speaker_force_id"]).get("force_kind", {}).get("code")
        fights = kind != ForceKind.PUBLIC_BODY
        return {**blank, "kind": "force", **_named(ref, "a force"), "is_party": fights}
    if row["speaker_person_id"]:
        side = directory.ref(Kind.FORCE, row["speaks_for_id"])
        ref = directory.ref(Kind.PERSON, row["speaker_person_id"])
        if ref:
            return {**blank, "kind": "person", **_named(ref, ""), "speaks_for": side, "is_party": bool(side)}
        words = directory.description(row["speaker_person_id"])
        return {**blank, "kind": "code", "name": words, "speaks_for": side, "is_party": bool(side)}
    if row["speaker_outlet_id"]:
        outlet = directory.outlet(row["speaker_outlet_id"])
        return {**blank, "kind": "outlet", "name": outlet.name, "is_party": directory.is_party(outlet)}
    return {**blank, "kind": "code", "name": row["speaker_code"]}


def build_tallies(rows: list[Row], claims: list[Document], hidden: list[Row]) -> list[Document]:
    """The desk's figures with the claims they rest on; parts of a whole come after it."""
    ordered = sorted(rows, key=lambda row: (row["who"] != Group.ALL, row["id"]))
    return [_tally(row, claims) for row in ordered if has_words(row, claims, hidden)]


def has_words(row: Row, claims: list[Document], hidden: list[Row]) -> bool:
    """Whether every word a figure rests on is public; or it has an editor's reason, or says "no report".

    ``hidden`` are the frozen claims that do not go out: a figure that counts one of them stays in.
    """
    if row["best"] is None or row["rule"] == TallyRule.OVERRIDE:
        return True
    secret = any(_is_counted(claim) and all(claim[key] == row[key] for key in _COUNTED) for claim in hidden)
    return bool(resting_on(row, claims)) and not secret


def resting_on(row: Row, claims: list[Document]) -> list[int]:
    """Positions of the claims that count what the tally counts, after its rule."""
    if row["rule"] == TallyRule.OVERRIDE:
        return []
    return [claim["position"] for claim in _used(row["rule"], [claim for claim in claims if _counts_same(claim, row)])]


def voice_of(claim: Document) -> str:
    """Whose word a claim is: a person who speaks for a force is the force, as in ``events/tally.py``."""
    speaker = claim["speaker"]
    return str((speaker["speaks_for"] or speaker)["name"])


def _used(rule: str, claims: list[Document]) -> list[Document]:
    """Those of the claims that the rule rests on, as in ``events/tally.py``."""
    ordered = sorted(claims, key=lambda claim: (claim["said_on"] or "", claim["position"]))
    if rule in {TallyRule.LATEST_FROM_SAME_SPEAKER, TallyRule.SINGLE_CLAIM}:
        return ordered[-1:]
    last_words = {voice_of(claim): claim for claim in ordered}.values()
    if rule == TallyRule.MOST_CONSERVATIVE and last_words:
        return [min(last_words, key=_figure_of)]
    return sorted(last_words, key=lambda claim: int(claim["position"]))


def _figure_of(claim: Document) -> tuple[int, int]:
    low = claim["low"] if claim["low"] is not None else 0
    best = low if claim["low"] is not None or claim["high"] is None else claim["high"]
    return (int(claim["best"] if claim["best"] is not None else best), int(claim["position"]))


def _claim(
    row: Row, positions: dict[int, int], directory: Directory, sources: dict[int, int], budgets: dict[int, Budget]
) -> Document:
    passage = directory.passage(row["passage_id"])
    article_id = passage.text.article_id if passage else 0
    is_casualty = row["topic"] == ClaimTopic.CASUALTIES
    return {
        "position": positions[row["id"]],
        "topic": required(ClaimTopic, row["topic"]),
        "mode": required(ClaimMode, row["mode"]),
        "hedge": required(Hedge, row["hedge"]),
        "link": required(LinkBasis, row["link"]),
        "speaker": build_speaker(row, directory),
        "outcome": term(Outcome, row["outcome"]),
        "standing": required(Standing, row["standing"]) if is_casualty else None,
        "who": required(Group, row["who"]) if is_casualty else None,
        "side": row["side"] if is_casualty else None,
        **{key: row[key] for key in ("low", "best", "high", "is_approximate", "is_negated")},
        "group": row["group_words"] or None,
        "part_of": positions.get(row["part_of_id"]),
        "about": {
            "force": directory.ref(Kind.FORCE, row["about_force_id"]),
            "person": _about_person(row["about_person_id"], directory),
            "place": place_ref(row["about_place_id"], directory),
        },
        "fate": term(Fate, row["fate"]),
        "statement_kind": term(StatementKind, row["statement_kind"]),
        "words": _words(row, directory, budgets.get(article_id)),
        "paraphrase": row["paraphrase"] or None,
        "said_on": row["said_on"],
        "said_precision": row["said_precision"],
        "source": sources.get(article_id),
    }


def _words(row: Row, directory: Directory, budget: Budget | None) -> list[str]:
    passage = directory.passage(row["passage_id"])
    if passage is None or budget is None:
        return []
    found = fragments(passage.words, is_quote=row["mode"] == ClaimMode.QUOTE)
    return [words for words in found if budget.allow(words)]


def _tally(row: Row, claims: list[Document]) -> Document:
    used = resting_on(row, claims)
    groups = [claims[position]["group"] for position in used if claims[position]["group"]]
    outcome, who = Outcome(row["outcome"]), Group(row["who"])
    side = "" if row["side"] == "none" else f", side {row['side']}"
    return {
        "outcome": required(Outcome, row["outcome"]),
        "standing": required(Standing, row["standing"]),
        "who": required(Group, row["who"]),
        "side": row["side"],
        "label": f"{outcome.label}{side}" if who == Group.ALL else f"{who.label} {outcome.label.lower()}{side}",
        "group": groups[0] if groups else None,
        **{key: row[key] for key in ("low", "best", "high", "is_at_least")},
        "rule": required(TallyRule, row["rule"]),
        "reason": row["reason"] or None,
        "claims": used,
    }


def _is_counted(row: Row) -> bool:
    """Whether a frozen claim gives a figure of its own, as ``events.tally.counting`` has it."""
    return (
        row["topic"] == ClaimTopic.CASUALTIES
        and row["mode"] != ClaimMode.DENIAL
        and (row["low"] is not None or row["high"] is not None)
        and (row["part_of_id"] is None or row["who"] != Group.ALL)
    )


def _counts_same(claim: Document, row: Row) -> bool:
    return (
        claim["topic"]["code"] == ClaimTopic.CASUALTIES
        and claim["mode"]["code"] != ClaimMode.DENIAL
        and (claim["low"] is not None or claim["high"] is not None)
        and (claim["part_of"] is None or row["who"] != Group.ALL)
        and (claim["outcome"]["code"], claim["standing"]["code"], claim["who"]["code"], claim["side"])
        == (row["outcome"], row["standing"], row["who"], row["side"])
    )


def _about_person(person_id: int | None, directory: Directory) -> Document | None:
    if person_id is None:
        return None
    return directory.ref(Kind.PERSON, person_id) or {"description": directory.description(person_id)}


def _named(ref: Document | None, otherwise: str) -> Document:
    return {"name": ref["name"], "id": ref["id"], "url": ref["url"]} if ref else {"name": otherwise}
