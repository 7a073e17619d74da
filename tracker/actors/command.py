"""The chart of command of a force on any day, from the desk's own records."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.actors.models import Command, Force, ForceLink, LinkKind, Posting
from tracker.actors.titles import commands
from tracker.core.command import HIERARCHY, Answer, Post, commanders_on, rivals, weakest
from tracker.core.days import Held, Period, held_on

MOST_LEVELS = 8
MOST_FORCES = 200


@dataclass
class Unit:
    """A force in a chart. ``depth`` counts the steps from the force that was asked for, ``held`` is their weakest."""

    force: Force
    depth: int = 0
    tie: str = ""
    held: Held = Held.YES
    days: str = ""
    commanders: list[Answer[Post]] = field(default_factory=list)

    @property
    def rivals(self) -> int:
        """How many commanded it beyond doubt, where that is more than one; else 0."""
        return rivals(self.commanders)


@dataclass
class ChartOfCommand:
    """A force on a day: what stands above it, nearest first, and what stands below."""

    day: date
    unit: Unit
    above: list[Unit]
    below: list[Unit]
    is_cut: bool


def is_command(command: str, title: str, force_names: Iterable[str]) -> bool:
    """Whether a post is the command of its force: by an editor's word, else by its title."""
    return command == Command.YES or (command == Command.BY_TITLE and commands(title, force_names))


def chart_of(force: Force, day: date) -> ChartOfCommand:
    """The chart of command on a day. At most 8 levels each way: one query a level, and two for who commands.

    A chart of more than 200 forces is cut there, and says so.
    """
    above, is_cut_above = _walk(force, day, up=True)
    below, is_cut_below = _walk(force, day, up=False)
    chart = ChartOfCommand(day, Unit(force), above, below, is_cut=is_cut_above or is_cut_below)
    units = [chart.unit, *above, *below]
    posts = posts_of(unit.force.pk for unit in units)
    for unit in units:
        unit.commanders = commanders_on(day, posts.get(unit.force.pk, []))
    return chart


def posts_of(force_ids: Iterable[int]) -> dict[int, list[Post]]:
    """The posts of each force by row id; the person is the holder. Two queries."""
    found: dict[int, list[Post]] = {}
    rows = Posting.objects.filter(force__in=set(force_ids)).select_related("person", "force")
    for row in rows.prefetch_related("force__names").order_by("pk"):
        if row.force is not None:
            found.setdefault(row.force.pk, []).append(_post(row, row.force))
    return found


def _post(row: Posting, force: Force) -> Post:
    names = [force.name, *(name.name for name in force.names.all())]
    title = " ".join(part for part in (row.rank, row.title) if part)
    is_commander = is_command(row.command, row.title, names)
    return Post(row.person, title, row.certainty, is_commander, Period.of(row))


def _walk(force: Force, day: date, *, up: bool) -> tuple[list[Unit], bool]:
    """The forces above or below, level by level, each once: by its surest way. Whether some were left out."""
    level = {force.pk: Unit(force)}
    found = dict(level)
    for depth in range(1, MOST_LEVELS + 1):
        level = _next_level(level, found, day, depth, up=up)
        found.update(level)
        if not level or len(found) > MOST_FORCES:
            break
    is_deeper = bool(level) and bool(_next_level(level, found, day, MOST_LEVELS + 1, up=up))
    units = [unit for unit in found.values() if unit.depth]
    return units[:MOST_FORCES], is_deeper or len(units) > MOST_FORCES


def _next_level(level: dict[int, Unit], found: dict[int, Unit], day: date, depth: int, *, up: bool) -> dict[int, Unit]:
    near, far = ("child", "parent") if up else ("parent", "child")
    rows = ForceLink.objects.filter(**{f"{near}__in": level}, kind__in=HIERARCHY).select_related(far)
    reached: dict[int, Unit] = {}
    for row in rows.order_by(f"{far}__name", "pk"):
        other = getattr(row, far)
        held = weakest([level[getattr(row, f"{near}_id")].held, held_on(row.period, day, is_open=True)])
        if held == Held.NO or other.pk in found:
            continue
        known = reached.get(other.pk)
        if known is None or weakest([known.held, held]) != held:
            reached[other.pk] = Unit(other, depth, _label(row), held, row.period_words)
    return reached


def _label(row: Any) -> str:
    return str(LinkKind(row.kind).label).lower()
