"""People and forces in the admin."""

from typing import Any

from django.http import HttpRequest

from tracker.actors.models import ForceLink, ForceName, Person, PersonName, Posting, Voice
from tracker.events.models import Claim
from tracker.review.admin.base import LargePart, Part, RecordAdmin
from tracker.review.admin.theme import display


class PersonNameInline(Part):
    """What the person is called."""

    model = PersonName
    autocomplete_fields = ("passage",)
    fields = ("name", "kind", "language", "passage")


class PostingInline(LargePart):
    """Which posts the person holds; titles are long, so not in a line of a table."""

    model = Posting
    autocomplete_fields = ("force", "area", "passage")
    fields = (
        "title", ("rank", "certainty"), ("force", "area"), ("first_cited", "last_cited"), ("starts_on", "ends_on"),
        "passage",
    )  # fmt: skip


class PersonAdmin(RecordAdmin):
    """People: private until a second person agrees to name them."""

    list_display = ("name", "naming", "status_words", "state", "version")
    list_filter = ("is_private", "status", "state")
    search_fields = ("name", "names__name", "names__folded", "=number")
    inlines = (PersonNameInline, PostingInline)
    fieldsets = (
        (None, {"fields": ("name", "description", "summary")}),
        ("What the claims say", {"fields": ("status_words",)}),
        ("Desk only", {"fields": ("internal_notes",), "classes": ("collapse",)}),
    )
    readonly_fields = ("status_words",)

    @display(description="Fate")
    def status_words(self, person: Person) -> str:
        """The cached fate, with who says it."""
        return person.status_note or person.get_status_display() or "—"

    @display(description="Named", label={"Named": "success", "Private": "info"})
    def naming(self, person: Person) -> str:
        """Whether the public reads the name."""
        return "Private" if person.is_private else "Named"


class ForceNameInline(Part):
    """What the force is called."""

    model = ForceName
    autocomplete_fields = ("passage",)
    fields = ("name", "kind", "language", "passage")


class LinkUpInline(Part):
    """What the force is a part of."""

    model = ForceLink
    fk_name = "child"
    autocomplete_fields = ("parent", "passage")
    fields = ("kind", "parent", "starts_on", "ends_on", "passage")
    verbose_name_plural = "Links to other forces"


class VoiceInline(Part):
    """Which outlets speak for it."""

    model = Voice
    autocomplete_fields = ("outlet", "passage")
    fields = ("outlet", "starts_on", "ends_on", "passage")


class StrengthInline(Part):
    """What is claimed about its strength; decided at the review desk."""

    model = Claim
    fk_name = "about_force"
    fields = ("words", "about_place", "low", "best", "high", "said_on")
    readonly_fields = ("words", "about_place", "low", "best", "high", "said_on")
    verbose_name_plural = "Claims about this force"
    can_delete = False
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what one line of a claim names."""
        found = super().get_queryset(request)
        return found.select_related("about_place", "speaker_force", "speaker_person", "speaker_outlet", "event")

    @display(description="Claim")
    def words(self, claim: Claim) -> str:
        """The claim in one line."""
        return str(claim)


class ForceAdmin(RecordAdmin):
    """Forces and public bodies."""

    list_display = ("name", "kind", "country_code", "state", "version")
    list_filter = ("kind", "state")
    search_fields = ("name", "names__name", "names__folded", "=number")
    autocomplete_fields = ("active_passage",)
    inlines = (ForceNameInline, LinkUpInline, VoiceInline, StrengthInline)
    fieldsets = (
        (None, {"fields": ("name", ("kind", "country_code", "allegiance"), "summary")}),
        ("Active", {"fields": (("active_from", "active_until"), "active_passage"), "classes": ("collapse",)}),
        ("Desk only", {"fields": ("internal_notes",), "classes": ("collapse",)}),
    )

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """A name in any spelling, each force once."""
        found, _ = super().get_search_results(request, queryset, search_term)
        return found, True
