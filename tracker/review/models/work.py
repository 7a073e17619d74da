"""Who works on what: assignments with a day, notes beside a record, what is being typed, and who is looking."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.core.models import TimeStampedModel
from tracker.revisions.models import Kind


class Assignment(TimeStampedModel):
    """One record, one person to work on it, and the day it is due."""

    kind = models.CharField(max_length=8, choices=Kind)
    record_id = models.BigIntegerField()
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    due_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="assignment_one_per_record"),
            models.CheckConstraint(name="assignment_kind_known", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record_id} to {self.to}"


class DeskNote(models.Model):
    """A remark beside a record, for the desk alone."""

    kind = models.CharField(max_length=8, choices=Kind)
    record_id = models.BigIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "record_id"], name="desknote_record")]
        constraints = [
            models.CheckConstraint(name="desknote_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="desknote_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class UnsavedForm(models.Model):
    """What somebody typed into a form and did not save yet; ``address`` is the form's page."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=300)
    opened_version = models.PositiveIntegerField(null=True, blank=True)
    fields = models.JSONField(help_text="[[name, value], …] as the form would post them.")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "address"], name="unsavedform_one_per_page"),
            models.CheckConstraint(name="unsavedform_has_page", condition=~Q(address="")),
        ]

    def __str__(self) -> str:
        return f"{self.address} by {self.by_id}"


class Presence(models.Model):
    """Somebody has the page of a record open; stale after a while. A notice, never a lock."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    record_id = models.BigIntegerField()
    is_editing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "record_id", "seen_at"], name="presence_record")]
        constraints = [
            models.UniqueConstraint(fields=["by", "kind", "record_id"], name="presence_once"),
            models.CheckConstraint(name="presence_kind_known", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.get_kind_display()} {self.record_id}"
