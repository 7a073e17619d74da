"""The desk's own stories."""

from typing import Any

from django.forms import ModelForm
from django.http import HttpRequest

from tracker.accounts.policy import Verb, may
from tracker.articles.models import ArticleKind, Obtained
from tracker.articles.states import Processing
from tracker.events.models import PullQuote, StoryLink
from tracker.review.admin.base import Part, RecordAdmin
from tracker.review.admin.topics import ArticleTopicInline


class StoryLinkInline(Part):
    """What the story is about: one record a line."""

    model = StoryLink
    autocomplete_fields = ("event", "force", "person", "place")
    fields = ("event", "force", "person", "place")
    verbose_name = "linked record"


class PullQuoteInline(Part):
    """Whose words it shows: one passage a line."""

    model = PullQuote
    autocomplete_fields = ("passage",)
    fields = ("position", "passage", "speaker")
    verbose_name = "pull quote"
    verbose_name_plural = "Pull quotes: direct speech from a source"


class StoryAdmin(RecordAdmin):
    """Standfirst, body, byline and what it is about."""

    list_display = ("title", "byline", "published_on", "state", "version")
    list_filter = ("state",)
    search_fields = ("title", "standfirst", "byline", "=number")
    inlines = (PullQuoteInline, StoryLinkInline, ArticleTopicInline)
    fieldsets = ((None, {"fields": ("title", "standfirst", "body", ("byline", "language", "published_on"))}),)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Stories only."""
        return super().get_queryset(request).stories()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str]:
        """Whoever writes it signs it."""
        return {"byline": getattr(request.user, "byline", "") or str(request.user), "language": "en"}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As for articles."""
        return may(request.user, Verb.EDIT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """As for articles."""
        return may(request.user, Verb.EDIT)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As for articles."""
        return may(request.user, Verb.EDIT)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A story that was never public may go."""
        return may(request.user, Verb.EDIT) and (obj is None or obj.number is None)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """As for articles."""
        return may(request.user, Verb.EDIT)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """A new story says whose it is."""
        if not change:
            obj.kind, obj.processing, obj.obtained_how = ArticleKind.STORY, Processing.OWN, Obtained.WRITTEN
            obj.obtained_by = request.user
        super().save_model(request, obj, form, change)
