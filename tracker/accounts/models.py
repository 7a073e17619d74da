"""The people of the desk."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q


class User(AbstractUser):
    """Somebody who logs in. Roles are groups; what a role may do stands in ``policy``."""

    byline = models.CharField(max_length=120, blank=True, help_text="The name shown on stories, if any.")

    class Meta(AbstractUser.Meta):
        pass

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Entries are added and read, never changed."""

    def update(self, **kwargs: Any) -> int:
        """Refused: the log is only ever added to."""
        raise PermissionError("The audit log is only ever added to.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused: the log is only ever added to."""
        raise PermissionError("The audit log is only ever added to.")


class AuditEntry(models.Model):
    """One line of the audit log: who did what to which record, when and why. Only ever added."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=40, help_text="The verb, for example approve, login, export.")
    kind = models.CharField(max_length=20, blank=True, help_text="The kind of record, for example event.")
    record_id = models.BigIntegerField(null=True, blank=True)
    label = models.CharField(max_length=300, blank=True, help_text="The record as it was called then.")
    why = models.CharField(max_length=1000, blank=True)
    details = models.JSONField(default=dict, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "audit log"
        indexes = [
            models.Index(fields=["kind", "record_id"], name="auditentry_record"),
            models.Index(fields=["action", "-id"], name="auditentry_action"),
        ]
        constraints = [models.CheckConstraint(name="auditentry_says_what", condition=~Q(action=""))]

    def __str__(self) -> str:
        return f"{self.action} {self.label}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; one that stands is never written again."""
        if self.pk is not None:
            raise PermissionError("The audit log is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: the log is only ever added to."""
        raise PermissionError("The audit log is only ever added to.")
