"""Published forces and persons."""

from django.db import models

from tracker.published.models.record import PublishedRecord, RecordKind


class PublishedForce(PublishedRecord):
    """A force as the public sees it. ``names`` holds every public spelling, folded, one a line."""

    kind = RecordKind.FORCE
    force_kind = models.CharField(max_length=20, blank=True, db_index=True)
    country_code = models.CharField(max_length=2, blank=True, db_index=True)
    names = models.TextField(blank=True)
    event_count = models.PositiveIntegerField(default=0)

    class Meta(PublishedRecord.Meta):
        ordering = ["title"]
        indexes = [models.Index(fields=["status", "title"], name="publishedforce_by_title")]


class PublishedPerson(PublishedRecord):
    """A person named in public. ``names`` holds every public spelling, folded, one a line."""

    kind = RecordKind.PERSON
    fate = models.CharField(max_length=10, blank=True)
    names = models.TextField(blank=True)
    event_count = models.PositiveIntegerField(default=0)

    class Meta(PublishedRecord.Meta):
        ordering = ["title"]
        verbose_name_plural = "published people"
        indexes = [models.Index(fields=["status", "title"], name="publishedperson_by_title")]
