"""Events: the list with its filters, and one event."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from tracker.pages.cards import by_day
from tracker.pages.countries import COUNTRIES
from tracker.pages.errors import bad_request, gone
from tracker.pages.event_page import event_context
from tracker.pages.filters import NAMES, read_filters
from tracker.pages.keyset import NEWEST_EVENTS, BadCursorError, page_of
from tracker.pages.maps import event_map
from tracker.pages.page import codebook_page, public_page, show
from tracker.pages.series import series_of
from tracker.pages.vocabulary import event_types
from tracker.published.models import PublicStatus, PublishedEvent, PublishedPlace


@codebook_page
def event_list(request: HttpRequest) -> HttpResponse:
    """Live events, newest first, fifty a page. At most nine queries."""
    types = event_types()
    asked = read_filters(request.GET, types)
    if asked.errors:
        return bad_request(asked.errors, back="/events/", title="The list cannot be filtered like this")
    rows = asked.rows()
    try:
        page = page_of(
            rows.defer("search_text"),
            NEWEST_EVENTS,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    except BadCursorError:
        return bad_request(["The place in the list cannot be read."], back=f"/events/?{asked.query}")
    places = PublishedPlace.objects.filter(status=PublicStatus.LIVE).exclude(country_code="")
    codes = {*places.order_by().values_list("country_code", flat=True).distinct(), asked.country} - {""}
    context = {
        "days": by_day(page.rows),
        "count": rows.count(),
        "asked": asked,
        "types": types,
        "countries": sorted(((code, COUNTRIES.get(code, code)) for code in codes), key=lambda pair: pair[1]),
        "previous": page.previous and link(asked.given, "before", page.previous),
        "next": page.next and link(asked.given, "after", page.next),
    }
    return show("events/event_list.html", context)


def link(given: dict[str, str], direction: str, key: str) -> str:
    """The address of the page before or after ``key`` under the same filters."""
    kept = {name: given[name] for name in NAMES if name in given}
    return f"?{urlencode({**kept, direction: key})}"


@public_page
def event_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One event from its document, with its parts and the events linked to it. Four queries."""
    found = PublishedEvent.objects.filter(number=number).select_related("place")
    event = found.defer("search_text").first()
    if event is None:
        raise Http404
    if not event.is_live:
        return gone(event)
    body = event.body
    # A withdrawn place is only a number by now: nothing of it may show through.
    place = event.place.body if event.place and event.place.is_live else {}
    context = {**event_context(body), "map": event_map(body["where"], place.get("admin1"))}
    return show("events/event_detail.html", {**context, "series": series_of(event, body)})
