"""The change log: every publication, numbered in commit order, chained by digests."""

from django.db import models
from django.db.models import Q

from tracker.published.models.record import RecordKind


class Op(models.TextChoices):
    """What a publication did."""

    PUBLISH = "publish", "Published"
    UPDATE = "update", "Updated"
    CLARIFY = "clarify", "Clarified"
    CORRECT = "correct", "Corrected"
    RETRACT = "retract", "Retracted"
    WITHDRAW = "withdraw", "Withdrawn"
    MERGE = "merge", "Merged"
    UNMERGE = "unmerge", "Unmerged"


class Counter(models.Model):
    """The one row that numbers changes; locked and updated last in a publication, so number order is commit order."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.PositiveIntegerField(default=1)
    seq = models.PositiveBigIntegerField(default=0)
    chain = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(name="counter_is_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.epoch}.{self.seq}"


class Change(models.Model):
    """One numbered publication.

    ``digest`` = SHA-256(nonce ‖ document), ``chain`` = SHA-256(previous chain ‖
    digest) over raw bytes, both as hex; 32 zero bytes stand before the first.
    Withdrawal empties ``document``, ``nonce`` and ``note``, never the row.
    """

    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=8, choices=RecordKind)
    public_id = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    op = models.CharField(max_length=8, choices=Op)
    note = models.CharField(max_length=500, blank=True)
    successor = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    document = models.BinaryField(null=True)
    nonce = models.BinaryField(null=True, max_length=32)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        ordering = ["-epoch", "-seq"]
        indexes = [models.Index(fields=["seq"], name="change_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["epoch", "seq"], name="change_numbered_once"),
            models.UniqueConstraint(fields=["kind", "public_id", "version"], name="change_one_per_version"),
            models.CheckConstraint(name="change_op_known", condition=Q(op__in=Op.values)),
            models.CheckConstraint(name="change_kind_known", condition=Q(kind__in=RecordKind.values)),
            models.CheckConstraint(
                name="change_document_with_nonce",
                condition=Q(document__isnull=True, nonce__isnull=True) | Q(document__isnull=False, nonce__isnull=False),
            ),
            models.CheckConstraint(
                name="change_correction_has_note", condition=~Q(op=Op.CORRECT) | ~Q(note="") | Q(document__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.epoch}.{self.seq} {self.get_op_display()} {self.kind} {self.number}"


class ChangeMention(models.Model):
    """That the document of a change carries the name or words of another record."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="mentions")
    public_id = models.UUIDField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "public_id"], name="changemention_once")]

    def __str__(self) -> str:
        return f"{self.change_id} mentions {self.public_id}"
