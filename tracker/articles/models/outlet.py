"""Who published."""

from django.db import models
from django.db.models import Q

from tracker.core.constraints import alpha2
from tracker.core.models import TimeStampedModel


class OutletKind(models.TextChoices):
    """What sort of publisher."""

    AGENCY = "agency", "News agency"
    NEWSPAPER = "newspaper", "Newspaper or news site"
    BROADCASTER = "broadcaster", "Broadcaster"
    OFFICIAL = "official", "Official body"
    PARTY = "party", "Party to the conflict"
    NGO = "ngo", "Non-governmental organisation"
    SOCIAL = "social", "Social media account"
    DATA_SET = "data_set", "Data set"


class Outlet(TimeStampedModel):
    """A publisher. ``owner_group`` joins outlets of one owner when independent sources are counted."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=OutletKind, default=OutletKind.NEWSPAPER)
    country_code = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2, for example IQ.")
    owner_group = models.CharField(max_length=200, blank=True, help_text="Outlets of one owner count as one source.")
    reliability = models.CharField(
        max_length=1,
        blank=True,
        choices=[(letter, letter) for letter in "ABCDEF"],
        help_text="Admiralty scale, A (reliable) to F (cannot be judged). Never public.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="outlet_named", condition=~Q(name="")),
            alpha2("outlet_country_code_is_alpha2"),
            models.CheckConstraint(name="outlet_kind_known", condition=Q(kind__in=OutletKind.values)),
            models.CheckConstraint(
                name="outlet_reliability_known", condition=Q(reliability__in=["", "A", "B", "C", "D", "E", "F"])
            ),
        ]

    def __str__(self) -> str:
        return self.name
