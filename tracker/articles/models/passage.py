"""The exact words."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from tracker.accounts.policy import Someone, Verb, may
from tracker.articles.models.article import ArticleText
from tracker.core.models import TimeStampedModel


class PassageQuerySet(models.QuerySet["Passage"]):
    """Words for lists of passages."""

    def with_words(self) -> Self:
        """Passages with their text and article loaded, for reading ``words``."""
        return self.select_related("text__article__outlet")

    def open_to(self, user: Someone) -> Self:
        """Passages that somebody may read: as their articles."""
        return self if may(user, Verb.SOURCES) else self.exclude(text__article__is_sealed=True)


class Passage(TimeStampedModel):
    """``text.text[start:end]``: Python string offsets, end exclusive. Everything asserted cites passages."""

    text = models.ForeignKey(ArticleText, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    translation = models.TextField(blank=True)
    translator = models.CharField(max_length=200, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="passage_has_words", condition=Q(end__gt=F("start"))),
            models.UniqueConstraint(fields=["text", "start", "end"], name="passage_once"),
            models.CheckConstraint(
                name="passage_translation_has_translator",
                condition=Q(translation="", translator="") | (~Q(translation="") & ~Q(translator="")),
            ),
        ]

    def __str__(self) -> str:
        if self.text.article.is_sealed:
            return "Words of a sealed note"
        words = self.words
        return f"“{words[:80]}…”" if len(words) > 80 else f"“{words}”"

    @property
    def words(self) -> str:
        """The words themselves. One query unless the text is loaded."""
        return self.text.text[self.start : self.end]
