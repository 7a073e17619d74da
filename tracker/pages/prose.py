"""The text of a story, ready for its page: every text in pieces, each with the address it leads to."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tracker.pages.wording import paragraphs


class Piece(NamedTuple):
    """Some words, and where they lead; empty when nowhere. ``is_away`` when that is another site."""

    text: str
    link: str
    is_away: bool


def blocks_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a story's document; of one from before there were blocks, its paragraphs."""
    if "blocks" not in body:
        return [{"kind": "paragraph", "pieces": [Piece(text, "", False)]} for text in paragraphs(body.get("body"))]
    return [_readable(block) for block in body["blocks"]]


def pieces(part: dict[str, Any]) -> list[Piece]:
    """A text cut at its links. Where a name was blacked out the places are wrong, so nothing is linked."""
    text, links = part["text"], part["links"]
    if len(text) != part["length"]:
        links = []
    found, last = [], 0
    for each in links:
        link = _safe(each["link"] or "")
        if not link or not last <= each["start"] < each["end"] <= len(text):
            continue
        if each["start"] > last:
            found.append(Piece(text[last : each["start"]], "", False))
        found.append(Piece(text[each["start"] : each["end"]], link, not link.startswith("/")))
        last = each["end"]
    return [*found, Piece(text[last:], "", False)] if last < len(text) else found


def _readable(block: dict[str, Any]) -> dict[str, Any]:
    if block["kind"] == "quote":
        return block
    if block["kind"] == "list":
        return {**block, "items": [pieces(item) for item in block["items"]]}
    return {"kind": block["kind"], "pieces": pieces(block)}


def _safe(link: str) -> str:
    """An https address or a path of this site; else nothing."""
    if link.startswith("/"):
        return "" if link.startswith(("//", "/\\")) else link
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return link if parts.scheme == "https" and parts.hostname and link.isprintable() else ""
