"""Where an act was: the places of its sentence, the most exact first."""

from bisect import bisect_left

from tracker.extraction.extractors.claims import Claim
from tracker.extraction.extractors.cues import PREPOSITIONS, cue_before
from tracker.extraction.extractors.dates import DateMention
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.mentions import Mention
from tracker.extraction.extractors.names import Names

_NO_PLACE = frozenset({"from", "to"})
_MOVED = frozenset("flown evacuated airlifted rushed transferred taken admitted referred shifted brought moved".split())


def places_in(
    document: Document, names: Names, sentence: Sentence, claim: Claim | None, *, from_counts: bool
) -> tuple[list[Mention], list[Mention]]:
    """Where the act was, the most exact place first; regions are kept apart."""
    found: list[Mention] = []
    regions: list[Mention] = []
    mentions = names.mentions
    for mention in mentions[
        bisect_left(mentions, sentence.first, key=first_of) : bisect_left(mentions, sentence.last, key=first_of)
    ]:
        if mention.kind not in {"LOCATION", "REGION"}:
            continue
        if claim and not claim.covers(document.tokens[mention.first].start):
            continue
        if mention.kind == "REGION" or "compass" in mention.extra:
            regions.append(mention)
        if mention.kind == "LOCATION" and _is_where(document, mention, from_counts=from_counts):
            found.append(mention)
    return sorted(found, key=_exactness), regions


def first_of(mention: Mention | DateMention) -> int:
    """Where a mention starts, to sort and search by."""
    return mention.first


def _is_where(document: Document, mention: Mention, *, from_counts: bool) -> bool:
    before = [document.low(at) for at in range(mention.first - 4, mention.first)]
    if from_counts and "from" in before:
        return True
    if before[-1] == "of" and before[-2] in {"resident", "native"}:
        return False
    if _is_destination(document, mention):
        return False
    if before[-1] in _NO_PLACE or ("from" in before[:3] and before[-1] == "of"):
        return False
    if mention.is_state_name:
        return before[-1] in PREPOSITIONS - {"of", "to", "between", "from"} or before[-2:] == ["in", "the"]
    return (
        cue_before(document, mention.first) != ""
        or before[-1] in {"'s", ",", "and", "'", "the"}
        or mention.value is not None
    )


def _is_destination(document: Document, mention: Mention) -> bool:
    """ "The wounded were flown to a hospital in Bamako": the act was elsewhere."""
    before = [document.low(at) for at in range(mention.first - 9, mention.first)]
    verb = next((at for at, word in enumerate(before) if word in _MOVED), None)
    return verb is not None and "to" in before[verb:] and "." not in before[verb:]


def _exactness(mention: Mention) -> int:
    if mention.is_state_name:
        return 4
    if "compass" in mention.extra:
        return 3
    kind = getattr(mention.value, "kind", "town")
    last_word = mention.key.rpartition(" ")[2].lower()
    is_area = kind in {"admin1", "region", "country"} or last_word in {
        "state",
        "region",
        "province",
        "governorate",
        "district",
    }
    return 2 if is_area or "compass word in a name" in mention.reason else 1


def share_place(places: list[Mention], others: list[Mention]) -> bool:
    """Equal places, or one only names the country of the other."""
    keys = {mention.key for mention in others}
    if any(mention.key in keys for mention in places):
        return True
    return all(mention.is_state_name or "compass" in mention.extra for mention in places) or all(
        mention.is_state_name or "compass" in mention.extra for mention in others
    )
