"""Pages that say what went wrong."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from tracker.core.cookies import forget_cookies
from tracker.pages.page import show
from tracker.published.models import PublicStatus, PublishedRecord
from tracker.published.successors import successor_of


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    forget_cookies(request)
    return show("errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke. Uses no database: that may be what broke."""
    forget_cookies(request)
    return show("errors/500.html", status=500)


def bad_request(messages: list[str], *, back: str, title: str = "This request cannot be answered") -> HttpResponse:
    """What is wrong with the address, one sentence each. Never the unfiltered list instead."""
    return show("errors/400.html", {"messages": messages, "back": back, "title": title}, status=400)


def gone(record: PublishedRecord) -> HttpResponse:
    """The way to the record that a merged one is now; else the tombstone. Of a withdrawn one: number and date."""
    body = record.body
    stands = successor_of(record)
    if stands is not None:
        return HttpResponsePermanentRedirect(stands.body["url"])
    withdrawn = record.status == PublicStatus.WITHDRAWN
    context = {
        "kind": record.kind.label,
        "number": record.number,
        "withdrawn": withdrawn,
        "at": body.get("at") or record.last_published_at.isoformat(),
        "title": "" if withdrawn else record.title,
        "reason": "" if withdrawn else body.get("reason", ""),
        "changes": [] if withdrawn else body.get("changes", []),
    }
    return show("errors/410.html", context, status=410)
