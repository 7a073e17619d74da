"""Link rows of public copies: topics of events and articles, and how events stand to each other."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from tracker.events.models import EventLinkKind
from tracker.published.models import (
    PublicStatus,
    PublishedArticle,
    PublishedArticleTopic,
    PublishedEvent,
    PublishedEventLink,
    PublishedEventTopic,
    PublishedRecord,
    PublishedTopic,
    RecordKind,
)
from tracker.publishing.kinds import Document


def write_topics(copy: PublishedRecord, document: Document) -> None:
    """Have the copy of an event or article belong to the topics of its document, and to no other."""
    ids = [UUID(topic["id"]) for topic in document.get("topics", [])]
    topics = PublishedTopic.objects.filter(public_id__in=ids) if ids else PublishedTopic.objects.none()
    if isinstance(copy, PublishedEvent):
        _forget(copy.topic_links, document)
        PublishedEventTopic.objects.bulk_create(PublishedEventTopic(event=copy, topic=topic) for topic in topics)
    elif isinstance(copy, PublishedArticle):
        _forget(copy.topic_links, document)
        PublishedArticleTopic.objects.bulk_create(PublishedArticleTopic(article=copy, topic=topic) for topic in topics)


def tie(documents: Iterable[Document]) -> None:
    """Tie events to each other, and topics to wider ones, as their documents say; every copy of the set is there."""
    for document in documents:
        if document["kind"] == RecordKind.EVENT:
            _write_links(document)
        elif document["kind"] == RecordKind.TOPIC:
            parent = document["parent"]
            wider = PublishedTopic.objects.filter(public_id=UUID(parent["id"])).first() if parent else None
            PublishedTopic.objects.filter(public_id=UUID(document["id"])).update(parent=wider)


def _forget(rows: Any, document: Document) -> None:
    """Take away what an earlier version said; the first has none before it."""
    if document["version"] > 1:
        rows.all().delete()


def _write_links(document: Document) -> None:
    if not document["links"] and document["version"] == 1:
        return
    copy = PublishedEvent.objects.get(public_id=UUID(document["id"]))
    _forget(copy.links_out, document)
    said = {UUID(link["event"]["id"]): link for link in document["links"]}
    others = PublishedEvent.objects.filter(public_id__in=said, status=PublicStatus.LIVE) if said else []
    rows_by_id = {other.public_id: other.pk for other in others}
    links = [link for link in document["links"] if UUID(link["event"]["id"]) in rows_by_id]
    PublishedEventLink.objects.bulk_create(
        PublishedEventLink(
            event=copy,
            other_id=rows_by_id[UUID(link["event"]["id"])],
            kind=link["kind"]["code"],
            certainty=link["certainty"]["code"],
        )
        for link in links
    )
    whole = next((link for link in links if link["kind"]["code"] == EventLinkKind.PART_OF), None)
    copy.part_of_id = rows_by_id[UUID(whole["event"]["id"])] if whole else None
    copy.save(update_fields=["part_of"])


def untie(copy: PublishedRecord) -> None:
    """Take a tombstone out of every topic and link."""
    if isinstance(copy, PublishedTopic):
        copy.event_links.all().delete()
        copy.article_links.all().delete()
        copy.children.update(parent=None)
        PublishedTopic.objects.filter(pk=copy.pk).update(parent=None)
    elif isinstance(copy, PublishedArticle):
        copy.topic_links.all().delete()
    elif isinstance(copy, PublishedEvent):
        for related in (copy.topic_links, copy.links_out, copy.links_in):
            related.all().delete()
        copy.parts.update(part_of=None)
        PublishedEvent.objects.filter(pk=copy.pk).update(part_of=None)
