"""Places as named, with coordinates from the atlas, and regions by compass word."""

from collections import Counter
from typing import Protocol

from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.mentions import COMPASS, NAMED_SITE_HEADS, SITE_HEADS, TITLES, Mention
from tracker.places.atlas import AtlasPlace

PREPOSITIONS = frozenset(
    "in at near on from to outside around across inside into towards toward throughout of between "
    "over through within northwest northeast southwest southeast north south east west surrounding "
    "neighbouring neighboring along beyond".split()
)
_STRONG = PREPOSITIONS - {"of", "to", "from", "over", "through", "between", "at", "on", "along", "beyond"}
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
_AROUND = frozenset(
    {"residents", "outskirts", "people", "inhabitants", "villagers", "siege", "part", "parts", "shelling", "capture"}
)
_MAX_TOKENS = 5
_COMMON_POPULATION = 100_000


class Gazetteer(Protocol):
    """What the reader needs of the atlas."""

    def find(self, name: str, *, country_code: str | None = None) -> list[AtlasPlace]:
        """Places of that name, the likeliest first."""

    def country_name(self, code: str) -> str:
        """The name of a country by its ISO code."""


class Lookup:
    """The atlas with a memory for one reading."""

    def __init__(self, atlas: Gazetteer, country_code: str | None) -> None:
        self.atlas = atlas
        self.country_code = country_code
        self._seen: dict[str, AtlasPlace | None] = {}

    def best(self, name: str) -> AtlasPlace | None:
        """The likeliest place of a name, given the article's country."""
        if name not in self._seen:
            found = self.atlas.find(name, country_code=self.country_code) if len(name) > 1 else []
            self._seen[name] = found[0] if found else None
        return self._seen[name]


def article_country(mentions: list[Mention], document: Document, atlas: Gazetteer, taken: set[int]) -> str | None:
    """The country the text is about: where things are said to be counts most."""
    votes = _town_votes(document, atlas, taken)
    for mention in mentions:
        code = mention.country_code
        if not code:
            continue
        if mention.is_state_name and mention.branch == "state":
            before = document.low(mention.first - 1)
            votes[code] += 3 if before in {"in", "across", "western", "eastern", "northern", "southern", "'s"} else 1
            votes[code] += document.low(mention.last) in {"'s", "'"}
        elif mention.is_state_name:
            votes[code] += 0
        else:
            votes[code] += 1
    if not votes:
        return None
    top = max(votes.values())
    named = (mention.country_code for mention in mentions if votes.get(mention.country_code, 0) == top)
    return next(named, None) or min(code for code, count in votes.items() if count == top)


def _town_votes(document: Document, atlas: Gazetteer, taken: set[int]) -> Counter[str]:
    """Two votes for the country of each town that stands where a place must stand."""
    votes: Counter[str] = Counter()
    seen = set()
    for index, token in enumerate(document.tokens[:3000]):
        if (
            token.is_capital
            and index not in taken
            and token.text not in seen
            and cue_before(document, index) == "strong"
        ):
            seen.add(token.text)
            found = atlas.find(token.text)
            if found and found[0].country_code:
                votes[found[0].country_code] += 2
    return votes


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
        if tokens[at].is_capital:
            limit = at + 1
        elif tokens[at].low not in _JOINERS or at == index:
            break
        at += 1
    cue = cue_before(document, index)
    is_compass = tokens[index].low in COMPASS
    for last in range(limit, index + is_compass, -1):
        if not tokens[last - 1].is_capital or (
            last < limit and tokens[last].is_capital and tokens[last].low not in TITLES
        ):
            continue
        mention = _resolved(document, index, last, cue, lookup)
        if mention:
            return mention
    if is_compass and limit > index + 1 and lookup.best(document.words(index + 1, limit)):
        return Mention(index, limit, "LOCATION", document.words(index, limit), "compass word in a name", 0.7)
    return _unresolved(document, index + is_compass, limit, cue) if not is_compass or limit > index + 1 else None


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


def _resolved(document: Document, index: int, last: int, cue: str, lookup: Lookup) -> Mention | None:
    name = document.words(index, last)
    place = lookup.best(name)
    if place is None and document.tokens[last - 1].low in NAMED_SITE_HEADS and last - index > 1:
        place = lookup.best(document.words(index, last - 1))
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


def _unresolved(document: Document, index: int, limit: int, cue: str) -> Mention | None:
    """A capitalised name that the words around it say is a place."""
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
