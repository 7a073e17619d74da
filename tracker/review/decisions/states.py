"""States, their capitals and their bodies, by the shipped register."""

from functools import cache

from tracker.core.names import fold
from tracker.extraction.extractors.register import Register, State

_BODIES = frozenset(
    [
        *("government", "ministry", "ministries", "service", "services", "intelligence", "army", "military", "navy"),
        *("police", "forces", "presidency", "parliament", "command", "department", "agency", "council", "authorities"),
    ]
)


def state_called(name: str) -> State | None:
    """The state that a name or its capital stands for: "Iraq", "Washington"."""
    return _by_name().get(fold(name))


def state_of_body(name: str) -> State | None:
    """The state whose body a name is: "Iraqi intelligence services" is Iraq's; "Iraqi officials" are no body."""
    key = fold(name)
    if key.rpartition(" ")[2] not in _BODIES:
        return None
    return next((state for word, state in _by_adjective().items() if key.startswith(f"{word} ")), None)


@cache
def _by_name() -> dict[str, State]:
    states = Register.shipped().states.values()
    return {fold(name): state for state in states for name in (*state.names, *state.seats)}


@cache
def _by_adjective() -> dict[str, State]:
    states = Register.shipped().states.values()
    words = {fold(word): state for state in states for word in (*state.adjectives, *state.names)}
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))
