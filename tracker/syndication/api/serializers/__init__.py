"""The shapes of what the API answers. They describe the schema only: bytes are served as stored."""

from tracker.syndication.api.serializers.answers import Count, Index, Problem, page_of
from tracker.syndication.api.serializers.changes import Changes, Versions
from tracker.syndication.api.serializers.event import Event
from tracker.syndication.api.serializers.figures import Codebook, Facets, Series, Word
from tracker.syndication.api.serializers.records import Article, Force, Person, Place, Tombstone
from tracker.syndication.api.serializers.topic import Topic

__all__ = [
    "Article",
    "Changes",
    "Codebook",
    "Count",
    "Event",
    "Facets",
    "Force",
    "Index",
    "Person",
    "Place",
    "Problem",
    "Series",
    "Tombstone",
    "Topic",
    "Versions",
    "Word",
    "page_of",
]
