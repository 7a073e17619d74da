"""Published topics, and which events and articles belong to them."""

from django.db import models

from tracker.published.models.article import PublishedArticle
from tracker.published.models.event import PublishedEvent
from tracker.published.models.record import PublishedRecord, RecordKind


class PublishedTopic(PublishedRecord):
    """A conflict, dyad, campaign, theatre or theme as the public sees it."""

    kind = RecordKind.TOPIC
    topic_kind = models.CharField(max_length=10, blank=True, db_index=True)
    names = models.TextField(blank=True)
    event_count = models.PositiveIntegerField(default=0)
    parent = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="children")
    events: "models.ManyToManyField[PublishedEvent, PublishedEventTopic]" = models.ManyToManyField(
        PublishedEvent, through="PublishedEventTopic", related_name="topics"
    )

    class Meta(PublishedRecord.Meta):
        ordering = ["title"]
        indexes = [models.Index(fields=["status", "title"], name="publishedtopic_by_title")]


class PublishedEventLink(models.Model):
    """A published event stands to another as ``kind`` says: part of it, following it, in retaliation for it."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="links_out")
    other = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=16)
    certainty = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "other", "kind"], name="publishedeventlink_once")]

    def __str__(self) -> str:
        return f"{self.event} {self.kind} {self.other}"


class PublishedEventTopic(models.Model):
    """A published event belongs to a published topic."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(PublishedTopic, on_delete=models.CASCADE, related_name="event_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "topic"], name="publishedeventtopic_once")]

    def __str__(self) -> str:
        return str(self.topic)


class PublishedArticleTopic(models.Model):
    """A published article belongs to a published topic."""

    article = models.ForeignKey(PublishedArticle, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(PublishedTopic, on_delete=models.CASCADE, related_name="article_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="publishedarticletopic_once")]

    def __str__(self) -> str:
        return str(self.topic)
