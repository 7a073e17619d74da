"""Published topics, what belongs to them, and events tied to each other, for tests of the public side."""

import itertools
from datetime import datetime
from typing import Any

from tests import published_parts as parts
from tests.published_factories import FIRST_PUBLISHED, encode, publish
from tracker.core.names import fold
from tracker.published.models import (
    PublishedArticle,
    PublishedArticleTopic,
    PublishedEvent,
    PublishedEventLink,
    PublishedEventTopic,
    PublishedTopic,
)

_names = itertools.count(1)


def build_topic(
    *, at: datetime = FIRST_PUBLISHED, parent: PublishedTopic | None = None, **document: Any
) -> PublishedTopic:
    """A theme, unless told otherwise, without events."""
    name = document.get("name") or f"Campaign {next(_names)}"
    body = {
        "name": name,
        "topic_kind": parts.term("theme"),
        "summary": "What it is about.",
        "starts_on": None,
        "ends_on": None,
        "parent": topic_ref(parent) if parent else None,
        "parties": [],
        "external_ids": [],
    }
    topic = PublishedTopic(parent=parent)
    publish(topic, body, document, at)
    topic.topic_kind, topic.names = topic.body["topic_kind"]["code"], fold(name)
    topic.save()
    return topic


def topic_ref(topic: PublishedTopic) -> dict[str, Any]:
    """A pointer at a topic."""
    return {**parts.ref(topic), "kind": topic.body["topic_kind"]}


def group(topic: PublishedTopic, *records: PublishedEvent | PublishedArticle) -> None:
    """Have the records belong to the topic, in their documents and in link rows."""
    for record in records:
        body = record.body
        record.document = encode({**body, "topics": [*body.get("topics", []), topic_ref(topic)]})
        record.save(update_fields=["document"])
        if isinstance(record, PublishedEvent):
            PublishedEventTopic.objects.create(event=record, topic=topic)
        else:
            PublishedArticleTopic.objects.create(article=record, topic=topic)
    topic.event_count = topic.event_links.count()
    topic.save(update_fields=["event_count"])


def tie(event: PublishedEvent, other: PublishedEvent, kind: str = "part_of", certainty: str = "confirmed") -> None:
    """Link two events, in the document of the first and in link rows."""
    body = event.body
    link = {"kind": parts.term(kind), "certainty": parts.term(certainty), "event": parts.ref(other)}
    event.document = encode({**body, "links": [*body.get("links", []), link]})
    if kind == "part_of":
        event.part_of = other
    event.save()
    PublishedEventLink.objects.create(event=event, other=other, kind=kind, certainty=certainty)
