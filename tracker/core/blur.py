"""How exactly the public may learn where something is: the choices, and what precision each leaves."""

from collections.abc import Iterable

from django.db import models


class Blur(models.TextChoices):
    """The finest thing that is published; each choice hides everything finer."""

    EXACT = "exact", "The exact point"
    TOWN = "town", "The town"
    DISTRICT = "district", "The district"
    PROVINCE = "province", "The province"
    COUNTRY = "country", "The country"


_FROM_FINE_TO_COARSE = list(Blur)

FINEST_PRECISION = {Blur.EXACT: 1, Blur.TOWN: 2, Blur.DISTRICT: 3, Blur.PROVINCE: 4, Blur.COUNTRY: 6}
"""The best ``geo_precision`` (UCDP GED, 1–7) that each leaves. A town that hides a point stands for what is around."""


def coarsest(policies: Iterable[str]) -> Blur:
    """The strictest of several policies (of the place, the event's type, the event); exact when there is none."""
    return max(map(Blur, policies), key=_FROM_FINE_TO_COARSE.index, default=Blur.EXACT)
