"""The codebook: what kinds of event there are."""

from django.db import models
from django.db.models import F, Q

from tracker.core.constraints import in_order
from tracker.core.models import TimeStampedModel


class EventType(TimeStampedModel):
    """One entry of the codebook, with its PLOVER class and IPTC media topic where there is one."""

    code = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    definition = models.TextField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    plover_class = models.CharField(max_length=20, blank=True)
    iptc_media_topic = models.CharField(max_length=20, blank=True, help_text="For example medtop:20000056.")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["label"]
        constraints = [
            models.CheckConstraint(name="eventtype_defined", condition=~Q(label="") & ~Q(definition="")),
            models.CheckConstraint(name="eventtype_not_its_own_parent", condition=~Q(parent=F("id"))),
            in_order("eventtype_dates_ordered", "since", "until"),
        ]

    def __str__(self) -> str:
        return self.label
