"""The chart of command of a force on a day, from its published document alone."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.core.command import Answer, Chart, Post, Tie, chart_on
from tracker.core.days import Held, Period, day_words, held_on, period_words

_IN_POST = {
    Held.YES: "in post on that day",
    Held.MAYBE: "may have been in post",
    Held.UNKNOWN: "not known whether in post: no days are given",
}
_TIED = {Held.YES: "", Held.MAYBE: "perhaps", Held.UNKNOWN: "no days are given"}
_BORNE = {"official", "former"}


def read_day(text: str) -> date | None:
    """A day written like 2024-08-29; None for anything else."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None


def command_on(body: dict[str, Any], day: date, *, is_asked: bool) -> dict[str, Any] | None:
    """What the page shows of a force on ``day``; None where the document knows neither ties nor commanders.

    ``is_asked``: links to other forces lead to the same day.
    """
    ties = [Tie(link, link["kind"]["code"], link["direction"] == "up", Period.read(link)) for link in body["links"]]
    posts = [_post(part) for part in body.get("postings", [])]
    if not ties and not any(post.is_command for post in posts):
        return None
    chart = chart_on(day, ties, posts)
    query = f"?on={day.isoformat()}" if is_asked else ""
    return {
        "day": day.isoformat(),
        "day_words": day_words(day),
        "known_as": _known_as(body, day),
        "groups": _groups(chart, query),
        "commanders": [_commander(answer) for answer in chart.commanders],
        "rivals": chart.rivals,
    }


@dataclass(frozen=True)
class _Holder:
    """Who holds a post. The same person in two posts is one; those who are not named may all be one."""

    key: str
    part: dict[str, Any] = field(compare=False)


def _post(part: dict[str, Any]) -> Post:
    title = " ".join(word for word in (part["rank"], part["title"]) if word)
    holder = _Holder(part["person"]["id"] if part["person"] else "", part)
    return Post(holder, title, part["certainty"]["code"], part["is_command"], Period.read(part))


def _commander(answer: Answer[Post]) -> dict[str, Any]:
    part = answer.fact.holder.part
    person = part["person"]
    return {
        "name": person["name"] if person else part["description"],
        "url": person["url"] if person else "",
        "title": answer.fact.title,
        "held": _IN_POST[answer.held],
        "certainty": part["certainty"]["label"].lower(),
        "days": period_words(answer.fact.period),
        "source": part["source"],
    }


def _groups(chart: Chart, query: str) -> list[dict[str, Any]]:
    """Ties by direction, each group with its heading; empty groups are left out."""
    groups = (
        ("Stands under", chart.superiors),
        ("Has under it", chart.subordinates),
        ("Allied or opposed", [answer for answer in chart.others if answer.fact.kind != "split_from"]),
    )
    return [
        {"label": label, "rows": [_tied(answer, query) for answer in answers]} for label, answers in groups if answers
    ]


def _tied(answer: Answer[Tie], query: str) -> dict[str, Any]:
    link = answer.fact.other
    return {
        "name": link["force"]["name"],
        "url": f"{link['force']['url']}{query}",
        "kind": link["kind"]["label"].lower(),
        "held": _TIED[answer.held],
        "days": period_words(answer.fact.period),
    }


def _known_as(body: dict[str, Any], day: date) -> list[str]:
    """Dated names that the force bore on the day, where they are not the one in the heading."""
    return [
        row["name"]
        for row in body["names"]
        if row["kind"]["code"] in _BORNE
        and row["name"] != body["name"]
        and held_on(Period.read(row), day, is_open=True) in {Held.YES, Held.MAYBE}
    ]
