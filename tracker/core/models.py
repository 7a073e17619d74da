"""Abstract bases of every table."""

import uuid

from django.db import models
from django.db.models import Q

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
