"""Regions: which areas "the west of the country" may be made of, and an editor's word that it is so."""

from datetime import datetime

from django.db import transaction

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.core.compass import compass_clip
from tracker.core.polygons import in_rings
from tracker.places.models import Place, PlaceKind


def areas_towards(compass: str, area: Place) -> list[Place]:
    """First-level areas of a country whose middle lies in that part of it; empty for anything smaller. One query."""
    if area.kind != PlaceKind.COUNTRY:
        return []
    zone = compass_clip(area.country_code, compass)
    found = Place.objects.usable().first_level().inside(area.country_code).filter(latitude__isnull=False)
    return [
        each
        for each in found.order_by("name")
        if each.latitude is not None
        and each.longitude is not None
        and in_rings(float(each.longitude), float(each.latitude), zone)
    ]


def confirm(place_id: int, *, by: User, at: datetime) -> Place:
    """An editor vouches for a region as it is made; a second time changes nothing.

    Whether the public sees it is still for two people to decide, as with any record.

    Raises:
        ValueError: the place is no region, or lies nowhere.
    """
    with transaction.atomic():
        region = Place.objects.select_for_update().get(pk=place_id)
        if region.kind != PlaceKind.REGION:
            raise ValueError("Only a region is confirmed: other places come from the gazetteer.")
        if region.confirmed_at is not None:
            return region
        if region.parent_id is None and not region.areas.exists():
            raise ValueError("Say what the region lies in, or which areas it is made of, before you confirm it.")
        region.confirmed_by, region.confirmed_at = by, at
        region.save(update_fields=["confirmed_by", "confirmed_at", "changed_at"])
        audit.log("confirm_region", by=by, kind="place", record=region)
        return region
