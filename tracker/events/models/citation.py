"""Which words support an event, what a story is about, and whose words it shows."""

from django.db import models
from django.db.models import Q

from tracker.actors.models import Force, Person
from tracker.articles.models import Article, Passage
from tracker.core.models import TimeStampedModel
from tracker.events.models.event import Event
from tracker.places.models import Place


class CitationRole(models.TextChoices):
    """What the passage does for the event."""

    PRIMARY = "primary", "Primary report"
    FOLLOW_UP = "follow_up", "Follow-up"
    BACKGROUND = "background", "Background"


class Citation(TimeStampedModel):
    """A passage that supports an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="citations")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="citations")
    role = models.CharField(max_length=10, choices=CitationRole, default=CitationRole.PRIMARY)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "passage"], name="citation_once"),
            models.CheckConstraint(name="citation_role_known", condition=Q(role__in=CitationRole.values)),
        ]

    def __str__(self) -> str:
        return str(self.passage)


class StoryLink(TimeStampedModel):
    """A record that a story of the desk is about: exactly one of event, force, person, place."""

    story = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="story_links")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="story_links")
    force = models.ForeignKey(Force, null=True, blank=True, on_delete=models.PROTECT, related_name="story_links")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="story_links")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="story_links")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="storylink_to_one_record",
                condition=Q(event__isnull=False, force__isnull=True, person__isnull=True, place__isnull=True)
                | Q(event__isnull=True, force__isnull=False, person__isnull=True, place__isnull=True)
                | Q(event__isnull=True, force__isnull=True, person__isnull=False, place__isnull=True)
                | Q(event__isnull=True, force__isnull=True, person__isnull=True, place__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event or self.force or self.person or self.place)


class PullQuote(TimeStampedModel):
    """Words of a source that a story shows in large; its text has a place for them, written ``[quote 1]``."""

    story = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pull_quotes")
    position = models.PositiveSmallIntegerField(
        help_text="Write [quote 1] on a line of its own in the text, and quote 1 stands there; else at the end."
    )
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="pull_quotes")
    speaker = models.CharField(max_length=200, blank=True, help_text="Who says it, in the desk's words.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["story", "position"], name="pullquote_one_per_position"),
            models.UniqueConstraint(fields=["story", "passage"], name="pullquote_once"),
            models.CheckConstraint(name="pullquote_position_counts", condition=Q(position__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Quote {self.position}"
