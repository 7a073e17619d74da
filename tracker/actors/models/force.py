"""Armed groups and public bodies, their names, and how they hang together over time."""

from django.db import models
from django.db.models import F, Q

from tracker.actors.models.names import ActorName, NameKind
from tracker.articles.models import Passage
from tracker.core.constraints import alpha2, in_order
from tracker.core.models import EditorialModel, TimeStampedModel

__all__ = ["Force", "ForceKind", "ForceLink", "ForceName", "LinkKind", "NameKind"]


class ForceKind(models.TextChoices):
    """What sort of actor. A public body speaks; it does not fight."""

    STATE_MILITARY = "state_military", "State military"
    POLICE = "police", "Police or security service"
    REBEL = "rebel", "Rebel group"
    POLITICAL_MILITIA = "political_militia", "Political militia"
    IDENTITY_MILITIA = "identity_militia", "Identity militia"
    COALITION = "coalition", "Coalition"
    PRIVATE = "private", "Private military company"
    INTERNATIONAL = "international", "International force"
    PUBLIC_BODY = "public_body", "Public body (speaks, does not fight)"
    OTHER = "other", "Other"


class Force(EditorialModel):
    """An armed actor, state or not, or a public body. One row, however it is spelled."""

    name = models.CharField(max_length=300, help_text="The name the desk uses.")
    kind = models.CharField(max_length=20, choices=ForceKind, default=ForceKind.OTHER)
    country_code = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2, for example IQ.")
    allegiance = models.CharField(max_length=200, blank=True)
    active_from = models.DateField(null=True, blank=True)
    active_until = models.DateField(null=True, blank=True)
    active_passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField(blank=True, help_text="What the public reads about this force, in the desk's words.")
    internal_notes = models.TextField(blank=True, help_text="Never public.")

    class Meta(EditorialModel.Meta):
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="force_by_name")]
        constraints = [
            *EditorialModel.Meta.constraints,
            models.CheckConstraint(name="force_named", condition=~Q(name="")),
            models.CheckConstraint(name="force_kind_known", condition=Q(kind__in=ForceKind.values)),
            alpha2("force_country_code_is_alpha2"),
            in_order("force_active_dates_ordered", "active_from", "active_until"),
        ]

    def __str__(self) -> str:
        return self.name


class ForceName(ActorName):
    """A name of a force."""

    force = models.ForeignKey(Force, on_delete=models.CASCADE, related_name="names")

    class Meta(ActorName.Meta):
        constraints = [
            *ActorName.Meta.constraints,
            models.UniqueConstraint(fields=["force", "name"], name="forcename_once"),
        ]


class LinkKind(models.TextChoices):
    """How one force stands to another."""

    PART_OF = "part_of", "Part of"
    MEMBER_OF = "member_of", "Member of"
    ALLIED_WITH = "allied_with", "Allied with"
    OPPOSED_TO = "opposed_to", "Opposed to"
    SPLIT_FROM = "split_from", "Split from"


class ForceLink(TimeStampedModel):
    """``child`` is part of, a member of, … ``parent``, from one day to another (both included, empty = open)."""

    child = models.ForeignKey(Force, on_delete=models.CASCADE, related_name="links_up")
    parent = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="links_down")
    kind = models.CharField(max_length=12, choices=LinkKind)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="forcelink_not_to_itself", condition=~Q(child=F("parent"))),
            models.CheckConstraint(name="forcelink_kind_known", condition=Q(kind__in=LinkKind.values)),
            in_order("forcelink_dates_ordered", "starts_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return f"{self.child} {self.get_kind_display().lower()} {self.parent}"
