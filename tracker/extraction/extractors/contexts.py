"""Names whose kind only the words around them tell: armed groups, news outlets, headings, acronyms."""

from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.forces import capital_run
from tracker.extraction.extractors.mentions import Mention

_OUTLETS = frozenset(
    "group agency newspaper outlet channel broadcaster station network website charity monitor ngo daily party".split()
)
WEAPON_ACRONYMS = frozenset(
    {"VBIED", "VBIEDs", "IED", "IEDs", "SVBIED", "SVBIEDs", "RPG", "RPGs", "ICBM", "MANPADS", "HIMARS", "ATACMS"}
)
_BROADCASTERS = frozenset({"Radio", "Télé", "TV", "Agence"})
_GROUPS = frozenset("outfit outfits militia militias faction factions".split())
_BANNED = frozenset({"banned", "proscribed", "outlawed"})
_ARMED = _BANNED | frozenset(
    "armed militant rebel insurgent extremist terrorist terror jihadist guerrilla separatist underground".split()
)
_LOOSE_GROUPS = frozenset({"group", "groups", "organisation", "organization", "organisations", "organizations"})
_MEN_OF = frozenset("rebels fighters militants militiamen insurgents guerrillas cadres cadre".split())
_TROOPS_OF = frozenset({"troops", "soldiers", "paratroopers", "commandos"})
_REASON = "behind a word for an armed group"


def is_armed_context(document: Document, index: int) -> bool:
    """Whether the words before a name say that an armed group follows: "the banned outfit", "rebels of the"."""
    low = document.low
    at = index - 1 - (low(index - 1) == "the")
    if low(at) in _GROUPS | _BANNED:
        return True
    if low(at) in _LOOSE_GROUPS and low(at - 1) in _ARMED:
        return True
    return low(at) == "of" and low(at - 1) in _MEN_OF | _TROOPS_OF


def armed_group_at(document: Document, index: int, blocked: set[int], previous: Mention | None) -> Mention | None:
    """The name of an armed group known only from its context, or the next one of a list of them."""
    goes_on = (
        previous is not None
        and previous.reason == _REASON
        and index - previous.last <= 3
        and document.low(index - 1) in {",", "and", "the"}
    )
    if not goes_on and not is_armed_context(document, index):
        return None
    last = index + 1
    run = capital_run(document, index, blocked)
    while last < run and (document.tokens[last].is_capital or document.low(last) in {"of", "for", "the", "-"}):
        last += 1
    while last > index + 1 and not document.tokens[last - 1].is_capital:
        last -= 1
    back = index - 1 - (document.low(index - 1) == "the")
    kind = "state" if document.low(back - 1) in _TROOPS_OF else "non-state"
    return Mention(index, last, "FORCE", document.words(index, last), _REASON, 0.65, force_kind=kind)


def is_heading(document: Document, index: int) -> bool:
    """Whether a word in capitals stands in a heading: a line of capitals only, or a label before a colon."""
    sentence = document.sentences[document.tokens[index].sentence]
    words = [token.text for token in document.tokens[sentence.first : sentence.last] if token.text[0].isalpha()]
    if document.low(index + 1) == ":" and index == sentence.first:
        return True
    return len(words) <= 8 and all(map(str.isupper, words))


def organisation(document: Document, index: int) -> Mention | None:
    """A name behind "rights group" or "the newspaper", or capitals that nothing else explains."""
    word = document.tokens[index].text
    if document.low(index - 1) in _OUTLETS and not document.is_upper:
        last = index + 1
        while last < len(document.tokens) and document.tokens[last].is_capital and last - index < 4:
            last += 1
        return Mention(index, last, "ORG", document.words(index, last), f"name behind {document.low(index - 1)}", 0.65)
    following = document.tokens[index + 1] if index + 1 < len(document.tokens) else None
    if word in _BROADCASTERS and following is not None and following.is_capital and not document.is_upper:
        return Mention(index, index + 2, "ORG", document.words(index, index + 2), "name of a broadcaster", 0.7)
    if word in WEAPON_ACRONYMS:
        return Mention(index, index + 1, "WEAPON", word, "acronym of a weapon", 0.8)
    capitals = sum(map(str.isupper, word))
    if document.is_upper or len(word) < 3 or capitals < 2 or not word.isalpha() or is_heading(document, index):
        return None
    return Mention(index, index + 1, "ORG", word, "acronym or inner capitals", 0.5)
