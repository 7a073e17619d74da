"""How exactly the public may learn where an event was: the strictest policy of place, event type and event."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracker.core.blur import Blur, coarsest
from tracker.core.states import EditorialState
from tracker.places.blurring import Blurred, Link, Point, blurred, chain_of
from tracker.places.models import Place, PlaceName
from tracker.publishing.directory import Directory
from tracker.publishing.models import APPROVING, BlurLift
from tracker.publishing.withheld import every_spelling
from tracker.revisions.models import Kind, Revision
from tracker.revisions.standing import merged_into

Fields = dict[str, Any]
_MOST_LEVELS = 8
_WHERE_IT_LIES = ("kind", "parent_id", "latitude", "longitude")


@dataclass(frozen=True)
class Shown:
    """A place as it may be shown. ``hidden`` are row ids of places that must not be told, the narrowest first."""

    policy: Blur
    place_id: int | None
    point: Point | None
    geo_precision: int | None
    hidden: tuple[int, ...] = ()

    @property
    def is_blurred(self) -> bool:
        """Whether a policy is at work, so that words about the place must not say more either."""
        return self.policy != Blur.EXACT


def shown_of(fields: Fields, directory: Directory) -> Shown:
    """Where the event with these frozen columns may be shown: exactly under a lift, else as the policies say.

    Without a policy the public point is shown; the exact one only where a chief lifted a blur.
    """
    place_id, precision = fields["place_id"], fields["geo_precision"]
    public = point_in(fields)
    policy = policy_of(fields, place_id, directory)
    if policy == Blur.EXACT:
        return Shown(policy, place_id, public, precision)
    if is_lifted(fields.get("id")):
        return Shown(Blur.EXACT, place_id, point_in(fields, "latitude", "longitude") or public, precision)
    return _coarse(policy, place_id, directory, public, precision)


def place_shown(fields: Fields, place_id: int | None, directory: Directory) -> Shown:
    """Another place that the event's parts name, under the same policies and the place's own."""
    policy = policy_of(fields, place_id, directory)
    if place_id is None or policy == Blur.EXACT or is_lifted(fields.get("id")):
        return Shown(Blur.EXACT, place_id, None, None)
    return _coarse(policy, place_id, directory, None, None)


def policy_of(fields: Fields, place_id: int | None, directory: Directory) -> Blur:
    """The strictest policy: of the event, of its type, of the place, of what it lies in and of what it stands for."""
    policies: list[str] = [directory.event_type(fields["event_type_id"]).blur]
    if fields.get("blur"):
        policies.append(fields["blur"])
    return coarsest([*policies, policy_of_place(place_id, directory)])


def policy_of_place(place_id: int | None, directory: Directory) -> Blur:
    """The strictest policy of a place, of all that it lies in or lay in when it was approved, and of merged places."""
    policies: list[str] = []
    waiting, seen = [place_id], set[int]()
    while waiting:
        pk = waiting.pop()
        if pk is None or pk in seen:
            continue
        seen.add(pk)
        place = directory.place_row(pk)
        policies += _policies(place)
        waiting += [place.parent_id, _settled(place).parent_id, directory.resolver.final(Kind.PLACE, pk)]
        waiting += directory.resolver.standing.merged_into(Kind.PLACE, pk)
    return coarsest(policies)


def is_lifted(event_id: int | None) -> bool:
    """Whether a chief's decision to show the exact place stands."""
    return event_id is not None and BlurLift.objects.filter(event_id=event_id, ended_by=None).exists()


def names_hidden(hidden: Iterable[int], shown: Iterable[int]) -> tuple[list[str], list[str]]:
    """Every spelling of the places that must not be told, and of those that are, by row id.

    A place that is hidden hides the names that it had in any version, and those of what was merged into it.
    """
    secret = set(hidden)
    secret |= {pk for pks in merged_into(Kind.PLACE, secret).values() for pk in pks}
    names: dict[bool, list[str]] = {True: [], False: []}
    rows = PlaceName.objects.filter(place__in=secret | set(shown)).order_by("pk")
    for place_id, name in rows.values_list("place_id", "name"):
        names[place_id in secret].append(name)
    earlier = [name for pk in sorted(secret) for name in every_spelling(Kind.PLACE, pk)]
    return list(dict.fromkeys([*names[True], *earlier])), names[False]


def point_in(fields: Fields, latitude: str = "public_latitude", longitude: str = "public_longitude") -> Point | None:
    """The point that two columns of a frozen event give; the public one unless told."""
    if fields.get(latitude) is None or fields.get(longitude) is None:
        return None
    return Decimal(str(fields[latitude])), Decimal(str(fields[longitude]))


def _coarse(
    policy: Blur, place_id: int | None, directory: Directory, public: Point | None, precision: int | None
) -> Shown:
    places = _places(place_id, directory)
    left: Blurred = blurred(policy, _chain(places), point=public, geo_precision=precision)
    kept = left.place.place_id if left.place is not None else None
    point = _public_point(left.place, directory) if left.point is not None else None
    hidden = [place.pk for place in places]
    hidden = hidden[: hidden.index(kept)] if kept in hidden else hidden
    return Shown(policy, kept, point, left.geo_precision, tuple(hidden))


def _places(place_id: int | None, directory: Directory) -> list[Place]:
    """The place and what it lies in as last approved, the narrowest first."""
    found: list[Place] = []
    while place_id is not None and len(found) < _MOST_LEVELS:
        place = _settled(directory.place_row(place_id))
        if found:
            found[-1].parent = place
        found.append(place)
        place_id = place.parent_id
    return found


def _chain(places: list[Place]) -> list[Link]:
    return chain_of(places[0]) if places else []


def _is_settled(place: Place) -> bool:
    return place.version in (0, place.live_revision) or place.state == EditorialState.APPROVED


def _settled(place: Place) -> Place:
    """A copy of the row; what a draft says of its kind, its point and what it lies in counts once it is approved."""
    found = copy.copy(place)
    approved = None if _is_settled(place) else _last_approved(place)
    if approved is not None:
        for column in _WHERE_IT_LIES:
            field: Any = Place._meta.get_field(column)
            setattr(found, column, field.to_python(approved.snapshot["fields"].get(column)))
    return found


def _last_approved(place: Place) -> Revision | None:
    """The live version, or the last that somebody approved; the first, where nobody did; null where nobody saved it."""
    saved = Revision.objects.filter(kind=Kind.PLACE, record_id=place.pk)
    if place.live_revision is not None:
        return saved.filter(version=place.live_revision).first()
    approved = saved.filter(approvals__basis__in=APPROVING).order_by("-version").first()
    return approved or saved.order_by("version").first()


def _policies(place: Place) -> list[str]:
    """What the place's row says, and every version since the last approved one: a draft makes nothing more exact."""
    if _is_settled(place):
        return [place.blur]
    since = Revision.objects.filter(kind=Kind.PLACE, record_id=place.pk, version__gte=place.live_revision or 0)
    return [place.blur, *filter(None, since.values_list("snapshot__fields__blur", flat=True))]


def _public_point(link: Link | None, directory: Directory) -> Point | None:
    """The point of the town that stands for a place, as the public has it; that of the row where it has none yet."""
    if link is None:
        return None
    body = directory.body(Kind.PLACE, link.place_id)
    if not body:
        return link.point
    has_point = body["latitude"] is not None and body["longitude"] is not None
    return (Decimal(str(body["latitude"])), Decimal(str(body["longitude"]))) if has_point else None
