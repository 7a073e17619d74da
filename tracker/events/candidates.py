"""Events of the desk that may be the one asked about: a window of days and a box, then the rules of likeness."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import cos, radians

from django.db.models import Q, QuerySet, prefetch_related_objects

from tracker.core.states import EditorialState
from tracker.events.likeness import DAYS_OF_SLACK, MAYBE, Facts, Likeness, likeness, words_of
from tracker.events.models import DatePrecision, Event, Group, Tally
from tracker.revisions.models import Kind
from tracker.revisions.standing import Standing

MOST_COMPARED = 300
_LONGEST_SHORT = 7  # days that an event of precision 1 to 3 may span
_LONGEST = 366
_BOX_DEGREES = 1.0
_EXACT = 3  # up to this geo precision a point says where to look
Found = tuple[Event, Likeness]


def like(event: Event, *, limit: int = 5) -> list[Found]:
    """The events that may be the same as this one, the likest first. Eight queries over at most 300 rows."""
    standing = Standing()
    return like_facts(facts_of([event], standing)[0], limit=limit, standing=standing)


def like_facts(facts: Facts, *, limit: int = 5, standing: Standing | None = None) -> list[Found]:
    """The same for an event that is not saved yet; without a day nothing is found."""
    events = list(_window(facts).exclude(pk=facts.pk)[:MOST_COMPARED])
    if not events:
        return []
    compared = [likeness(facts, other) for other in facts_of(events, Standing() if standing is None else standing)]
    found = [pair for pair in zip(events, compared, strict=True) if pair[1].score >= MAYBE]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].pk))[:limit]


def facts_of(events: Iterable[Event], standing: Standing) -> list[Facts]:
    """What is compared of each event; forces, persons and places as they stand after merges. Five queries for all."""
    listed = list(events)
    prefetch_related_objects(listed, "involvements", "tallies", "citations")
    return [_facts(event, standing) for event in listed]


def _facts(event: Event, standing: Standing) -> Facts:
    place = standing.final(Kind.PLACE, event.place_id) if event.place_id else None
    has_point = event.latitude is not None and event.longitude is not None
    parts = event.involvements.all()
    return Facts(
        pk=event.pk,
        title=event.title,
        earliest=event.earliest,
        latest=event.latest,
        point=(float(event.latitude or 0), float(event.longitude or 0)) if has_point else None,
        geo_precision=event.geo_precision,
        place=place,
        country_code=event.place.country_code if event.place else "",
        event_type=event.event_type.code,
        parties=frozenset(standing.final(Kind.FORCE, part.force_id) for part in parts if part.force_id),
        persons=frozenset(standing.final(Kind.PERSON, part.person_id) for part in parts if part.person_id),
        figures=figures_of(event.tallies.all()),
        words=words_of(event.title, event.summary),
        passages=frozenset(citation.passage_id for citation in event.citations.all()),
    )


def figures_of(tallies: Iterable[Tally]) -> dict[tuple[str, str, str], tuple[int, int | None]]:
    """The desk's figures for everybody, by outcome, standing and side."""
    return {
        (tally.outcome, tally.standing, tally.side): (tally.low, tally.high)
        for tally in tallies
        if tally.who == Group.ALL and tally.low is not None
    }


def _window(facts: Facts) -> QuerySet[Event]:
    """Events near in time by the index on the first day, and in a box where the point is known."""
    if facts.earliest is None or facts.latest is None:
        return Event.objects.none()
    first, last = facts.earliest - timedelta(DAYS_OF_SLACK), facts.latest + timedelta(DAYS_OF_SLACK)
    rows = Event.objects.exclude(state=EditorialState.RETRACTED).filter(_in_days(first, last))
    if facts.point is not None and (facts.geo_precision or _LONGEST) <= _EXACT:
        rows = rows.filter(_in_box(*facts.point))
    return rows.select_related("event_type", "place").order_by("-earliest", "-pk")


def _in_days(first: date, last: date) -> Q:
    short = Q(earliest__gte=first - timedelta(_LONGEST_SHORT), date_precision__lte=DatePrecision.WEEK)
    long = Q(earliest__gte=first - timedelta(_LONGEST), date_precision__gt=DatePrecision.WEEK)
    return Q(earliest__lte=last, latest__gte=first) & (short | long)


def _in_box(latitude: float, longitude: float) -> Q:
    """Within a degree of latitude, as many kilometres of longitude; and whatever has no point or a rough one."""
    wide = _BOX_DEGREES / max(0.1, cos(radians(latitude)))
    near = Q(latitude__gte=latitude - _BOX_DEGREES, latitude__lte=latitude + _BOX_DEGREES) & (
        Q(longitude__gte=longitude - wide, longitude__lte=longitude + wide)
        | Q(longitude__gte=longitude - wide + 360)
        | Q(longitude__lte=longitude + wide - 360)
    )
    return near | Q(latitude__isnull=True) | Q(geo_precision__gt=_EXACT)
