"""The text of a story as blocks: paragraphs, subheads, lists, places for quotes, and links. Plain Python, no HTML.

Blocks stand apart by an empty line. ``## Words`` is a subhead, lines with ``- `` or ``1. `` are a list,
``[quote 2]`` alone is where a quote stands, ``[words](https://…)`` and ``[words](event:12)`` are links.
Everything else is text as it is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(([^()\s]{1,1000})\)")
_RECORD = re.compile(r"(event|force|person|place|topic|article):([0-9]{1,15})\Z")
_QUOTE = re.compile(r"\[quote ([0-9]{1,4})\]\Z", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*)\Z")
_BULLET = re.compile(r"[-*•][ \t]+(\S.*)\Z")
_NUMBERED = re.compile(r"[0-9]{1,3}[.)][ \t]+(\S.*)\Z")
_APART = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Link:
    """Words of a text that lead somewhere: ``text[start:end]``, to an address, or to ``kind:row id``."""

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class Line:
    """A text without its mark-up, and where its links stand in it."""

    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Block:
    """A ``paragraph``, ``heading``, ``list``, ``numbered`` list, or ``quote`` with its ``position`` and no lines."""

    kind: str
    lines: tuple[Line, ...] = ()
    position: int = 0


def blocks(body: str) -> list[Block]:
    """The body of a story, block by block, in its own order."""
    written = body.replace("\r\n", "\n").replace("\r", "\n")
    parts = [part.strip() for part in _APART.split(written)]
    return [block for part in parts if part for block in _blocks(part.split("\n"))]


def plain(body: str) -> list[str]:
    """The texts that a reader reads, without mark-up, one for each paragraph, subhead and item of a list."""
    return [line.text for block in blocks(body) for line in block.lines]


def record_of(target: str) -> tuple[str, int] | None:
    """The kind and row id that a link names; None where it is an address."""
    found = _RECORD.match(target)
    return (found.group(1), int(found.group(2))) if found else None


def is_address(target: str) -> bool:
    """Whether a link is a whole https address."""
    try:
        parts = urlsplit(target)
        return parts.scheme == "https" and bool(parts.hostname) and target.isprintable() and "\\" not in target
    except ValueError:
        return False


def odd_links(body: str) -> list[str]:
    """Targets of links that are neither an https address nor a record."""
    targets = [link.target for block in blocks(body) for line in block.lines for link in line.links]
    return [target for target in targets if not is_address(target) and record_of(target) is None]


def _blocks(rows: list[str]) -> Iterator[Block]:
    """The blocks of rows that stand together: a subhead, a quote or a list may touch the text beside it."""
    kept: list[str] = []
    kept_as = "paragraph"
    for row in (row.strip() for row in rows):
        kind, words = _told(row)
        if kept and (kind != kept_as or kind in {"heading", "quote"}):
            yield _block(kept_as, kept)
            kept = []
        kept, kept_as = [*kept, words], kind
    if kept:
        yield _block(kept_as, kept)


def _told(row: str) -> tuple[str, str]:
    for kind, pattern in (("quote", _QUOTE), ("heading", _HEADING), ("list", _BULLET), ("numbered", _NUMBERED)):
        found = pattern.match(row)
        if found:
            return kind, found.group(1)
    return "paragraph", row


def _block(kind: str, rows: list[str]) -> Block:
    if kind == "quote":
        return Block(kind, position=int(rows[0]))
    if kind in {"list", "numbered"}:
        return Block(kind, tuple(_line(row) for row in rows))
    return Block(kind, (_line("\n".join(rows)),))


def _line(written: str) -> Line:
    text, links, last = "", [], 0
    for found in _LINK.finditer(written):
        text += written[last : found.start()]
        links.append(Link(len(text), len(text) + len(found.group(1)), found.group(2)))
        text += found.group(1)
        last = found.end()
    return Line(text + written[last:], tuple(links))
