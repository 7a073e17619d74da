"""Texts and short ways to put them in, for tests of intake."""

from typing import Any

from tracker.articles.ingest import Stored, store
from tracker.articles.models import Article, Obtained

TEXT = "Twelve soldiers were killed near the town on Tuesday, the army said.\nA rebel group denied it."
FRENCH = "L'armée a déclaré mardi que douze soldats avaient été tués près de la ville. Les rebelles ont démenti."
PAGE = (
    "<!doctype html><html><head><title>Raid kills twelve</title>"
    '<meta property="article:published_time" content="2024-09-14T10:00:00Z"></head>'
    "<body><nav>Home</nav><article><h1>Raid kills twelve</h1>"
    f"<p>{TEXT.splitlines()[0]}</p><p>{TEXT.splitlines()[1]}</p></article></body></html>"
)


def put(text: str | bytes = TEXT, **fields: Any) -> Stored:
    return store(text=text, **{"by": None, "how": Obtained.PASTE, **fields})


def fetched(raw: bytes, **fields: Any) -> Article:
    """An article whose bytes wait to be cleaned."""
    return Article.objects.create(raw=raw, **fields)
