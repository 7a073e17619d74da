"""Who approved what, why somebody is named, why a point is shown, and what was withdrawn."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tracker.actors.models import Person
from tracker.events.models import Event
from tracker.revisions.models import Kind, Revision


class Basis(models.TextChoices):
    """On what ground a revision may go out."""

    SECOND_PERSON = "second_person", "Approved by a second person"
    BREAK_GLASS = "break_glass", "A chief alone, with a reason"
    SECOND_CHECK = "second_check", "Second check given afterwards"
    IMPORT = "import", "Batch import"
    RETURNED = "returned", "Sent back"


APPROVING = (Basis.SECOND_PERSON, Basis.IMPORT, Basis.SECOND_CHECK)
GOING_OUT = (*APPROVING, Basis.BREAK_GLASS)


class Approval(models.Model):
    """What a reviewer said of one Revision, and of no other: approved, on which ground, or sent back."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=14, choices=Basis, default=Basis.SECOND_PERSON)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "by", "basis"], name="approval_once"),
            models.CheckConstraint(name="approval_basis_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="approval_alone_has_reason",
                condition=~Q(basis__in=[Basis.BREAK_GLASS, Basis.RETURNED]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.get_basis_display()}"


class NamingDecision(models.Model):
    """The recorded reason to name a person in public, and the second person who agreed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="naming_decisions")
    reason = models.TextField(help_text="Why the public interest needs this name.")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="namingdecision_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="namingdecision_second_person",
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=F("proposed_by")),
            ),
            models.UniqueConstraint(
                fields=["person"], name="namingdecision_one_open", condition=Q(agreed_by__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Naming of person {self.person_id}"


class Withdrawal(models.Model):
    """A record taken out of the public record for safety or law. Its names are blacked out of every later copy."""

    kind = models.CharField(max_length=8, choices=Kind)
    record_id = models.BigIntegerField()
    names = models.JSONField(default=list, help_text="The words to black out.")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="withdrawal_once"),
            models.CheckConstraint(name="withdrawal_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="withdrawal_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record_id}"


class BlurLift(models.Model):
    """A chief's recorded decision to show an event's place as exactly as it is known, against the blur policy."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="blur_lifts")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="blurlift_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="blurlift_ended_whole",
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
            models.UniqueConstraint(fields=["event"], name="blurlift_one_open", condition=Q(ended_by__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"Blur of event {self.event_id} lifted"
