"""Whether two records are one: what people judged, and what was merged."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tracker.core.states import EditorialState
from tracker.revisions.models import Kind


class Verdict(models.TextChoices):
    """What somebody says of two records."""

    SAME = "same", "The same"
    NOT_SAME = "not_same", "Not the same"
    UNSURE = "unsure", "Unsure"


class Judgement(models.Model):
    """What a person said of two records of a kind; ``first`` is the smaller row id. One per pair, the newest word."""

    kind = models.CharField(max_length=8, choices=Kind)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="judgement_one_per_pair"),
            models.CheckConstraint(name="judgement_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="judgement_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="judgement_verdict_known", condition=Q(verdict__in=Verdict.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first} and {self.second}: {self.get_verdict_display().lower()}"


class Merge(models.Model):
    """One record stands for another from then on. Nothing is re-pointed, so undoing it is exact."""

    kind = models.CharField(max_length=8, choices=Kind)
    record_id = models.BigIntegerField(help_text="The record that went.")
    into_id = models.BigIntegerField(help_text="The record that stands for it.")
    state_before = models.CharField(max_length=12, choices=EditorialState)
    live_before = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "into_id"], name="merge_into")]
        constraints = [
            models.CheckConstraint(name="merge_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="merge_state_known", condition=Q(state_before__in=EditorialState.values)),
            models.CheckConstraint(name="merge_of_two", condition=~Q(record_id=F("into_id"))),
            models.CheckConstraint(name="merge_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="merge_undone_whole",
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["kind", "record_id"], name="merge_one_standing", condition=Q(undone_by__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record_id} into {self.into_id}"
