"""What a representation is made of: records to write, and what was chosen of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson
from django.conf import settings

from tracker.published.models import RecordKind

Document = dict[str, Any]


@dataclass
class Entry:
    """A record to be written: the document as stored, and columns of the copy that the document has not."""

    stored: bytes
    columns: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def document(self) -> Document:
        """The document, parsed."""
        parsed: Document = orjson.loads(self.stored)
        return parsed


@dataclass(frozen=True)
class Column:
    """A column of a table: ``kind`` is text, number, yes or day; ``tag`` the HXL hashtag, empty where HXL has none."""

    name: str
    read: Callable[[Entry], Any]
    kind: str = "text"
    tag: str = ""


@dataclass(frozen=True)
class Selection:
    """What of the records is written: of a table some columns, of documents some keys (all where none are named)."""

    kind: RecordKind
    columns: tuple[Column, ...] = ()
    keys: frozenset[str] | None = None
    is_raw: bool = False


Write = Callable[[Iterator[Entry], Selection], Iterator[bytes]]


def absolute(path: str) -> str:
    """The public address of a path: what is exported is passed on, so it does not depend on who asked."""
    return f"{settings.DESK_BASE_URL}{path}"


def narrowed(entry: Entry, keys: frozenset[str] | None) -> bytes:
    """The document as stored, or written anew with only some of its keys."""
    if keys is None:
        return bytes(entry.stored)
    return orjson.dumps({key: value for key, value in entry.document.items() if key in keys})
