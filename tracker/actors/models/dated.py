"""What is true of an actor from one day to another."""

from django.db import models

from tracker.core.constraints import in_order, precise
from tracker.core.days import DatePrecision, Period, period_words
from tracker.core.models import TimeStampedModel


def precision_field() -> "models.PositiveSmallIntegerField[int, int]":
    """How exactly the day beside it is known."""
    return models.PositiveSmallIntegerField(choices=DatePrecision, default=DatePrecision.DAY)


class DatedModel(TimeStampedModel):
    """Held from one day to another, both included, each as exactly as it is known; empty where no day is given.

    A day that is known by its month or year only is written as the first of it.
    """

    starts_on = models.DateField("from", null=True, blank=True)
    starts_precision = precision_field()
    ends_on = models.DateField("until", null=True, blank=True)
    ends_precision = precision_field()

    class Meta:
        abstract = True
        constraints = [
            in_order("%(class)s_dates_ordered", "starts_on", "ends_on"),
            precise("%(class)s_starts_precise", "starts_on", "starts_precision"),
            precise("%(class)s_ends_precise", "ends_on", "ends_precision"),
        ]

    @property
    def period(self) -> Period:
        """The days, for asking what held when."""
        return Period.of(self)

    @property
    def period_words(self) -> str:
        """The days in words; empty where none is given."""
        return period_words(self.period)
