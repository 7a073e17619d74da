"""Topics: the list by name, and one topic with its events in figures, on a map and in pages."""

from typing import Any

from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse

from tracker.pages import front
from tracker.pages.cards import by_day
from tracker.pages.errors import bad_request, gone
from tracker.pages.filters import single_values
from tracker.pages.keyset import BY_TITLE, NEWEST_EVENTS, BadCursorError, Page, page_of
from tracker.pages.maps import world_map
from tracker.pages.page import codebook_page, public_page, show
from tracker.pages.vocabulary import event_types
from tracker.pages.wording import paragraphs, span
from tracker.published.models import (
    PublicStatus,
    PublishedArticle,
    PublishedArticleTopic,
    PublishedEvent,
    PublishedEventTopic,
    PublishedTopic,
)
from tracker.published.models.event import PublishedEventQuerySet

ARTICLES_SHOWN = 20
EVENTS_A_PAGE = 30


@public_page
def topic_list(request: HttpRequest) -> HttpResponse:
    """Conflicts, dyads, campaigns, theatres and themes, by name. Three queries."""
    errors: list[str] = []
    values = single_values(request.GET, ("after", "before"), errors)
    if errors:
        return bad_request(errors, back="/topics/")
    live = PublishedTopic.objects.filter(status=PublicStatus.LIVE)
    try:
        page = page_of(live, BY_TITLE, after=values.get("after", ""), before=values.get("before", ""))
    except BadCursorError:
        return bad_request(["The place in the list cannot be read."], back="/topics/")
    rows = [{"row": row, "body": row.body} for row in page.rows]
    return show("topics/topic_list.html", {"rows": rows, "count": live.count(), "page": page})


@codebook_page
def topic_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One topic with its figures, events, wider and narrower topics and articles. At most fifteen queries."""
    topic = PublishedTopic.objects.filter(number=number).first()
    if topic is None:
        raise Http404
    if not topic.is_live:
        return gone(topic)
    back = f"/topics/{number}/"
    errors: list[str] = []
    values = single_values(request.GET, ("after", "before"), errors)
    if errors:
        return bad_request(errors, back=back)
    links = PublishedEventTopic.objects.filter(topic=topic.pk)
    rows = PublishedEvent.objects.live().filter(pk__in=links.values("event"))
    try:
        page = page_of(
            rows.defer("search_text"),
            NEWEST_EVENTS,
            after=values.get("after", ""),
            before=values.get("before", ""),
            size=EVENTS_A_PAGE,
        )
    except BadCursorError:
        return bad_request(["The place in the list cannot be read."], back=back)
    return show("topics/topic_detail.html", _context(topic, rows, page))


def _context(topic: PublishedTopic, rows: PublishedEventQuerySet, page: Page[PublishedEvent]) -> dict[str, Any]:
    body = topic.body
    narrower = topic.children.filter(status=PublicStatus.LIVE).order_by("title", "number")
    tied = PublishedArticleTopic.objects.filter(topic=topic.pk).values("article")
    articles = PublishedArticle.objects.filter(pk__in=tied, status=PublicStatus.LIVE).order_by("-seq")
    return {
        "record": body,
        "number_text": str(topic.number),
        "paragraphs": paragraphs(body["summary"]),
        "days": by_day(page.rows),
        "page": page,
        "count": rows.count(),
        "narrower": list(narrower.values_list("number", "title", "event_count")),
        "articles": [article.body for article in articles[:ARTICLES_SHOWN]],
        **(_figures(rows) if page.rows else {}),
    }


def _figures(rows: PublishedEventQuerySet) -> dict[str, Any]:
    """Figures, chart and map over all the topic's events, each act once."""
    days = rows.aggregate(first=Min("earliest"), last=Max("earliest"))
    period = front.period_until(days["last"], rows)
    countries = front.events_by_country(period, rows)
    return {
        "figures": front.figures_of(rows, span(days["first"], days["last"])),
        "period": period,
        "countries": countries,
        "map": world_map(countries),
        "chart": front.events_by_type(period, {term.code: term.label for term in event_types()}, rows),
    }
