"""Forces and places as single things: every spelling and common noun under one name."""

from dataclasses import dataclass, field

from tracker.extraction.extractors.document import Document, Span
from tracker.extraction.extractors.generics import BRANCH_NAMES
from tracker.extraction.extractors.lookup import Gazetteer
from tracker.extraction.extractors.mentions import Mention
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.register import Register
from tracker.places.atlas import AtlasPlace

_UNIT_WORDS = frozenset("brigade division regiment battalion corps guard fleet squadron battery command".split())
_FORMAL = ("military", "army", "armed forces", "forces", "air force", "navy", "police", "command", "group")


@dataclass(slots=True)
class ForceEntry:
    """One force with every way in which the text names it."""

    key: str
    name: str = ""
    aliases: list[str] = field(default_factory=list)
    kind: str = ""
    country_code: str = ""
    spans: list[Span] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    score: float = 0.0

    def names(self) -> list[str]:
        """The name and the aliases."""
        return [self.name, *(alias for alias in self.aliases if alias != self.name)]


@dataclass(slots=True)
class PlaceEntry:
    """One place; a region by compass word has no coordinates."""

    key: str
    name: str
    country_code: str
    aliases: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    place: AtlasPlace | None = None
    compass: str = ""
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)


def force_key(mention: Mention) -> str:
    """The key under which a mention's force is listed; a state acts through its armed forces."""
    if (
        mention.is_state_name
        or mention.kind == "NATIONALITY"
        or (mention.key.endswith(" government") and mention.reason.startswith("seat"))
    ):
        return f"{mention.country_code} armed forces"
    if mention.branch == "armed forces" and mention.country_code:
        return f"{mention.country_code} armed forces"
    return mention.key


def find_forces(document: Document, register: Register, names: Names, actors: list[Mention]) -> dict[str, ForceEntry]:
    """The forces of a text by key; states count only where they act."""
    entries: dict[str, ForceEntry] = {}
    named = [
        mention
        for mention in names.all()
        if not _is_counted(document, mention)
        and (mention.kind == "FORCE" or (mention.kind == "GENERIC" and mention.branch))
    ]
    known = {force_key(mention) for mention in named}
    generic = [mention for mention in names.generics if not mention.branch and mention.key in known]
    acting = [mention for mention in actors if mention.kind != "GENERIC" or mention.branch]
    seen: set[tuple[str, int]] = set()
    for mention in [*named, *generic, *acting]:
        entry = entries.setdefault(force_key(mention), ForceEntry(force_key(mention)))
        text = mention.text(document)
        if (entry.key, mention.first) in seen:
            continue
        seen.add((entry.key, mention.first))
        entry.spans.append(mention.span(document))
        if text not in entry.aliases and (mention.kind != "GENERIC" or mention.branch):
            entry.aliases.append(text)
        entry.kind = entry.kind or (
            "state" if mention.is_state_name or mention.kind == "NATIONALITY" else mention.force_kind
        )
        entry.country_code = entry.country_code or mention.country_code
        entry.score = max(entry.score, mention.score)
        if mention.reason not in entry.reasons:
            entry.reasons.append(mention.reason)
        if mention.reason.startswith("register") and mention.kind == "FORCE":
            entry.name = mention.key
    for entry in entries.values():
        entry.spans.sort()
        entry.name = entry.name or _best_name(register, entry)
        entry.kind = entry.kind if entry.kind in {"state", "non-state", "coalition", "international"} else _kind(entry)
    return dict(sorted(entries.items(), key=lambda item: item[1].spans[0]))


def _is_counted(document: Document, mention: Mention) -> bool:
    """ "2,500 troops" counts soldiers of somebody; it is no name of the country's army."""
    before = document.low(mention.first - 1)
    if mention.text(document) in {"troops", "soldiers"} and before not in {"the", "its", "their"}:
        return True
    return mention.kind == "GENERIC" and (
        before[:1].isdigit() or before in {"sent", "hundreds", "dozens", "of", "thousands"}
    )


def _best_name(register: Register, entry: ForceEntry) -> str:
    """The most formal wording of the text, else country and branch."""
    state = register.states.get(entry.country_code)
    places = {*state.names, *state.seats, *state.adjectives} if state else set()
    formal = [text for text in entry.aliases if text.lower().endswith(_FORMAL) and text[0].isupper() and " " in text]
    if entry.key.startswith(f"{entry.country_code} "):
        formal = [text for text in formal if any(text.startswith(place) for place in places)]
    if formal:
        return formal[0]
    branch = next((branch for branch in BRANCH_NAMES if entry.key == f"{entry.country_code} {branch}"), "")
    if branch and state:
        return f"{register.adjective(entry.country_code)} {branch}"
    return next((text for text in entry.aliases if text not in places and text[0].isupper()), entry.aliases[0])


def _kind(entry: ForceEntry) -> str:
    words = set(entry.name.lower().split())
    if words & {"coalition", "alliance"}:
        return "coalition"
    return "state" if words & _UNIT_WORDS or "group of forces" in entry.name.lower() else "non-state"


def find_places(document: Document, names: Names, atlas: Gazetteer) -> dict[str, PlaceEntry]:
    """The places of a text by key, with coordinates where the atlas knows them."""
    entries: dict[str, PlaceEntry] = {}
    for mention in names.mentions:
        if mention.kind not in {"LOCATION", "REGION"}:
            continue
        if mention.value is None and mention.is_state_name and mention.branch == "state":
            mention.value = next(
                (place for place in atlas.find(mention.key) if place.country_code == mention.country_code), None
            )
        entry = entries.get(place_key(mention))
        text = mention.text(document)
        if entry is None:
            name = mention.key if mention.kind == "REGION" else text
            entry = entries[place_key(mention)] = PlaceEntry(place_key(mention), name, mention.country_code)
            entry.place = mention.value  # type: ignore[assignment]
            if not entry.country_code and entry.place is None and names.country_code:
                entry.country_code = names.country_code
                entry.reasons.append("country of the article")
            entry.compass = str(mention.extra.get("compass", ""))
            entry.score = mention.score
        entry.spans.append(mention.span(document))
        if text != entry.name and text not in entry.aliases:
            entry.aliases.append(text)
        if mention.reason not in entry.reasons:
            entry.reasons.append(mention.reason)
    return entries


def place_key(mention: Mention) -> str:
    """Spellings of one place of the atlas share its number."""
    number = getattr(mention.value, "geoname_id", None)
    if mention.is_state_name:
        return f"state {mention.country_code}"
    return str(number) if number else mention.key.lower()
