"""What groups events and articles: conflicts, dyads, campaigns, theatres and themes."""

from django.db import models
from django.db.models import F, Q

from tracker.actors.models import Certainty, Force
from tracker.articles.models import Article, Passage
from tracker.core.constraints import in_order
from tracker.core.models import EditorialModel, TimeStampedModel
from tracker.events.models.event import Event
from tracker.events.models.figures import Side


class TopicKind(models.TextChoices):
    """What sort of grouping; conflict and dyad as in UCDP."""

    CONFLICT = "conflict", "Conflict"
    DYAD = "dyad", "Dyad"
    CAMPAIGN = "campaign", "Campaign"
    THEATRE = "theatre", "Theatre"
    THEME = "theme", "Theme"


class Topic(EditorialModel):
    """A conflict, dyad, campaign, theatre or theme that events and articles belong to."""

    kind = models.CharField(max_length=10, choices=TopicKind, default=TopicKind.THEME)
    name = models.CharField(max_length=300, help_text="Neutral, in the desk's words.")
    summary = models.TextField(blank=True, help_text="What the public reads about it, in the desk's words.")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children",
        help_text="The wider topic, for example the conflict of a campaign.",
    )  # fmt: skip
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    internal_notes = models.TextField(blank=True, help_text="Never public.")

    class Meta(EditorialModel.Meta):
        ordering = ["name"]
        constraints = [
            *EditorialModel.Meta.constraints,
            models.CheckConstraint(name="topic_named", condition=~Q(name="")),
            models.CheckConstraint(name="topic_kind_known", condition=Q(kind__in=TopicKind.values)),
            models.CheckConstraint(name="topic_not_its_own_parent", condition=~Q(parent=F("id"))),
            in_order("topic_dates_ordered", "starts_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return self.name


class TopicParty(TimeStampedModel):
    """A force that is a party to the topic, on a side."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="parties")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="topic_parties")
    side = models.CharField(max_length=4, choices=Side, default=Side.NONE)
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "topic parties"
        constraints = [
            models.UniqueConstraint(fields=["topic", "force"], name="topicparty_once"),
            models.CheckConstraint(name="topicparty_side_known", condition=Q(side__in=Side.values)),
        ]

    def __str__(self) -> str:
        return str(self.force)


class EventTopic(TimeStampedModel):
    """An event belongs to a topic."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="event_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "topic"], name="eventtopic_once")]

    def __str__(self) -> str:
        return str(self.topic)


class ArticleTopic(TimeStampedModel):
    """An article, of the desk's or somebody else's, belongs to a topic."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="article_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="articletopic_once")]

    def __str__(self) -> str:
        return str(self.topic)


class EventLinkKind(models.TextChoices):
    """How an event stands to another: ``event`` … ``other``."""

    PART_OF = "part_of", "Part of"
    FOLLOWS = "follows", "Follows"
    RETALIATION_FOR = "retaliation_for", "Retaliation for"
    SAME_SERIES = "same_series", "In one series with"


class EventLink(TimeStampedModel):
    """``event`` is part of, follows, … ``other``; part_of never counts a casualty twice."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="links_out")
    other = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=16, choices=EventLinkKind)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.CONFIRMED)
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "other", "kind"], name="eventlink_once"),
            models.CheckConstraint(name="eventlink_not_to_itself", condition=~Q(event=F("other"))),
            models.CheckConstraint(name="eventlink_kind_known", condition=Q(kind__in=EventLinkKind.values)),
            models.CheckConstraint(name="eventlink_certainty_known", condition=Q(certainty__in=Certainty.values)),
            models.UniqueConstraint(fields=["event"], name="eventlink_one_whole", condition=Q(kind="part_of")),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.get_kind_display().lower()} {self.other}"
