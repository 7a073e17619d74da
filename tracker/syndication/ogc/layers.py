"""The collections of features: which rows each has, in which order, and how far they reach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Max, Min, Q, QuerySet

from tracker.published.models import PublicStatus, PublishedEvent, PublishedPlace, PublishedRecord
from tracker.published.models.keyset import behind
from tracker.syndication.ogc.features import EVENT, PLACE, Feature, Schema, event_feature, place_feature
from tracker.syndication.ogc.parameters import Box, Wanted

_WORLD = (-180.0, -90.0, 180.0, 90.0)
_KEPT_SECONDS = 3600
COUNT_CAP = 10_000


@dataclass(frozen=True)
class Layer:
    """One collection.

    ``order``: a column and the one that decides between equals, both from the
    highest down. ``has_days``: whether its features have a time that can be asked for.
    """

    id: str
    title: str
    description: str
    model: type[PublishedRecord]
    order: tuple[str, str]
    schema: Schema
    feature: Callable[[Any], Feature]
    has_days: bool

    def live(self) -> QuerySet[Any]:
        """The records that stand."""
        return self.model._default_manager.filter(status=PublicStatus.LIVE)

    def rows(self, wanted: Wanted) -> QuerySet[Any]:
        """Live records that lie in the box and the time."""
        rows: QuerySet[Any] = self.live()
        if self.has_days:
            rows = rows.filter(latest__gte=wanted.start) if wanted.start else rows
            rows = rows.filter(earliest__lte=wanted.end) if wanted.end else rows
        return rows.filter(inside(wanted.box)) if wanted.box else rows

    def page(self, rows: QuerySet[Any], wanted: Wanted) -> tuple[list[Feature], str | None]:
        """One page of features, and the cursor of the page behind it. One query."""
        ordered = rows.order_by(*(f"-{column}" for column in self.order))
        if wanted.position is not None:
            first, tie = zip(self.order, wanted.position, strict=True)
            ordered = behind(ordered, first, tie, falling=True)
        found = list((ordered.defer("search_text") if self.has_days else ordered.defer("names"))[: wanted.limit + 1])
        features = [self.feature(row) for row in found[: wanted.limit]]
        if len(found) <= wanted.limit:
            return features, None
        last = found[wanted.limit - 1]
        return features, wanted.signer.sign_object([str(getattr(last, column)) for column in self.order])

    def matched(self, rows: QuerySet[Any], wanted: Wanted) -> int | None:
        """How many match; unknown where counting a box would take long. One query."""
        if wanted.box is None:
            return rows.order_by().count()
        found = rows.order_by()[: COUNT_CAP + 1].count()
        return found if found <= COUNT_CAP else None

    def extent(self, change: tuple[int, int]) -> dict[str, Any]:
        """The box and the time that the live records fill; kept until something is published. One query."""
        key = f"ogc-extent-{self.id}-{change[0]}.{change[1]}"
        found: dict[str, Any] | None = cache.get(key)
        if found is None:
            found = self._extent()
            cache.set(key, found, _KEPT_SECONDS)
        return found

    def _extent(self) -> dict[str, Any]:
        ends: dict[str, Any] = {
            "west": Min("longitude"),
            "south": Min("latitude"),
            "east": Max("longitude"),
            "north": Max("latitude"),
        }
        if self.has_days:
            ends |= {"start": Min("earliest"), "end": Max("latest")}
        found = self.live().order_by().aggregate(**ends)
        box = [found[name] for name in ("west", "south", "east", "north")]
        whole = [float(value) for value in box] if None not in box else list(_WORLD)
        extent: dict[str, Any] = {"spatial": {"bbox": [whole], "crs": CRS84}}
        if self.has_days:
            extent["temporal"] = {"interval": [[_midnight(found["start"]), _midnight(found["end"])]], "trs": GREGORIAN}
        return extent


def inside(box: Box) -> Q:
    """Records with a point in the box, its edges included."""
    across = (
        Q(longitude__gte=box.west, longitude__lte=box.east)
        if box.west <= box.east
        else Q(longitude__gte=box.west) | Q(longitude__lte=box.east)
    )
    return Q(latitude__gte=box.south, latitude__lte=box.north) & across


def _midnight(day: date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00Z" if day else None


CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
LAYERS = {
    layer.id: layer
    for layer in (
        Layer(
            id="events",
            title="Events",
            description="Dated, located acts of armed conflict, newest day first. Some have no point: their place is "
            "known no better than as an area, or is not shown.",
            model=PublishedEvent,
            order=("earliest", "public_id"),
            schema=EVENT,
            feature=event_feature,
            has_days=True,
        ),
        Layer(
            id="places",
            title="Places",
            description="Places that events name, the last published first.",
            model=PublishedPlace,
            order=("number", "public_id"),
            schema=PLACE,
            feature=place_feature,
            has_days=False,
        ),
    )
}
