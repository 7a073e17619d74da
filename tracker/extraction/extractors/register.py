"""The register of known names: states, forces, public bodies and given names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tracker.extraction.extractors.document import Token

_DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name the desk already has; ``kind`` is force, person or org."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "force"
    force_kind: str = "non-state"
    country_code: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """One state; ``adjectives`` also hold the words for its people."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownRegion:
    """A region that is neither a state nor a first-level area; the point is its rough middle."""

    name: str
    country_code: str
    latitude: float
    longitude: float
    kind: str = "region"
    population: int = 0
    geoname_id: str | None = None


@dataclass(slots=True)
class Register:
    """Known names under the first word of each spelling."""

    states: dict[str, State] = field(default_factory=dict)
    given_names: frozenset[str] = frozenset()
    _spellings: dict[str, list[tuple[tuple[str, ...], str, str, object]]] = field(default_factory=dict)

    @classmethod
    def shipped(cls) -> "Register":
        """The seed register that ships with the project, read once."""
        return _shipped()

    def extended(self, entries: Iterable[KnownName]) -> "Register":
        """A copy with the desk's own names added; they win over the seed's."""
        copy = Register(self.states, self.given_names, {key: list(value) for key, value in self._spellings.items()})
        for entry in entries:
            for spelling in (entry.name, *entry.aliases):
                copy.add(spelling, entry.kind, entry, wins=True)
        return copy

    def add(self, spelling: str, kind: str, value: object, *, wins: bool = False) -> None:
        """Enter one spelling; the longest spelling is always tried first."""
        words = tuple(_words(spelling))
        if not words or not any(word[0].isalnum() for word in words):
            return
        row = self._spellings.setdefault(words[0].lower(), [])
        entry = (tuple(word.lower() for word in words), spelling, kind, value)
        row.insert(0, entry) if wins else row.append(entry)
        row.sort(key=lambda item: -len(item[0]))

    def match(self, tokens: list[Token], index: int, *, any_case: bool = False) -> tuple[int, str, object] | None:
        """The longest known spelling at a token: its end, its kind and its entry.

        Acronyms must be written as such; other names need a capital somewhere,
        unless the whole text is in capitals (``any_case``).
        """
        for words, spelling, kind, value in self._spellings.get(tokens[index].low, ()):
            last = index + len(words)
            if last > len(tokens) or any(tokens[index + at].low != words[at] for at in range(1, len(words))):
                continue
            if any_case or _same_case(spelling, tokens, index, last):
                return last, kind, value
        return None

    def country_name(self, code: str) -> str:
        """The name of a state by its code; empty when unknown."""
        state = self.states.get(code)
        return state.name if state else ""

    def adjective(self, code: str) -> str:
        """The first adjective of a state ("Iraqi"), the state's name when it has none."""
        state = self.states.get(code)
        if state is None:
            return ""
        return state.adjectives[0] if state.adjectives else state.name


def _same_case(spelling: str, tokens: list[Token], first: int, last: int) -> bool:
    if last - first == 1:
        word = tokens[first].text
        if spelling.isupper() or (len(spelling) <= 4 and spelling[0].isupper()):
            return word == spelling
        return word[0].isupper() or word == spelling
    return any(token.text[0].isupper() for token in tokens[first:last])


def _words(spelling: str) -> Iterator[str]:
    """Cut a spelling as the tokeniser would: possessives and marks stand alone."""
    for word in spelling.replace("’", "'").replace("(", "( ").replace(")", " )").split():
        if len(word) > 2 and word.endswith("'s"):
            yield word[:-2]
            yield "'s"
        elif word.endswith("'"):
            yield word[:-1]
            yield "'"
        elif "/" in word:
            left, _, right = word.partition("/")
            yield from (left, "/", right)
        else:
            yield word


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_DATA / name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.split("|")


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split(";") if name)


@cache
def _shipped() -> Register:
    given = frozenset(name.lower() for row in _rows("given_names.txt") for name in row[0].split())
    register = Register(given_names=given)
    for code, name, others, adjectives, seats in _rows("states.txt"):
        state = State(code, name, (name, *_names(others)), _names(adjectives), _names(seats))
        register.states[code] = state
        for kind, spellings in (("state", state.names), ("adjective", state.adjectives), ("seat", state.seats)):
            for spelling in spellings:
                register.add(spelling, kind, state)
    for name, kind, code, others in _rows("forces.txt"):
        force = KnownName(name, _names(others), "force", kind, code)
        for spelling in (name, *force.aliases):
            register.add(spelling, "force", force)
    for name, code, latitude, longitude, others in _rows("regions.txt"):
        region = KnownRegion(name, code, float(latitude), float(longitude))
        for spelling in (name, *_names(others)):
            register.add(spelling, "region", region)
    for name, code, others in _rows("bodies.txt"):
        body = KnownName(name, _names(others), "org", "body", code)
        for spelling in (name, *body.aliases):
            register.add(spelling, "org", body)
    return register


__all__ = ["KnownName", "KnownRegion", "Register", "State"]
