"""Who stood against whom in an event, as its document has it."""

from typing import Any, NamedTuple

STATE_KINDS = frozenset({"state_military", "police"})
SPEAKS_ONLY = "public_body"
FIRST_ROLES = frozenset({"initiator", "partner", "commander"})
FIRST, OTHERS = "A", frozenset({"B", "C"})


class Sides(NamedTuple):
    """Organised armed actors of an event: those who began or side A, and those they met. Public bodies do not fight."""

    first: list[dict[str, Any]]
    second: list[dict[str, Any]]

    @property
    def are_two(self) -> bool:
        """Whether organised actors met organised actors."""
        return bool(self.first and self.second)


def sides(document: dict[str, Any]) -> Sides:
    """The forces of an event by side, each once; where no side is given the role tells."""
    found = Sides([], [])
    seen = set()
    for force in document["forces"]:
        if force["kind"]["code"] == SPEAKS_ONLY or force["id"] in seen:
            continue
        seen.add(force["id"])
        is_first = force["side"] == FIRST or (force["side"] not in OTHERS and force["role"]["code"] in FIRST_ROLES)
        (found.first if is_first else found.second).append(force)
    return found


def is_state(force: dict[str, Any]) -> bool:
    """Whether the force is a state's army or police."""
    return force["kind"]["code"] in STATE_KINDS
