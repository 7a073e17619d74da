"""What an event keeps back: its exact place under a blur, and figures and names while it is being verified.

The frozen snapshot is made coarse before anything is built from it, so that no
document, copy or link can hold what was taken out.
"""

from typing import Any

from tracker.core.blur import coarsest
from tracker.core.names import fold
from tracker.events.models import ClaimTopic
from tracker.publishing.directory import Directory
from tracker.publishing.documents.event import build_tier
from tracker.publishing.kinds import Document, Snapshot
from tracker.publishing.redaction import Redaction
from tracker.publishing.speech import Budget
from tracker.publishing.whereabouts import Shown, names_hidden, place_shown, point_in, shown_of
from tracker.publishing.withheld import holds_figure
from tracker.revisions.models import Kind

Row = dict[str, Any]
_WITHHELD = {ClaimTopic.CASUALTIES, ClaimTopic.FATE, ClaimTopic.STRENGTH}
_PEOPLE = ("person_id", "speaker_person_id", "about_person_id")
_WHERE = ("place_id", "public_latitude", "public_longitude", "geo_precision")
_SOURCES = "sources"


class DiscreetBudget(Budget):
    """A budget that lets no words out in which a hidden name stands."""

    def __init__(self, budget: Budget, hidden: Redaction) -> None:
        self._budget, self._hidden = budget, hidden
        self.quoted = budget.quoted

    def allow(self, words: str) -> bool:
        """Whether ``words`` may go out."""
        return not self._hidden.names_in(words) and self._budget.allow(words)


def guarded(kind: Kind, snapshot: Snapshot, directory: Directory) -> Snapshot:
    """The snapshot without what must not go out; guarding twice is once. Only events keep anything back."""
    if kind != Kind.EVENT or "kept_back" in snapshot:
        return snapshot
    found, kept_back = _blurred(snapshot, directory)
    if found["fields"].get("is_provisional"):
        kept_back["hidden"] += directory.names_of(_people(snapshot))
        found = _unverified(found, directory)
    return {**found, "kept_back": kept_back}


def hidden_names(snapshot: Snapshot) -> Redaction:
    """The names that a guarded snapshot hides: of places, and of everybody while an event is being verified."""
    kept_back = snapshot.get("kept_back", {})
    return Redaction(kept_back.get("hidden", ()), spare=kept_back.get("spared", ()))


def discreet(budgets: dict[int, Budget], snapshot: Snapshot) -> dict[int, Budget]:
    """The budgets of the cited articles, for words that name nothing hidden."""
    hidden = hidden_names(snapshot)
    return {article: DiscreetBudget(budget, hidden) for article, budget in budgets.items()} if hidden else budgets


def veiled(document: Document, snapshot: Snapshot) -> Document:
    """The document of a guarded event, saying what it keeps back. Titles of sources are not the desk's to change."""
    own = {key: value for key, value in document.items() if key != _SOURCES}
    found: Document = {**hidden_names(snapshot).apply(own), _SOURCES: document[_SOURCES]}
    found["where"] = {**found["where"], "is_blurred": snapshot["kept_back"]["is_blurred"]}
    found["verification"] = build_tier(snapshot["fields"])
    return found


def _blurred(snapshot: Snapshot, directory: Directory) -> tuple[Snapshot, Row]:
    """The snapshot with its places as they may be shown, and what that keeps back."""
    fields, parts = {**snapshot["fields"], "blur": _own_blur(snapshot, directory)}, snapshot["parts"]
    main = shown_of(fields, directory)
    named = {row["place_id"] for row in parts["further_places"]} | {row["about_place_id"] for row in parts["claims"]}
    named |= {gone["place_id"] for gone in snapshot.get("gone", [])}
    others = {place_id: place_shown(fields, place_id, directory) for place_id in named - {None}}
    here = _fields_shown(fields, main, directory)
    kept_back: Row = {"hidden": [], "spared": [], "is_blurred": any(here[key] != fields[key] for key in _WHERE)}
    if not any(shown.is_blurred for shown in (main, *others.values())):
        return {**snapshot, "fields": here}, {**kept_back, "is_blurred": False}
    shown_ids = {shown.place_id for shown in (main, *others.values()) if shown.place_id is not None}
    hidden_ids = {pk for shown in (main, *others.values()) for pk in shown.hidden} - shown_ids
    kept_back["hidden"], kept_back["spared"] = names_hidden(hidden_ids, shown_ids)
    further = {
        shown.place_id: {**row, "place_id": shown.place_id}
        for row in parts["further_places"]
        if (shown := others[row["place_id"]]).place_id not in (None, main.place_id)
    }
    claims = [
        {**row, "about_place_id": others[row["about_place_id"]].place_id if row["about_place_id"] else None}
        for row in parts["claims"]
        if not (main.is_blurred and row["topic"] == ClaimTopic.PLACE)
    ]
    coarse = {**parts, "further_places": list(further.values()), "claims": claims}
    return {**snapshot, "fields": here, "parts": coarse}, kept_back


def _own_blur(snapshot: Snapshot, directory: Directory) -> str:
    """The event's own choice, or where it is stricter that of an event merged into it, or of its type; empty: none."""
    gone = snapshot.get("gone", [])
    chosen = [each.get("blur") for each in (snapshot["fields"], *gone)]
    chosen += [directory.event_type(each["event_type_id"]).blur for each in gone]
    return coarsest(filter(None, chosen)) if any(chosen) else ""


def _fields_shown(fields: Row, shown: Shown, directory: Directory) -> Row:
    """The event's own columns with the place as it may be shown; the exact point is in no guarded snapshot."""
    latitude, longitude = shown.point or (None, None)
    here = {**fields, "place_id": shown.place_id, "geo_precision": shown.geo_precision}
    here |= {"latitude": None, "longitude": None}
    if shown.point != point_in(fields):
        here |= {"public_latitude": latitude, "public_longitude": longitude}
    if shown.is_blurred:
        name = directory.place_row(shown.place_id).name if shown.place_id else ""
        is_no_more = fold(fields["place_as_worded"]) == fold(name)
        here["place_as_worded"] = fields["place_as_worded"] if is_no_more else ""
    return here


def _unverified(snapshot: Snapshot, directory: Directory) -> Snapshot:
    """The snapshot of an event that is being verified: without figures, and without people."""
    parts = snapshot["parts"]
    kept = {
        "tallies": [],
        "claims": [row for row in parts["claims"] if _is_without_figures(row, directory)],
        "involvements": [row for row in parts["involvements"] if row["person_id"] is None],
        "targets": [{**row, "count": None} for row in parts["targets"]],
    }
    return {**snapshot, "parts": {**parts, **kept}}


def _is_without_figures(row: Row, directory: Directory) -> bool:
    """Whether a claim may be read while an event is being verified: about nobody, and with no number in its words."""
    if row["topic"] in _WITHHELD or any(row.get(key) is not None for key in (*_PEOPLE, "low", "best", "high")):
        return False
    passage = directory.passage(row["passage_id"])
    words = f"{row['paraphrase']} {row['group_words']} {passage.words if passage else ''}"
    return not holds_figure(words)


def _people(snapshot: Snapshot) -> set[int]:
    rows = [row for name in ("involvements", "claims") for row in snapshot["parts"][name]]
    return {row[key] for row in rows for key in _PEOPLE if row.get(key)}
