"""Published events: the columns that filters need, link rows, and the document."""

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from tracker.published.models.actor import PublishedForce, PublishedPerson
from tracker.published.models.keyset import behind
from tracker.published.models.place import PublishedPlace
from tracker.published.models.record import ON_EARTH, PublicStatus, PublishedRecord, RecordKind


class Verification(models.TextChoices):
    """How far the desk is with an event."""

    PROVISIONAL = "provisional", "Being verified"
    CHECKED = "checked", "Checked by the desk"


class PublishedEventQuerySet(models.QuerySet["PublishedEvent"]):
    """The words of the public record."""

    def live(self) -> Self:
        """Events that stand; tombstones are left out."""
        return self.filter(status=PublicStatus.LIVE)

    def between(self, start: date, end: date) -> Self:
        """Events that may have happened in [start, end], both days included."""
        return self.filter(earliest__lte=end, latest__gte=start)

    def newest_first(self) -> Self:
        """By first possible day, then by public id, so that the order is total."""
        return self.order_by("-earliest", "-public_id")

    def after(self, earliest: date, public_id: UUID) -> Self:
        """The rows behind (earliest, public_id) in ``newest_first`` order. One index range on both databases."""
        return behind(self, ("earliest", earliest), ("public_id", public_id), falling=True)

    def without_parts(self) -> Self:
        """Each act once: parts whose whole is among these events, too, are left out. Wholes nest two levels deep."""
        these = self.order_by().values("pk")
        return self.exclude(part_of__in=these).exclude(part_of__part_of__in=these)

    def without_counted_parts(self) -> Self:
        """The events whose killed may be added up: parts are left out where a whole of theirs among these has a count.

        A whole without a count of its own is no reason to forget what its parts count.
        """
        counted = self.filter(killed_best__isnull=False).order_by().values("pk")
        return self.exclude(part_of__in=counted).exclude(part_of__part_of__in=counted)

    def naming(self, words: str) -> Self:
        """Events whose search text holds every one of the folded ``words``."""
        found = self
        for word in words.split():
            found = found.filter(search_text__contains=word)
        return found


class PublishedEvent(PublishedRecord):
    """An event as the public sees it. Of a tombstone only status, number and reason are kept."""

    kind = RecordKind.EVENT
    earliest = models.DateField()
    latest = models.DateField()
    event_type = models.CharField(max_length=40, blank=True)
    country_code = models.CharField(max_length=2, blank=True)
    place = models.ForeignKey(PublishedPlace, null=True, on_delete=models.SET_NULL, related_name="events")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    geo_precision = models.PositiveSmallIntegerField(null=True)
    grade = models.CharField(max_length=16, blank=True)
    killed_low = models.PositiveIntegerField(null=True)
    killed_best = models.PositiveIntegerField(null=True)
    killed_high = models.PositiveIntegerField(null=True)
    source_count = models.PositiveIntegerField(default=0)
    outlets = models.TextField(
        blank=True, help_text="Who published the sources, folded, each between line breaks, for the filter by outlet."
    )
    is_disputed = models.BooleanField(default=False)
    is_provisional = models.BooleanField(default=False)
    part_of = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        help_text="The whole that counts its casualties.",
    )
    search_text = models.TextField(blank=True, help_text="Title, summary, place and public names, folded.")
    forces: "models.ManyToManyField[PublishedForce, PublishedEventForce]" = models.ManyToManyField(
        PublishedForce, through="PublishedEventForce", related_name="events"
    )
    persons: "models.ManyToManyField[PublishedPerson, PublishedEventPerson]" = models.ManyToManyField(
        PublishedPerson, through="PublishedEventPerson", related_name="events"
    )

    objects = PublishedEventQuerySet.as_manager()

    class Meta(PublishedRecord.Meta):
        ordering = ["-earliest", "-public_id"]
        constraints = [
            *PublishedRecord.Meta.constraints,
            models.CheckConstraint(name="publishedevent_dates_ordered", condition=Q(latest__gte=F("earliest"))),
            models.CheckConstraint(name="publishedevent_on_earth", condition=ON_EARTH),
        ]
        indexes = [
            models.Index(
                fields=["-earliest", "-public_id"], name="publishedevent_newest", condition=Q(status=PublicStatus.LIVE)
            ),
            models.Index(
                fields=["country_code", "-earliest", "-public_id"],
                name="publishedevent_country",
                condition=Q(status=PublicStatus.LIVE),
            ),
            models.Index(
                fields=["event_type", "-earliest", "-public_id"],
                name="publishedevent_type",
                condition=Q(status=PublicStatus.LIVE),
            ),
            models.Index(
                fields=["latitude", "longitude"], name="publishedevent_point", condition=Q(status=PublicStatus.LIVE)
            ),
            models.Index(
                fields=["latest", "-earliest"], name="publishedevent_latest", condition=Q(status=PublicStatus.LIVE)
            ),
            models.Index(fields=["last_published_at"], name="publishedevent_changed"),
        ]


class PublishedEventForce(models.Model):
    """A force in a published event."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="force_links")
    force = models.ForeignKey(PublishedForce, on_delete=models.CASCADE, related_name="event_links")
    role = models.CharField(max_length=10)
    side = models.CharField(max_length=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "force", "role"], name="publishedeventforce_once")]

    def __str__(self) -> str:
        return f"{self.force}, {self.role}"


class PublishedEventPerson(models.Model):
    """A person named in a published event."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="person_links")
    person = models.ForeignKey(PublishedPerson, on_delete=models.CASCADE, related_name="event_links")
    role = models.CharField(max_length=10)
    side = models.CharField(max_length=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person", "role"], name="publishedeventperson_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"
