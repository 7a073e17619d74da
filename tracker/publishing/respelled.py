"""Other spellings of names that are about to be withheld, found by sound in what the public reads now.

Only recorded spellings are blacked out; nothing is guessed. What is found here is shown
to the chief, who may record it as a name first.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tracker.core.naming.likeness import same_name
from tracker.core.naming.sounds import coarse_guesses, coarse_key
from tracker.core.naming.words import Spoken, spoken
from tracker.published.models import PublicStatus
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.redaction import Redaction
from tracker.publishing.withheld import texts_in
from tracker.revisions.models import Kind

_MOST_DOCUMENTS = 5_000  # of a kind, the last published first
_CHUNK = 200
_MOST_FOUND = 20
_MOST_WORDS = 7
_LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+(?:['’ʼʿʾ‘`-][^\W_]+)*")
_JOINING = frozenset("and or of the for with et und".split())
_BETWEEN = re.compile(r"[ \u00a0]{1,2}")
_NO_TEXT = frozenset({"id", "url", "api_url", "at", "updated_at", "published_at", "schema", "code"})


@dataclass(frozen=True)
class Respelled:
    """A spelling, the name that it sounds like, and how many public documents have it."""

    words: str
    name: str
    count: int


def respelled(names: Iterable[str]) -> list[Respelled]:
    """Spellings in live documents that have every word of one of the names, and would not be blacked out with them.

    The most frequent first. Reads the 5,000 documents of each kind that were published last.
    """
    wanted = {name: spoken(name) for name in names}
    wanted = {name: heard for name, heard in wanted.items() if heard.words}
    if not wanted:
        return []
    redaction, openings = Redaction(list(wanted)), _openings(wanted.values())
    found: dict[str, tuple[str, int]] = {}
    for document in _documents():
        here: dict[str, str] = {}
        for text in set(texts_in(document, but=_NO_TEXT)):
            here.update(_in_text(text, wanted, openings))
        for words, name in here.items():
            found[words] = (name, found.get(words, ("", 0))[1] + 1)
    kept = [Respelled(words, name, count) for words, (name, count) in found.items() if not redaction.names_in(words)]
    return sorted(kept, key=lambda each: (-each.count, each.words))[:_MOST_FOUND]


def _openings(names: Iterable[Spoken]) -> frozenset[str]:
    """The keys that a word of any of the names may have."""
    return frozenset(key for name in names for word in name.words for key in coarse_guesses(word))


def _in_text(text: str, wanted: dict[str, Spoken], openings: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(the words, the name they sound like). Words of one name stand side by side."""
    words = list(_WORD.finditer(text))
    for first, word in enumerate(words):
        if not _may_open(word.group(), openings):
            continue
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            if words[last].group() in _JOINING or (
                last > first and not _BETWEEN.fullmatch(text[words[last - 1].end() : words[last].start()])
            ):
                break
            phrase = text[word.start() : words[last].end()]
            heard = spoken(phrase)
            for name, own in wanted.items():
                if len(heard.words) == len(own.words) and same_name(heard, own):
                    yield phrase, name


def _may_open(word: str, openings: frozenset[str]) -> bool:
    is_name = word[:1].isupper() or not word.isascii() or "-" in word
    return is_name and len(word) <= _LONGEST_WORD and any(coarse_key(each) in openings for each in spoken(word).words)


def _documents() -> Iterator[Any]:
    """Live documents, in chunks: no cursor stays open."""
    for aggregate in (AGGREGATES[kind] for kind in Kind):
        live = aggregate.copy._default_manager.filter(status=PublicStatus.LIVE).order_by("-seq")
        pks = list(live.values_list("pk", flat=True)[:_MOST_DOCUMENTS])
        for at in range(0, len(pks), _CHUNK):
            rows = aggregate.copy._default_manager.filter(pk__in=pks[at : at + _CHUNK])
            yield from (json.loads(bytes(stored)) for stored in rows.values_list("document", flat=True))
