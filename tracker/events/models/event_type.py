"""The codebook: what kinds of event there are."""

from django.db import models
from django.db.models import F, Q

from tracker.core.blur import Blur
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
    blur = models.CharField(
        max_length=8,
        choices=Blur,
        default=Blur.EXACT,
        help_text="How exactly the public may see where such events were.",
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["label"]
        constraints = [
            models.CheckConstraint(name="eventtype_defined", condition=~Q(label="") & ~Q(definition="")),
            models.CheckConstraint(name="eventtype_not_its_own_parent", condition=~Q(parent=F("id"))),
            models.CheckConstraint(name="eventtype_blur_known", condition=Q(blur__in=Blur.values)),
            in_order("eventtype_dates_ordered", "since", "until"),
        ]

    def __str__(self) -> str:
        return self.label
