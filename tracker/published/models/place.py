"""Published places."""

from django.db import models

from tracker.published.models.record import ON_EARTH, PublishedRecord, RecordKind


class PublishedPlace(PublishedRecord):
    """A place that a published event names."""

    kind = RecordKind.PLACE
    place_kind = models.CharField(max_length=8, blank=True)
    country_code = models.CharField(max_length=2, blank=True, db_index=True)
    admin1 = models.CharField(
        max_length=200, blank=True, help_text="The first-level area that it lies in, as its document names it."
    )
    names = models.TextField(blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    event_count = models.PositiveIntegerField(default=0)

    class Meta(PublishedRecord.Meta):
        ordering = ["title"]
        constraints = [
            *PublishedRecord.Meta.constraints,
            models.CheckConstraint(name="publishedplace_on_earth", condition=ON_EARTH),
        ]
        indexes = [
            models.Index(fields=["status", "title"], name="publishedplace_by_title"),
            models.Index(fields=["country_code", "admin1"], name="publishedplace_area"),
        ]
