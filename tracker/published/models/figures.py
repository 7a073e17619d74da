"""Published claims and tallies, as rows for filters; their full text is in the event's document."""

from django.db import models

from tracker.core.constraints import figure_in_order, in_order
from tracker.published.models.event import PublishedEvent


class PublishedClaim(models.Model):
    """One claim of a published event."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="claims")
    position = models.PositiveSmallIntegerField(help_text="Place in the document's list, from 0.")
    topic = models.CharField(max_length=14)
    mode = models.CharField(max_length=8)
    speaker = models.CharField(max_length=300)
    outcome = models.CharField(max_length=10, blank=True)
    standing = models.CharField(max_length=10, blank=True)
    who = models.CharField(max_length=16, blank=True)
    side = models.CharField(max_length=4, blank=True)
    low = models.PositiveIntegerField(null=True)
    best = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    said_on = models.DateField(null=True)

    class Meta:
        ordering = ["event", "position"]
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="publishedclaim_position_once"),
            in_order("publishedclaim_low_to_high", "low", "high"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} by {self.speaker}"


class PublishedTally(models.Model):
    """One figure of the desk in a published event."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="tallies")
    outcome = models.CharField(max_length=10)
    standing = models.CharField(max_length=10)
    who = models.CharField(max_length=16)
    side = models.CharField(max_length=4)
    low = models.PositiveIntegerField(null=True)
    best = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    is_at_least = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "published tallies"
        indexes = [models.Index(fields=["outcome", "who", "best"], name="publishedtally_by_figure")]
        constraints = [
            models.UniqueConstraint(fields=["event", "outcome", "standing", "who", "side"], name="publishedtally_once"),
            figure_in_order("publishedtally_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {'?' if self.best is None else self.best}"
