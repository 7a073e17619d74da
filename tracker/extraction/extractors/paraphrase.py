"""Neutral sentences in the desk's own words for figures of harm."""

from tracker.extraction.extractors.casualty_words import CIVILIANS, COMBATANTS, GROUP_OF, PEOPLE
from tracker.extraction.extractors.counted import Casualty
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.names import Names

_VERBS = {
    "killed": "killed",
    "wounded": "wounded",
    "missing": "missing",
    "captured": "captured",
    "abducted": "abducted",
    "held": "detained",
    "displaced": "displaced",
    "any": "hurt",
}
_SINGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}
LOADED = frozenset({"terrorists", "terrorist", "extremists", "martyrs", "militants", "jihadists"})
_EMPTY_NOUNS = frozenset(
    {"", "wounded", "dead", "bodies", "one", "casualties", "injured", "killed", "victims", "corpses", "them"}
)


def people_of(document: Document, names: Names, casualty: Casualty, force_name: str | None) -> str:
    """Those harmed, in neutral words: "Islamic State members", "civilians"."""
    if casualty.person is not None:
        return casualty.person.key
    words = [document.tokens[at] for at in range(casualty.who_first, casualty.who_last)]
    nouns = [
        token.low
        for at, token in enumerate(words, casualty.who_first)
        if at not in names.at or names.at[at].kind == "GENERIC"
    ]
    nouns = [
        noun
        for noun in nouns
        if noun[0].isalpha() and noun not in {"of", "the", "its", "their", "his", "her", "live", "and"}
    ]
    head = nouns[0] if "of" in {token.low for token in words} and nouns else (nouns[-1] if nouns else "")
    if head in LOADED or (force_name and head in _EMPTY_NOUNS):
        head = "members"
    if (
        casualty.force is not None
        and casualty.force.kind == "FORCE"
        and document.low(casualty.force.last - 1) in PEOPLE
    ):
        return casualty.force.text(document)
    if force_name and casualty.force is not None and casualty.force.kind == "FORCE":
        return f"{force_name} {head or 'members'}"
    plain = " ".join(noun for noun in nouns if noun not in LOADED)
    return "people" if plain in _EMPTY_NOUNS else plain


def paraphrase(document: Document, casualty: Casualty, people: str) -> str:
    """One sentence: "At least 12 people were killed."""
    figure, verb = casualty.figure, _VERBS[casualty.kind]
    if casualty.is_negated:
        return f"Nobody was {verb}" + (f" ({people})" if people != "people" else "")
    if casualty.person is not None:
        return f"{people} was {verb}"
    if figure.low == figure.high == 1:
        return f"One {_SINGULAR.get(people, people)} was {verb}"
    about = "about " if figure.is_approximate and figure.high is not None else ""
    if figure.low is None:
        amount = f"up to {figure.high:,}"
    elif figure.high is None:
        amount = f"at least {figure.low:,}"
    elif figure.low != figure.high:
        amount = f"{figure.low:,} to {figure.high:,}"
    else:
        amount = f"{about}{figure.low:,}"
    sentence = f"{amount} {people} were {verb}"
    return sentence[0].upper() + sentence[1:]


def standing_of(document: Document, casualty: Casualty) -> str:
    """Civilian or combatant, as the words have it."""
    words = {document.low(at) for at in range(casualty.who_first, casualty.who_last)}
    if words & CIVILIANS:
        return "civilian"
    return "combatant" if casualty.force is not None or words & COMBATANTS else "unknown"


def group_of(document: Document, casualty: Casualty) -> str:
    """The group counted: all, women, children, journalists, leaders and so on."""
    words = [document.low(at) for at in range(casualty.who_first, casualty.who_last)]
    if casualty.force is not None and not set(words) & {"leaders", "commanders"}:
        return "all"
    return next((GROUP_OF[word] for word in words if word in GROUP_OF), "all")
