"""Files of articles, read one article at a time: plain text, HTML, JSON Lines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from tracker.articles.cleaning import LARGEST_SOURCE

_JSON_LINES = {".jsonl", ".ndjson", ".jsonlines"}
_HTML = {".html", ".htm", ".xhtml"}
_LONGEST_LINE = 4 * LARGEST_SOURCE


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article of a file; ``where`` is the file's name, with the line's number in JSON Lines."""

    where: str
    text: str | bytes
    is_html: bool = False
    title: str = ""
    outlet: str = ""
    url: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or line that holds no article; ``message`` is a sentence."""

    where: str
    message: str


def day(value: str) -> date:
    """The day of ``YYYY-MM-DD``. Raises ValueError with a sentence."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"“{value[:40]}” is not a day; write it as 2024-09-14.") from error


def articles_in(path: Path) -> Iterator[Incoming | Unreadable]:
    """What the file holds, in order. A fault concerns its file or line only."""
    try:
        with path.open("rb") as handle:
            if path.suffix.lower() in _JSON_LINES:
                yield from _lines(path.name, handle)
            else:
                content = handle.read(LARGEST_SOURCE + 1)
                yield Incoming(path.name, content, is_html=path.suffix.lower() in _HTML)
    except OSError as error:
        yield Unreadable(str(path), f"This file cannot be read: {error.strerror or error}.")


def _lines(name: str, handle: BinaryIO) -> Iterator[Incoming | Unreadable]:
    """One article a line. Lines end at "\\n" only: a text may hold other line separators."""
    number = 0
    while line := handle.readline(_LONGEST_LINE):
        number += 1
        where = f"{name} line {number}"
        if not line.endswith(b"\n") and len(line) == _LONGEST_LINE:
            while (rest := handle.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                continue
            yield Unreadable(where, "This line is too long.")
        elif line.strip():
            try:
                yield _article(where, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
            except ValueError as error:
                yield Unreadable(where, str(error))


def _article(where: str, line: bytes) -> Incoming:
    """Raises ValueError with a sentence."""
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError("This line is not in UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"This line is not JSON: {error}.") from error
    if not isinstance(row, dict):
        raise ValueError("This line is not a JSON object.")
    published = _words(row, "date")
    return Incoming(
        where,
        _words(row, "text"),
        title=_words(row, "title"),
        outlet=_words(row, "source"),
        url=_words(row, "url"),
        published_on=day(published) if published else None,
    )


def _words(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"“{name}” must be a string.")
    return value or ""
