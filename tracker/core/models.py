"""Abstract bases of every table."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.core.external_ids import PATTERNS, Scheme, address_of, normalised
from tracker.core.states import EditorialState


class TimeStampedModel(models.Model):
    """When the row was added and last changed, UTC."""

    added_at = models.DateTimeField(auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


class EditorialModel(TimeStampedModel):
    """An aggregate that goes through the desk's workflow.

    ``version`` counts saves of the whole aggregate and guards against stale
    forms. ``state`` is that of the working version. ``live_revision`` is the
    version the public sees, null when there is none. ``number`` is the short
    public number, given at first publication.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(null=True, blank=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(
        max_length=12, choices=EditorialState, default=EditorialState.DRAFT, editable=False, db_index=True
    )
    live_revision = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_state_known", condition=Q(state__in=EditorialState.values)),
            models.CheckConstraint(
                name="%(class)s_published_is_live",
                condition=~Q(state=EditorialState.PUBLISHED) | Q(live_revision__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_live_is_numbered",
                condition=Q(live_revision__isnull=True) | Q(live_revision__isnull=False, number__isnull=False),
            ),
        ]

    @property
    def is_live(self) -> bool:
        """Whether the public sees a copy of some version."""
        return self.live_revision is not None

    @property
    def is_pending(self) -> bool:
        """Whether a working version differs from the live one."""
        return self.live_revision is not None and self.version != self.live_revision


class ExternalId(TimeStampedModel):
    """What others call the record: a part of it, once per scheme and value within a kind.

    The concrete table adds the key ``owner`` names ("place"), with the related name
    ``external_ids``. ``ucdp_page`` is the word for the kind in UCDP's addresses.
    """

    owner: ClassVar[str]
    ucdp_page: ClassVar[str] = "actor"

    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=40)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="%(class)s_once"),
            models.CheckConstraint(
                name="%(class)s_value_of_scheme",
                condition=Q(
                    *(Q(scheme=scheme, value__regex=pattern) for scheme, pattern in PATTERNS.items()), _connector=Q.OR
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def url(self) -> str:
        """The page of the identifier; empty where its scheme has none."""
        return address_of(self.scheme, self.value, ucdp_page=self.ucdp_page)

    def holder(self) -> models.Model | None:
        """The other record that bears this identifier; null when none does. One query."""
        same = type(self)._default_manager.filter(scheme=self.scheme, value=self.value).exclude(pk=self.pk)
        other = same.select_related(self.owner).first()
        return None if other is None else getattr(other, self.owner)

    def clean(self) -> None:
        """Bring the value into its scheme's form.

        Raises:
            ValidationError: it has none.
        """
        super().clean()
        if self.scheme not in Scheme.values:
            return
        try:
            self.value = normalised(self.scheme, self.value)
        except ValueError as error:
            raise ValidationError({"value": str(error)}) from error
