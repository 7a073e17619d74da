"""What was saved: one row a save, for the whole aggregate."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Kind(models.TextChoices):
    """The kinds of editable aggregates."""

    EVENT = "event", "Event"
    PERSON = "person", "Person"
    FORCE = "force", "Force"
    PLACE = "place", "Place"
    ARTICLE = "article", "Article"
    TOPIC = "topic", "Topic"


class Revision(models.Model):
    """A frozen version of an aggregate, parts included. Never changed, never deleted."""

    kind = models.CharField(max_length=8, choices=Kind)
    record_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    snapshot = models.JSONField(help_text="The aggregate's own fields under 'fields', its parts under 'parts'.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id", "version"], name="revision_one_per_version"),
            models.CheckConstraint(name="revision_version_counts_from_one", condition=Q(version__gte=1)),
            models.CheckConstraint(name="revision_kind_known", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record_id}, version {self.version}"
