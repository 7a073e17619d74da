"""Where: places of every size, and the names they go by."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from tracker.core.blur import Blur
from tracker.core.constraints import alpha2
from tracker.core.external_ids import ExternalId
from tracker.core.models import EditorialModel, TimeStampedModel
from tracker.core.names import fold, script_of
from tracker.core.states import EditorialState


class PlaceKind(models.TextChoices):
    """What sort of place."""

    COUNTRY = "country", "Country"
    ADMIN1 = "admin1", "First-level area"
    ADMIN2 = "admin2", "District"
    TOWN = "town", "Town"
    SITE = "site", "Site"
    REGION = "region", "Region"


class Compass(models.TextChoices):
    """The part of an area that a region is."""

    NORTH = "north", "North"
    NORTHEAST = "northeast", "North-east"
    EAST = "east", "East"
    SOUTHEAST = "southeast", "South-east"
    SOUTH = "south", "South"
    SOUTHWEST = "southwest", "South-west"
    WEST = "west", "West"
    NORTHWEST = "northwest", "North-west"
    CENTRAL = "central", "Centre"


class PlaceQuerySet(models.QuerySet["Place"]):
    """Words for lists of places."""

    def called(self, folded: str) -> Self:
        """Places that bear the name with this folded key."""
        return self.filter(names__folded=folded).distinct()

    def inside(self, country_code: str) -> Self:
        """Places of one country, itself included."""
        return self.filter(country_code=country_code.upper())

    def countries(self) -> Self:
        """Countries only."""
        return self.filter(kind=PlaceKind.COUNTRY)

    def first_level(self) -> Self:
        """Provinces, governorates, states."""
        return self.filter(kind=PlaceKind.ADMIN1)

    def confirmed(self) -> Self:
        """Places that an editor, or the shipped gazetteer, vouches for."""
        vouched = Q(state__in=(EditorialState.APPROVED, EditorialState.PUBLISHED))
        return self.usable().filter(vouched | Q(confirmed_at__isnull=False))

    def usable(self) -> Self:
        """Places that may be proposed: all but the retracted."""
        return self.exclude(state=EditorialState.RETRACTED)


class Place(EditorialModel):
    """A place of the gazetteer, or a region that an editor confirmed.

    Coordinates are WGS 84 decimal degrees; a region has none and is never a pin.
    A null population is unknown. ``admin1_code`` is the GeoNames code of the area
    that holds the place, or our own (X1, X2, …) where that has none. A region is
    drafted with the areas it may be made of, and confirmed once by an editor.
    """

    kind = models.CharField(max_length=8, choices=PlaceKind)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    country_code = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2, for example IQ.")
    admin1_code = models.CharField(max_length=20, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    radius_km = models.FloatField(
        null=True, blank=True, help_text="How far it reaches from its point. Empty: for a town, by its inhabitants."
    )
    population = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True, help_text="For example GeoNames.")
    source_id = models.CharField(max_length=40, blank=True)
    areas = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="regions")
    compass = models.CharField(max_length=10, choices=Compass, blank=True, help_text="Regions only.")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    blur = models.CharField(
        max_length=8, choices=Blur, default=Blur.EXACT, help_text="The finest that the public learns of an event here."
    )

    objects = PlaceQuerySet.as_manager()

    class Meta(EditorialModel.Meta):
        ordering = ["name"]
        indexes = [models.Index(fields=["country_code", "kind"], name="place_by_country")]
        constraints = [
            *EditorialModel.Meta.constraints,
            models.CheckConstraint(name="place_named", condition=~Q(name="")),
            models.CheckConstraint(name="place_kind_known", condition=Q(kind__in=PlaceKind.values)),
            models.CheckConstraint(
                name="place_on_earth",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
            ),
            alpha2("place_country_code_is_alpha2"),
            models.CheckConstraint(
                name="place_compass_of_region",
                condition=Q(compass="") | Q(kind="region", compass__in=Compass.values),
            ),
            models.CheckConstraint(name="place_not_its_own_parent", condition=~Q(parent=F("id"))),
            models.CheckConstraint(
                name="place_confirmed_region",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, kind="region"),
            ),
            models.CheckConstraint(name="place_blur_known", condition=Q(blur__in=Blur.values)),
            models.CheckConstraint(
                name="place_radius_on_earth",
                condition=Q(radius_km__isnull=True)
                | Q(radius_km__isnull=False, radius_km__gt=0, radius_km__lte=20_000),
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"], name="place_source_once", condition=~Q(source_id="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that is only punctuation."""
        super().clean()
        _with_letters(self.name)


class NameKind(models.TextChoices):
    """How good a name is."""

    OWN = "own", "As good as the main name"
    OTHER = "other", "Another name or spelling"
    ACRONYM = "acronym", "Capitals only"


class PlaceName(TimeStampedModel):
    """One spelling. ``folded`` is the key it is found by; ``script`` is ISO 15924.

    An acronym is found only by a name in capitals: "US", never "us".
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(max_length=8, choices=NameKind, default=NameKind.OTHER)
    language = models.CharField(max_length=12, blank=True)
    script = models.CharField(max_length=4, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="placename_has_letters", condition=~Q(folded="")),
            models.CheckConstraint(name="placename_kind_known", condition=Q(kind__in=NameKind.values)),
            models.UniqueConstraint(fields=["place", "name"], name="placename_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that is only punctuation."""
        super().clean()
        _with_letters(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key in step with the name."""
        self.folded = fold(self.name)[:200]
        self.script = script_of(self.name)
        super().save(*args, **kwargs)


class PlaceId(ExternalId):
    """What others call the place."""

    owner = "place"
    ucdp_page = "country"

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="external_ids")

    class Meta(ExternalId.Meta):
        ordering = ["scheme", "value"]


def _with_letters(name: str) -> None:
    if name and not fold(name):
        raise ValidationError({"name": "This name has no letters or digits. Write the name itself."})
