"""Names by their shape: numbers before a unit, brackets that explain a name, a town before a group's acronym."""

from dataclasses import replace

from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.forces import capital_run
from tracker.extraction.extractors.mentions import COMPASS, NAMED_FORCE_HEADS, TIED, Mention
from tracker.extraction.extractors.numbers import figure_at

_NUMBERED = frozenset(
    "rifles brigade battalion division regiment corps para squadron commando wing battery gang cartel column".split()
)
_LOWER_UNITS = frozenset({"brigade", "battalion", "column", "regiment", "division", "battery"})
_ARMED_NOUNS = frozenset(
    "cell cells militants militant rebels rebel fighters insurgents insurgent gang cartel guerrillas guerrilla "
    "jihadists separatists separatist extremists extremist terrorists terrorist militia militiamen gunmen "
    "paramilitaries cadres faction outfit insurgency".split()
)
_LANDS = frozenset({"region", "district", "zone", "area", "command"})
_SMALL = frozenset({"of", "the", "for", "and", "de", "del", "la", "des", "du", "al", "pour", "do", "da", "para", "e"})
_OUTLETS = frozenset({"television", "tv", "radio", "newspaper", "news", "channel", "website", "daily"})


def numbered(document: Document, mention: Mention) -> Mention:
    """Take a number into the name of a unit: "9 Rashtriya Rifles", "the 400 Mawozo gang"."""
    at = mention.first - 1
    is_figure = at >= 0 and document.tokens[at].text.isdigit() and len(document.tokens[at].text) <= 3
    if not is_figure or document.tokens[at].sentence != document.tokens[mention.first].sentence:
        return mention
    head = document.low(mention.last - 1)
    behind = document.low(mention.last)
    if not (head in _NUMBERED - {"gang", "cartel"} or behind in _NUMBERED):
        return mention
    return replace(mention, first=at, key=document.words(at, mention.last))


def with_unit_word(document: Document, mention: Mention) -> Mention:
    """Take "brigade" or "column" in small letters into the name before it: "the South Armagh brigade"."""
    if mention.reason.startswith("name before") and document.low(mention.last) in _LOWER_UNITS:
        last = mention.last + 1
        return replace(mention, last=last, key=document.words(mention.first, last))
    return mention


def military_area(document: Document, index: int, blocked: set[int]) -> Mention | None:
    """ "The Third Military Region", "Northern Military District": a command, not a place."""
    run = capital_run(document, index, blocked)
    for at in range(index + 1, run - 1):
        if document.low(at) == "military" and document.low(at + 1) in _LANDS:
            words = document.words(index, at + 2)
            return Mention(index, at + 2, "FORCE", words, "military region or district", 0.75, force_kind="state")
    return None


def bracketed(document: Document, index: int, blocked: set[int]) -> Mention | None:
    """A name whose initials stand in brackets behind it: "Runda Kumpulan Kecil (RKK) cell"."""
    run = capital_run(document, index, blocked)
    if run - index < 2 or document.low(run) != "(" or document.low(run + 2) != ")":
        return None
    acronym = document.tokens[run + 1].text
    initials = [token.text[0].upper() for token in document.tokens[index:run] if token.low not in _SMALL]
    if len(acronym) < 2 or not acronym.isupper() or list(acronym) != initials:
        return None
    armed = document.low(run + 3) in _ARMED_NOUNS or bool(_around(document, index) & _ARMED_NOUNS)
    words = document.words(index, run)
    if armed:
        return Mention(index, run, "FORCE", words, "initials in brackets, armed", 0.7, force_kind="non-state")
    return Mention(index, run, "ORG", words, "initials in brackets", 0.65)


def _around(document: Document, index: int) -> set[str]:
    return {document.low(at) for at in range(max(0, index - 4), index)}


def local_branch(document: Document, index: int, following: Mention) -> Mention | None:
    """The branch of a group in one town: "the Kawlin PDF"."""
    if following.kind != "FORCE" or document.low(index) in COMPASS:
        return None
    acronym = document.words(following.first, following.last)
    if following.last - following.first != 1 or not acronym.isupper() or following.force_kind == "state":
        return None
    words = document.words(index, following.last)
    return Mention(index, following.last, "FORCE", words, "town and group", 0.75, "", following.force_kind)


def outlet(document: Document, index: int, blocked: set[int]) -> Mention | None:
    """A name before "television" or "news agency": "Al-Masirah television", "its Amaq news agency"."""
    run = capital_run(document, index, blocked)
    low, behind = document.low(run), document.low(run + 1)
    starts = document.sentences[document.tokens[index].sentence].first == index
    is_outlet = low in _OUTLETS and (low != "news" or behind in {"agency", "site", "website", "outlet", "channel"})
    if not is_outlet or not 0 < run - index <= 3 or (starts and run - index == 1 and "-" not in document.low(index)):
        return None
    if (
        document.low(index).endswith(TIED)
        or figure_at(document.tokens, index)
        or document.low(index) in COMPASS | NAMED_FORCE_HEADS
    ):
        return None
    return Mention(index, run, "ORG", document.words(index, run), f"name before {low}", 0.65)
