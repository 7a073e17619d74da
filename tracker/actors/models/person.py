"""People, their names, and the posts they hold."""

from django.db import models
from django.db.models import F, Q

from tracker.actors.models.dated import DatedModel
from tracker.actors.models.force import Force
from tracker.actors.models.name_index import NamedModel
from tracker.actors.models.names import ActorName
from tracker.articles.models import Passage
from tracker.core.external_ids import ExternalId
from tracker.core.models import EditorialModel
from tracker.places.models import Place


class Fate(models.TextChoices):
    """What is said to have become of somebody."""

    KILLED = "killed", "Killed"
    WOUNDED = "wounded", "Wounded"
    CAPTURED = "captured", "Captured"
    DETAINED = "detained", "Detained"
    MISSING = "missing", "Missing"
    ALIVE = "alive", "Alive"


class Certainty(models.TextChoices):
    """How sure a role, link or identity is."""

    CONFIRMED = "confirmed", "Confirmed"
    LIKELY = "likely", "Likely"
    ALLEGED = "alleged", "Alleged"


class Person(NamedModel, EditorialModel):
    """Somebody. Private, and so never named in public, until a second person agreed to a recorded reason."""

    name = models.CharField(max_length=300, help_text="The name the desk uses. Not public while the person is private.")
    is_private = models.BooleanField(default=True, editable=False)
    description = models.CharField(
        max_length=200, blank=True, help_text="What the public reads while the name is withheld: “a field commander”."
    )
    summary = models.TextField(blank=True, help_text="What the public reads about this person, in the desk's words.")
    status = models.CharField(
        max_length=10, choices=Fate, blank=True, editable=False, help_text="A cache of what the claims say."
    )
    status_note = models.CharField(max_length=200, blank=True, editable=False)
    internal_notes = models.TextField(blank=True, help_text="Never public.")

    class Meta(EditorialModel.Meta):
        ordering = ["name"]
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["name"], name="person_by_name")]
        constraints = [
            *EditorialModel.Meta.constraints,
            models.CheckConstraint(name="person_named", condition=~Q(name="")),
            models.CheckConstraint(name="person_status_known", condition=Q(status__in=["", *Fate.values])),
            models.CheckConstraint(
                name="person_private_is_never_live", condition=Q(is_private=False) | Q(live_revision__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PersonName(ActorName):
    """A name of a person."""

    owner = "person"
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")

    class Meta(ActorName.Meta):
        constraints = [
            *ActorName.Meta.constraints,
            models.UniqueConstraint(fields=["person", "name"], name="personname_once"),
        ]


class PersonId(ExternalId):
    """What others call the person."""

    owner = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="external_ids")

    class Meta(ExternalId.Meta):
        ordering = ["scheme", "value"]


class Command(models.TextChoices):
    """Whether a post is the command of its force."""

    BY_TITLE = "by_title", "As the title says"
    YES = "yes", "Commands the force"
    NO = "no", "Does not command it"


class Posting(DatedModel):
    """A post somebody holds: title, force and area, as cited, with real start and end where known."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="postings")
    force = models.ForeignKey(Force, null=True, blank=True, on_delete=models.PROTECT, related_name="postings")
    title = models.CharField(max_length=200, blank=True, help_text="“head of operations in Iraq”")
    rank = models.CharField(max_length=60, blank=True, help_text="“Gen.”")
    command = models.CharField(
        max_length=8,
        choices=Command,
        default=Command.BY_TITLE,
        help_text="A title like “commander”, or “chief of” the force, says so; “head of operations” does not.",
    )
    area = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_cited = models.DateField(null=True, blank=True)
    last_cited = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.CONFIRMED)
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                name="posting_says_something", condition=Q(force__isnull=False) | ~Q(title="") | ~Q(rank="")
            ),
            models.CheckConstraint(name="posting_certainty_known", condition=Q(certainty__in=Certainty.values)),
            models.CheckConstraint(name="posting_command_known", condition=Q(command__in=Command.values)),
            models.CheckConstraint(
                name="posting_command_of_force",
                condition=~Q(command=Command.YES) | Q(command=Command.YES, force__isnull=False),
            ),
            models.CheckConstraint(
                name="posting_cited_ordered",
                condition=Q(first_cited__isnull=True, last_cited__isnull=True)
                | Q(first_cited__isnull=False, last_cited__isnull=False, last_cited__gte=F("first_cited")),
            ),
        ]

    def __str__(self) -> str:
        words = " ".join(part for part in (self.rank, self.title) if part)
        return f"{words}, {self.force}" if self.force_id and words else words or str(self.force)
