"""Places in the admin."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, QuerySet, When
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.core.blur import Blur
from tracker.places import regions
from tracker.places.gazetteer import search
from tracker.places.models import NameKind, Place, PlaceId, PlaceKind, PlaceName
from tracker.places.wording import described
from tracker.publishing.directory import Directory
from tracker.publishing.editing import save_version
from tracker.publishing.whereabouts import policy_of_place
from tracker.review.admin.base import Part, RecordAdmin, change_url
from tracker.review.admin.completing import country_in_view
from tracker.review.admin.identifiers import IdInline
from tracker.review.admin.maps import PointForm, PointShown, drawn, plate_of
from tracker.review.admin.spellings import NamedForm
from tracker.review.admin.theme import display
from tracker.revisions.models import Kind

_MOST_FOUND = 100
_CONFIRM = "_confirm_region"
_BLURRED = (
    "The public sees this place less exactly, and would see more of it: a chief moves it into another area or makes "
    "it another kind of place."
)


class PlaceNameInline(Part):
    """What the place is called."""

    model = PlaceName
    fields = ("name", "kind", "language")
    verbose_name = "name"
    verbose_name_plural = "Names"


class PlaceIdInline(IdInline):
    """What others call the place."""

    model = PlaceId
    verbose_name_plural = "What others call it: Wikidata, GeoNames, ISO 3166-2, p-code"


class PlaceForm(PointForm, NamedForm):
    """A place that the public sees less exactly than the desk does not slip out of its blur by an edit."""

    by: Any = AnonymousUser()

    def clean(self) -> dict[str, Any]:
        """Only a chief moves such a place into another area, or makes it another kind of place."""
        found = super().clean() or {}
        changed = [name for name in ("kind", "parent") if name in self.changed_data]
        if not changed or not self.instance.pk or may(self.by, Verb.UNBLUR):
            return found
        if policy_of_place(self.instance.pk, Directory(planned=True)) != Blur.EXACT:
            self.add_error(changed[0], _BLURRED)
        return found


class PlaceAdmin(PointShown, RecordAdmin):
    """The gazetteer: tens of thousands of rows, so search before you browse."""

    form = PlaceForm
    list_display = ("name", "kind", "parent", "country_code", "population", "state")
    list_select_related = ("parent",)
    list_filter = ("kind", "state", "compass")
    search_fields = ("names__folded",)
    search_help_text = "A name in any spelling or its beginning (“Rawa, Iraq”), or an identifier."
    autocomplete_fields = ("parent", "areas")
    readonly_fields = ("source", "source_id", "made_of", "to_confirm")
    inlines = (PlaceNameInline, PlaceIdInline)
    fieldsets = (
        (None, {"fields": ("name", "is_meant", ("kind", "parent"), ("country_code", "admin1_code"))}),
        ("Point", {"fields": ("point", ("radius_km", "population"), "blur")}),
        ("Region", {"fields": ("compass", "areas", "made_of", "to_confirm")}),
        ("Origin", {"fields": (("source", "source_id"),)}),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A form that knows who fills it in."""
        form = super().get_form(request, obj, change, **kwargs)
        return type("PlaceFormBy", (form,), {"by": request.user})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A region has no point, and nothing else is made of areas; who may only look has nothing to confirm."""
        found = dict(super().get_fieldsets(request, obj))
        if obj is None:
            found["Region"] = {"fields": ("compass", "areas")}
        elif obj.kind != PlaceKind.REGION:
            del found["Region"]
        else:
            found = {"Public" if name == "Point" else name: options for name, options in found.items()}
            found["Public"] = {"fields": ("blur",)}
            can_confirm = obj.confirmed_at is None and self.has_change_permission(request, obj)
            found["Region"] = {"fields": ("compass", "areas", "made_of", *(["to_confirm"] if can_confirm else []))}
        return list(found.items())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Place], search_term: str
    ) -> tuple[QuerySet[Place], bool]:
        """Places the words may mean, the likeliest first; those of the country that the form is about before others."""
        queryset = queryset.select_related("parent__parent__parent")
        if not search_term.strip():
            return queryset, False
        country = country_in_view(request, self.admin_site)
        term = search_term.replace("\x00", "")  # PostgreSQL cannot read it
        found = [place.pk for place in search(term, country_code=country or None, limit=_MOST_FOUND)]
        order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(found)), default=len(found))
        return queryset.filter(pk__in=found).order_by(order), False

    def choice_label(self, place: Place) -> str:
        """What tells a place from its namesakes."""
        return described(place)

    @display(description="Made of")
    def made_of(self, place: Place) -> str:
        """The part of the country, its areas, and who vouched for them."""
        if not place.pk:
            return "—"
        named = list(place.areas.order_by("name"))
        marked = {area.admin1_code for area in named if area.country_code == place.country_code}
        areas = ", ".join(area.name for area in named) or "No areas named"
        said = "Drafted, not confirmed."
        if place.confirmed_at is not None:
            said = f"Confirmed by {place.confirmed_by} on {place.confirmed_at:%d %B %Y}."
        plate = plate_of(place.country_code, compass=place.compass, marked=marked)
        return format_html("{}<p>{}</p><p>{}</p>", drawn(plate), areas, said)

    @display(description="If this is right")
    def to_confirm(self, place: Place) -> str:
        """The one click that confirms a region."""
        return format_html(
            '<button class="desk-button desk-button--main" name="{}" value="1">Confirm this region</button>', _CONFIRM
        )

    def settle(self, record: Place) -> None:
        """A place is found by its own name, whether or not that stands among the names below."""
        record.names.get_or_create(name=record.name, defaults={"kind": NameKind.OWN})

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Confirming saves the form, too, as one version."""
        place = form.instance
        before = place.version
        super().save_related(request, form, formsets, change)
        if _CONFIRM not in request.POST or not isinstance(request.user, User):
            return
        try:
            region = regions.confirm(place.pk, by=request.user, at=timezone.now())
        except ValueError as error:
            messages.error(request, str(error))
            return
        place.confirmed_by, place.confirmed_at = region.confirmed_by, region.confirmed_at
        if place.version == before:
            save_version(Kind.PLACE, place, by=request.user, reason="Region confirmed")

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Who confirms stays on the page and sees it."""
        if _CONFIRM in request.POST:
            return HttpResponse(status=302, headers={"Location": change_url(obj)})
        return super().response_change(request, obj)
