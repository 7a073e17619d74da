"""Whether two records are one: what people judged. What was merged is kept in ``revisions``."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tracker.revisions.models import Kind


class Verdict(models.TextChoices):
    """What somebody says of two records."""

    SAME = "same", "The same"
    NOT_SAME = "not_same", "Not the same"
    UNSURE = "unsure", "Unsure"


class Judgement(models.Model):
    """What a person said of two records of a kind; ``first`` is the smaller row id. One per pair, the newest word."""

    kind = models.CharField(max_length=8, choices=Kind)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="judgement_one_per_pair"),
            models.CheckConstraint(name="judgement_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="judgement_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="judgement_verdict_known", condition=Q(verdict__in=Verdict.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first} and {self.second}: {self.get_verdict_display().lower()}"
