"""What was saved, one row a save, for the whole aggregate; and which record stands for which."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tracker.core.states import EditorialState


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


class MergeQuerySet(models.QuerySet["Merge"]):
    """Words for lists of merges."""

    def standing(self) -> Self:
        """Merges that were carried out and not undone."""
        return self.filter(carried_by__isnull=False, undone_by__isnull=True)

    def proposed(self) -> Self:
        """Merges that wait for a second person."""
        return self.filter(carried_by__isnull=True, undone_by__isnull=True)


class Merge(models.Model):
    """One record stands for another of its kind from then on. Nothing is re-pointed, so undoing it is exact.

    ``by`` asked for it and ``carried_by`` carried it out: the same person only
    where the public sees nothing of either (``is_public`` false). Without
    ``carried_by`` it is a proposal, and ``undone_by`` is who took that back.
    ``live_before`` is the version of the record that went which the public saw.
    """

    kind = models.CharField(max_length=8, choices=Kind)
    record_id = models.BigIntegerField(help_text="The record that went.")
    into_id = models.BigIntegerField(help_text="The record that stands for it.")
    is_public = models.BooleanField(default=False, help_text="The public sees one of the two.")
    state_before = models.CharField(max_length=12, choices=EditorialState)
    live_before = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    carried_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    carried_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_why = models.CharField(max_length=500, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "into_id"], name="merge_into")]
        constraints = [
            models.CheckConstraint(name="merge_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="merge_state_known", condition=Q(state_before__in=EditorialState.values)),
            models.CheckConstraint(name="merge_of_two", condition=~Q(record_id=F("into_id"))),
            models.CheckConstraint(name="merge_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="merge_carried_whole",
                condition=Q(carried_by__isnull=True, carried_at__isnull=True)
                | Q(carried_by__isnull=False, carried_at__isnull=False),
            ),
            models.CheckConstraint(
                name="merge_public_by_two",
                condition=Q(is_public=False)
                | Q(is_public=True, carried_by__isnull=True)
                | Q(is_public=True, carried_by__isnull=False) & ~Q(carried_by=F("by")),
            ),
            models.CheckConstraint(
                name="merge_live_is_public", condition=Q(live_before__isnull=True) | Q(is_public=True)
            ),
            models.CheckConstraint(
                name="merge_undone_whole",
                condition=Q(undone_by__isnull=True, undone_at__isnull=True, undone_why="")
                | Q(undone_by__isnull=False, undone_at__isnull=False) & ~Q(undone_why=""),
            ),
            models.UniqueConstraint(
                fields=["kind", "record_id"], name="merge_one_standing", condition=Q(undone_by__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record_id} into {self.into_id}"
