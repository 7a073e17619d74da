"""Events in the admin."""

from typing import Any

from django.http import HttpRequest

from tracker.accounts.models import User
from tracker.events.models import (
    Citation,
    Claim,
    Event,
    EventPlace,
    EventTarget,
    Involvement,
    Tally,
    TallyRule,
)
from tracker.events.tally import recount
from tracker.review.admin.base import LargePart, Part, RecordAdmin
from tracker.review.admin.theme import display
from tracker.review.admin.topics import (
    EventIdInline,
    EventLinkInline,
    EventTopicInline,
    TopicFilter,
    put_selected_into_topic,
)


class CitationInline(Part):
    """Which words report the event."""

    model = Citation
    autocomplete_fields = ("passage",)
    fields = ("passage", "role")


class InvolvementInline(Part):
    """Who took part."""

    model = Involvement
    autocomplete_fields = ("force", "person", "passage")
    fields = ("force", "person", "side", "role", "role_certainty", "identity_certainty", "passage")


class ClaimInline(LargePart):
    """Who says what."""

    model = Claim
    fk_name = "event"
    fetched = ("part_of__speaker_force", "part_of__speaker_person", "part_of__speaker_outlet")
    autocomplete_fields = (
        "speaker_force", "speaker_person", "speaks_for", "speaker_outlet", "about_force", "about_person", "about_place",
        "passage", "part_of",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": (("topic", "mode", "hedge", "link"),)}),
        ("Says who", {"fields": (
            ("speaker_force", "speaker_person"), ("speaks_for", "speaker_outlet"), "speaker_code",
        )}),
        ("Words", {"fields": ("passage", "paraphrase", ("said_on", "said_precision", "statement_kind"))}),
        ("Figures", {"fields": (
            ("outcome", "standing", "who", "side"), ("low", "best", "high"), ("is_approximate", "is_negated"),
            ("group_words", "part_of"),
        )}),
        ("About", {"fields": (("about_force", "about_person", "about_place", "fate"),)}),
    )  # fmt: skip


class TallyInline(Part):
    """The desk's figures: counted by rules, or set by hand with a reason."""

    model = Tally
    fields = ("outcome", "standing", "who", "side", "low", "best", "high", "is_at_least", "rule_words", "reason")
    readonly_fields = ("rule_words",)
    verbose_name_plural = "Tallies: write a reason to set a figure by hand, empty it to count again"

    @display(description="Rule")
    def rule_words(self, tally: Tally) -> str:
        """The rule that gave the figure."""
        return tally.get_rule_display() if tally.pk else "—"


class EventPlaceInline(Part):
    """Where else."""

    model = EventPlace
    autocomplete_fields = ("place", "passage")
    fields = ("place", "passage")


class EventTargetInline(Part):
    """What was hit."""

    model = EventTarget
    autocomplete_fields = ("passage",)
    fields = ("kind", "count", "damage", "passage")


class EventAdmin(RecordAdmin):
    """Events with all their parts."""

    list_display = ("title", "earliest", "event_type", "place", "state", "grade", "assignee")
    list_select_related = ("event_type", "place", "assignee")
    list_filter = ("state", "grade", "event_type", "geo_precision", "is_sensitive", TopicFilter)
    search_fields = ("title", "summary", "place_as_worded", "place__name", "=number")
    date_hierarchy = None
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
            ("public_latitude", "public_longitude"),
        )}),
        ("How sure", {"fields": (("grade", "clarity"), ("civilian_targeting", "is_sensitive"))}),
        ("Desk only", {"fields": ("assignee", "internal_notes"), "classes": ("collapse",)}),
    )  # fmt: skip

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Work goes to who can log in."""
        if db_field.name == "assignee":
            kwargs["queryset"] = User.objects.filter(is_active=True, is_staff=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """A tally given a reason is set by hand; one whose reason was emptied is counted again."""
        if formset.model is Tally:
            for tally_form in formset.forms:
                if tally_form.has_changed():
                    has_reason = bool(tally_form.instance.reason.strip())
                    tally_form.instance.rule = TallyRule.OVERRIDE if has_reason else TallyRule.SINGLE_CLAIM
        super().save_formset(request, form, formset, change)

    def settle(self, record: Event) -> None:
        """Count the claims anew; figures set by hand stay."""
        recount(record)
