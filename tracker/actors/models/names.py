"""What every name of an actor carries."""

from django.db import models
from django.db.models import Q

from tracker.actors.models.dated import DatedModel
from tracker.actors.models.name_index import NamedModel
from tracker.articles.models import Passage
from tracker.core.names import fold, script_of


class NameKind(models.TextChoices):
    """What sort of name."""

    OFFICIAL = "official", "Official name"
    ALIAS = "alias", "Other name"
    ACRONYM = "acronym", "Acronym"
    FORMER = "former", "Former name"
    TRANSLITERATION = "transliteration", "Transliteration"
    KUNYA = "kunya", "Kunya"
    NOM_DE_GUERRE = "nom_de_guerre", "Nom de guerre"


class ActorName(NamedModel, DatedModel):
    """One spelling, borne from one day to another. ``folded`` is the key it is found by; ``script`` is ISO 15924."""

    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    kind = models.CharField(max_length=16, choices=NameKind, default=NameKind.ALIAS)
    language = models.CharField(max_length=12, blank=True, help_text="BCP 47, for example ar.")
    script = models.CharField(max_length=4, blank=True, editable=False)
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The words that show it."
    )

    class Meta:
        abstract = True
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(name="%(class)s_has_letters", condition=~Q(folded="")),
            models.CheckConstraint(name="%(class)s_kind_known", condition=Q(kind__in=NameKind.values)),
        ]

    def __str__(self) -> str:
        return self.name

    def settle(self) -> None:
        """Keep the key in step with the name."""
        self.folded = fold(self.name)[:300]
        self.script = script_of(self.name)
