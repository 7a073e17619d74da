"""A point in a form: typed, pasted or clicked on a map that needs no tile server and, without script, no map."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.core import coordinates
from tracker.core.coordinates import NotAPoint, Point
from tracker.core.shapes import Projection, country_map, world_map
from tracker.places.whereabouts import doubts_about
from tracker.review.admin.theme import TextInput, display
from tracker.review.admin.versioned import VersionedForm

_WIDTH = 720
_WORLD = (-180.0, -60.0, 180.0, 84.0)
_WORLD_SIZE = (720, 340)


@dataclass(frozen=True)
class Plate:
    """One map of a form: a country with its areas, or the world; ``code`` is empty for the world."""

    code: str
    name: str
    view_box: str
    land: list[tuple[str, str, str]]
    areas: list[tuple[str, str, bool]]
    zone: str
    projection: Projection
    pin: tuple[float, float] | None = None


def plate_of(
    code: str, point: Point | None = None, *, compass: str = "", marked: Collection[str] = frozenset()
) -> Plate:
    """The map of a country, or of the world where it has no outline.

    ``compass`` hatches that part of the country, ``marked`` shades the first-level areas of these codes.
    """
    found = country_map(code, _WIDTH) if code else None
    pin = None
    if found is None:
        world = world_map(_WORLD, *_WORLD_SIZE)
        land = [(shape.code, shape.name, shape.path) for shape in world.shapes]
        pin = world.project(float(point[0]), float(point[1])) if point else None
        return Plate("", "The world", world.view_box, land, [], "", world.projection, pin)
    land = [(shape.code, shape.name, shape.path) for shape in (*found.neighbours, found.own)]
    areas = [(shape.name, shape.path, shape.code in marked) for shape in found.areas]
    if point:
        x, y = found.project(float(point[0]), float(point[1]))
        pin = (x, y) if 0 <= x <= found.width and 0 <= y <= found.height else None
    zone = found.compass_path(compass) if compass else ""
    return Plate(found.code, found.own.name, found.view_box, land, areas, zone, found.projection, pin)


def plate_page(request: HttpRequest, code: str) -> HttpResponse:
    """The map alone, for a form that shows another country."""
    return render(request, "admin/review/_plate.html", {"plate": plate_of("" if code == "world" else code)})


def drawn(plate: Plate) -> SafeString:
    """The map as it stands on a page that only shows it."""
    return render_to_string("admin/review/_plate.html", {"plate": plate})


class Typed(str):
    """What was typed into the field of a point, and whether it is meant although it was asked about."""

    is_meant = False


class PointInput(TextInput):
    """The line for the point, the map under it and, once the point was asked about, a box to insist."""

    country_code = ""
    is_asked = False

    class Media:
        css = {"all": ["review/map.css"]}
        js = ("review/map.js",)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        """The words, with the box beside them."""
        typed = Typed(data.get(name, ""))
        typed.is_meant = data.get(f"{name}_meant") == "on"
        return typed

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The line works without the map."""
        try:
            point = coordinates.parse(value) if value else None
        except NotAPoint:
            point = None
        context = {
            "field": super().render(name, value, attrs, renderer),
            "name": name,
            "asks": self.is_asked,
            "is_meant": getattr(value, "is_meant", False),
            "plate": plate_of(self.country_code, point),
            "words": coordinates.in_minutes(point) if point else "",
            "address": reverse("admin:map_plate", args=["world"]),
        }
        return render_to_string("admin/review/_point.html", context)


class PointField(forms.Field):
    """A point as ``core.coordinates`` reads it; null when the line is empty."""

    widget = PointInput

    def to_python(self, value: Any) -> Point | None:
        """Latitude and longitude. Raises ValidationError with what to write instead."""
        if not value or not value.strip():
            return None
        try:
            return coordinates.parse(value)
        except NotAPoint as error:
            raise ValidationError(str(error), code="no_point") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Another way to write the same point is no change."""
        try:
            before = coordinates.parse(initial) if initial else None
            return before != self.to_python(data)
        except ValidationError:
            return True


class PointForm(VersionedForm):
    """A record's form with its point in one line instead of two columns. Put "point" into the fieldsets.

    A point that is odd (0, 0; far outside of the country) is asked about once. The
    country is the record's own, else that of its place.
    """

    point = PointField(
        required=False,
        label="Point",
        help_text="Latitude, longitude: 34.37, 41.92 or 34°22′N 41°55′E. Or click on the map.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "point" in self.fields:
            point = point_of(self.instance)
            self.fields["point"].initial = coordinates.written(point) if point else ""
            self._point_input.country_code = self.country_of_point({})

    def country_of_point(self, found: dict[str, Any]) -> str:
        """ISO code of the country the point should lie in, by what was filled in, else by the record; may be empty."""
        filled = {name: found[name] for name in ("country_code", "place") if name in found}
        return _country_of(self.instance, **filled)

    def clean(self) -> dict[str, Any]:
        """Ask about a point that is odd, then put it into the record's columns."""
        found = super().clean() or {}
        if "point" not in self.fields or "point" in self.errors:
            return found
        point = found.get("point")
        self._point_input.country_code = self.country_of_point(found)
        typed = self._point_input.value_from_datadict(self.data, self.files, self.add_prefix("point"))
        if point and "point" in self.changed_data and not typed.is_meant:
            doubts = doubts_about(*point, country_code=self.country_of_point(found))
            if doubts:
                self._point_input.is_asked = True
                self.add_error("point", [*doubts, "Mend it, or tick the box if you mean this point."])
        self.instance.latitude, self.instance.longitude = point or (None, None)
        return found

    @property
    def _point_input(self) -> PointInput:
        widget = self.fields["point"].widget
        assert isinstance(widget, PointInput)
        return widget


class PointShown:
    """For the admin of a ``PointForm``: the point to those who may only look."""

    @display(description="Point")
    def point(self, record: Any) -> str:
        """The point and its map."""
        point = point_of(record)
        if point is None:
            return "—"
        return format_html("{}<p>{}</p>", drawn(plate_of(_country_of(record), point)), coordinates.written(point))


def _country_of(record: Any, **filled: Any) -> str:
    """The country in a column of the record, else of the place it names."""
    if hasattr(record, "country_code"):
        return str(filled.get("country_code", record.country_code) or "")
    place = filled.get("place", getattr(record, "place", None))
    return place.country_code if place is not None else ""


def point_of(record: Any) -> Point | None:
    """The record's own point; null where it has none."""
    if record.latitude is None or record.longitude is None:
        return None
    return coordinates.parse(f"{record.latitude}, {record.longitude}")
