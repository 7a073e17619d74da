"""Blacks names out of whatever goes out: of private people tied to a record, and of everything withdrawn."""

import re
from collections.abc import Iterable
from typing import Any

from tracker.core.names import fold
from tracker.publishing.models import Withdrawal

WITHHELD = "[name withheld]"
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
