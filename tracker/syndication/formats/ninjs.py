"""Articles as ninjs 3.1, the news objects of IPTC: unknown names fail there, so every name is of the standard."""

from collections.abc import Iterator
from typing import Any

import orjson
from django.conf import settings

from tracker.syndication.formats.entries import Document, Entry, Selection, absolute

VERSION = "3.1"
SCHEMA = "https://iptc.org/std/ninjs/ninjs-schema_3.1.json"
_STANDARD = {"name": "ninjs", "version": VERSION, "schema": SCHEMA}
# All that the desk publishes is about conflict, war and peace.
_MEDIA_TOPIC = {
    "name": "conflict, war and peace",
    "rel": "about",
    "uri": "http://cv.iptc.org/newscodes/mediatopic/16000000",
}
_LISTS = {"person": "people", "force": "organisations", "place": "places", "event": "events"}
_QUOTED = "The licence covers the desk's data; quoted words belong to their owners."


def item(document: Document) -> dict[str, Any]:
    """One article; of what was retracted, withdrawn or merged only that it is cancelled, and why."""
    head = {
        "uri": absolute(document["api_url"]),
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full" if document.get("body") else "partial",
        "version": str(document["version"]),
    }
    if document["status"] != "live":
        note = document.get("reason") or ""
        return {**head, "versionCreated": document["at"], "pubStatus": "canceled", **_kept("edNote", note)}
    return {
        **head,
        "firstCreated": document["published_at"],
        "versionCreated": document["updated_at"],
        "pubStatus": "usable",
        "copyrightHolder": settings.DESK_NAME,
        "usageTerms": f"{document['licence']}. {_QUOTED}",
        **_kept("language", document["language"]),
        **_kept("title", document["title"]),
        **_kept("headlines", _values(document["title"], "main")),
        **_kept("descriptions", _values(document.get("standfirst"), "summary")),
        **_kept("bodies", _bodies(document)),
        **_kept("by", document.get("byline")),
        **_kept("infoSources", [{"name": document["outlet"], "role": "publisher"}] if document["outlet"] else []),
        **_kept("renditions", _renditions(document)),
        "subjects": [_MEDIA_TOPIC, *(_named(topic) for topic in document.get("topics", []))],
        **_about(document),
        **_kept("altIds", [{"role": "desk", "value": document["id"]}]),
    }


def write(entries: Iterator[Entry], chosen: Selection) -> Iterator[bytes]:
    """A composite whose associations are the articles."""
    head = {"uri": absolute(f"/api/v1/{chosen.kind}s/"), "standard": _STANDARD, "type": "composite"}
    between = orjson.dumps(head)[:-1] + b',"associations":[\n'
    for entry in entries:
        associated = {"name": f"{chosen.kind}-{entry.document['number']}", **item(entry.document)}
        yield between + orjson.dumps(associated)
        between = b",\n"
    yield b"]}\n" if between == b",\n" else between + b"]}\n"


def write_one(entry: Entry, chosen: Selection) -> bytes:
    """One article by itself."""
    return orjson.dumps(item(entry.document))


def _kept(name: str, value: Any) -> dict[str, Any]:
    """The value under its name; nothing where there is none, for the standard has no null."""
    return {name: value} if value else {}


def _values(text: str | None, role: str) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": text}] if text else []


def _bodies(document: Document) -> list[dict[str, Any]]:
    """The paragraphs of a story; of anything else the direct speech that may be shown."""
    paragraphs = document.get("body") or document.get("quotes") or []
    if not paragraphs:
        return []
    role = "main" if document.get("body") else "quotes"
    text = "\n\n".join(paragraphs)
    counts = {"charCount": len(text), "wordCount": len(text.split())}
    return [{"role": role, "contentType": "text/plain", **counts, "value": text}]


def _renditions(document: Document) -> list[dict[str, str]]:
    """The page of the desk, and the article itself where it stands elsewhere."""
    own = {"name": "web", "href": absolute(document["url"]), "contentType": "text/html"}
    return [own, {"name": "original", "href": document["link"]}] if document["link"] else [own]


def _named(ref: Document) -> dict[str, str]:
    return {"name": ref["name"], "rel": "about", "uri": absolute(ref["url"])}


def _about(document: Document) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for ref in document.get("about", []):
        found.setdefault(_LISTS[ref["kind"]], []).append(_named(ref))
    return found
