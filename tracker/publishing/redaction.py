"""Blacks names out of whatever goes out: of private people tied to a record, and of everything withdrawn."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tracker.core.names import fold

WITHHELD = "[name withheld]"
_MACHINE_KEYS = frozenset(
    {
        "schema", "id", "url", "api_url", "status", "code", "country_code", "script", "language", "op", "at", "side",
        "compass", "earliest", "latest", "local_time", "time_zone", "said_on", "published_on", "published_at",
        "updated_at", "first_cited", "last_cited", "starts_on", "ends_on", "active_from", "active_until", "licence",
    }
)  # fmt: skip
APOSTROPHES = "'’‘ʼʾʿʻ`´"
_INVISIBLE = "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0300-\u036f\u064b-\u065f"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{APOSTROPHES}{_INVISIBLE}])*")
_PIECE = re.compile(rf"[^{APOSTROPHES}]+")
_COMBINING = re.compile("[\u0300-\u036f\u064b-\u065f\u0640\u00ad\u200b-\u200f]")
_ARABIC_PREFIXES = "وفبلك"
_SHORTEST_JOINED = 8
_LONGEST_ACRONYM = 6


@dataclass(frozen=True)
class _Token:
    """A word of a text: its key, where it stands, and how it is written."""

    key: str
    start: int
    end: int
    written: str


@dataclass(frozen=True)
class _Name:
    """A name as the keys of its words; one word alone has to be written like a name."""

    keys: tuple[str, ...]
    acronym: str = ""

    def end_at(self, tokens: list[_Token], index: int) -> int | None:
        """The index behind the name that begins with this token, initials skipped; None where it does not begin."""
        head = tokens[index]
        if not _same_word(head.key, self.keys[0]):
            return None
        if self.acronym and head.written != self.acronym:
            return None
        if len(self.keys) == 1:
            return None if head.written[0].islower() else index + 1
        for key in self.keys[1:]:
            index += 1
            if index < len(tokens) and len(tokens[index].key) == 1 and len(key) > 1:
                index += 1
            if index >= len(tokens) or tokens[index].key != key:
                return None
        return index + 1


class Redaction:
    """Names to black out, and longer public names (``spare``) inside which one of them does not count.

    Case, marks, hyphens, apostrophes and invisible characters do not save a
    name. A name of one word counts only where it is written with a capital, an
    acronym only as it is written.
    """

    def __init__(self, names: Iterable[str], *, spare: Iterable[str] = ()) -> None:
        self._names = _names(names)
        self._spare = _names(spare)
        self._marks = {max(name.keys, key=len) for name in self._names}

    def __bool__(self) -> bool:
        return bool(self._names)

    def may_hold(self, raw: str) -> bool:
        """A quick look that never overlooks: whether a name could stand in ``raw``."""
        if not self._marks:
            return False
        raw = unquote(raw) if "%" in raw else raw
        plain = raw if raw.isascii() else _COMBINING.sub("", unicodedata.normalize("NFKD", raw))
        low = plain.casefold()
        return any(mark in low for mark in self._marks)

    def names_in(self, text: str) -> bool:
        """Whether any of the names stands in ``text``, however it is written."""
        return bool(self._spans(text))

    def apply(self, value: Any) -> Any:
        """A copy of a document, or of a part of one, without the names. Codes, ids and dates stay as they are."""
        if not self._names:
            return value
        if isinstance(value, str):
            return self._blacked(value)
        if isinstance(value, list):
            return [self.apply(item) for item in value]
        if isinstance(value, dict):
            return {key: self._entry(key, item) for key, item in value.items()}
        return value

    def holds(self, value: Any) -> bool:
        """Whether any text of a document has one of the names."""
        return bool(self._names) and self.apply(value) != value

    def _entry(self, key: str, item: Any) -> Any:
        if isinstance(item, str) and key in _MACHINE_KEYS:
            return item
        if isinstance(item, str) and key == "link":
            return None if self.names_in(re.sub(r"[\W_]+", " ", unquote(item)).title()) else item
        return self.apply(item)

    def _blacked(self, text: str) -> str:
        for start, end in reversed(self._spans(text)):
            text = text[:start] + WITHHELD + text[end:]
        return text

    def _spans(self, text: str) -> list[tuple[int, int]]:
        if not self.may_hold(text):
            return []
        found: set[tuple[int, int]] = set()
        for tokens in _streams(text):
            kept = list(_matches(self._spare, tokens))
            for start, end in _matches(self._names, tokens):
                if not any(low <= start and end <= high and (low, high) != (start, end) for low, high in kept):
                    found.add((start, end))
        return _merged(found)


def _names(names: Iterable[str]) -> list[_Name]:
    """Every way to write the names as words: apostrophes as breaks, or dropped, or all in one."""
    found: dict[_Name, None] = {}
    for name in names:
        written = name.strip()
        is_acronym = written.isupper() and len(written) <= _LONGEST_ACRONYM and written.isalpha()
        for tokens in _streams(written):
            keys = tuple(token.key for token in tokens)
            keys = keys[1:] if len(keys) > 1 and keys[0] == "the" else keys
            if not keys or len("".join(keys)) < 2:
                continue
            found[_Name(keys, written if is_acronym else "")] = None
            joined = "".join(keys)
            if len(keys) > 1 and len(joined) >= _SHORTEST_JOINED:
                found[_Name((joined,))] = None
    return sorted(found, key=lambda one: -len(one.keys))


def _streams(text: str) -> Iterator[list[_Token]]:
    """The words of a text, once with apostrophes as breaks and once with them dropped."""
    words = list(_WORD.finditer(text))
    whole = [_Token(fold(word.group()), word.start(), word.end(), word.group()) for word in words]
    yield [token for token in whole if token.key]
    if any(mark in text for mark in APOSTROPHES):
        pieces = [
            _Token(fold(piece.group()), word.start() + piece.start(), word.start() + piece.end(), piece.group())
            for word in words
            for piece in _PIECE.finditer(word.group())
        ]
        yield [token for token in pieces if token.key]


def _matches(names: list[_Name], tokens: list[_Token]) -> Iterator[tuple[int, int]]:
    for index, token in enumerate(tokens):
        for name in names:
            behind = name.end_at(tokens, index)
            if behind is not None:
                yield token.start, tokens[behind - 1].end


def _same_word(written: str, key: str) -> bool:
    return written == key or (written[0] in _ARABIC_PREFIXES and written[1:] == key)


def _merged(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
