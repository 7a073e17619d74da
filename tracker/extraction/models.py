"""Machine output, never mixed with records: runs and suggestions."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.articles.models import ArticleText
from tracker.core.models import TimeStampedModel


class Run(models.Model):
    """One reading of one text by one version of an extractor."""

    text = models.ForeignKey(ArticleText, on_delete=models.CASCADE, related_name="runs")
    extractor = models.CharField(max_length=40)
    extractor_version = models.CharField(max_length=20)
    seconds = models.FloatField()
    country_code = models.CharField(
        max_length=2, blank=True, help_text="The country the reader took the text to be about."
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["text", "extractor", "extractor_version"], name="run_once"),
            models.CheckConstraint(name="run_seconds_positive", condition=Q(seconds__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.extractor} {self.extractor_version} on text {self.text_id}"


class SuggestionKind(models.TextChoices):
    """What is proposed."""

    EVENT = "event", "Event"
    FORCE = "force", "Force"
    PERSON = "person", "Person"
    PLACE = "place", "Place"
    CASUALTY = "casualty", "Casualty figure"
    STRENGTH = "strength", "Strength"
    CLAIM = "claim", "Claim"


class SuggestionState(models.TextChoices):
    """What became of a suggestion."""

    PENDING = "pending", "Open"
    ACCEPTED = "accepted", "Accepted"
    AMENDED = "amended", "Amended and accepted"
    REJECTED = "rejected", "Rejected"
    SUPERSEDED = "superseded", "Superseded"


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Words for lists of suggestions."""

    def pending(self) -> Self:
        """Those nobody has decided on."""
        return self.filter(state=SuggestionState.PENDING)


class Suggestion(TimeStampedModel):
    """One proposal with the words it rests on.

    ``payload`` is a part of the reader's output, ``spans`` are ``[start, end]``
    offsets into the run's text, ``key`` names the proposal inside its run, and
    ``event_key`` the event it belongs to. ``decided_*`` and ``became_*`` say who
    decided, and which record came of it; ``decision`` keeps what undo needs. A suggestion
    an editor added has no score.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=10, choices=SuggestionKind)
    key = models.CharField(max_length=20)
    event_key = models.CharField(max_length=20, blank=True)
    payload = models.JSONField()
    spans = models.JSONField(default=list)
    score = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.PENDING, db_index=True)
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    became_kind = models.CharField(max_length=10, blank=True)
    became_id = models.BigIntegerField(null=True, blank=True)
    decision = models.JSONField(
        default=dict, blank=True, help_text="What the editor amended, and the rows that were made: undo goes by these."
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "key"], name="suggestion_key_once"),
            models.CheckConstraint(name="suggestion_kind_known", condition=Q(kind__in=SuggestionKind.values)),
            models.CheckConstraint(name="suggestion_state_known", condition=Q(state__in=SuggestionState.values)),
            models.CheckConstraint(
                name="suggestion_score_scale",
                condition=Q(score__isnull=True) | Q(score__isnull=False, score__gte=0, score__lte=1),
            ),
            models.CheckConstraint(
                name="suggestion_decision_whole",
                condition=Q(
                    state__in=[SuggestionState.PENDING, SuggestionState.SUPERSEDED],
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                )
                | Q(
                    state__in=[SuggestionState.ACCEPTED, SuggestionState.AMENDED, SuggestionState.REJECTED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="suggestion_became_whole",
                condition=Q(became_kind="", became_id__isnull=True) | ~Q(became_kind="") & Q(became_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"
