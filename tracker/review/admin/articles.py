"""Articles as they come in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.articles import ingest
from tracker.articles.models import Article, ArticleKind, Obtained
from tracker.articles.states import Processing
from tracker.core.states import NotPermitted, TransitionNotAllowed
from tracker.review.admin.base import RecordAdmin
from tracker.review.admin.theme import Textarea, TextInput, display
from tracker.review.admin.topics import ArticleTopicInline, put_selected_into_topic
from tracker.review.admin.versioned import VersionedForm
from tracker.revisions.models import Kind

_ONLY_NOTES = "Only an internal note can be sealed."
_RECEIVED = [choice for choice in ArticleKind.choices if choice[0] != ArticleKind.STORY]


def seal(article: Article, *, by: User) -> None:
    """Seal a note in the transaction that took it in: nobody but those who keep sources opens it after that."""
    article.is_sealed = True
    article.save(update_fields=["is_sealed", "changed_at"])
    audit.log("seal", by=by, kind=Kind.ARTICLE, record=article)


class PasteForm(forms.ModelForm):
    """A text that somebody pastes in. Saving it stores and cleans it, once."""

    url = forms.URLField(
        label="Address",
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=TextInput,
        help_text="Where it was read, with http or https. Empty when it has none.",
    )
    text = forms.CharField(
        label="Text",
        widget=Textarea(attrs={"rows": 18}),
        strip=False,
        help_text="The article as it stands, without menus.",
    )
    stored: ingest.Stored | None = None

    class Meta:
        model = Article
        fields = ("title", "outlet", "published_on", "kind", "is_sealed")

    def __init__(self, *args: Any, by: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if "kind" in self.fields:
            self.fields["kind"].choices = _RECEIVED  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Store it here, so that what the intake refuses is said on the form."""
        found = super().clean() or {}
        if found.get("is_sealed") and found.get("kind") != ArticleKind.NOTE:
            self.add_error("is_sealed", _ONLY_NOTES)
        if self.errors:
            return found
        try:
            self.stored = ingest.store(
                text=found["text"],
                title=found.get("title") or "",
                outlet=found.get("outlet"),
                url=found.get("url") or "",
                published_on=found.get("published_on"),
                by=self.by,
                how=Obtained.PASTE,
                kind=found.get("kind") or ArticleKind.REPORT,
            )
            if found.get("is_sealed") and self.stored.is_new and self.by is not None:
                seal(self.stored.article, by=self.by)
        except ingest.BadInput as error:
            self.add_error("text", str(error))
        return found


class ReceivedForm(VersionedForm):
    """What can be said anew about an article that came in."""

    def clean_is_sealed(self) -> bool:
        """Say on the form what the database refuses."""
        if self.cleaned_data["is_sealed"] and self.cleaned_data.get("kind", self.instance.kind) != ArticleKind.NOTE:
            raise forms.ValidationError(_ONLY_NOTES)
        return bool(self.cleaned_data["is_sealed"])

    def clean_kind(self) -> str:
        """Say on the form what the model refuses."""
        kind, before = str(self.cleaned_data["kind"]), self.initial.get("kind")
        if kind != before and ArticleKind.NOTE in (kind, before):
            raise forms.ValidationError("A note stays a note, and nothing else becomes one: add the text anew.")
        return kind


class ArticleAdmin(RecordAdmin):
    """Everything that somebody else wrote."""

    form = ReceivedForm
    list_display = ("heading", "outlet", "published_on", "kind", "step", "review_link")
    list_display_links = ("heading",)
    list_select_related = ("outlet",)
    list_filter = ("processing", "kind", "outlet__kind", "state")
    search_fields = ("title", "outlet__name", "canonical_url", "=id")
    autocomplete_fields = ("outlet",)
    readonly_fields = ("step", "error", "review_link", "canonical_url", "obtained_how", "brought_by", "words")
    actions = ("try_again", "set_aside", put_selected_into_topic)
    inlines = (ArticleTopicInline,)
    fieldsets = (
        (None, {"fields": ("title", ("outlet", "published_on"), ("kind", "language"), "canonical_url")}),
        ("Reading", {"fields": (("step", "review_link"), "error", ("obtained_how", "brought_by"))}),
        ("Text", {"fields": ("words",), "classes": ("collapse",)}),
    )
    add_fieldsets = ((None, {"fields": ("title", ("outlet", "published_on"), ("kind", "url"), "is_sealed", "text")}),)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Stories have an admin of their own, sealed notes open to few; the bytes stay where they are."""
        return super().get_queryset(request).open_to(request.user).received().defer("raw", "body", "standfirst")

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Pasting asks for no reason; whether a note is sealed is for those who keep sources to change."""
        if obj is None:
            return self.add_fieldsets
        fieldsets = super().get_fieldsets(request, obj)
        if getattr(obj, "kind", "") != ArticleKind.NOTE or not may(request.user, Verb.SOURCES):
            return fieldsets
        return [*fieldsets, ("Source", {"fields": ("is_sealed",)})]

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> Any:
        """What is being pasted belongs to nothing yet."""
        return self.inlines if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Adding is pasting."""
        if obj is not None:
            return super().get_form(request, obj, change, **kwargs)
        form = super().get_form(request, obj, change, form=PasteForm, **kwargs)

        class PasteBy(form):  # type: ignore[misc, valid-type]
            """Knows who pastes."""

            def __init__(self, *args: Any, **fields: Any) -> None:
                super().__init__(*args, by=request.user, **fields)

        return PasteBy

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A report does not turn into a story."""
        if db_field.name == "kind":
            kwargs["choices"] = _RECEIVED
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What came in is kept; it can be set aside."""
        return False

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """What was pasted is stored already."""
        if change:
            return form.save(commit=False)
        article = form.stored.article
        article.came_before = not form.stored.is_new
        return article

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """The intake wrote a pasted article itself."""
        if change:
            super().save_model(request, obj, form, change)
        if change and "is_sealed" in form.changed_data and isinstance(request.user, User):
            audit.log("seal" if obj.is_sealed else "unseal", by=request.user, kind=Kind.ARTICLE, record=obj)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """A pasted article has no version until an editor changes something."""
        if change:
            super().save_related(request, form, formsets, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The article itself says who obtained it, how and when."""
        return None

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Say whether the article is new, and go to its review."""
        if not Article.objects.open_to(request.user).filter(pk=obj.pk).exists():
            messages.success(request, "Kept and sealed: a source keeper or a chief opens it from now on.")
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        url = reverse("admin:review_desk", args=[obj.pk])
        link = format_html('<a href="{}">{}</a>', url, obj)
        if getattr(obj, "came_before", False):
            messages.warning(request, format_html("This article came in before: {}. Nothing was doubled.", link))
        elif obj.error:
            messages.warning(request, format_html("Kept: {}. {}", link, obj.error))
        else:
            messages.success(request, format_html("Kept: {}. The reader will propose what it says in a moment.", link))
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))

    @display(description="Title", ordering="title")
    def heading(self, article: Article) -> str:
        """The title, or a number."""
        return f"{article.heading} (sealed)" if article.is_sealed else article.heading

    @display(
        description="Reading",
        ordering="processing",
        label={
            Processing.EXTRACTED.label: "warning",
            Processing.REVIEWED.label: "success",
            Processing.FAILED.label: "danger",
        },
    )
    def step(self, article: Article) -> str:
        """What was done with the text so far."""
        return Processing(article.processing).label

    @display(description="Review")
    def review_link(self, article: Article) -> str:
        """To the review desk."""
        url = reverse("admin:review_desk", args=[article.pk])
        return format_html('<a class="desk-link" href="{}">Review</a>', url)

    @display(description="Obtained by")
    def brought_by(self, article: Article) -> str:
        """Who brought it in; their login is for administrators to see."""
        return str(article.obtained_by or "—")

    @display(description="Cleaned text")
    def words(self, article: Article) -> str:
        """The text all offsets refer to."""
        text = article.current_text
        return format_html('<div class="desk-text">{}</div>', text.text) if text else "—"

    def try_again(self, request: HttpRequest, queryset: Any) -> None:
        """Send failed articles back to the queue."""
        self._each(request, queryset, ingest.retry, "sent back to the queue")

    def set_aside(self, request: HttpRequest, queryset: Any) -> None:
        """Leave articles unread."""
        self._each(request, queryset, ingest.set_aside, "set aside")

    try_again.short_description = "Try again"  # type: ignore[attr-defined]
    set_aside.short_description = "Set aside"  # type: ignore[attr-defined]

    def _each(self, request: HttpRequest, queryset: Any, verb: Any, done: str) -> None:
        count = 0
        for article in queryset:
            try:
                verb(article.pk, by=request.user)
                count += 1
            except (TransitionNotAllowed, NotPermitted) as error:
                messages.error(request, f"{article}: {error}")
        if count:
            messages.success(request, f"{count} article{'s' if count > 1 else ''} {done}.")
