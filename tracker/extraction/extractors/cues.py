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
    {"residents", "outskirts", "people", "inhabitants", "villagers", "siege", "part", "parts", "shelling", "capture"}
)


def cue_before(document: Document, index: int) -> str:
    """ "strong" after "in" or "town of", "weak" after "of" or "to", else empty."""
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
    return "weak" if before in PREPOSITIONS else ""
