"""Geometry of the charts; templates draw it. Plain Python."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

BAR_WIDTH, BAR_MARGIN = 300, 8
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 515, 12, 160
SERIES = 4


@dataclass(frozen=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True)
class RangeBar:
    """One figure with its range on an axis that all figures of the page share."""

    ticks: list[Tick]
    left: float
    width: float
    point: float
    is_open: bool


@dataclass(frozen=True)
class Block:
    """One series in one column of stacked bars."""

    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class StackedBars:
    """Columns of stacked blocks; ``rows`` are the same numbers for the table.

    ``breaks`` stand where months are left out between two columns.
    """

    lines: list[Tick]
    blocks: list[Block]
    labels: list[Tick]
    years: list[Tick]
    breaks: list[float]
    names: list[str]
    rows: list[tuple[str, list[int], int]]


def steps(top: int, *, at_most: int = 5) -> list[int]:
    """Round numbers from 0 to at least ``top``, in at most ``at_most`` equal steps."""
    top, size = max(top, 1), 1
    while True:
        for factor in (1, 2, 5):
            step = factor * size
            if step * at_most >= top:
                count = -(-top // step)
                return [step * index for index in range(count + 1)]
        size *= 10


def range_bar(low: int, best: int, high: int | None, top: int) -> RangeBar:
    """A figure between ``low`` and ``high`` (None: open) on an axis that reaches ``top``."""
    marks = steps(top)
    scale = (BAR_WIDTH - 2 * BAR_MARGIN) / marks[-1]
    left, end = BAR_MARGIN + low * scale, BAR_WIDTH if high is None else BAR_MARGIN + high * scale
    ticks = [Tick(round(BAR_MARGIN + mark * scale, 1), f"{mark:,}") for mark in marks]
    return RangeBar(ticks, round(left, 1), round(end - left, 1), round(BAR_MARGIN + best * scale, 1), high is None)


def stacked_bars(columns: list[tuple[date, dict[str, int]]], names: dict[str, str]) -> StackedBars:
    """Columns of (month, {code: count}); the three commonest codes get a series, the rest are "Other"."""
    totals: dict[str, int] = {}
    for _, counts in columns:
        for code, count in counts.items():
            totals[code] = totals.get(code, 0) + count
    leading = sorted(totals, key=lambda code: (-totals[code], code))[: SERIES - 1]
    labels_of_series = [names.get(code, code.replace("_", " ").capitalize()) for code in leading]
    if len(totals) > len(leading):
        labels_of_series.append("Other")
    rows = []
    for month, counts in columns:
        series, whole = [counts.get(code, 0) for code in leading], sum(counts.values())
        rows.append((f"{month:%b %Y}", [*series, whole - sum(series)][: len(labels_of_series)], whole))
    marks = steps(max((whole for _, _, whole in rows), default=1), at_most=4)
    height = (_BOTTOM - _TOP) / marks[-1]
    pitch = (_RIGHT - _LEFT) / max(len(rows), 1)
    width = min(pitch * 0.7, 40)
    blocks = []
    for index, (_, series, _) in enumerate(rows):
        middle = _LEFT + pitch * (index + 0.5)
        edges = [sum(series[:count]) for count in range(len(series) + 1)]
        for place, (below, above) in enumerate(pairwise(edges)):
            if above > below:
                y = _BOTTOM - above * height
                blocks.append(
                    Block(
                        place,
                        round(middle - width / 2, 1),
                        round(y, 1),
                        round(width, 1),
                        round((above - below) * height, 1),
                    )
                )
    lines = [Tick(round(_BOTTOM - mark * height, 1), f"{mark:,}") for mark in marks]
    labels, years, breaks = _month_axis([month for month, _ in columns], pitch)
    return StackedBars(lines, blocks, labels, years, breaks, labels_of_series, rows)


def _month_axis(months: list[date], pitch: float) -> tuple[list[Tick], list[Tick], list[float]]:
    """Months, the year under the first of each year, and the breaks where months are left out."""
    labels, years, breaks = [], [], []
    for index, month in enumerate(months):
        middle = round(_LEFT + pitch * (index + 0.5), 1)
        labels.append(Tick(middle, f"{month:%b}"))
        before = months[index - 1] if index else None
        if before is None or before.year != month.year:
            years.append(Tick(middle, str(month.year)))
        if before and (month.year - before.year) * 12 + month.month - before.month > 1:
            breaks.append(round(_LEFT + pitch * index, 1))
    return labels, years, breaks
