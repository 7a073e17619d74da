"""Blacks names out of whatever goes out: of private people tied to a record, and of everything withdrawn."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tracker.actors.models import PersonName
from tracker.core.names import fold
from tracker.publishing.models import Withdrawal

WITHHELD = "[name withheld]"
_LONGEST_NAME = 8
_CHUNK = 500
_KEPT_KEYS = frozenset({"id", "url", "api_url", "kind", "code", "status", "link"})


class Redaction:
    """A set of names to black out. Spelling differences of case, marks and hyphens do not save a name."""

    def __init__(self, names: Iterable[str]) -> None:
        self._folded = sorted({fold(name) for name in names} - {""}, key=len, reverse=True)
        alternatives = [r"[\W_]+".join(map(re.escape, re.findall(r"\w+", name))) for name in names if fold(name)]
        alternatives.sort(key=len, reverse=True)
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE) if alternatives else None
        )

    def names_in(self, text: str) -> bool:
        """Whether any of the names stands in ``text``, however it is written."""
        if not self._folded:
            return False
        words = f" {fold(text)} "
        return any(f" {name} " in words for name in self._folded)

    def apply(self, value: Any) -> Any:
        """A copy of a document, or of a part of one, without the names."""
        if self._pattern is None:
            return value
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.apply(item) for item in value]
        if isinstance(value, dict):
            return {key: self._entry(key, item) for key, item in value.items()}
        return value

    def _entry(self, key: str, item: Any) -> Any:
        if key == "link" and isinstance(item, str) and self.names_in(item):
            return None
        return item if key in _KEPT_KEYS and isinstance(item, str) else self.apply(item)

    def _text(self, text: str) -> str:
        if self._pattern is None or not self.names_in(text):
            return text
        cleared = self._pattern.sub(WITHHELD, text)
        return WITHHELD if self.names_in(cleared) else cleared


def withdrawn_names() -> list[str]:
    """Every name that was withdrawn from the public record. One query."""
    return [name for names in Withdrawal.objects.values_list("names", flat=True) for name in names]


def withheld_people_in(texts: Iterable[str], *, except_for: Iterable[int] = ()) -> set[int]:
    """People of the register whose full name stands in ``texts`` and who are not public, by row id.

    Names of one word are left out: too many words are somebody's name. A name that is
    part of a longer, public one does not count. One query per 500 groups of words.
    """
    groups = {group for text in texts for group in _word_groups(fold(text))}
    found: dict[str, set[int]] = {}
    public: set[str] = set()
    for chunk in _chunks(sorted(groups)):
        rows = PersonName.objects.filter(folded__in=chunk)
        for folded, pk, live in rows.values_list("folded", "person_id", "person__live_revision"):
            if live is None:
                found.setdefault(folded, set()).add(pk)
            else:
                public.add(folded)
    hidden = {name: pks for name, pks in found.items() if not any(f" {name} " in f" {longer} " for longer in public)}
    return {pk for pks in hidden.values() for pk in pks} - set(except_for)


def _word_groups(folded: str) -> set[str]:
    words = folded.split()
    return {
        " ".join(words[start : start + length])
        for length in range(2, _LONGEST_NAME + 1)
        for start in range(len(words) - length + 1)
    }


def _chunks(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
