"""What others call the desk's events and topics."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.core.external_ids import ExternalId, Scheme
from tracker.events.models.event import Event
from tracker.events.models.topic import Topic

EVENT_PATTERNS = {Scheme.UCDP: r"^[1-9][0-9]{0,8}$", Scheme.ACLED: r"^[A-Z]{3}[1-9][0-9]{0,8}$"}


class EventId(ExternalId):
    """What UCDP or ACLED calls an event; ACLED's numbers begin with the three letters of the country."""

    owner = "event"
    ucdp_page = "event"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="external_ids")

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="eventid_once"),
            models.CheckConstraint(
                name="eventid_value_of_scheme",
                condition=Q(
                    *(Q(scheme=scheme, value__regex=pattern) for scheme, pattern in EVENT_PATTERNS.items()),
                    _connector=Q.OR,
                ),
            ),
        ]

    @property
    def url(self) -> str:
        """Empty: neither has a page for one event."""
        return ""

    def clean(self) -> None:
        """Bring the value into capitals.

        Raises:
            ValidationError: it is no number that the scheme gives to events.
        """
        self.value = self.value.strip().upper()
        pattern = EVENT_PATTERNS.get(Scheme(self.scheme)) if self.scheme in Scheme.values else None
        if pattern is None or not re.match(pattern, self.value):
            raise ValidationError("An event has a number of UCDP (412345) or of ACLED (IRQ12345).")


class TopicRegister(models.TextChoices):
    """UCDP numbers conflicts and dyads apart, so the same number may mean one of each."""

    CONFLICT = "conflict", "Conflict"
    DYAD = "dyad", "Dyad"


class TopicId(ExternalId):
    """What others call a topic."""

    owner = "topic"
    ucdp_page = "conflict"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="external_ids")
    register = models.CharField(
        max_length=8,
        choices=TopicRegister,
        default=TopicRegister.CONFLICT,
        help_text="Which of UCDP's lists numbers it; of other schemes “conflict”.",
    )

    class Meta:
        ordering = ["scheme", "register", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "register", "value"], name="topicid_once"),
            *[each for each in ExternalId.Meta.constraints if isinstance(each, models.CheckConstraint)],
            models.CheckConstraint(
                name="topicid_register_known",
                condition=Q(register=TopicRegister.CONFLICT) | Q(register=TopicRegister.DYAD, scheme=Scheme.UCDP),
            ),
        ]
