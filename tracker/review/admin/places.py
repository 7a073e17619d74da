"""Places in the admin."""

from tracker.places.models import PlaceName
from tracker.review.admin.base import Part, RecordAdmin


class PlaceNameInline(Part):
    """What the place is called."""

    model = PlaceName
    fields = ("name", "kind", "language")


class PlaceAdmin(RecordAdmin):
    """The gazetteer: tens of thousands of rows, so search before you browse."""

    list_display = ("name", "kind", "parent", "country_code", "population", "state")
    list_select_related = ("parent",)
    list_filter = ("kind", "state", "compass")
    search_fields = ("name", "names__name", "=country_code", "=number")
    autocomplete_fields = ("parent", "areas")
    readonly_fields = ("source", "source_id")
    inlines = (PlaceNameInline,)
    fieldsets = (
        (None, {"fields": ("name", ("kind", "parent"), ("country_code", "admin1_code"))}),
        ("Point", {"fields": (("latitude", "longitude"), ("radius_km", "population"))}),
        ("Region", {"fields": ("compass", "areas"), "classes": ("collapse",)}),
        ("Origin", {"fields": (("source", "source_id"),)}),
    )
