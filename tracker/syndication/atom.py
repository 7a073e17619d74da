"""Atom (RFC 4287) with tombstones (RFC 6721), written as a tree so that no text can break out of its element.

The framework's own generator marks summaries as HTML and knows no tombstones.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One live record. ``page`` and ``document`` are absolute addresses, ``category`` is code and label."""

    identity: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    page: str
    document: str
    category: tuple[str, str]


@dataclass(frozen=True)
class Deleted:
    """One record that was retracted, withdrawn, or merged into the one whose page is ``successor``."""

    identity: str
    at: datetime
    reason: str
    successor: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed's own facts; ``address`` is also its id."""

    title: str
    address: str
    site: str
    author: str
    licence: str


def write(feed: Feed, entries: Iterable[Entry | Deleted]) -> bytes:
    """The feed as UTF-8 bytes, entries in the order given."""
    listed = [*entries]
    root = Element("feed", {"xmlns": ATOM, "xmlns:at": TOMBSTONES, "xml:lang": "en"})
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    latest = max((each.at if isinstance(each, Deleted) else each.updated for each in listed), default=BEFORE_ALL)
    _add(root, "updated", stamp(latest))
    _add(SubElement(root, "author"), "name", feed.author)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.site})
    _add(root, "rights", feed.licence)
    for each in listed:
        if isinstance(each, Deleted):
            _add_deleted(root, each)
        else:
            _add_entry(root, each)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def stamp(moment: datetime) -> str:
    """RFC 3339, UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clean(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = clean(text)


def _add_entry(root: Element, entry: Entry) -> None:
    node = SubElement(root, "entry")
    _add(node, "id", entry.identity)
    _add(node, "title", entry.title)
    _add(node, "published", stamp(entry.published))
    _add(node, "updated", stamp(entry.updated))
    SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": entry.page})
    SubElement(node, "link", {"rel": "alternate", "type": "application/json", "href": entry.document})
    code, label = entry.category
    SubElement(node, "category", {"term": clean(code), "label": clean(label)})
    _add(node, "summary", entry.summary)


def _add_deleted(root: Element, deleted: Deleted) -> None:
    node = SubElement(root, "at:deleted-entry", {"ref": deleted.identity, "when": stamp(deleted.at)})
    if deleted.reason:
        _add(node, "at:comment", deleted.reason)
    if deleted.successor:
        SubElement(node, "link", {"rel": "successor-version", "type": "text/html", "href": deleted.successor})
