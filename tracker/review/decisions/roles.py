"""The names of one filler of an event's role."""

from typing import Any

from tracker.core.names import fold


def names_in_role(item: Any) -> list[str]:
    """The names of one filler, whether given as a list, a word, or with spans and count."""
    if isinstance(item, dict):
        item = item.get("names") or item.get("aliases") or [item.get("name") or item.get("text") or ""]
    found = [item] if isinstance(item, str) else list(item or [])
    return [name for name in found if isinstance(name, str) and fold(name)]
