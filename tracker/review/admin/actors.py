"""People and forces in the admin."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from tracker.actors.command import posts_of
from tracker.actors.models import Force, Person
from tracker.core.command import commanders_on
from tracker.events.sightings import contradictions
from tracker.review.admin.actor_parts import (
    FateInline,
    ForceIdInline,
    ForceNameInline,
    LinkDownInline,
    LinkUpInline,
    PersonIdInline,
    PersonNameInline,
    PostInForceInline,
    PostingInline,
    StrengthInline,
    VoiceInline,
)
from tracker.review.admin.chart import chart_page, commander, lines_of
from tracker.review.admin.spellings import NamedAdmin
from tracker.review.admin.theme import display
from tracker.review.decisions.fates import status_told


class SeenAgain(SimpleListFilter):
    """People reported killed of whom there is a sign of life after that."""

    title = "reported killed"
    parameter_name = "seen_again"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """One choice."""
        return [("yes", "And seen again")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> QuerySet[Person]:
        """The people in a contradiction. Five queries more."""
        return queryset.filter(pk__in=list(contradictions())) if self.value() == "yes" else queryset


class PersonAdmin(NamedAdmin):
    """People: private until a second person agrees to name them."""

    list_display = ("name", "naming", "status_words", "state", "version")
    list_filter = ("is_private", "status", SeenAgain, "state")
    search_fields = ("name", "names__name", "names__folded", "=external_ids__value", "=number")
    beside = ("postings__force",)
    inlines = (PersonNameInline, PostingInline, FateInline, PersonIdInline)
    fieldsets = (
        (None, {"fields": ("name", "is_meant", "description", "summary")}),
        ("What the claims say", {"fields": ("fate_told",)}),
        ("Desk only", {"fields": ("internal_notes",), "classes": ("collapse",)}),
    )
    readonly_fields = ("fate_told",)
    change_form_before_template = "admin/review/_before_person.html"

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, and above it what does not go together."""
        person = self.get_object(request, object_id) if object_id else None
        found = contradictions([person.pk]) if person else {}
        told = [line for each in found.values() for line in lines_of(each)]
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "told": told})

    @display(description="Fate")
    def status_words(self, person: Person) -> str:
        """The cached fate, with who says it."""
        return person.status_note or person.get_status_display() or "—"

    @display(description="Fate")
    def fate_told(self, person: Person) -> str:
        """The fate as the claims have it now, with who says it."""
        return (status_told(person)[1] if person.pk else "") or "Nothing reported"

    @display(description="Named", label={"Named": "success", "Private": "info"})
    def naming(self, person: Person) -> str:
        """Whether the public reads the name."""
        return "Private" if person.is_private else "Named"

    def settle(self, record: Person) -> None:
        """Bring the cached fate in step with the claims."""
        record.status, record.status_note = status_told(record)
        record.save(update_fields=["status", "status_note"])


class ForceAdmin(NamedAdmin):
    """Forces and public bodies."""

    list_display = ("name", "kind", "country_code", "state", "version")
    list_filter = ("kind", "state")
    search_fields = ("name", "names__name", "names__folded", "=external_ids__value", "=number")
    autocomplete_fields = ("active_passage",)
    change_form_before_template = "admin/review/_before_force.html"
    inlines = (
        ForceNameInline,
        LinkUpInline,
        LinkDownInline,
        PostInForceInline,
        StrengthInline,
        VoiceInline,
        ForceIdInline,
    )
    fieldsets = (
        (None, {"fields": ("name", "is_meant", ("kind", "country_code", "allegiance"), "summary")}),
        ("Active", {"fields": (
            ("active_from", "active_from_precision"), ("active_until", "active_until_precision"), "active_passage",
        ), "classes": ("collapse",)}),
        ("Desk only", {"fields": ("internal_notes",), "classes": ("collapse",)}),
    )  # fmt: skip

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, and above it who commands today, with the way to the chart of any day."""
        force = self.get_object(request, object_id) if object_id else None
        posts = posts_of([force.pk]).get(force.pk, []) if force else []
        found = [commander(answer) for answer in commanders_on(timezone.now().date(), posts)]
        context = {**(extra_context or {}), "force_id": force.pk if force else None, "commanders": found}
        return super().changeform_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        """The chart of command beside the admin's own pages."""
        chart = self.admin_site.admin_view(self.chart_view)
        return [path("<int:pk>/chart/", chart, name="actors_force_chart"), *super().get_urls()]

    def chart_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Who stood above and below on a day."""
        force = Force.objects.filter(pk=pk).first()
        if force is None:
            raise Http404
        if not self.has_view_permission(request, force):
            raise PermissionDenied("Only editors see the chart of command of the desk's own records.")
        return chart_page(request, self.admin_site, force)
