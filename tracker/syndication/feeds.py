"""Feeds of what was published last."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from tracker.core.cookies import forget_cookies
from tracker.published.models import PublicStatus, PublishedEvent
from tracker.syndication import atom
from tracker.syndication.api import conditional

LONGEST = 50
LAYOUT = "atom-1"


@csrf_exempt
def event_feed(request: HttpRequest) -> HttpResponse:
    """The events published, changed or taken back last, by number of change. Two queries; one for a 304."""
    forget_cookies(request)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    tag = conditional.entity_tag(request, change=conditional.last_change(), layout=LAYOUT)
    response = conditional.not_modified(request, tag)
    if response is None:
        rows = PublishedEvent.objects.order_by("-seq").defer("search_text")[:LONGEST]
        feed = atom.Feed(
            title=f"{settings.DESK_NAME}: events",
            address=absolute(reverse("feeds:events")),
            site=absolute("/events/"),
            author=settings.DESK_NAME,
            licence=settings.DESK_LICENCE,
        )
        body = atom.write(feed, (entry_of(row) for row in rows))
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
    """The summary, behind the notes of what was changed since, newest first."""
    notes = [
        f"{change['op_label']} on {change['at'][:10]}: {change['note']}"
        for change in document["changes"]
        if change["note"]
    ]
    return "\n\n".join([*notes, document["summary"]])


def absolute(path: str) -> str:
    """The public address of a path: feeds are passed on, so it does not depend on who asked."""
    return f"{settings.DESK_BASE_URL}{path}"
