"""No force stands above itself: the check of a tie before it is saved."""

from typing import TYPE_CHECKING

from tracker.core.command import HIERARCHY
from tracker.core.days import share_a_day

if TYPE_CHECKING:
    from tracker.actors.models.force import Force, ForceLink


def loop_of(link: "ForceLink") -> "list[Force]":
    """The forces of a circle that ``link`` would close, from its child up and back; empty when it closes none.

    Only ties of the link's own kind count, and only a circle whose ties all held
    on some day: two forces may well swap places over the years. One query a step up.
    """
    if link.kind not in HIERARCHY:
        return []
    waiting = [[link]]
    while waiting:
        above = _links_above(waiting, link)
        waiting = []
        for path in above:
            if path[-1].parent_id == link.child_id:
                return [link.child, *(step.parent for step in path)]
            waiting.append(path)
    return []


def _links_above(paths: "list[list[ForceLink]]", link: "ForceLink") -> "list[list[ForceLink]]":
    """Every path one step longer that still has a day in common and visits no force twice."""
    tops = {path[-1].parent_id for path in paths}
    found: dict[int, list[ForceLink]] = {}
    rows = type(link).objects.filter(child__in=tops, kind=link.kind).exclude(pk=link.pk).select_related("parent")
    for row in rows.order_by("pk"):
        found.setdefault(row.child_id, []).append(row)
    return [
        [*path, step]
        for path in paths
        for step in found.get(path[-1].parent_id, [])
        if step.parent_id not in {passed.parent_id for passed in path}
        and share_a_day([passed.period for passed in (*path, step)])
    ]
