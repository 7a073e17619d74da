"""What every published copy carries."""

import json
from typing import Any

from django.db import models
from django.db.models import Q


class RecordKind(models.TextChoices):
    """The kinds of record the public sees."""

    EVENT = "event", "Event"
    PERSON = "person", "Person"
    FORCE = "force", "Force"
    PLACE = "place", "Place"
    ARTICLE = "article", "Article"
    TOPIC = "topic", "Topic"


ON_EARTH = Q(latitude__isnull=True, longitude__isnull=True) | Q(
    latitude__isnull=False,
    longitude__isnull=False,
    latitude__gte=-90,
    latitude__lte=90,
    longitude__gte=-180,
    longitude__lte=180,
)


class PublicStatus(models.TextChoices):
    """Whether the record stands. All but ``live`` are tombstones."""

    LIVE = "live", "Live"
    RETRACTED = "retracted", "Retracted"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MERGED = "merged", "Merged"


class PublishedRecord(models.Model):
    """One record as the public sees it now.

    ``document`` is the JSON document as UTF-8 bytes, served as stored; of a
    tombstone it says status and reason only. ``version`` counts publications
    of this record, ``epoch`` and ``seq`` name the last Change.
    """

    public_id = models.UUIDField(unique=True)
    number = models.PositiveIntegerField(unique=True)
    status = models.CharField(max_length=10, choices=PublicStatus, default=PublicStatus.LIVE)
    title = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    document = models.BinaryField()
    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField(db_index=True)
    successor = models.UUIDField(null=True, blank=True, help_text="Of a merged record: the one that stands for it.")
    is_second_check_pending = models.BooleanField(default=False)
    renamed_at_seq = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="The change that gave another name, until all that shows it went out anew."
    )
    first_published_at = models.DateTimeField()
    last_published_at = models.DateTimeField()

    kind: RecordKind

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_status_known", condition=Q(status__in=PublicStatus.values)),
            models.CheckConstraint(
                name="%(class)s_withdrawn_is_empty", condition=~Q(status=PublicStatus.WITHDRAWN) | Q(title="")
            ),
            models.CheckConstraint(
                name="%(class)s_merged_has_successor",
                condition=Q(status=PublicStatus.MERGED, successor__isnull=False)
                | ~Q(status=PublicStatus.MERGED) & Q(successor__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.kind.label} {self.number}"

    @property
    def body(self) -> dict[str, Any]:
        """The document, parsed."""
        parsed: dict[str, Any] = json.loads(bytes(self.document))
        return parsed

    @property
    def is_live(self) -> bool:
        """Whether the record stands."""
        return self.status == PublicStatus.LIVE
