"""What a name may mean in one text: the atlas, the country of the text, and the areas it names."""

from collections import Counter
from typing import Protocol

from tracker.extraction.extractors.cues import cue_before
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.mentions import Mention
from tracker.places.atlas import AtlasPlace


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
