"""Whose voice an outlet is."""

from django.db import models

from tracker.actors.models.force import Force
from tracker.articles.models import Outlet, Passage
from tracker.core.constraints import in_order
from tracker.core.models import TimeStampedModel


class Voice(TimeStampedModel):
    """``outlet`` speaks for ``force``, from one day to another (both included, empty = open)."""

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="voices")
    force = models.ForeignKey(Force, on_delete=models.CASCADE, related_name="voices")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outlet", "force"], name="voice_once"),
            in_order("voice_dates_ordered", "starts_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return f"{self.outlet} speaks for {self.force}"
