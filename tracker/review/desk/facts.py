"""What the desk has on record about a force, person, place or event, beside what a suggestion says."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tracker.actors.models import Force, Person
from tracker.core.models import EditorialModel
from tracker.core.names import fold
from tracker.events.models import Event
from tracker.places.models import Place, PlaceKind
from tracker.review.desk.phrasing import Rows

_MOST_NAMES = 12
_ROLES = ("initiator", "partner", "victim", "target", "commander")


class Side(NamedTuple):
    """One line of the comparison; ``differs`` where both say something, and not the same."""

    label: str
    suggested: str
    on_record: str
    differs: bool


def side_by_side(title: str, rows: Rows, record: EditorialModel) -> list[Side]:
    """The suggestion's lines beside the record's, those of both first. A fixed number of queries."""
    suggested = {"Name": title, **dict(rows)}
    recorded = {label: str(value) for label, value in _FACTS[type(record)](record) if value}
    labels = sorted({**suggested, **recorded}, key=lambda label: (label not in suggested, label not in recorded))
    return [_side(label, suggested.get(label, ""), recorded.get(label, "")) for label in labels]


def _side(label: str, suggested: str, on_record: str) -> Side:
    is_new = not set(map(fold, suggested.split(", "))) <= set(map(fold, on_record.split(", ")))
    return Side(label, suggested, on_record, bool(suggested and on_record) and is_new)


def _names(record: Any) -> str:
    names = dict.fromkeys(record.names.order_by("pk").values_list("name", flat=True)[: _MOST_NAMES + 1])
    names.pop(record.name, None)
    return ", ".join(list(names)[:_MOST_NAMES])


def _force(force: Force) -> list[tuple[str, Any]]:
    return [
        ("Name", force.name),
        ("Also", _names(force)),
        ("Kind", force.get_kind_display()),
        ("Country", force.country_code),
        ("Events", force.involvements.values("event").distinct().count()),
        ("Record", _standing(force)),
    ]


def _person(person: Person) -> list[tuple[str, Any]]:
    postings = list(person.postings.select_related("force").order_by("pk")[:5])
    return [
        ("Name", person.name),
        ("Also", _names(person)),
        ("Rank", ", ".join(dict.fromkeys(each.rank for each in postings if each.rank))),
        ("Role", ", ".join(dict.fromkeys(each.title for each in postings if each.title))),
        ("Force", ", ".join(dict.fromkeys(str(each.force) for each in postings if each.force))),
        ("Fate", person.status_note or person.get_status_display()),
        ("Events", person.involvements.values("event").distinct().count()),
        ("In public", "Described, never named" if person.is_private else "By name"),
        ("Record", _standing(person)),
    ]


def _place(place: Place) -> list[tuple[str, Any]]:
    has_point = place.latitude is not None and place.longitude is not None
    return [
        ("Name", place.name),
        ("Also", _names(place)),
        ("Kind", place.get_kind_display()),
        ("Country", _country(place.country_code)),
        ("Inside", place.parent or ""),
        ("Point", f"{place.latitude:.3f}, {place.longitude:.3f}" if has_point else ""),
        ("Population", f"{place.population:,}" if place.population else ""),
        ("Record", _standing(place)),
    ]


def _country(code: str) -> str:
    """The country as the suggestions call it: by its name."""
    found = Place.objects.filter(kind=PlaceKind.COUNTRY, country_code=code).order_by("pk").first() if code else None
    return found.name if found is not None else code


def _event(event: Event) -> list[tuple[str, Any]]:
    parts: dict[str, list[str]] = {role: [] for role in _ROLES}
    for part in event.involvements.select_related("force", "person").order_by("pk"):
        parts.setdefault(part.role, []).append(str(part.force or part.person))
    days = [day.isoformat() for day in (event.earliest, event.latest) if day]
    tallies = [f"{each}, {each.get_standing_display().lower()}" for each in event.tallies.order_by("pk")]
    return [
        ("Name", event.title),
        ("Type", event.event_type.label),
        ("When", " to ".join(dict.fromkeys(days))),
        ("Where", event.place or event.place_as_worded),
        *((role.capitalize(), ", ".join(names)) for role, names in parts.items()),
        ("Means", event.means),
        ("Figures", "; ".join(tallies)),
        ("Passages", event.citations.count()),
        ("Record", _standing(event)),
    ]


def _standing(record: EditorialModel) -> str:
    return f"no. {record.pk}, {record.get_state_display().lower()}, version {record.version}"


_FACTS: dict[type, Callable[[Any], list[tuple[str, Any]]]] = {
    Force: _force,
    Person: _person,
    Place: _place,
    Event: _event,
}
