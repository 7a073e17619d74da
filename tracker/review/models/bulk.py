"""Files taken in by the desk: how their columns are read, and what came of each row."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ColumnMapping(models.Model):
    """How the columns of a file of some sender are read: saved once, used again."""

    name = models.CharField(max_length=120)
    model = models.CharField(max_length=40, help_text="What a row becomes, for example force.")
    columns = models.JSONField(help_text="{column of the file: field}")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["model", "name"]
        constraints = [
            models.UniqueConstraint(fields=["model", "name"], name="columnmapping_once"),
            models.CheckConstraint(name="columnmapping_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class BulkState(models.TextChoices):
    """How far a file has come."""

    TRIED = "tried", "Tried, nothing written"
    WRITTEN = "written", "Written"
    REFUSED = "refused", "Refused"


class BulkImport(models.Model):
    """One file, tried or written, with what came of each row."""

    model = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True, help_text="The file, until it is written or refused.")
    columns = models.JSONField(default=dict)
    rows = models.JSONField(default=list, help_text="[{row, result, record, message}, …]")
    state = models.CharField(max_length=8, choices=BulkState, default=BulkState.TRIED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="bulkimport_state_known", condition=Q(state__in=BulkState.values)),
            models.CheckConstraint(
                name="bulkimport_written_whole",
                condition=Q(state=BulkState.WRITTEN, written_at__isnull=False)
                | ~Q(state=BulkState.WRITTEN) & Q(written_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display().lower()})"
