"""Where speakers contradict each other: on figures, and on what became of somebody."""

from typing import Any

from tracker.actors.models import Fate
from tracker.events.models import ClaimMode, ClaimTopic, Group
from tracker.publishing.directory import Directory
from tracker.publishing.documents.claims import build_speaker
from tracker.publishing.documents.terms import required
from tracker.publishing.kinds import Document

Row = dict[str, Any]


def is_disputed(claims: list[Document]) -> bool:
    """Whether two speakers give different figures for the same people, or somebody denies."""
    figures: dict[tuple[str, ...], dict[str, tuple[int | None, int | None]]] = {}
    for claim in claims:
        is_part = claim["part_of"] is not None and claim["who"] and claim["who"]["code"] == Group.ALL
        if (
            claim["topic"]["code"] == ClaimTopic.CASUALTIES
            and claim["mode"]["code"] != ClaimMode.DENIAL
            and not is_part
        ):
            key = (claim["outcome"]["code"], claim["standing"]["code"], claim["who"]["code"], claim["side"])
            figures.setdefault(key, {})[claim["speaker"]["name"]] = (claim["low"], claim["high"])
    denied = any(
        claim["mode"]["code"] == ClaimMode.DENIAL and claim["topic"]["code"] != ClaimTopic.STATEMENT for claim in claims
    )
    return denied or any(len(set(said.values())) > 1 for said in figures.values())


def fate_of(person_id: int, rows: list[Row], directory: Directory) -> tuple[Document | None, str | None]:
    """What the claims say became of somebody, and who says it: ("killed", "Reported killed, by CENTCOM only")."""
    about = [row for row in rows if row["topic"] == ClaimTopic.FATE and row["about_person_id"] == person_id]
    said = [row for row in about if row["mode"] != ClaimMode.DENIAL]
    if not said:
        return None, None
    fate = Fate(said[-1]["fate"])
    speakers = list(dict.fromkeys(build_speaker(row, directory)["name"] for row in said if row["fate"] == fate))
    by = f"{speakers[0]} only" if len(speakers) == 1 else " and ".join(speakers)
    note = f"Reported {fate.label.lower()}, by {by}"
    denials = [build_speaker(row, directory)["name"] for row in about if row["mode"] == ClaimMode.DENIAL]
    return required(Fate, fate), f"{note}; denied by {', '.join(dict.fromkeys(denials))}" if denials else note
