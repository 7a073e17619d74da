"""An event: one dated, located act; its further places, and what was hit."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from tracker.articles.models import Passage
from tracker.core.blur import Blur
from tracker.core.days import DatePrecision
from tracker.core.models import EditorialModel, TimeStampedModel
from tracker.events.models.event_type import EventType
from tracker.places.models import Place


class GeoPrecision(models.IntegerChoices):
    """How exactly the place is known, as in UCDP GED."""

    EXACT = 1, "1 – the exact place"
    NEAR = 2, "2 – within about 25 km of the place"
    ADMIN2 = 3, "3 – the district"
    ADMIN1 = 4, "4 – the first-level area"
    REGION = 5, "5 – a region or line, no first-level area given"
    COUNTRY = 6, "6 – the country"
    INTERNATIONAL = 7, "7 – at sea or in the air, outside any country"


class Grade(models.TextChoices):
    """Whether it happened: who stands behind the event."""

    ONE_PARTY = "one_party", "One party only"
    PARTIES_AGREE = "parties_agree", "The parties agree"
    ONE_INDEPENDENT = "one_independent", "One independent source"
    SEVERAL = "several", "Several independent sources"
    CONTESTED = "contested", "Contested"
    DISCOUNTED = "discounted", "Discounted"


class EventQuerySet(models.QuerySet["Event"]):
    """Words for lists of events."""

    def between(self, start: date, end: date) -> Self:
        """Events that may have happened in [start, end], both days included."""
        return self.filter(earliest__lte=end, latest__gte=start)


class Event(EditorialModel):
    """One dated, located act. Everything about it that somebody said is a Claim."""

    title = models.CharField(max_length=300, help_text="Neutral, in the desk's words.")
    summary = models.TextField(blank=True, help_text="Neutral, in the desk's words; public.")
    event_type = models.ForeignKey(EventType, on_delete=models.PROTECT, related_name="events")
    means = models.CharField(max_length=200, blank=True, help_text="Weapons or means, separated by commas.")

    earliest = models.DateField(
        null=True, blank=True, db_index=True, help_text="First day on which it may have happened."
    )
    latest = models.DateField(null=True, blank=True, help_text="Last day on which it may have happened.")
    date_precision = models.PositiveSmallIntegerField(
        choices=DatePrecision, null=True, blank=True, help_text="1–5 as in UCDP GED."
    )
    date_is_inferred = models.BooleanField(
        default=False, help_text="The desk worked out the day or the year; no source states it in full."
    )
    local_time = models.TimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=40, blank=True, help_text="For example Asia/Baghdad.")

    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    place_as_worded = models.CharField(max_length=300, blank=True, help_text="As the source puts it.")
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        help_text="The exact point, WGS 84. Not public by itself.",
    )
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    public_latitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True, help_text="The point shown to the public, WGS 84."
    )
    public_longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    geo_precision = models.PositiveSmallIntegerField(
        choices=GeoPrecision, null=True, blank=True, help_text="1–7 as in UCDP GED."
    )
    clarity = models.PositiveSmallIntegerField(
        choices=[(1, "1 – clear"), (2, "2 – part of a summary figure")], default=1, help_text="As in UCDP GED."
    )
    civilian_targeting = models.BooleanField(default=False)
    grade = models.CharField(max_length=16, choices=Grade, default=Grade.ONE_PARTY)
    independent_sources = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="How many owners of outlets, and others on no side, report it themselves."
    )
    is_provisional = models.BooleanField(
        default=False, help_text="Being verified: the public reads that it is reported, without figures."
    )
    blur = models.CharField(
        max_length=8,
        choices=Blur,
        blank=True,
        help_text="How exactly the public may see the place; "
        "empty: as the policy of the place and the event type says.",
    )
    is_sensitive = models.BooleanField(default=False, help_text="Graphic or distressing; the public page warns first.")
    internal_notes = models.TextField(blank=True, help_text="Never public.")

    objects = EventQuerySet.as_manager()

    class Meta(EditorialModel.Meta):
        ordering = ["-earliest", "-id"]
        constraints = [
            *EditorialModel.Meta.constraints,
            models.CheckConstraint(name="event_titled", condition=~Q(title="")),
            models.CheckConstraint(
                name="event_dates_whole",
                condition=Q(earliest__isnull=True, latest__isnull=True, date_precision__isnull=True)
                | Q(
                    earliest__isnull=False,
                    latest__isnull=False,
                    date_precision__isnull=False,
                    latest__gte=F("earliest"),
                    date_precision__gte=1,
                    date_precision__lte=5,
                ),
            ),
            models.CheckConstraint(
                name="event_exact_day_is_one_day",
                condition=Q(date_precision__isnull=True)
                | Q(date_precision__isnull=False) & ~Q(date_precision=1)
                | Q(date_precision=1, earliest__isnull=False, latest__isnull=False, latest=F("earliest")),
            ),
            models.CheckConstraint(
                name="event_time_has_zone",
                condition=Q(local_time__isnull=True, time_zone="") | Q(local_time__isnull=False) & ~Q(time_zone=""),
            ),
            *[
                models.CheckConstraint(
                    name=f"event_{name}_on_earth",
                    condition=Q(**{f"{lat}__isnull": True, f"{lon}__isnull": True})
                    | Q(
                        **{
                            f"{lat}__isnull": False,
                            f"{lon}__isnull": False,
                            f"{lat}__gte": -90,
                            f"{lat}__lte": 90,
                            f"{lon}__gte": -180,
                            f"{lon}__lte": 180,
                        }
                    ),
                )
                for name, lat, lon in (
                    ("point", "latitude", "longitude"),
                    ("public_point", "public_latitude", "public_longitude"),
                )
            ],
            models.CheckConstraint(
                name="event_geo_precision_scale",
                condition=Q(geo_precision__isnull=True)
                | Q(geo_precision__isnull=False, geo_precision__gte=1, geo_precision__lte=7),
            ),
            models.CheckConstraint(name="event_grade_known", condition=Q(grade__in=Grade.values)),
            models.CheckConstraint(name="event_blur_known", condition=Q(blur__in=["", *Blur.values])),
            models.CheckConstraint(name="event_clarity_scale", condition=Q(clarity__in=[1, 2])),
        ]

    def __str__(self) -> str:
        return self.title


class EventPlace(TimeStampedModel):
    """A further place of the event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="further_places")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "place"], name="eventplace_once")]

    def __str__(self) -> str:
        return str(self.place)


class EventTarget(TimeStampedModel):
    """A thing that was hit, or aimed at."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="targets")
    kind = models.CharField(max_length=200, help_text="“reception houses”, “livestock market”")
    count = models.PositiveIntegerField(null=True, blank=True)
    damage = models.CharField(max_length=200, blank=True)
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="eventtarget_named", condition=~Q(kind=""))]

    def __str__(self) -> str:
        return f"{self.count} {self.kind}" if self.count else self.kind
