"""Wholes and their parts: an operation and its acts, a conflict and its campaigns. Nothing runs in a circle."""

from collections.abc import Callable

from tracker.events.models import Event, EventLink, EventLinkKind, Topic

MOST_LEVELS = 3
_MOST_STEPS = 32


def fault_of_whole(event_id: int | None, whole_id: int) -> str:
    """Why the event cannot be a part of ``whole_id``, as a sentence; empty when it can.

    One query a level. An operation may have phases and a phase acts; more levels would hide
    from the reader what is counted where.
    """
    above = [whole_id, *_climb(whole_id, _whole_of)]
    if event_id is not None and event_id in above:
        whole = Event.objects.get(pk=whole_id)
        return (
            f"“{whole}” is a part of this event already, so this event cannot be a part of it: remove one of the two."
        )
    if len(above) + 1 + _levels_below(event_id) > MOST_LEVELS:
        return f"Wholes go at most {MOST_LEVELS} levels deep: link this event to the whole of that one instead."
    return ""


def fault_of_parent(topic_id: int | None, parent_id: int) -> str:
    """Why the topic cannot lie in ``parent_id``, as a sentence; empty when it can. One query a level."""
    above = [parent_id, *_climb(parent_id, _parent_of)]
    if topic_id is not None and topic_id in above:
        parent = Topic.objects.get(pk=parent_id)
        return f"“{parent}” lies in this topic already, so this topic cannot lie in it: choose a wider topic."
    return ""


def _climb(start: int, up: Callable[[int], int | None]) -> list[int]:
    """What stands above ``start``, nearest first; ends at a circle."""
    found: list[int] = []
    at = up(start)
    while at is not None and at not in found and at != start and len(found) < _MOST_STEPS:
        found.append(at)
        at = up(at)
    return found


def _whole_of(event_id: int) -> int | None:
    wholes = EventLink.objects.filter(event=event_id, kind=EventLinkKind.PART_OF)
    return wholes.values_list("other_id", flat=True).first()


def _parent_of(topic_id: int) -> int | None:
    return Topic.objects.filter(pk=topic_id).values_list("parent_id", flat=True).first()


def _levels_below(event_id: int | None) -> int:
    """How many levels of parts hang on the event."""
    level, at = 0, {event_id} - {None}
    while at and level < MOST_LEVELS:
        parts = EventLink.objects.filter(other__in=at, kind=EventLinkKind.PART_OF)
        at = set(parts.values_list("event_id", flat=True))
        level += 1 if at else 0
    return level
