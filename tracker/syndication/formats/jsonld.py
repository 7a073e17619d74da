"""Articles, persons, forces and places in the words of schema.org, as JSON-LD.

Events are none of its kinds: its Event is one that people attend.
"""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
from django.conf import settings

from tracker.published.models import RecordKind
from tracker.syndication.formats.entries import Document, Entry, Selection, absolute

CONTEXT = "https://schema.org"
_KINDS = {"event": "Thing", "person": "Person", "force": "Organization", "place": "Place"}
# Inside a page's script, "</script>" and "<!--" would end or hide it; JSON may write the signs as escapes.
_ESCAPES = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"), ("\u2028".encode(), b"\\u2028"),
            ("\u2029".encode(), b"\\u2029"))  # fmt: skip


def node(kind: RecordKind, document: Document) -> dict[str, Any]:
    """One live record without the context."""
    found = {"@id": absolute(document["url"]), "url": absolute(document["url"]), **_NODES[kind](document)}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def script_safe(value: Any) -> bytes:
    """JSON that may stand inside a ``script`` element as it is."""
    written = orjson.dumps(value)
    for sign, escaped in _ESCAPES:
        written = written.replace(sign, escaped)
    return written


def write(entries: Iterator[Entry], chosen: Selection) -> Iterator[bytes]:
    """A graph of the records, one a line."""
    between = script_safe({"@context": CONTEXT})[:-1] + b',"@graph":[\n'
    for entry in entries:
        yield between + script_safe(node(chosen.kind, entry.document))
        between = b",\n"
    yield b"]}\n" if between == b",\n" else between + b"]}\n"


def write_one(entry: Entry, chosen: Selection) -> bytes:
    """One record by itself."""
    return script_safe({"@context": CONTEXT, **node(chosen.kind, entry.document)})


def _publisher() -> dict[str, str]:
    return {"@type": "Organization", "name": settings.DESK_NAME, "url": absolute("/")}


def _article(document: Document) -> dict[str, Any]:
    is_story = document["article_kind"]["code"] == "story"
    outlet = {"@type": "Organization", "name": document["outlet"]} if document["outlet"] else None
    return {
        "@type": "NewsArticle",
        "headline": document["title"],
        "description": document.get("standfirst"),
        "articleBody": "\n\n".join(document.get("body", [])),
        "author": {"@type": "Organization", "name": document["byline"]} if document.get("byline") else None,
        "publisher": _publisher() if is_story else outlet,
        "datePublished": document["published_on"],
        "dateModified": document["updated_at"] if is_story else None,
        "inLanguage": document["language"],
        "license": document["licence"] if is_story else None,
        "sameAs": document["link"],
        "about": [_ref(ref, _KINDS[ref["kind"]]) for ref in document.get("about", []) if ref["kind"] != "place"],
        "contentLocation": [_ref(ref, "Place") for ref in document.get("about", []) if ref["kind"] == "place"],
        "keywords": [topic["name"] for topic in document.get("topics", [])],
    }


def _person(document: Document) -> dict[str, Any]:
    return {"@type": "Person", **_named(document)}


def _force(document: Document) -> dict[str, Any]:
    return {"@type": "Organization", **_named(document), "location": document["country"]}


def _place(document: Document) -> dict[str, Any]:
    point = None
    if document["latitude"] is not None and document["longitude"] is not None:
        point = {"@type": "GeoCoordinates", "latitude": document["latitude"], "longitude": document["longitude"]}
    return {"@type": "Place", **_named(document), "geo": point, "containedInPlace": document["country"]}


def _named(document: Document) -> dict[str, Any]:
    spellings = dict.fromkeys(row["name"] for row in document["names"] if row["name"] != document["name"])
    return {
        "name": document["name"],
        "alternateName": [*spellings],
        "description": document.get("summary"),
        "sameAs": [each["url"] for each in document.get("external_ids", []) if each["url"]],
    }


def _ref(ref: Document, kind: str) -> dict[str, str]:
    return {"@type": kind, "@id": absolute(ref["url"]), "name": ref["name"]}


_NODES: dict[RecordKind, Callable[[Document], dict[str, Any]]] = {
    RecordKind.ARTICLE: _article,
    RecordKind.PERSON: _person,
    RecordKind.FORCE: _force,
    RecordKind.PLACE: _place,
}
