"""The desk's own stories."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from tracker.accounts.policy import Verb, may
from tracker.articles.models import ArticleKind, Obtained
from tracker.articles.states import Processing
from tracker.core.states import EditorialState
from tracker.events.models import PullQuote, StoryLink, Topic
from tracker.extraction.models import SuggestionKind
from tracker.review.admin.base import Part, RecordAdmin
from tracker.review.admin.theme import Textarea
from tracker.review.admin.topics import ArticleTopicInline, put_selected_into_topic
from tracker.review.desk.lookup import records_like
from tracker.revisions.models import Kind

_SOUGHT = (SuggestionKind.EVENT, SuggestionKind.PERSON, SuggestionKind.FORCE, SuggestionKind.PLACE)
_HOW = (
    "An empty line begins a paragraph. “## Words” is a subhead, lines with “- ” are a list. [words](https://…) is a "
    "link, [words](event:12) one to a record of the desk. “[quote 1]” alone on a line is where quote 1 stands."
)


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
    actions = (put_selected_into_topic,)
    search_fields = ("title", "standfirst", "byline", "=number")
    inlines = (PullQuoteInline, StoryLinkInline, ArticleTopicInline)
    fieldsets = ((None, {"fields": ("title", "standfirst", "body", "byline", ("language", "published_on"))}),)

    class Media:
        css = {"all": ["review/story.css"]}
        js = ("review/story.js",)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The text has an editor of its own."""
        if db_field.name == "body":
            kwargs["widget"] = Textarea(attrs={"rows": 24, "data-records": reverse("admin:story_records")})
            kwargs["help_text"] = _HOW
        if db_field.name == "standfirst":
            kwargs["widget"] = Textarea(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

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


@require_GET
def story_records(request: HttpRequest) -> JsonResponse:
    """Records that a story can link to, for a few typed words. About twenty queries."""
    if not may(request.user, Verb.EDIT):
        raise PermissionDenied("Your role does not include: edit.")
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = [(Kind(kind), record) for kind in _SOUGHT for record in records_like(kind, words)[:3]]
    if len(words) > 1:
        topics = Topic.objects.filter(name__icontains=words).exclude(state=EditorialState.RETRACTED)
        found += [(Kind.TOPIC, topic) for topic in topics[:3]]
    rows = [{"target": f"{kind}:{record.pk}", "name": str(record), "kind": str(kind.label)} for kind, record in found]
    return JsonResponse({"found": rows})
