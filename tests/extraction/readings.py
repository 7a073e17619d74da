"""A whole reading of a text, as the tests of the reader want it."""

from datetime import date

from tracker.extraction.extractors.register import Register
from tracker.extraction.reading import ArticleInput, read
from tracker.places.atlas import Atlas


def reading(text, published=None, title=""):
    article = ArticleInput("a", "Demo Wire", published, title, text)
    return read(article, Register.shipped(), Atlas.shipped(), today=date(2026, 5, 1))


def named(records):
    return {record["name"]: record for record in records}
