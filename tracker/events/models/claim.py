"""Who claims what, in which words."""

from textwrap import shorten

from django.db import models
from django.db.models import F, Q

from tracker.actors.models import Fate, Force, Person
from tracker.articles.models import Outlet, Passage
from tracker.core.constraints import in_order
from tracker.core.models import TimeStampedModel
from tracker.events.models.event import Event
from tracker.events.models.figures import Group, Outcome, Side, Standing
from tracker.places.models import Place


class ClaimTopic(models.TextChoices):
    """What a claim is about."""

    CASUALTIES = "casualties", "Casualties"
    FATE = "fate", "Fate of a person"
    IDENTITY = "identity", "Identity of a person"
    RESPONSIBILITY = "responsibility", "Responsibility"
    PLACE = "place", "Place"
    DATE = "date", "Date"
    TARGET = "target", "Target"
    STRENGTH = "strength", "Strength of a force"
    STATEMENT = "statement", "Statement"


class ClaimMode(models.TextChoices):
    """How the words reach us."""

    QUOTE = "quote", "Direct speech"
    INDIRECT = "indirect", "Reported speech"
    DENIAL = "denial", "Denial"


class Hedge(models.TextChoices):
    """How sure the speaker says to be."""

    ASSERTED = "asserted", "Asserted"
    LIKELY = "likely", "Likely"
    POSSIBLE = "possible", "Possible"


class LinkBasis(models.TextChoices):
    """Whether the source says that the claim is about this event, or the desk concludes it."""

    STATED = "stated", "Stated by the source"
    INFERRED = "inferred", "The desk's inference"


class StatementKind(models.TextChoices):
    """What a statement does."""

    AIM = "aim", "Aim"
    ASSESSMENT = "assessment", "Assessment"
    PATTERN = "pattern", "Pattern"
    BACKGROUND = "background", "Background"


class Claim(TimeStampedModel):
    """What somebody asserts. Figures are null where none is given; 0 only for "none"."""

    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.CASCADE, related_name="claims")
    link = models.CharField(max_length=8, choices=LinkBasis, default=LinkBasis.STATED)

    speaker_force = models.ForeignKey(
        Force, null=True, blank=True, on_delete=models.PROTECT, related_name="claims_made"
    )
    speaker_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="claims_made"
    )
    speaks_for = models.ForeignKey(Force, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    speaker_outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="claims_made"
    )
    speaker_code = models.CharField(
        max_length=100, blank=True, help_text="“medics”, “a military source”: how the public reads an unnamed speaker."
    )
    mode = models.CharField(max_length=8, choices=ClaimMode, default=ClaimMode.INDIRECT)
    hedge = models.CharField(max_length=8, choices=Hedge, default=Hedge.ASSERTED)
    topic = models.CharField(max_length=14, choices=ClaimTopic, default=ClaimTopic.STATEMENT)

    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.UNKNOWN)
    who = models.CharField(max_length=16, choices=Group, default=Group.ALL)
    side = models.CharField(max_length=4, choices=Side, default=Side.NONE)
    low = models.PositiveIntegerField(null=True, blank=True)
    best = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    is_approximate = models.BooleanField(default=False)
    is_negated = models.BooleanField(default=False)
    group_words = models.CharField(max_length=200, blank=True, help_text="The words for the people counted.")
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts")

    about_force = models.ForeignKey(Force, null=True, blank=True, on_delete=models.PROTECT, related_name="claims_about")
    about_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="claims_about"
    )
    about_place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fate = models.CharField(max_length=10, choices=Fate, blank=True)
    statement_kind = models.CharField(max_length=12, choices=StatementKind, blank=True)

    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    paraphrase = models.TextField(blank=True, help_text="What is claimed, in the desk's own neutral words; public.")
    said_on = models.DateField(null=True, blank=True)
    said_precision = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1–5 as in UCDP GED.")
    credibility = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        choices=[(n, str(n)) for n in range(1, 7)],
        help_text="Admiralty scale 1–6. Never public.",
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="claim_one_speaker",
                condition=Q(
                    speaker_force__isnull=False,
                    speaker_person__isnull=True,
                    speaker_outlet__isnull=True,
                    speaker_code="",
                )
                | Q(
                    speaker_force__isnull=True,
                    speaker_person__isnull=False,
                    speaker_outlet__isnull=True,
                    speaker_code="",
                )
                | Q(
                    speaker_force__isnull=True,
                    speaker_person__isnull=True,
                    speaker_outlet__isnull=False,
                    speaker_code="",
                )
                | Q(speaker_force__isnull=True, speaker_person__isnull=True, speaker_outlet__isnull=True)
                & ~Q(speaker_code=""),
            ),
            models.CheckConstraint(
                name="claim_speaks_for_needs_person",
                condition=Q(speaks_for__isnull=True) | Q(speaker_person__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_casualties_whole",
                condition=~Q(topic=ClaimTopic.CASUALTIES)
                | Q(outcome__in=Outcome.values) & (Q(low__isnull=False) | Q(high__isnull=False) | ~Q(group_words="")),
            ),
            models.CheckConstraint(
                name="claim_strength_whole",
                condition=~Q(topic=ClaimTopic.STRENGTH)
                | Q(about_force__isnull=False) & (Q(low__isnull=False) | Q(high__isnull=False)),
            ),
            models.CheckConstraint(
                name="claim_fate_whole",
                condition=~Q(topic=ClaimTopic.FATE) | Q(about_person__isnull=False, fate__in=Fate.values),
            ),
            models.CheckConstraint(
                name="claim_identity_has_person",
                condition=~Q(topic=ClaimTopic.IDENTITY) | Q(about_person__isnull=False),
            ),
            in_order("claim_low_to_high", "low", "high"),
            models.CheckConstraint(
                name="claim_best_between",
                condition=Q(best__isnull=True)
                | Q(best__isnull=False)
                & (Q(low__isnull=True) | Q(low__isnull=False, best__gte=F("low")))
                & (Q(high__isnull=True) | Q(high__isnull=False, best__lte=F("high"))),
            ),
            models.CheckConstraint(
                name="claim_none_is_zero",
                condition=Q(is_negated=False)
                | ~Q(topic=ClaimTopic.CASUALTIES)
                | Q(low__isnull=False, high__isnull=False, low=0, high=0),
            ),
            models.CheckConstraint(
                name="claim_any_is_none_only", condition=~Q(outcome=Outcome.ANY) | Q(is_negated=True)
            ),
            models.CheckConstraint(name="claim_part_of_another", condition=~Q(part_of=F("id"))),
            models.CheckConstraint(
                name="claim_said_whole",
                condition=Q(said_on__isnull=True, said_precision__isnull=True)
                | Q(said_on__isnull=False, said_precision__isnull=False, said_precision__gte=1, said_precision__lte=5),
            ),
            models.CheckConstraint(
                name="claim_credibility_scale",
                condition=Q(credibility__isnull=True)
                | Q(credibility__isnull=False, credibility__gte=1, credibility__lte=6),
            ),
            models.CheckConstraint(
                name="claim_words_known",
                condition=Q(
                    topic__in=ClaimTopic.values,
                    mode__in=ClaimMode.values,
                    hedge__in=Hedge.values,
                    link__in=LinkBasis.values,
                    standing__in=Standing.values,
                    who__in=Group.values,
                    side__in=Side.values,
                    statement_kind__in=["", *StatementKind.values],
                ),
            ),
        ]

    def __str__(self) -> str:
        if self.fate and self.about_person:
            is_denied = self.mode == ClaimMode.DENIAL or self.is_negated
            said = f"{'not ' if is_denied else ''}{self.get_fate_display().lower()}"
            return f"{self.about_person}: {said}, by {self.speaker_label}"
        words = shorten(self.paraphrase, 100, placeholder="…")
        return words or f"{self.get_topic_display()} by {self.speaker_label}"

    @property
    def speaker_label(self) -> str:
        """Who says so, as the desk names them."""
        return str(self.speaker_force or self.speaker_person or self.speaker_outlet or self.speaker_code)
