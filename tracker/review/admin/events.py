"""Events in the admin."""

from typing import Any

from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from tracker.accounts.models import User
from tracker.events.models import (
    Citation,
    Claim,
    Event,
    EventPlace,
    EventTarget,
    Involvement,
)
from tracker.events.tally import recount
from tracker.review.admin.base import LargePart, Part, RecordAdmin
from tracker.review.admin.tallies import TallyInline, saved_reckoning
from tracker.review.admin.theme import display
from tracker.review.admin.topics import (
    EventIdInline,
    EventLinkInline,
    EventTopicInline,
    TopicFilter,
    put_selected_into_topic,
)
from tracker.review.decisions.fates import people_told, retell


class CitationInline(Part):
    """Which words report the event."""

    model = Citation
    autocomplete_fields = ("passage",)
    fields = ("passage", "role")


class InvolvementInline(LargePart):
    """Who took part."""

    model = Involvement
    autocomplete_fields = ("force", "person", "passage")
    fields = (("force", "person"), ("side", "role", "role_certainty", "identity_certainty"), "passage")


class ClaimInline(LargePart):
    """Who says what."""

    model = Claim
    fk_name = "event"
    fetched = ("passage__text__article", "part_of__speaker_force", "part_of__speaker_person", "part_of__speaker_outlet")
    autocomplete_fields = (
        "speaker_force", "speaker_person", "speaks_for", "speaker_outlet", "about_force", "about_person", "about_place",
        "passage", "part_of",
    )  # fmt: skip
    readonly_fields = ("the_words",)
    fieldsets = (
        (None, {"fields": (("topic", "mode", "hedge", "link"),)}),
        ("Says who", {"fields": (
            ("speaker_force", "speaker_person"), ("speaks_for", "speaker_outlet"), "speaker_code",
        )}),
        ("Words", {"fields": ("passage", "the_words", "paraphrase", ("said_on", "said_precision", "statement_kind"))}),
        ("Figures", {"fields": (
            ("outcome", "standing", "who", "side"), ("low", "best", "high"), ("is_approximate", "is_negated"),
            ("group_words", "part_of"),
        )}),
        ("About", {"fields": (("about_force", "about_person", "about_place", "fate"),)}),
    )  # fmt: skip

    @display(description="The words")
    def the_words(self, claim: Claim) -> str:
        """The passage in full, with where it stands. Those of a sealed note are read on its own page only."""
        if claim.passage is None:
            return "—"
        article = claim.passage.text.article
        if article.is_sealed:
            return "Words of a sealed note"
        desk = reverse("admin:review_desk", args=[article.pk])
        return format_html("“{}” <a href='{}' class='desk-link'>{}</a>", claim.passage.words, desk, article)


class EventPlaceInline(Part):
    """Where else."""

    model = EventPlace
    verbose_name = "further place"
    verbose_name_plural = "Further places"
    autocomplete_fields = ("place", "passage")
    fields = ("place", "passage")


class EventTargetInline(Part):
    """What was hit."""

    model = EventTarget
    verbose_name = "target"
    verbose_name_plural = "Targets: what was hit"
    autocomplete_fields = ("passage",)
    fields = ("kind", "count", "damage", "passage")


class EventAdmin(RecordAdmin):
    """Events with all their parts."""

    list_display = ("title", "earliest", "event_type", "place", "state", "grade")
    list_select_related = ("event_type", "place")
    list_filter = ("state", "grade", "event_type", "geo_precision", "is_sensitive", TopicFilter)
    search_fields = ("title", "summary", "place_as_worded", "place__name", "=number")
    date_hierarchy = None
    change_form_after_template = "admin/review/_reckoning_live.html"
    autocomplete_fields = ("place",)
    inlines = (
        CitationInline,
        InvolvementInline,
        ClaimInline,
        TallyInline,
        EventTargetInline,
        EventPlaceInline,
        EventTopicInline,
        EventLinkInline,
        EventIdInline,
    )
    actions = (put_selected_into_topic,)
    fieldsets = (
        (None, {"fields": ("title", "summary", ("event_type", "means"))}),
        ("When", {"fields": (
            ("earliest", "latest"), ("date_precision", "date_is_inferred"), ("local_time", "time_zone"),
        )}),
        ("Where", {"fields": (
            "place", ("place_as_worded", "geo_precision"), ("latitude", "longitude"),
            ("public_latitude", "public_longitude"), "blur",
        )}),
        ("How sure", {"fields": (("grade", "clarity"), ("is_provisional", "civilian_targeting", "is_sensitive"))}),
        ("Desk only", {"fields": ("internal_notes",), "classes": ("collapse",)}),
    )  # fmt: skip

    class Media:
        js = ("review/figures.js",)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form with how its figures come about."""
        event = self.get_object(request, object_id) if object_id and request.method == "GET" else None
        context = {**(extra_context or {}), "reckoning": saved_reckoning(event) if event else None}
        return super().changeform_view(request, object_id, form_url, context)

    def settle(self, record: Event) -> None:
        """Count the claims anew; figures set by hand stay."""
        recount(record)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """What the event says became of people is told anew on their records, also where it says it no longer."""
        event = form.instance
        told = people_told(event)
        super().save_related(request, form, formsets, change)
        if isinstance(request.user, User):
            retell(told | people_told(event), by=request.user)
