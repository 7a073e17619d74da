"""A force or a person in an event, with a part in it."""

from django.db import models
from django.db.models import Q

from tracker.actors.models import Certainty, Force, Person
from tracker.articles.models import Passage
from tracker.core.models import TimeStampedModel
from tracker.events.models.event import Event
from tracker.events.models.figures import Side


class InvolvementRole(models.TextChoices):
    """The part played."""

    INITIATOR = "initiator", "Initiator"
    PARTNER = "partner", "Partner"
    TARGET = "target", "Target"
    VICTIM = "victim", "Victim"
    COMMANDER = "commander", "Commander"


class Involvement(TimeStampedModel):
    """Exactly one force or person, on a side, in a role, as the passage says."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="involvements")
    force = models.ForeignKey(Force, null=True, blank=True, on_delete=models.PROTECT, related_name="involvements")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="involvements")
    side = models.CharField(max_length=4, choices=Side, default=Side.NONE)
    role = models.CharField(max_length=10, choices=InvolvementRole)
    role_certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.CONFIRMED)
    identity_certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.CONFIRMED)
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="involvement_of_one_actor",
                condition=Q(force__isnull=False, person__isnull=True) | Q(force__isnull=True, person__isnull=False),
            ),
            models.CheckConstraint(name="involvement_role_known", condition=Q(role__in=InvolvementRole.values)),
            models.CheckConstraint(name="involvement_side_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(
                name="involvement_certainty_known",
                condition=Q(role_certainty__in=Certainty.values, identity_certainty__in=Certainty.values),
            ),
            models.UniqueConstraint(
                fields=["event", "force", "role"], name="involvement_force_once", condition=Q(force__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["event", "person", "role"], name="involvement_person_once", condition=Q(person__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.force or self.person}, {self.get_role_display().lower()}"
