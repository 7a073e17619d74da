"""Cuts a text at the edges of the proposed spans, so that spans may nest and overlap. Plain Python."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WIDE = frozenset({"event", "claim"})  # whole sentences: drawn under the words, not around them


@dataclass(frozen=True)
class Span:
    """``text[start:end]`` belongs to the card ``card``."""

    start: int
    end: int
    card: int
    kind: str
    label: str
    state: str


@dataclass
class Piece:
    """A stretch of text with the same spans over all of it; ``tag`` names what begins here."""

    text: str
    spans: list[Span] = field(default_factory=list)
    tag: str = ""

    @property
    def inner(self) -> Span | None:
        """The narrowest span of a name or figure: it gives the colour and the link."""
        narrow = [span for span in self.spans if span.kind not in _WIDE] or self.spans
        return min(narrow, key=lambda span: (span.end - span.start, span.card), default=None)

    @property
    def cards(self) -> str:
        """The cards that the words belong to, as ids parted by spaces."""
        return " ".join(str(card) for card in sorted({span.card for span in self.spans}))

    @property
    def classes(self) -> str:
        """Style names: the kind drawn, the wide ones beneath it, and whether it is decided."""
        inner = self.inner
        if inner is None:
            return ""
        names = [f"mark--{inner.kind}", f"mark--{inner.state}"]
        names += sorted({f"mark--on-{span.kind}" for span in self.spans if span.kind in _WIDE and span is not inner})
        return " ".join(names)


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """The text in pieces that, joined, are the text; every edge of a span is an edge of a piece."""
    kept = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    edges = sorted({0, len(text), *(span.start for span in kept), *(span.end for span in kept)})
    opening: dict[int, list[Span]] = {}
    for span in kept:
        opening.setdefault(span.start, []).append(span)
    found: list[Piece] = []
    current: list[Span] = []
    for start, end in pairwise(edges):
        current = [span for span in current if span.end > start] + opening.get(start, [])
        piece = Piece(text[start:end], list(current))
        inner = piece.inner
        if inner is not None and inner.start == start and inner.kind not in _WIDE:
            piece.tag = inner.label
        found.append(piece)
    return found


@dataclass
class Paragraph:
    """The pieces of one line of the text, its line break included; ``start`` is the offset of its first letter."""

    start: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The offset after its last letter."""
        return self.start + sum(len(piece.text) for piece in self.pieces)


def paragraphs(text: str, spans: Iterable[Span]) -> list[Paragraph]:
    """The pieces of a text, line by line: a page draws, and draws anew, only the lines that it needs."""
    found, at = [Paragraph(0)], 0
    for piece in pieces(text, spans):
        tag = piece.tag
        for line in _LINES.findall(piece.text):
            found[-1].pieces.append(Piece(line, piece.spans, tag))
            tag, at = "", at + len(line)
            if line.endswith("\n"):
                found.append(Paragraph(at))
    return [each for each in found if each.pieces]


def occurrence(text: str, words: str, number: int) -> tuple[int, int] | None:
    """Where ``words`` stand for the ``number``-th time, counted from 1. A form's line breaks are the text's."""
    wanted = words.strip().replace("\r\n", "\n")
    at = -1
    for _ in range(max(1, number)):
        at = text.find(wanted, at + 1) if wanted else -1
        if at < 0:
            return None
    return at, at + len(wanted)
