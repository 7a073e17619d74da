"""Pairs of spellings, and a register of other names to find them in. Nothing here is random from run to run."""

import csv
import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.core.names import fold

DATA = Path(__file__).parent / "data"
SEED = 20240829
_A_LANGUAGE = 1_900  # names of people of one language in the register


@dataclass(frozen=True)
class Pair:
    """A name as the register has it and as somebody spells it; ``script`` is the spelling's."""

    language: str
    name: str
    variant: str
    script: str


def pairs() -> list[Pair]:
    """The pairs that were written before the rules."""
    return _read("name_pairs.tsv")


def fresh_pairs() -> list[Pair]:
    """Pairs that were written when the rules were made, without a look at what they find."""
    return _read("name_pairs_fresh.tsv")


def last_pairs() -> list[Pair]:
    """Pairs that were written when the rules were done."""
    return _read("name_pairs_last.tsv")


def _read(file: str) -> list[Pair]:
    with (DATA / file).open(encoding="utf-8", newline="") as handle:
        return [Pair(**row) for row in csv.DictReader(handle, delimiter="\t")]


def halves() -> tuple[list[Pair], list[Pair]]:
    """The half that rules were made with, and the half that was set aside."""
    shuffled = pairs()
    random.Random(SEED).shuffle(shuffled)
    middle = len(shuffled) // 2
    return shuffled[:middle], shuffled[middle:]


def name_parts() -> dict[tuple[str, str], list[str]]:
    """Given names, family names and the like: (language, part) → words."""
    found = {}
    for line in (DATA / "name_parts.tsv").read_text(encoding="utf-8").splitlines():
        language, part, words = line.split("\t")
        found[language, part] = words.split("|") if "|" in words else words.split()
    return found


def _people(language: str, parts: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    columns = [parts[language, part] for part in ("given", "middle", "family") if (language, part) in parts]
    everyone = [" ".join(words) for words in itertools.product(*columns) if len(set(words)) == len(words)]
    random.Random(f"{SEED}{language}").shuffle(everyone)
    yield from everyone[:_A_LANGUAGE]


def others() -> list[str]:
    """At least 10,000 plausible names of the six languages, none of them one of the pairs' names."""
    parts = name_parts()
    found: list[str] = []
    for language in ("ar", "ru-uk", "fa", "ur", "my", "am"):
        found += _people(language, parts)
        found += parts.get((language, "place"), [])
    groups = itertools.product(parts["ar", "group"], parts["ar", "cause"])
    found += [" ".join(words) for words in groups]
    taken = {fold(name) for pair in pairs() + fresh_pairs() + last_pairs() for name in (pair.name, pair.variant)}
    return [name for name in dict.fromkeys(found) if fold(name) not in taken]


def places_in_list(ranks: Iterable[int | None], within: int) -> float:
    """The share of ranks (1 is first, None is not found) that are no worse than ``within``."""
    ranked = list(ranks)
    return sum(rank is not None and rank <= within for rank in ranked) / len(ranked)


def trigrams(name: str) -> frozenset[str]:
    """The trigrams of a folded name as PostgreSQL's pg_trgm cuts them: two blanks before a word, one after."""
    words = fold(name).split()
    return frozenset(f"  {word} "[at : at + 3] for word in words for at in range(len(word) + 1))


class TrigramRegister:
    """The peer: names in the order of shared trigrams over all trigrams, as ``similarity`` of pg_trgm has it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = {name: trigrams(name) for name in names}
        self.bearers: dict[str, list[str]] = defaultdict(list)
        for name, parts in self.names.items():
            for part in parts:
                self.bearers[part].append(name)

    def likeness(self, query: str) -> dict[str, float]:
        """Every name that shares a trigram with the query."""
        asked = trigrams(query)
        shared = Counter(name for part in asked for name in self.bearers.get(part, ()))
        return {name: count / (len(asked) + len(self.names[name]) - count) for name, count in shared.items()}

    def rank(self, pair: Pair) -> int | None:
        """The place of the right name; equals count for it, not against it."""
        found = self.likeness(pair.variant)
        own = found.get(pair.name)
        return None if own is None else 1 + sum(each > own for each in found.values())
