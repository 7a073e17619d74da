"""Narrowing by where something lies: in a box, or within some kilometres of a point."""

import math
import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import FloatField, Q, QuerySet
from django.db.models.functions import Cast, Cos, Radians, Sin

from tracker.syndication.api.narrowing import OneValue
from tracker.syndication.api.problems import shortened

EARTH_KM = 6371.0088
FARTHEST_KM = 2_000
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}(?:\.[0-9]{1,15})?")
_STEP = Decimal("0.00001")
_BOX = "A box is west,south,east,north in degrees, for example 38.7,29,48.6,37.4; west may be greater than east."
_CIRCLE = f"Write latitude,longitude,kilometres, for example 33.3,44.4,25; at most {FARTHEST_KM:,} km."


def as_box(text: str) -> tuple[float, float, float, float]:
    """West, south, east and north. West greater than east: across the antimeridian."""
    west, south, east, north = _numbers(text, 4, _BOX)
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90):
        raise ValidationError(
            f"“{shortened(text)}” is not on earth: longitude is −180 to 180, latitude −90 to 90. {_BOX}"
        )
    if south > north:
        raise ValidationError(f"The south of the box, {south:g}, lies north of its north, {north:g}. {_BOX}")
    return west, south, east, north


def as_circle(text: str) -> tuple[float, float, float]:
    """Latitude, longitude and kilometres."""
    latitude, longitude, distance = _numbers(text, 3, _CIRCLE)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValidationError(
            f"“{shortened(text)}” is not on earth: latitude is −90 to 90, longitude −180 to 180. {_CIRCLE}"
        )
    if not 0 < distance <= FARTHEST_KM:
        raise ValidationError(f"The distance is more than 0 and at most {FARTHEST_KM:,} km. {_CIRCLE}")
    return latitude, longitude, distance


class BoxFilter(OneValue):
    """Records whose point lies in a box, its edges included. Those without a point lie in none."""

    def __init__(self) -> None:
        super().__init__(read=as_box, schema={"type": "string", "example": "38.7,29,48.6,37.4"}, help_text=_BOX)

    def filter(self, qs: QuerySet[Any], value: tuple[float, float, float, float] | None) -> QuerySet[Any]:
        """Narrow to the box."""
        return qs.filter(in_box(*value)) if value else qs


class NearFilter(OneValue):
    """Records whose point lies within some kilometres of another, on a sphere."""

    def __init__(self) -> None:
        about = f"Within so many kilometres of a point. {_CIRCLE}"
        super().__init__(read=as_circle, schema={"type": "string", "example": "33.3,44.4,25"}, help_text=about)

    def filter(self, qs: QuerySet[Any], value: tuple[float, float, float] | None) -> QuerySet[Any]:
        """Narrow to the box around the circle, which an index knows, and in it to the circle."""
        if not value:
            return qs
        latitude, longitude, distance = value
        here, there = math.radians(latitude), Radians(Cast("latitude", FloatField()))
        apart = Radians(Cast("longitude", FloatField())) - math.radians(longitude)
        closeness = Sin(there) * math.sin(here) + Cos(there) * math.cos(here) * Cos(apart)
        boxed = qs.filter(in_box(*around(latitude, longitude, distance)))
        return boxed.alias(closeness=closeness).filter(closeness__gte=math.cos(distance / EARTH_KM))


def in_box(west: float, south: float, east: float, north: float) -> Q:
    """Points in the box; two ranges of longitude where it crosses the antimeridian."""
    latitudes = Q(latitude__gte=_degrees(south), latitude__lte=_degrees(north))
    if west <= east:
        return latitudes & Q(longitude__gte=_degrees(west), longitude__lte=_degrees(east))
    return latitudes & (Q(longitude__gte=_degrees(west)) | Q(longitude__lte=_degrees(east)))


def around(latitude: float, longitude: float, distance: float) -> tuple[float, float, float, float]:
    """The box around a circle; all longitudes where it holds a pole."""
    angle = distance / EARTH_KM
    reach = math.degrees(angle) + 0.0001
    south, north = max(latitude - reach, -90.0), min(latitude + reach, 90.0)
    if south <= -90 or north >= 90:
        return -180.0, south, 180.0, north
    wide = math.degrees(math.asin(math.sin(angle) / math.cos(math.radians(latitude)))) + 0.0001
    if wide >= 180:
        return -180.0, south, 180.0, north
    return _turned(longitude - wide), south, _turned(longitude + wide), north


def _turned(longitude: float) -> float:
    """The same meridian between −180 and 180."""
    return longitude if -180 <= longitude <= 180 else (longitude + 180) % 360 - 180


def _degrees(value: float) -> Decimal:
    return Decimal(str(value)).quantize(_STEP)


def _numbers(text: str, count: int, advice: str) -> list[float]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != count or not all(_NUMBER.fullmatch(part) for part in parts):
        raise ValidationError(f"“{shortened(text)}” is not {count} numbers. {advice}")
    return [float(part) for part in parts]
