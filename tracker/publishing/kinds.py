"""The kinds of aggregate: which model each is, which parts it freezes, which copy it goes out as."""

from dataclasses import dataclass
from typing import Any

from tracker.actors.models import Force, Person
from tracker.articles.models import Article
from tracker.core.models import EditorialModel
from tracker.events.models import Event, Topic
from tracker.places.models import Place
from tracker.published.models import (
    PublishedArticle,
    PublishedEvent,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedRecord,
    PublishedTopic,
)
from tracker.revisions.models import Kind

Snapshot = dict[str, Any]
Document = dict[str, Any]


@dataclass(frozen=True)
class Aggregate:
    """One kind: ``parts`` are the related names frozen with the record."""

    model: type[EditorialModel]
    parts: tuple[str, ...]
    copy: type[PublishedRecord]


AGGREGATES: dict[Kind, Aggregate] = {
    Kind.FORCE: Aggregate(
        Force,
        ("names", "external_ids", "links_up", "links_down", "voices", "postings", "claims_about"),
        PublishedForce,
    ),
    Kind.PERSON: Aggregate(Person, ("names", "external_ids", "postings", "claims_about"), PublishedPerson),
    Kind.PLACE: Aggregate(Place, ("names", "external_ids"), PublishedPlace),
    Kind.ARTICLE: Aggregate(Article, ("story_links", "topic_links", "pull_quotes"), PublishedArticle),
    Kind.TOPIC: Aggregate(Topic, ("parties", "external_ids"), PublishedTopic),
    Kind.EVENT: Aggregate(
        Event,
        (
            "citations",
            "involvements",
            "claims",
            "tallies",
            "further_places",
            "targets",
            "topic_links",
            "links_out",
            "external_ids",
        ),
        PublishedEvent,
    ),
}


def kind_of(record: EditorialModel) -> Kind:
    """The kind of a record, proxies included.

    Raises:
        LookupError: the model is no aggregate.
    """
    for kind, aggregate in AGGREGATES.items():
        if isinstance(record, aggregate.model):
            return kind
    raise LookupError(f"{type(record).__name__} is not an aggregate")
