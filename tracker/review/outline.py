"""A document as lines for reading: label, value, and how deep it stands. Plain Python."""

from typing import Any, NamedTuple

_LEFT_OUT = {"schema", "id", "api_url", "url", "status", "licence", "changes", "version"}


class Line(NamedTuple):
    """One line; ``value`` is empty for a heading of what follows deeper."""

    depth: int
    label: str
    value: str


def outline(document: dict[str, Any]) -> list[Line]:
    """Everything in a document that says something, in its own order."""
    return list(_lines(document, 0))


def _lines(value: dict[str, Any], depth: int) -> list[Line]:
    found: list[Line] = []
    for key, part in value.items():
        if key in _LEFT_OUT or part in (None, "", [], {}):
            continue
        label = key.replace("_", " ").capitalize()
        if isinstance(part, dict):
            name = part.get("label") or part.get("name")
            found.append(Line(depth, label, str(name or "")))
            if not name:
                found += _lines(part, depth + 1)
        elif isinstance(part, list):
            found += _items(label, part, depth)
        else:
            found.append(
                Line(
                    depth,
                    label,
                    {True: "yes", False: "no"}.get(part, str(part)) if isinstance(part, bool) else str(part),
                )
            )
    return found


def _items(label: str, parts: list[Any], depth: int) -> list[Line]:
    if not any(isinstance(part, dict) for part in parts):
        return [Line(depth, label, ", ".join(map(str, parts)))]
    found = [Line(depth, label, "")]
    for number, part in enumerate(parts, start=1):
        if isinstance(part, dict):
            found.append(Line(depth + 1, str(number), str(part.get("name") or part.get("title") or "")))
            found += _lines({key: each for key, each in part.items() if key not in {"name", "title"}}, depth + 2)
    return found
