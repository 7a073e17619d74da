"""Feeds of what was published last."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from tracker.core.cookies import forget_cookies
from tracker.published.models import (
    ChangeMention,
    PublicStatus,
    PublishedEvent,
    PublishedEventTopic,
    PublishedTopic,
    RecordKind,
)
from tracker.syndication import atom
from tracker.syndication.api import conditional

LONGEST = 50
LAYOUT = "atom-2"
_WARNING = "This account is graphic or distressing; its page warns first."


@csrf_exempt
def event_feed(request: HttpRequest) -> HttpResponse:
    """The events published, changed or taken back last, by number of change. Two queries; one for a 304."""
    rows = PublishedEvent.objects.all()
    return _answer(request, rows, title="events", address=reverse("feeds:events"), site="/events/")


@csrf_exempt
def topic_feed(request: HttpRequest, number: int) -> HttpResponse:
    """The same for the events of one topic; what was taken back since it belonged to it, too. Three queries.

    A topic that was taken back has no feed any more: 410.
    """
    topic = PublishedTopic.objects.filter(number=number).only("public_id", "title", "status").first()
    if topic is None:
        raise Http404
    if not topic.is_live:
        return HttpResponse("This topic was taken back.", status=HTTPStatus.GONE, content_type="text/plain")
    belonged = ChangeMention.objects.filter(public_id=topic.public_id, change__kind=RecordKind.EVENT)
    tombstones = ~Q(status=PublicStatus.LIVE) & Q(public_id__in=belonged.values("change__public_id"))
    belongs = Q(pk__in=PublishedEventTopic.objects.filter(topic=topic.pk).values("event"))
    rows = PublishedEvent.objects.filter(belongs | tombstones)
    address = reverse("feeds:topic", args=[number])
    return _answer(request, rows, title=topic.title, address=address, site=f"/topics/{number}/")


def _answer(
    request: HttpRequest, rows: QuerySet[PublishedEvent], *, title: str, address: str, site: str
) -> HttpResponse:
    forget_cookies(request)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    tag = conditional.entity_tag(request, change=conditional.last_change(), layout=LAYOUT)
    response = conditional.not_modified(request, tag)
    if response is None:
        feed = atom.Feed(
            title=f"{settings.DESK_NAME}: {title}",
            address=absolute(address),
            site=absolute(site),
            author=settings.DESK_NAME,
            licence=settings.DESK_LICENCE,
        )
        latest = rows.order_by("-seq").defer("search_text")[:LONGEST]
        body = atom.write(feed, (entry_of(row) for row in latest))
        response = conditional.keep(HttpResponse(body, status=HTTPStatus.OK, content_type=atom.MEDIA_TYPE), tag)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def entry_of(row: PublishedEvent) -> atom.Entry | atom.Deleted:
    """What the feed says of one event; of a tombstone no more than its document does."""
    document, identity = row.body, row.public_id.urn
    if row.status != PublicStatus.LIVE:
        into = document.get("successor")
        leads_to = absolute(into["url"]) if into else ""
        return atom.Deleted(identity, row.last_published_at, document.get("reason") or "", leads_to)
    return atom.Entry(
        identity=identity,
        title=document["title"],
        summary=summary_of(document),
        published=row.first_published_at,
        updated=row.last_published_at,
        page=absolute(document["url"]),
        document=absolute(document["api_url"]),
        category=(document["type"]["code"], document["type"]["label"]),
    )


def summary_of(document: dict[str, Any]) -> str:
    """The summary, behind the notes of what was changed since, newest first. A graphic one is on its page only."""
    notes = [
        f"{change['op_label']} on {change['at'][:10]}: {change['note']}"
        for change in document["changes"]
        if change["note"]
    ]
    account = _WARNING if document.get("is_sensitive") else document["summary"]
    return "\n\n".join([*notes, account])


def absolute(path: str) -> str:
    """The public address of a path: feeds are passed on, so it does not depend on who asked."""
    return f"{settings.DESK_BASE_URL}{path}"
