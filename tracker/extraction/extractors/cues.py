"""Words before a name that say that a place follows."""

from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.mentions import COMPASS, SITE_HEADS

PREPOSITIONS = frozenset(
    "in at near on from to outside around across inside into towards toward throughout of between "
    "over through within northwest northeast southwest southeast north south east west surrounding "
    "neighbouring neighboring along beyond".split()
)
_STRONG = PREPOSITIONS - {"of", "to", "from", "over", "through", "between", "at", "on", "along", "beyond"}
_AROUND = frozenset(
    {
        "residents",
        "outskirts",
        "people",
        "inhabitants",
        "villagers",
        "siege",
        "part",
        "parts",
        "shelling",
        "capture",
        "resident",
        "native",
    }
)

_PLURAL_SITES = frozenset(
    "towns villages cities settlements districts provinces regions areas neighbourhoods neighborhoods governorates "
    "boundary border outskirts states counties municipalities departments".split()
)


def cue_before(document: Document, index: int) -> str:
    """ "strong" after "in" or "town of", "weak" after "of" or "to", else empty."""
    index = _first_of_pair(document, index)
    before = document.low(index - 1)
    if before == "the":
        index -= 1
        before = document.low(index - 1)
    if before == "of" and document.low(index - 2) in SITE_HEADS | _AROUND:
        return "strong"
    if (
        before in COMPASS
        or before in _STRONG
        or before in {"occupied", "besieged", "downtown", "neighbouring", "nearby"}
    ):
        return "strong"
    if before in SITE_HEADS and before not in {"state", "base", "capital"}:
        return "strong"
    if before in _PLURAL_SITES or (before == "of" and document.low(index - 2) in _PLURAL_SITES):
        return "strong"
    if before == "between" and _names_two(document, index):
        return "strong"
    return "weak" if before in PREPOSITIONS else ""


def _first_of_pair(document: Document, index: int) -> int:
    """The first name of "between Macomia and Mucojo" or "towns of Jermuk and Vardenis", for the second one."""
    if document.low(index - 1) != "and" or index < 3:
        return index
    first = index - 1
    while first > index - 4 and document.tokens[first - 1].is_capital:
        first -= 1
    before = document.low(first - 1)
    is_pair = before in {"between", "near", "in", "around", "outside", "at"} or (
        before == "of" and document.low(first - 2) in _PLURAL_SITES
    )
    return first if first < index - 1 and is_pair and _closes(document, index) else index


def _closes(document: Document, index: int) -> bool:
    """Whether a name of one or two words ends a clause: what follows says nothing of it."""
    last = index + 1
    while last < index + 3 and last < len(document.tokens) and document.tokens[last].is_capital:
        last += 1
    return document.low(last) in {".", ",", ";", ")", "in", "on", "and", "", "that", "where", "when", "as", "by"}


def _names_two(document: Document, index: int) -> bool:
    """ "The road between Keady and Armagh": a way between two places."""
    ways = {document.low(at) for at in range(index - 5, index - 1)}
    return bool(ways & {"road", "highway", "border", "railway", "route", "way", "hours", "ambushed"})
