"""When a record goes out: publications set for a time, and embargoes that hold them back until one."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from tracker.published.models import Op
from tracker.revisions.models import Kind


class ScheduleState(models.TextChoices):
    """What became of a scheduled publication."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Published"
    CANCELLED = "cancelled", "Cancelled"
    REFUSED = "refused", "Refused when it was due"


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """Words for lists of scheduled publications."""

    def waiting(self) -> Self:
        """Those that nothing became of yet."""
        return self.filter(state=ScheduleState.WAITING)

    def due(self, now: datetime) -> Self:
        """Those whose time has come."""
        return self.waiting().filter(due_at__lte=now)

    def refused(self) -> Self:
        """Those refused when they were due, where nothing was set for the record since."""
        newer = Schedule.objects.filter(kind=OuterRef("kind"), record_id=OuterRef("record_id"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(newer), state=ScheduleState.REFUSED)


class Schedule(models.Model):
    """One approved version, to be published at ``due_at`` with these companions; another version never goes instead."""

    kind = models.CharField(max_length=8, choices=Kind)
    record_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    op = models.CharField(max_length=8, choices=Op, default=Op.PUBLISH)
    note = models.CharField(max_length=500, blank=True)
    companions = models.JSONField(default=list, blank=True, help_text="[[kind, record id, version], …]")
    due_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=ScheduleState, default=ScheduleState.WAITING)
    outcome = models.CharField(max_length=1000, blank=True, help_text="What was refused when it was due.")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [models.Index(fields=["state", "due_at"], name="schedule_due")]
        constraints = [
            models.CheckConstraint(name="schedule_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="schedule_op_known", condition=Q(op__in=Op.values)),
            models.CheckConstraint(name="schedule_state_known", condition=Q(state__in=ScheduleState.values)),
            models.CheckConstraint(
                name="schedule_closed_whole",
                condition=Q(state=ScheduleState.WAITING, closed_at__isnull=True)
                | ~Q(state=ScheduleState.WAITING) & Q(closed_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["kind", "record_id"], name="schedule_one_waiting", condition=Q(state=ScheduleState.WAITING)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record_id}, version {self.version}"


class Embargo(models.Model):
    """Nobody publishes the record before ``until``, unless the embargo is lifted with a reason."""

    kind = models.CharField(max_length=8, choices=Kind)
    record_id = models.BigIntegerField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="embargo_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="embargo_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="embargo_lifted_whole",
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True, lifted_why="")
                | Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lifted_why=""),
            ),
            models.UniqueConstraint(
                fields=["kind", "record_id"], name="embargo_one_open", condition=Q(lifted_by__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record_id} until {self.until:%Y-%m-%d %H:%M}"
