"""The columns that records have as rows of a table, the same in CSV, XLSX and the properties of GeoJSON."""

from collections.abc import Callable
from typing import Any

from tracker.published.models import RecordKind
from tracker.syndication.formats.entries import Column, Entry, absolute

COPY_COLUMNS: dict[RecordKind, tuple[str, ...]] = {RecordKind.EVENT: ("killed_low", "killed_best", "killed_high")}
_BETWEEN = "; "


def at(*path: str) -> Callable[[Entry], Any]:
    """Reads a value by its keys; None where one of them leads to nothing."""

    def read(entry: Entry) -> Any:
        found: Any = entry.document
        for key in path:
            if not found:
                return None
            found = found.get(key)
        return found

    return read


def copied(name: str) -> Callable[[Entry], Any]:
    """Reads a column of the copy."""
    return lambda entry: entry.columns.get(name)


def side(name: str) -> Callable[[Entry], str]:
    """Reads the names of the forces on a side."""
    return lambda entry: _BETWEEN.join(
        dict.fromkeys(part["name"] for part in entry.document["forces"] if part["side"] == name)
    )


def outlets(entry: Entry) -> str:
    """Who published the sources, each once."""
    named = [source["outlet"] for source in entry.document["sources"] if source["outlet"]]
    return _BETWEEN.join(dict.fromkeys(named))


def topics(entry: Entry) -> str:
    """The names of the topics."""
    return _BETWEEN.join(topic["name"] for topic in entry.document.get("topics", []))


def page(entry: Entry) -> str:
    """The address of the record's page."""
    return absolute(entry.document["url"])


_HEAD = (
    Column("id", at("id"), tag="#meta+id"),
    Column("number", at("number"), "number", "#meta+number"),
    Column("version", at("version"), "number", "#meta+version"),
    Column("updated_at", at("updated_at"), tag="#date+updated"),
)
_TAIL = (
    Column("url", page, tag="#meta+url"),
    Column("licence", at("licence"), tag="#meta+license"),
)
_EVENT = (
    Column("title", at("title"), tag="#event+name"),
    Column("event_type", at("type", "code"), tag="#event+type"),
    Column("earliest", at("when", "earliest"), "day", "#date+start"),
    Column("latest", at("when", "latest"), "day", "#date+end"),
    Column("date_precision", at("when", "precision"), "number", "#date+precision"),
    Column("country_code", at("where", "place", "country_code"), tag="#country+code"),
    Column("country", at("where", "place", "country"), tag="#country+name"),
    Column("place", at("where", "place", "name"), tag="#loc+name"),
    Column("latitude", at("where", "latitude"), "number", "#geo+lat"),
    Column("longitude", at("where", "longitude"), "number", "#geo+lon"),
    Column("geo_precision", at("where", "geo_precision"), "number", "#geo+precision"),
    Column("side_a", side("A"), tag="#group+name+first"),
    Column("side_b", side("B"), tag="#group+name+second"),
    Column("killed_low", copied("killed_low"), "number", "#affected+killed+min"),
    Column("killed_best", copied("killed_best"), "number", "#affected+killed"),
    Column("killed_high", copied("killed_high"), "number", "#affected+killed+max"),
    Column("civilian_targeting", at("civilian_targeting"), "yes", "#event+civilians"),
    Column("grade", at("grade", "code"), tag="#meta+grade"),
    Column("verification", at("verification", "code"), tag="#status"),
    Column("is_disputed", at("is_disputed"), "yes", "#meta+disputed"),
    Column("topics", topics, tag="#event+topic"),
    Column("source", outlets, tag="#meta+source"),
    Column("source_count", at("source_count"), "number", "#meta+sources+num"),
    Column("summary", at("summary"), tag="#description"),
)
_PERSON = (
    Column("name", at("name")),
    Column("fate", at("fate", "code")),
    Column("fate_note", at("fate_note")),
    Column("summary", at("summary")),
)
_FORCE = (
    Column("name", at("name"), tag="#group+name"),
    Column("force_kind", at("force_kind", "code"), tag="#group+type"),
    Column("country_code", at("country_code"), tag="#country+code"),
    Column("country", at("country"), tag="#country+name"),
    Column("allegiance", at("allegiance"), tag="#group+allegiance"),
    Column("active_from", at("active_from"), "day", "#date+start"),
    Column("active_until", at("active_until"), "day", "#date+end"),
    Column("summary", at("summary"), tag="#description"),
)
_PLACE = (
    Column("name", at("name"), tag="#loc+name"),
    Column("place_kind", at("place_kind", "code"), tag="#loc+type"),
    Column("country_code", at("country_code"), tag="#country+code"),
    Column("country", at("country"), tag="#country+name"),
    Column("admin1", at("admin1"), tag="#adm1+name"),
    Column("latitude", at("latitude"), "number", "#geo+lat"),
    Column("longitude", at("longitude"), "number", "#geo+lon"),
    Column("population", at("population"), "number", "#population"),
    Column("source", at("source"), tag="#meta+source"),
)
_ARTICLE = (
    Column("title", at("title")),
    Column("article_kind", at("article_kind", "code")),
    Column("outlet", at("outlet")),
    Column("published_on", at("published_on"), "day"),
    Column("language", at("language")),
    Column("link", at("link")),
)
_TOPIC = (
    Column("name", at("name")),
    Column("topic_kind", at("topic_kind", "code")),
    Column("starts_on", at("starts_on"), "day"),
    Column("ends_on", at("ends_on"), "day"),
    Column("parent", at("parent", "name")),
    Column("summary", at("summary")),
)
_OWN = {
    RecordKind.EVENT: _EVENT,
    RecordKind.PERSON: _PERSON,
    RecordKind.FORCE: _FORCE,
    RecordKind.PLACE: _PLACE,
    RecordKind.ARTICLE: _ARTICLE,
    RecordKind.TOPIC: _TOPIC,
}
TABLES: dict[RecordKind, tuple[Column, ...]] = {kind: (*_HEAD, *own, *_TAIL) for kind, own in _OWN.items()}
