"""Places as named, with coordinates from the atlas, and regions by compass word."""

from tracker.extraction.extractors.cues import cue_before
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.lookup import Lookup
from tracker.extraction.extractors.mentions import COMPASS, NAMED_SITE_HEADS, SITE_HEADS, TITLES, Mention

_JOINERS = frozenset(
    {
        "al",
        "el",
        "de",
        "of",
        "the",
        "la",
        "los",
        "las",
        "del",
        "es",
        "ar",
        "as",
        "az",
        "ad",
        "and",
        "-",
        "du",
        "da",
        "do",
        "ash",
    }
)
_TIED_ARTICLES = frozenset("al el az ez ar er as es ad ed an en at et ash esh ath adh".split())
_DISTRICTS = frozenset({"district", "tehsil", "taluka", "subdivision", "upazila", "cercle", "woreda"})
_MAX_TOKENS = 5
_COMMON_POPULATION = 100_000


def compass_state(document: Document, index: int, state: Mention | None) -> Mention | None:
    """ "western Iraq", "southern Lebanon": a region, never a point."""
    if state is None or not state.is_state_name or state.branch != "state":
        return None
    region = Mention(
        index,
        state.last,
        "LOCATION",
        f"{document.low(index)} {state.key}",
        "compass word and state",
        0.9,
        state.country_code,
    )
    region.extra["compass"] = compass_of(document.low(index))
    return region


def compass_of(word: str) -> str:
    """ "western" -> "west", "northeastern" -> "northeast"."""
    plain = word.replace("-", "")
    return plain[:-3] if plain.endswith("ern") else plain


def worded_region(document: Document, index: int, country_code: str | None, name: str) -> Mention | None:
    """ "the west of the country", "the country's northeast"."""
    low = document.low
    last = 0
    if low(index) in COMPASS and low(index + 1) == "of" and low(index + 2) == "the" and low(index + 3) == "country":
        last, compass = index + 4, low(index)
    elif (
        low(index) in COMPASS
        and low(index + 1) in {"part", "parts"}
        and low(index + 2) == "of"
        and low(index + 4) == "country"
    ):
        last, compass = index + 5, low(index)
    elif low(index) == "country" and low(index + 1) in {"'s", "’s"} and low(index + 2) in COMPASS:
        last, compass = index + 3, low(index + 2)
        index -= low(index - 1) == "the"
    if not last or not country_code:
        return None
    compass = compass_of(compass)
    region = Mention(
        index,
        last,
        "REGION",
        f"{compass}ern {name}" if compass != "central" else f"central {name}",
        "compass word and article country",
        0.7,
        country_code,
    )
    region.extra["compass"] = compass
    return region


def place_at(document: Document, index: int, blocked: set[int], lookup: Lookup) -> Mention | None:
    """The longest place name at a token: by the atlas, or by the word that says it is a place."""
    tokens = document.tokens
    limit = index
    at = index
    sentence = tokens[index].sentence
    while at < min(len(tokens), index + _MAX_TOKENS) and at not in blocked and tokens[at].sentence == sentence:
        if tokens[at].is_capital or (at > index and _is_tied_article(tokens[at].text)):
            limit = at + 1
        elif tokens[at].low not in _JOINERS or at == index:
            break
        at += 1
    cue = cue_before(document, index)
    is_compass = tokens[index].low in COMPASS
    for last in range(limit, index + is_compass, -1):
        if not (tokens[last - 1].is_capital or _is_tied_article(tokens[last - 1].text)) or (
            last < limit and tokens[last].is_capital and tokens[last].low not in TITLES
        ):
            continue
        mention = _resolved(document, index, last, cue, lookup)
        if mention:
            return _with_tail(document, mention, limit)
    if is_compass and limit > index + 1 and lookup.best(document.words(index + 1, limit)):
        return Mention(index, limit, "LOCATION", document.words(index, limit), "compass word in a name", 0.7)
    return _unresolved(document, index + is_compass, limit, cue) if not is_compass or limit > index + 1 else None


def _is_tied_article(word: str) -> bool:
    """ "ez-Zor", "al-Arab": an article in small letters tied to a name."""
    head, dash, tail = word.partition("-")
    return dash == "-" and head in _TIED_ARTICLES and tail[:1].isupper()


def _with_tail(document: Document, mention: Mention, limit: int) -> Mention:
    """Take "del Sur" or "do Norte" into a name that the atlas knows only without it."""
    if document.low(mention.last) in {"del", "do", "da", "du"} and limit > mention.last + 1:
        mention.last += 2
        mention.key = document.words(mention.first, mention.last)
    return mention


def _resolved(document: Document, index: int, last: int, cue: str, lookup: Lookup) -> Mention | None:
    name = document.words(index, last)
    place = lookup.best(name)
    if place is None and document.tokens[last - 1].low in NAMED_SITE_HEADS and last - index > 1:
        place = lookup.best(document.words(index, last - 1))
    if place is not None and document.tokens[last - 1].low in _DISTRICTS and lookup.is_foreign(place):
        place = lookup.at_home(document.words(index, last - 1))
    area = _area_behind(document, last, lookup)
    if place is not None and area and place.kind in {"town", "admin2"} and place.admin1_name != area:
        place = lookup.within(name, area)
    if place is None:
        return None
    at_home = bool(lookup.country_code) and place.country_code == lookup.country_code
    after_comma = document.low(index - 1) == "," and cue_before(document, index - 2) != ""
    is_known = place.kind in {"country", "admin1", "region"} or (place.population or 0) >= _COMMON_POPULATION
    if last - index == 1 and not cue and not after_comma:
        starts = index == document.sentences[document.tokens[index].sentence].first
        if (starts and not (at_home and is_known)) or not (is_known or at_home):
            return None
    score = 0.9 if cue == "strong" or at_home else 0.7
    mention = Mention(index, last, "LOCATION", place.name, f"atlas: {place.name}", score, place.country_code)
    mention.value = place
    return mention


def _area_behind(document: Document, last: int, lookup: Lookup) -> str:
    """The first-level area named behind a comma; empty when there is none."""
    if document.low(last) != "," or last + 1 >= len(document.tokens) or not document.tokens[last + 1].is_capital:
        return ""
    area = lookup.best(document.tokens[last + 1].text)
    return area.admin1_name or area.name if area is not None and area.kind == "admin1" else ""


def _unresolved(document: Document, index: int, limit: int, cue: str) -> Mention | None:
    """A capitalised name that the words around it say is a place."""
    limit = next((at for at in range(index + 1, limit) if document.low(at) == "and"), limit)
    if limit <= index:
        return None
    low = document.low
    index -= low(index - 1) in COMPASS and document.tokens[index - 1].is_capital
    last_word = low(limit - 1)
    if limit - index > 1 and last_word in NAMED_SITE_HEADS and document.tokens[index].low != "the":
        return Mention(index, limit, "LOCATION", document.words(index, limit), f"name ending in {last_word}", 0.7)
    named = low(limit) in SITE_HEADS and low(limit) not in {
        "state",
        "base",
        "camp",
        "capital",
        "department",
        "port",
        "hub",
    }
    word = document.tokens[index].text
    if limit - index == 1 and word.isupper() and len(word) > 1:
        return None
    if cue == "strong" or named:
        return Mention(index, limit, "LOCATION", document.words(index, limit), "word for a place beside it", 0.6)
    return None
