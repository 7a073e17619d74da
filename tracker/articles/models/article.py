"""An article as it came in or as the desk wrote it, and its cleaned texts."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.accounts.policy import Someone, Verb, may
from tracker.articles.models.outlet import Outlet
from tracker.articles.states import Processing
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState


class ArticleKind(models.TextChoices):
    """Whose text it is, and so how much of it the public may see."""

    REPORT = "report", "Report (somebody else's text)"
    STATEMENT = "statement", "Statement"
    POST = "post", "Social media post"
    MEDIA = "media", "Broadcast or video (transcript)"
    DATA_SET = "data_set", "Row of a data set"
    NOTE = "note", "Internal note (never public)"
    STORY = "story", "Story (the desk's own)"


class Obtained(models.TextChoices):
    """How the desk came by the text."""

    PASTE = "paste", "Pasted"
    FILE = "file", "From a file"
    IMPORT = "import", "Imported data"
    WRITTEN = "written", "Written here"


SEALED = "A sealed note"
"""What a sealed note is called where somebody may come across it who may not open it."""


class ArticleQuerySet(models.QuerySet["Article"]):
    """Words for lists of articles."""

    def due(self, state: Processing, now: datetime) -> Self:
        """Articles in ``state`` that nobody is working on."""
        return self.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now), processing=state)

    def open_to(self, user: Someone) -> Self:
        """What somebody may open: sealed notes are for those who keep sources. Every page and list starts here."""
        return self if may(user, Verb.SOURCES) else self.exclude(is_sealed=True)

    def stories(self) -> Self:
        """The desk's own."""
        return self.filter(kind=ArticleKind.STORY)

    def received(self) -> Self:
        """Everything that somebody else wrote."""
        return self.exclude(kind=ArticleKind.STORY)


class Article(EditorialModel):
    """One text by one publisher; one row per canonical URL, or per text where there is no URL."""

    kind = models.CharField(max_length=10, choices=ArticleKind, default=ArticleKind.REPORT)
    title = models.CharField(max_length=300, blank=True)
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    canonical_url = models.URLField(max_length=1000, null=True, blank=True, unique=True)
    text_hash = models.CharField(  # noqa: DJ001 - unique where there is a text, so null and not empty where there is none
        max_length=64, unique=True, null=True, editable=False, help_text="SHA-256 of the text."
    )
    raw = models.BinaryField(null=True, editable=False, help_text="The bytes as they came in.")
    raw_hash = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of the bytes.")
    obtained_how = models.CharField(max_length=8, choices=Obtained, default=Obtained.PASTE, editable=False)
    obtained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=12, blank=True, help_text="BCP 47, for example en or ar.")
    published_on = models.DateField(null=True, blank=True, help_text="Day of publication; empty when unknown.")

    is_sealed = models.BooleanField(
        default=False, help_text="Notes only: who spoke is for source keepers alone; nobody else opens this text."
    )

    standfirst = models.TextField(blank=True, help_text="Stories only: one or two sentences under the headline.")
    body = models.TextField(blank=True, help_text="Stories only: the text, paragraphs apart by an empty line.")
    byline = models.CharField(max_length=200, blank=True, help_text="Stories only.")

    processing = models.CharField(
        max_length=10, choices=Processing, default=Processing.FETCHED, editable=False, db_index=True
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    error = models.CharField(max_length=500, blank=True, editable=False)
    lease_token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta(EditorialModel.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["processing", "lease_until"], name="article_queue")]
        constraints = [
            *EditorialModel.Meta.constraints,
            models.CheckConstraint(name="article_kind_known", condition=Q(kind__in=ArticleKind.values)),
            models.CheckConstraint(name="article_processing_known", condition=Q(processing__in=Processing.values)),
            models.CheckConstraint(
                name="article_only_stories_have_a_body",
                condition=Q(kind=ArticleKind.STORY) | Q(standfirst="", body="", byline=""),
            ),
            models.CheckConstraint(
                name="article_story_is_the_desks_own",
                condition=~Q(kind=ArticleKind.STORY) | Q(processing=Processing.OWN, outlet__isnull=True),
            ),
            models.CheckConstraint(
                name="article_note_is_never_live",
                condition=~Q(kind=ArticleKind.NOTE)
                | Q(live_revision__isnull=True, state__in=[EditorialState.DRAFT, EditorialState.RETRACTED]),
            ),
            models.CheckConstraint(
                name="article_only_notes_are_sealed", condition=Q(is_sealed=False) | Q(kind=ArticleKind.NOTE)
            ),
            models.CheckConstraint(name="article_url_is_null_not_empty", condition=~Q(canonical_url="")),
            models.CheckConstraint(
                name="article_lease_whole",
                condition=Q(lease_token__isnull=True, lease_until__isnull=True)
                | Q(lease_token__isnull=False, lease_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return SEALED if self.is_sealed else self.heading

    @property
    def heading(self) -> str:
        """The title; of a sealed note, too, so only for pages that start with ``open_to``."""
        return self.title or f"Article {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a note a note: one editor must not make it public by calling it a report.

        Raises:
            ValidationError: the kind was changed to or from an internal note.
        """
        if self.pk and "kind" in (kwargs.get("update_fields") or ("kind",)):
            stored = Article.objects.filter(pk=self.pk).values_list("kind", flat=True).first()
            if stored and stored != self.kind and ArticleKind.NOTE in (stored, self.kind):
                raise ValidationError({"kind": "A note stays a note, and nothing else becomes one: add the text anew."})
        super().save(*args, **kwargs)

    @property
    def current_text(self) -> "ArticleText | None":
        """The newest cleaned text, if any. One query unless prefetched."""
        return max(self.texts.all(), key=lambda text: text.number, default=None)


class ArticleTextQuerySet(models.QuerySet["ArticleText"]):
    """Words for lists of texts."""

    def open_to(self, user: Someone) -> Self:
        """Texts that somebody may read: as their articles."""
        return self if may(user, Verb.SOURCES) else self.exclude(article__is_sealed=True)


class ArticleText(models.Model):
    """A cleaned text, numbered. Never changed: all offsets refer to one of these."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    cleaned_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="articletext_one_per_number"),
            models.CheckConstraint(name="articletext_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Text {self.number} of {self.article_id}"
