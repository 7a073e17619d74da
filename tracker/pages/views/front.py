"""The front page."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tracker.pages import front
from tracker.pages.cards import by_day, card
from tracker.pages.casualties import figure_rows
from tracker.pages.corrections import CORRECTING, Entry, entries
from tracker.pages.event_page import where_note
from tracker.pages.maps import world_map
from tracker.pages.page import codebook_page, show
from tracker.pages.vocabulary import event_types
from tracker.pages.wording import GRADE_WORDS, moment, paragraphs
from tracker.published.models import Change, PublicStatus, PublishedArticle, PublishedEvent

LATEST = 12
CORRECTIONS = 4


@codebook_page
def front_page(request: HttpRequest) -> HttpResponse:
    """What is new, what was corrected, and the record in figures. At most 17 queries."""
    latest = list(PublishedEvent.objects.live().newest_first().defer("search_text")[:LATEST])
    story = PublishedArticle.objects.filter(status=PublicStatus.LIVE, article_kind="story").order_by("-seq").first()
    corrected, is_this_week = recent_corrections()
    context: dict[str, Any] = {"corrections": corrected, "is_this_week": is_this_week, "section": "front"}
    if story:
        body = story.body
        context |= {"story": body, "story_updated": moment(body["updated_at"])}
    if latest:
        newest = latest[0].earliest
        period = front.period_until(newest)
        countries = front.events_by_country(period)
        context |= {
            "days": by_day(latest),
            "figures": front.key_figures(newest),
            "topics": front.leading_topics(),
            "period": period,
            "countries": countries,
            "map": world_map(countries),
            "chart": front.events_by_type(period, {term.code: term.label for term in event_types()}),
            "lead": None if story else lead_context(front.leading_event(newest)),
        }
    return show("front/front.html" if latest or story else "front/empty.html", context)


def lead_context(event: PublishedEvent | None) -> dict[str, Any] | None:
    """What the front page says of its leading event; of a sensitive one no more than the facts."""
    if event is None:
        return None
    body = event.body
    return {
        "card": card(event),
        "standfirst": "" if body["is_sensitive"] else next(iter(paragraphs(body["summary"])), ""),
        "rows": [] if body["is_sensitive"] else [row for row in figure_rows(body) if row.bar][:3],
        "where_note": where_note(body["where"]),
        "grade": body["grade"]["label"],
        "how_sure": GRADE_WORDS.get(body["grade"]["code"], ""),
        "updated": moment(body["updated_at"]),
        "is_sensitive": body["is_sensitive"],
    }


def recent_corrections() -> tuple[list[Entry], bool]:
    """The corrections of the last seven days; where there are none, the latest ones. Up to seven queries."""
    changes = list(Change.objects.filter(op__in=CORRECTING).order_by("-epoch", "-seq")[:CORRECTIONS])
    this_week = [change for change in changes if change.at >= timezone.now() - timedelta(days=7)]
    return entries(this_week or changes), bool(this_week)
