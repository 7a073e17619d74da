"""Topics in the admin, and what ties events and articles to them and to each other."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import SimpleListFilter, action
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html

from tracker.accounts.models import User
from tracker.core.states import EditorialState, NotPermitted, TransitionNotAllowed
from tracker.events.models import (
    ArticleTopic,
    EventId,
    EventLink,
    EventLinkKind,
    EventTopic,
    Topic,
    TopicId,
    TopicParty,
)
from tracker.events.wholes import fault_of_parent, fault_of_whole
from tracker.publishing.grouping import put_into_topic
from tracker.publishing.kinds import kind_of
from tracker.review.admin.base import Part, RecordAdmin
from tracker.review.admin.theme import display
from tracker.review.admin.versioned import PartForm, PartFormSet, VersionedForm

MOST_TO_CHOOSE = 500


class EventTopicInline(Part):
    """Which topics the event belongs to."""

    model = EventTopic
    autocomplete_fields = ("topic",)
    fields = ("topic",)
    verbose_name = "topic"
    verbose_name_plural = "Topics"


class ArticleTopicInline(Part):
    """Which topics the article belongs to."""

    model = ArticleTopic
    autocomplete_fields = ("topic",)
    fields = ("topic",)
    verbose_name = "topic"
    verbose_name_plural = "Topics"


class LinkForm(PartForm):
    """A link to another event; parts and wholes never run in a circle."""

    def clean(self) -> dict[str, Any]:
        """Say what a circle would be.

        Raises:
            ValidationError: the other event is this one or a part of it, or the levels are too many.
        """
        found = super().clean() or {}
        other = found.get("other")
        if other and other.pk == self.instance.event_id:
            raise ValidationError({"other": "An event cannot be linked to itself."})
        if other and found.get("kind") == EventLinkKind.PART_OF and not found.get("DELETE"):
            fault = fault_of_whole(self.instance.event_id, other.pk)
            if fault:
                raise ValidationError({"other": fault})
        return found


class LinkFormSet(PartFormSet):
    """The links of one event, one whole among them at most."""

    def clean(self) -> None:
        """Say what the database would refuse.

        Raises:
            ValidationError: two wholes; or a link turns into one while the former whole is still there to be changed.
        """
        super().clean()
        kept = [form for form in self.forms if not self._should_delete_form(form) and hasattr(form, "cleaned_data")]
        wholes = [form for form in kept if form.cleaned_data.get("kind") == EventLinkKind.PART_OF]
        if len(wholes) > 1:
            raise ValidationError("An event is a part of one other event at most: remove the link to the former.")
        former = [form for form in self.initial_forms if form.initial.get("kind") == EventLinkKind.PART_OF]
        if wholes and former and wholes[0] in self.initial_forms and wholes[0] not in former:
            raise ValidationError("Take the former whole away and save first; then say what the new one is.")


class EventLinkInline(Part):
    """How the event stands to others."""

    model = EventLink
    form = LinkForm
    formset = LinkFormSet
    fk_name = "event"
    autocomplete_fields = ("other", "passage")
    fields = ("kind", "other", "certainty", "passage")
    verbose_name = "link"
    verbose_name_plural = "Links to other events"


class EventIdInline(Part):
    """What others call the event."""

    model = EventId
    fields = ("scheme", "value")
    verbose_name = "identifier"
    verbose_name_plural = "Identifiers"

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only UCDP and ACLED number events."""
        if db_field.name == "scheme":
            kwargs["choices"] = [choice for choice in db_field.choices if choice[0] in {"ucdp", "acled"}]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class TopicPartyInline(Part):
    """Which forces are parties to it."""

    model = TopicParty
    autocomplete_fields = ("force", "passage")
    fields = ("force", "side", "passage")
    verbose_name = "party"
    verbose_name_plural = "Parties"


class TopicIdInline(Part):
    """What others call it."""

    model = TopicId
    fields = ("scheme", "register", "value")
    verbose_name = "identifier"
    verbose_name_plural = "Identifiers"


class EventsInline(Part):
    """The events that belong to it, newest first; put in and taken out on their own pages."""

    model = EventTopic
    fields = readonly_fields = ("page", "day", "state")
    verbose_name_plural = "Events in this topic"
    ordering = ("-event__earliest", "-event_id")
    can_delete = False
    max_num = 0
    per_page = 20

    def get_queryset(self, request: HttpRequest) -> QuerySet[EventTopic]:
        """With their events."""
        found: QuerySet[EventTopic] = super().get_queryset(request).select_related("event", "topic")
        return found

    @display(description="Event")
    def page(self, link: EventTopic) -> str:
        """A link to the event's page."""
        return format_html(
            '<a class="desk-link" href="{}">{}</a>',
            reverse("admin:events_event_change", args=[link.event_id]),
            link.event,
        )

    @display(description="First day")
    def day(self, link: EventTopic) -> Any:
        """When it may have begun."""
        return link.event.earliest or "—"

    @display(description="State")
    def state(self, link: EventTopic) -> str:
        """Where the event's working version stands."""
        return EditorialState(link.event.state).label


class TopicForm(VersionedForm):
    """A topic; it lies in no topic that lies in it."""

    def clean_parent(self) -> Topic | None:
        """Say what a circle would be.

        Raises:
            ValidationError: the wider topic lies in this one.
        """
        parent: Topic | None = self.cleaned_data["parent"]
        fault = fault_of_parent(self.instance.pk, parent.pk) if parent else ""
        if fault:
            raise forms.ValidationError(fault)
        return parent


class TopicAdmin(RecordAdmin):
    """Conflicts, dyads, campaigns, theatres and themes."""

    form = TopicForm
    list_display = ("name", "kind", "parent", "starts_on", "state", "version")
    list_select_related = ("parent",)
    list_filter = ("kind", "state")
    search_fields = ("name", "external_ids__value", "=number")
    autocomplete_fields = ("parent",)
    inlines = (TopicPartyInline, TopicIdInline, EventsInline)
    fieldsets = (
        (None, {"fields": ("name", ("kind", "parent"), "summary", ("starts_on", "ends_on"))}),
        ("Desk only", {"fields": ("internal_notes",), "classes": ("collapse",)}),
    )

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> Any:
        """A new topic has no events yet."""
        return self.inlines if obj else (TopicPartyInline, TopicIdInline)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By name or by what others call it, each topic once."""
        found, _ = super().get_search_results(request, queryset, search_term)
        return found, True


class TopicFilter(SimpleListFilter):
    """Events of one topic."""

    title = "topic"
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The topics by name."""
        return [(str(pk), name) for pk, name in Topic.objects.values_list("pk", "name")[:MOST_TO_CHOOSE]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Events that belong to the topic; nothing where the number is none."""
        value = self.value()
        if value is None:
            return queryset
        known = value.isascii() and value.isdecimal() and len(value) < 16
        return queryset.filter(topic_links__topic=int(value)) if known else queryset.none()


@action(description="Put into a topic…")
def put_selected_into_topic(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    """Ask for the topic, then put each of the events or articles into it and say what came of each."""
    chosen = request.POST.get("topic", "")
    topics = Topic.objects.exclude(state=EditorialState.RETRACTED)
    topic = topics.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 16 else None
    if topic is None:
        context = {
            **model_admin.admin_site.each_context(request),
            "title": f"Put {model_admin.opts.verbose_name_plural} into a topic",
            "events": queryset,
            "topics": topics[:MOST_TO_CHOOSE],
            "is_missing": "apply" in request.POST,
            "back": reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_changelist"),
        }
        return render(request, "admin/review/put_into_topic.html", context)
    if isinstance(request.user, User):
        _put(request, queryset, topic, request.user)
    return None


def _put(request: HttpRequest, queryset: QuerySet[Any], topic: Topic, by: User) -> None:
    count = 0
    for record in queryset:
        try:
            put_into_topic(kind_of(record), record.pk, topic_id=topic.pk, by=by)
            count += 1
        except (TransitionNotAllowed, NotPermitted) as refusal:
            messages.warning(request, f"{record}: {refusal}")
    if count:
        meta = queryset.model._meta
        told = meta.verbose_name_plural if count > 1 else meta.verbose_name
        messages.success(request, f"{count} {told} put into “{topic}”, each as a new version.")
