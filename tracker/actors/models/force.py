"""Armed groups and public bodies, their names, and how they hang together over time."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from tracker.actors.models.dated import DatedModel, precision_field
from tracker.actors.models.hierarchy import loop_of
from tracker.actors.models.name_index import NamedModel
from tracker.actors.models.names import ActorName, NameKind
from tracker.articles.models import Passage
from tracker.core.constraints import alpha2, in_order, precise
from tracker.core.external_ids import ExternalId
from tracker.core.models import EditorialModel

__all__ = ["Force", "ForceId", "ForceKind", "ForceLink", "ForceName", "LinkKind", "NameKind"]


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


class Force(NamedModel, EditorialModel):
    """An armed actor, state or not, or a public body. One row, however it is spelled."""

    name = models.CharField(max_length=300, help_text="The name the desk uses.")
    kind = models.CharField(max_length=20, choices=ForceKind, default=ForceKind.OTHER)
    country_code = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2, for example IQ.")
    allegiance = models.CharField(max_length=200, blank=True)
    active_from = models.DateField(null=True, blank=True)
    active_from_precision = precision_field()
    active_until = models.DateField(null=True, blank=True)
    active_until_precision = precision_field()
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
            precise("force_active_from_precise", "active_from", "active_from_precision"),
            precise("force_active_until_precise", "active_until", "active_until_precision"),
        ]

    def __str__(self) -> str:
        return self.name


class ForceName(ActorName):
    """A name of a force; a renamed force has a name of kind former with the day until which it bore it."""

    owner = "force"
    force = models.ForeignKey(Force, on_delete=models.CASCADE, related_name="names")

    class Meta(ActorName.Meta):
        constraints = [
            *ActorName.Meta.constraints,
            models.UniqueConstraint(fields=["force", "name"], name="forcename_once"),
        ]


class ForceId(ExternalId):
    """What others call the force."""

    owner = "force"

    force = models.ForeignKey(Force, on_delete=models.CASCADE, related_name="external_ids")

    class Meta(ExternalId.Meta):
        ordering = ["scheme", "value"]


class LinkKind(models.TextChoices):
    """How one force stands to another."""

    PART_OF = "part_of", "Part of"
    MEMBER_OF = "member_of", "Member of"
    ALLIED_WITH = "allied_with", "Allied with"
    OPPOSED_TO = "opposed_to", "Opposed to"
    SPLIT_FROM = "split_from", "Split from"


class ForceLink(DatedModel):
    """``child`` is part of, a member of, … ``parent``, from one day to another (both included, empty = open)."""

    child = models.ForeignKey(Force, on_delete=models.CASCADE, related_name="links_up")
    parent = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="links_down")
    kind = models.CharField(max_length=12, choices=LinkKind)
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(name="forcelink_not_to_itself", condition=~Q(child=F("parent"))),
            models.CheckConstraint(name="forcelink_kind_known", condition=Q(kind__in=LinkKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.child} {self.get_kind_display().lower()} {self.parent}"

    def clean(self) -> None:
        """Refuse a tie that would put a force above itself on some day.

        Raises:
            ValidationError: with the forces of the circle.
        """
        super().clean()
        if self.child_id is None or self.parent_id is None:
            return
        if self.child_id == self.parent_id:
            raise ValidationError("A force cannot be linked to itself.")
        circle = loop_of(self)
        if circle:
            way = " → ".join(str(force) for force in circle)
            raise ValidationError(
                f"A force cannot stand above itself: {way}. Let one of these ties end before another begins."
            )
