"""The chart of command of a force, on any day that the editor asks for."""

from datetime import date
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from tracker.actors.command import ChartOfCommand, chart_of
from tracker.actors.models import Force
from tracker.core.command import Answer, Post
from tracker.core.days import day_words, period_words
from tracker.events.sightings import Contradiction, Report
from tracker.review.admin.base import change_url


def chart_page(request: HttpRequest, site: AdminSite, force: Force) -> HttpResponse:
    """Who stood above and below the force, and who commanded it, on ``?on=``; today where no day is given.

    What is no day is said, and answered with 400 and no chart.
    """
    asked = request.GET.get("on", "").strip()
    day = _day(asked) if asked else timezone.now().date()
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": f"Chart of command: {force}",
        "force": force,
        "back": change_url(force),
        "asked": asked[:40],
        "chart": shown(chart_of(force, day)) if day else None,
        "day": day.isoformat() if day else "",
        "day_words": day_words(day) if day else "",
    }
    return TemplateResponse(request, "admin/review/chart.html", context, status=200 if day else 400)


def shown(chart: ChartOfCommand) -> dict[str, Any]:
    """The chart as the template takes it: the highest force first, the one asked for in the middle."""
    units = [*reversed(chart.above), chart.unit, *chart.below]
    rows = [
        {
            "unit": unit,
            "url": change_url(unit.force),
            "is_asked": unit is chart.unit,
            "commanders": [commander(answer) for answer in unit.commanders],
        }
        for unit in units
    ]
    return {"rows": rows, "is_cut": chart.is_cut, "is_alone": len(units) == 1}


def commander(answer: Answer[Post]) -> dict[str, Any]:
    """One who may have commanded, as the template takes it."""
    return {"answer": answer, "url": change_url(answer.fact.holder), "days": period_words(answer.fact.period)}


def lines_of(found: Contradiction) -> list[dict[str, Any]]:
    """The reports of a contradiction by day: what each says, on which days, by whom, and the record it is from."""
    return [_line(report) for report in (*found.deaths, *found.sightings)]


def _line(report: Report) -> dict[str, Any]:
    event = getattr(report.source, "event", None)
    first, last = report.days
    days = f"on or before {day_words(last)}" if first == date.min else day_words(first)
    return {
        "sign": report.sign.label,
        "days": days if first in {last, date.min} else f"{days} – {day_words(last)}",
        "by": report.by,
        "record": event or report.source,
        "url": change_url(event) if event else "",
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
