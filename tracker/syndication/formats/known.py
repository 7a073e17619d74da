"""Every representation there is, under the name that ``format=`` and the suffix of an address use."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.published.models import RecordKind
from tracker.syndication.formats import csv_rows, geojson, json_lines, jsonld, ninjs, xlsx
from tracker.syndication.formats.entries import Entry, Selection, Write

_ALL = frozenset(RecordKind)
_WITH_POINT = frozenset({RecordKind.EVENT, RecordKind.PLACE})


@dataclass(frozen=True)
class Representation:
    """A way to write records. ``one`` writes a single record; ``is_table`` says that it has columns, not documents."""

    name: str
    media_type: str
    ending: str
    kinds: frozenset[RecordKind]
    write: Write
    one: Callable[[Entry, Selection], bytes] | None = None
    is_table: bool = False
    is_download: bool = False
    is_accepted: bool = True

    @property
    def content_type(self) -> str:
        """The media type as answers give it."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


JSON = "json"
REPRESENTATIONS: dict[str, Representation] = {
    each.name: each
    for each in (
        Representation(
            "geojson", "application/geo+json", "geojson", _WITH_POINT, geojson.write, geojson.write_one, is_table=True
        ),
        Representation("csv", "text/csv", "csv", _ALL, csv_rows.write, is_table=True, is_download=True),
        Representation(
            "hxl", "text/csv", "hxl.csv", _WITH_POINT | {RecordKind.FORCE}, csv_rows.write_with_hashtags,
            is_table=True, is_download=True, is_accepted=False,
        ),
        Representation(
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", _ALL, xlsx.write,
            is_table=True, is_download=True,
        ),
        Representation("jsonl", "application/jsonl", "jsonl", _ALL, json_lines.write),
        Representation(
            "ninjs", "application/vnd.iptc.g2.ninjs+json", "ninjs", frozenset({RecordKind.ARTICLE}), ninjs.write,
            ninjs.write_one,
        ),
        Representation(
            "jsonld", "application/ld+json", "jsonld",
            frozenset({RecordKind.ARTICLE, RecordKind.PERSON, RecordKind.FORCE, RecordKind.PLACE}), jsonld.write,
            jsonld.write_one,
        ),
    )
}  # fmt: skip


def of_kind(kind: RecordKind, *, single: bool = False) -> list[str]:
    """The names of what records of a kind can be written as, JSON first."""
    found = [
        each.name for each in REPRESENTATIONS.values() if kind in each.kinds and (each.one is not None or not single)
    ]
    return [JSON, *found]
