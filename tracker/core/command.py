"""Who stands above and below a force on a day, and who commands it: dated facts in, a chart out.

Plain Python, so that the desk's own page and the public one, which knows only
documents, answer alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from tracker.core.days import Held, Period, held_on

HIERARCHY = ("part_of", "member_of")
"""The kinds of tie that lead up to who commands; none of them may run in a circle on one day."""
_CERTAINTIES = ("confirmed", "likely", "alleged")
_ANSWERS = list(Held)


@dataclass(frozen=True)
class Tie:
    """``other`` stands above the force (``is_up``) or below it, in a tie of ``kind``. The caller says what it is."""

    other: Any
    kind: str
    is_up: bool
    period: Period


@dataclass(frozen=True)
class Post:
    """``holder`` holds a post of the force; ``is_command``: to command it."""

    holder: Any
    title: str
    certainty: str
    is_command: bool
    period: Period


Fact = TypeVar("Fact", Tie, Post)


@dataclass(frozen=True)
class Answer(Generic[Fact]):
    """A fact, and whether it held on the day."""

    fact: Fact
    held: Held


@dataclass(frozen=True)
class Chart:
    """What held on ``day``, the surest first; what certainly did not hold is left out."""

    day: date
    superiors: list[Answer[Tie]]
    subordinates: list[Answer[Tie]]
    others: list[Answer[Tie]]
    commanders: list[Answer[Post]]

    @property
    def rivals(self) -> int:
        """How many are said to have commanded on that very day, where that is more than one; else 0."""
        return rivals(self.commanders)


def chart_on(day: date, ties: Iterable[Tie], posts: Iterable[Post]) -> Chart:
    """The chart of a force on a day. A tie without a first or last day is open there; a post is not known to go on."""
    asked = [Answer(tie, held_on(tie.period, day, is_open=True)) for tie in ties]
    held = _surest(answer for answer in asked if answer.held != Held.NO)
    ranked = [answer for answer in held if answer.fact.kind in HIERARCHY]
    return Chart(
        day=day,
        superiors=[answer for answer in ranked if answer.fact.is_up],
        subordinates=[answer for answer in ranked if not answer.fact.is_up],
        others=[answer for answer in held if answer.fact.kind not in HIERARCHY],
        commanders=commanders_on(day, posts),
    )


def commanders_on(day: date, posts: Iterable[Post]) -> list[Answer[Post]]:
    """Who may have commanded on the day: in post beyond doubt, perhaps, not known; then by certainty of the words."""
    asked = [Answer(post, held_on(post.period, day, is_open=False)) for post in posts if post.is_command]
    by_certainty = sorted(asked, key=lambda answer: _CERTAINTIES.index(answer.fact.certainty))
    return _surest(answer for answer in by_certainty if answer.held != Held.NO)


def rivals(commanders: Iterable[Answer[Post]]) -> int:
    """How many different holders commanded beyond doubt, where that is more than one; else 0."""
    holders: list[Any] = []
    for answer in commanders:
        if answer.held == Held.YES and answer.fact.holder not in holders:
            holders.append(answer.fact.holder)
    return len(holders) if len(holders) > 1 else 0


def weakest(answers: Iterable[Held]) -> Held:
    """What is known of a chain: as much as of its weakest link."""
    return max(answers, key=_ANSWERS.index, default=Held.YES)


def _surest(answers: Iterable[Answer[Fact]]) -> list[Answer[Fact]]:
    return sorted(answers, key=lambda answer: _ANSWERS.index(answer.held))
