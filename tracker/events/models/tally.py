"""The desk's figures."""

from django.db import models
from django.db.models import Q

from tracker.core.constraints import figure_in_order
from tracker.core.models import TimeStampedModel
from tracker.events.models.event import Event
from tracker.events.models.figures import Group, Outcome, Side, Standing


class TallyRule(models.TextChoices):
    """The named rule that gave a figure; the rules themselves are functions in ``events/tally.py``."""

    SINGLE_CLAIM = "single_claim", "The only claim there is"
    LATEST_FROM_SAME_SPEAKER = "latest_from_same_speaker", "The latest figure of the only speaker"
    RANGE_OF_CREDIBLE = "range_of_credible", "The span of all claims"
    MOST_CONSERVATIVE = "most_conservative", "The lowest claim"
    OVERRIDE = "override", "Set by an editor, with a reason"


class Tally(TimeStampedModel):
    """The desk's figure for one outcome, standing, group and side of an event.

    Counts people. ``low <= best <= high`` as in UCDP GED; ``is_at_least`` leaves
    ``high`` open. All null means "no report", which is not the same as zero.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tallies")
    outcome = models.CharField(max_length=10, choices=Outcome)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.UNKNOWN)
    who = models.CharField(max_length=16, choices=Group, default=Group.ALL)
    side = models.CharField(max_length=4, choices=Side, default=Side.NONE)
    low = models.PositiveIntegerField(null=True, blank=True)
    best = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    is_at_least = models.BooleanField(default=False)
    rule = models.CharField(max_length=32, choices=TallyRule, default=TallyRule.SINGLE_CLAIM)
    reason = models.CharField(max_length=300, blank=True, help_text="Why an editor set the figure by hand; public.")

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            figure_in_order("tally_ordered"),
            models.CheckConstraint(
                name="tally_override_has_reason", condition=~Q(rule=TallyRule.OVERRIDE) | ~Q(reason="")
            ),
            models.CheckConstraint(name="tally_rule_known", condition=Q(rule__in=TallyRule.values)),
            models.CheckConstraint(
                name="tally_words_known",
                condition=Q(
                    outcome__in=Outcome.values,
                    standing__in=Standing.values,
                    who__in=Group.values,
                    side__in=Side.values,
                ),
            ),
            models.CheckConstraint(
                name="tally_any_is_none_only",
                condition=~Q(outcome="any")
                | Q(low__isnull=False, best__isnull=False, high__isnull=False, low=0, best=0, high=0),
            ),
            models.UniqueConstraint(fields=["event", "outcome", "standing", "who", "side"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {'?' if self.best is None else self.best}"
