"""Who acts in a row: names and the codes of what sort of actor it is."""

from collections.abc import Set
from typing import Any, NamedTuple

from tracker.syndication.compat.acled.event_types import PROTESTS, RIOTS, Class
from tracker.syndication.compat.sides import STATE_KINDS, Sides

NOBODY, STATE, RIOTERS, PROTESTERS, PEOPLE, EXTERNAL = "0", "1", "5", "6", "7", "8"
MILITIA = "3"
_KINDS = {"rebel": "2", "political_militia": MILITIA, "identity_militia": "4"}
LABELS = {
    NOBODY: "",
    STATE: "State forces",
    "2": "Rebel group",
    MILITIA: "Political militia",
    "4": "Identity militia",
    RIOTERS: "Rioters",
    PROTESTERS: "Protesters",
    PEOPLE: "Civilians",
    EXTERNAL: "External/Other forces",
}


class Actor(NamedTuple):
    """One side of a row: its main actor, those with it, and the code of the main one."""

    name: str = ""
    others: str = ""
    inter: str = NOBODY


def actors(found: Sides, kind: Class, *, targets_civilians: bool, where: str, abroad: Set[str]) -> list[Actor]:
    """Both sides of a row. ``where`` is the country's name; ``abroad`` holds the ids of states' forces
    that are not in their own country.

    A row always has a first actor: the crowd of a protest or riot, and an
    unidentified group where nobody says who it was.
    """
    place = f" ({where})" if where else ""
    first, second = _side(found.first, abroad), _side(found.second, abroad)
    if kind.event_type == PROTESTS:
        return [Actor(f"Protesters{place}", "", PROTESTERS), first if first.name else second]
    if kind.event_type == RIOTS:
        met = first if first.name else second
        return [Actor(f"Rioters{place}", "", RIOTERS), met if met.name or not targets_civilians else _people(place)]
    if not second.name and targets_civilians:
        second = _people(place)
    if not first.name:
        first = Actor(f"Unidentified Armed Group{place}", "", MILITIA)
    return [first, second]


def interaction(first: str, second: str) -> str:
    """The joint code of two, the lower first; of one alone with a nought behind."""
    return first + second if second == NOBODY else "".join(sorted((first, second)))


def interaction_label(first: str, second: str) -> str:
    """The joint code in words."""
    if second == NOBODY:
        return f"{LABELS[first]} only"
    return "-".join(LABELS[code] for code in sorted((first, second)))


def _side(forces: list[dict[str, Any]], abroad: Set[str]) -> Actor:
    if not forces:
        return Actor()
    main, *others = forces
    return Actor(main["name"], "; ".join(force["name"] for force in others), _inter(main, abroad))


def _inter(force: dict[str, Any], abroad: Set[str]) -> str:
    code = force["kind"]["code"]
    if code in STATE_KINDS:
        return EXTERNAL if force["id"] in abroad else STATE
    return _KINDS.get(code, EXTERNAL)


def _people(place: str) -> Actor:
    return Actor(f"Civilians{place}", "", PEOPLE)
