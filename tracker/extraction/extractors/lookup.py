"""What a name may mean in one text: the atlas, the country of the text, and the areas it names."""

from collections import Counter
from typing import Protocol

from tracker.extraction.extractors.cues import cue_before
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.mentions import SITE_HEADS, Mention
from tracker.places.atlas import AtlasPlace

_SMALL = frozenset({"town", "admin2"})
_WELL_KNOWN = 200_000


class Gazetteer(Protocol):
    """What the reader needs of the atlas."""

    def find(self, name: str, *, country_code: str | None = None) -> list[AtlasPlace]:
        """Places of that name, the likeliest first."""

    def country_name(self, code: str) -> str:
        """The name of a country by its ISO code."""


class Lookup:
    """The atlas with a memory for one reading."""

    def __init__(
        self, atlas: Gazetteer, country_code: str | None, codes: set[str] | None = None, areas: set[str] | None = None
    ) -> None:
        """``codes`` are the countries that the text names, ``areas`` the first-level areas of its country."""
        self.atlas = atlas
        self.country_code = country_code
        self._codes = (codes or set()) | {country_code or ""}
        self._areas = areas or set()
        self._seen: dict[str, AtlasPlace | None] = {}

    def best(self, name: str) -> AtlasPlace | None:
        """The likeliest place of a name, given the article's country."""
        if name not in self._seen:
            found = self.atlas.find(name, country_code=self.country_code) if len(name) > 1 else []
            self._seen[name] = self._choose(found)
        return self._seen[name]

    def is_foreign(self, place: AtlasPlace) -> bool:
        """Whether a place lies in a country that the text never names."""
        return bool(self.country_code) and place.country_code not in self._codes

    def at_home(self, name: str) -> AtlasPlace | None:
        """The likeliest place of a name in the country of the text."""
        found = self.atlas.find(name, country_code=self.country_code)
        return next((place for place in found if place.country_code == self.country_code), None)

    def within(self, name: str, area: str) -> AtlasPlace | None:
        """The town or area of a name inside a first-level area, as in "Bishnupur, Manipur"."""
        found = self.atlas.find(name, country_code=self.country_code)
        return next((place for place in found if place.admin1_name == area), None)

    def _choose(self, found: list[AtlasPlace]) -> AtlasPlace | None:
        """The likeliest: one in an area the text names, never a small namesake in a country it does not name."""
        if not found or not self.country_code:
            return found[0] if found else None
        top = found[0]
        if top.kind in _SMALL and top.country_code == self.country_code:
            near = (
                place for place in found if place.country_code == top.country_code and place.admin1_name in self._areas
            )
            return next(near, top)
        at_home = next((place for place in found if place.country_code == self.country_code), None)
        if at_home is not None and top.kind == "admin1" and self.is_foreign(top):
            return at_home
        is_stray = top.kind in _SMALL and self.is_foreign(top) and top.population < _WELL_KNOWN
        return None if is_stray else top


def areas_named(document: Document, atlas: Gazetteer, country_code: str | None, taken: set[int]) -> set[str]:
    """The first-level areas of a country that a text names."""
    found: set[str] = set()
    tried: set[str] = set()
    tokens = document.tokens[:3000]
    for index, token in enumerate(tokens) if country_code else ():
        if not token.is_capital or index in taken:
            continue
        goes_on = index + 1 < len(tokens) and (tokens[index + 1].is_capital or tokens[index + 1].low in SITE_HEADS)
        for last in (index + 2, index + 1) if goes_on else (index + 1,):
            name = document.words(index, last)
            if name in tried:
                continue
            tried.add(name)
            places = atlas.find(name, country_code=country_code)
            area = next((place for place in places[:3] if place.kind == "admin1"), None)
            if area is not None and area.country_code == country_code:
                found.add(area.admin1_name or area.name)
                break
    return found


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
            found = atlas.find(document.words(index, min(index + 2, len(document.tokens)))) or atlas.find(token.text)
            if found and found[0].country_code:
                votes[found[0].country_code] += 2
    return votes
