"""Persons, forces and places: lists by name, and one of each with its events."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from tracker.pages.cards import by_day
from tracker.pages.command import command_on, read_day
from tracker.pages.errors import bad_request, gone
from tracker.pages.fates import conflicting, fate_rows
from tracker.pages.filters import single_values
from tracker.pages.keyset import BY_TITLE, BadCursorError, page_of
from tracker.pages.maps import place_map
from tracker.pages.page import public_page, show
from tracker.published.models import (
    PublicStatus,
    PublishedEvent,
    PublishedEventForce,
    PublishedEventPerson,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedRecord,
)
from tracker.published.models.event import PublishedEventQuerySet

EVENTS_SHOWN = 30


def _named_list(request: HttpRequest, model: type[PublishedRecord], template: str) -> HttpResponse:
    errors: list[str] = []
    values = single_values(request.GET, ("after", "before"), errors)
    if errors:
        return bad_request(errors, back=request.path)
    live = model._default_manager.filter(status=PublicStatus.LIVE)
    try:
        page = page_of(live, BY_TITLE, after=values.get("after", ""), before=values.get("before", ""))
    except BadCursorError:
        return bad_request(["The place in the list cannot be read."], back=request.path)
    rows = [{"row": row, "body": row.body} for row in page.rows]
    return show(template, {"rows": rows, "count": live.count(), "page": page})


def _one(model: type[PublishedRecord], number: int) -> PublishedRecord:
    record = model._default_manager.filter(number=number).first()
    if record is None:
        raise Http404
    return record


def _latest(events: PublishedEventQuerySet) -> list[PublishedEvent]:
    return list(events.live().newest_first().defer("search_text")[:EVENTS_SHOWN])


def _detail(record: PublishedRecord, shown: list[PublishedEvent], template: str, extra: dict[str, Any]) -> HttpResponse:
    body = record.body
    number_text = str(record.number)
    return show(
        template,
        {
            "record": body,
            "number_text": number_text,
            "days": by_day(shown),
            "event_count": len(shown),
            "limit": EVENTS_SHOWN,
            **extra,
        },
    )


@public_page
def person_list(request: HttpRequest) -> HttpResponse:
    """People named in public, by name. Three queries."""
    return _named_list(request, PublishedPerson, "persons/person_list.html")


@public_page
def force_list(request: HttpRequest) -> HttpResponse:
    """Forces and public bodies, by name. Three queries."""
    return _named_list(request, PublishedForce, "forces/force_list.html")


@public_page
def place_list(request: HttpRequest) -> HttpResponse:
    """Places of published events, by name. Three queries."""
    return _named_list(request, PublishedPlace, "places/place_list.html")


@public_page
def person_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One person, with the events that name them. Three queries."""
    person = _one(PublishedPerson, number)
    if not person.is_live:
        return gone(person)
    events = PublishedEvent.objects.filter(pk__in=PublishedEventPerson.objects.filter(person=person.pk).values("event"))
    shown, body = _latest(events), person.body
    told = {"fates": fate_rows(body), "conflicting": conflicting(body, shown)}
    return _detail(person, shown, "persons/person_detail.html", told)


@public_page
def force_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One force, with the events that it is in, and its chart of command on ``?on=`` or today. Three queries."""
    errors: list[str] = []
    values = single_values(request.GET, ("on",), errors)
    asked = read_day(values["on"]) if "on" in values else None
    if "on" in values and asked is None:
        errors.append(f"“{values['on'][:40]}” is not a day for “on”. Write it like 2024-08-29.")
    if errors:
        return bad_request(errors, back=request.path)
    force = _one(PublishedForce, number)
    if not force.is_live:
        return gone(force)
    events = PublishedEvent.objects.filter(pk__in=PublishedEventForce.objects.filter(force=force.pk).values("event"))
    chart = command_on(force.body, asked or timezone.now().date(), is_asked=asked is not None)
    return _detail(force, _latest(events), "forces/force_detail.html", {"chart": chart, "is_asked": asked is not None})


@public_page
def place_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One place, with its events; of a country, all events in it. Three queries."""
    place = _one(PublishedPlace, number)
    if not place.is_live:
        return gone(place)
    body = place.body
    is_country = body["place_kind"]["code"] == "country" and body["country_code"]
    where = {"country_code": body["country_code"]} if is_country else {"place": place.pk}
    extra = {"map": place_map(body), "is_country": is_country}
    return _detail(place, _latest(PublishedEvent.objects.filter(**where)), "places/place_detail.html", extra)
