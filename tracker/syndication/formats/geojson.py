"""GeoJSON (RFC 7946): a feature a record; one without a point has no geometry, and is not left out."""

from collections.abc import Iterator
from typing import Any

import orjson

from tracker.syndication.formats.entries import Entry, Selection

_POINT = ("latitude", "longitude")


def feature(entry: Entry, chosen: Selection) -> dict[str, Any]:
    """One record as a feature; the chosen columns are its properties."""
    document = entry.document
    point = document.get("where", document)
    latitude, longitude = (point.get(name) for name in _POINT)
    geometry = None
    if latitude is not None and longitude is not None:
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {
        "type": "Feature",
        "id": document["id"],
        "geometry": geometry,
        "properties": {column.name: column.read(entry) for column in chosen.columns if column.name not in _POINT},
    }


def write(entries: Iterator[Entry], chosen: Selection) -> Iterator[bytes]:
    """A collection of features, one a line."""
    between = b'{"type": "FeatureCollection", "features": [\n'
    for entry in entries:
        yield between + orjson.dumps(feature(entry, chosen))
        between = b",\n"
    yield b"]}\n" if between == b",\n" else between + b"]}\n"


def write_one(entry: Entry, chosen: Selection) -> bytes:
    """One feature by itself."""
    return orjson.dumps(feature(entry, chosen))
