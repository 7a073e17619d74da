"""Documents as they stand, one a line."""

from collections.abc import Iterator

from tracker.syndication.formats.entries import Entry, Selection, narrowed


def write(entries: Iterator[Entry], chosen: Selection) -> Iterator[bytes]:
    """A document a line. What is stored holds no line break outside its strings, where JSON writes it as an escape."""
    for entry in entries:
        yield narrowed(entry, chosen.keys).replace(b"\n", b" ") + b"\n"
