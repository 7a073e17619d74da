"""Somebody reported killed who is seen again: both reports stand, and the desk is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Exists, F, OuterRef, QuerySet

from tracker.actors.models import Fate, Posting
from tracker.core.days import DatePrecision, Window, window
from tracker.core.states import EditorialState
from tracker.events.models import Claim, ClaimMode, ClaimTopic, Event, Involvement

_MET_IN_AN_EVENT = {Fate.WOUNDED, Fate.CAPTURED, Fate.DETAINED, Fate.MISSING}


class Sign(models.TextChoices):
    """What shows somebody dead or alive."""

    KILLED = "killed", "Reported killed"
    NOT_KILLED = "not_killed", "Reported not killed"
    ALIVE = "alive", "Reported alive"
    HARMED = "harmed", "Reported wounded, captured, detained or missing"
    SPEAKS = "speaks", "Quoted"
    TAKES_PART = "takes_part", "Named in an event"
    IN_POST = "in_post", "In post"


class Report(NamedTuple):
    """One sign, the days that it speaks of, who says so, and where that is from: a row, or a part of a document."""

    sign: Sign
    days: Window
    by: str
    source: Any


@dataclass(frozen=True)
class Contradiction:
    """Reports that somebody was killed, and those that show the same person alive afterwards, each by day."""

    deaths: list[Report]
    sightings: list[Report]


def contradiction_in(reports: Iterable[Report]) -> Contradiction | None:
    """What does not go together in the reports about one person; None where all of it may be true.

    A sighting counts from the day after the last day on which the death can have
    been. Being killed again, in a later event, is a sighting too. A death that
    its own speaker denies on the same or a later day no longer counts.
    """
    told = list(reports)
    denied = {(report.by, report.days.last) for report in told if report.sign == Sign.NOT_KILLED}
    deaths = [
        report
        for report in told
        if report.sign == Sign.KILLED and not any(by == report.by and day >= report.days.last for by, day in denied)
    ]
    alive = [report for report in told if report.sign != Sign.NOT_KILLED]
    sightings = [report for report in alive if any(_is_after(report, death) for death in deaths)]
    refuted = [death for death in deaths if any(_is_after(report, death) for report in alive)]
    return Contradiction(sorted(refuted, key=_by_day), sorted(sightings, key=_by_day)) if sightings else None


def fate_sign(fate: str, *, is_denied: bool) -> Sign | None:
    """What a claim about a fate shows; None where it shows nothing of life or death."""
    if fate == Fate.KILLED:
        return Sign.NOT_KILLED if is_denied else Sign.KILLED
    if is_denied:
        return None
    return Sign.ALIVE if fate == Fate.ALIVE else Sign.HARMED if fate in _MET_IN_AN_EVENT else None


def days_of_fate(sign: Sign, event: Window | None, told: Window | None) -> Window | None:
    """The days that a claim about a fate speaks of: of its event, else, for life and death, of its telling.

    Nobody is reported killed before they are, so an eventless death has an open beginning.
    """
    if sign in {Sign.ALIVE, Sign.NOT_KILLED}:
        return told or event
    if sign == Sign.KILLED:
        return event or (Window(date.min, told.last) if told else None)
    return event


def post_days(start: Window | None, end: Window | None) -> Window | None:
    """The days on which somebody was in post at the latest: real ones only, as obituaries cite posts, too."""
    return end or start


def contradictions(person_ids: Iterable[int] | None = None) -> dict[int, Contradiction]:
    """What does not go together, by row id of the person; of everybody where none is named. Five queries.

    ``len(contradictions())`` is what a list of open work counts.
    """
    deaths = Claim.objects.filter(topic=ClaimTopic.FATE, fate=Fate.KILLED)
    if person_ids is not None:
        deaths = deaths.filter(about_person__in=set(person_ids))
    people = {pk for pk in deaths.values_list("about_person", flat=True) if pk is not None}
    told: dict[int, list[Report]] = {}
    for pk, report in (*_fates(people), *_words(people), *_parts(people), *_posts(people)):
        told.setdefault(pk, []).append(report)
    found = {pk: contradiction_in(reports) for pk, reports in told.items()}
    return {pk: contradiction for pk, contradiction in found.items() if contradiction is not None}


def _fates(people: set[int]) -> Iterable[tuple[int, Report]]:
    rows = Claim.objects.filter(topic=ClaimTopic.FATE, about_person__in=people)
    for claim in _standing(rows).annotate(written_on=F("passage__text__article__published_on")):
        is_denied = claim.mode == ClaimMode.DENIAL or claim.is_negated
        sign = fate_sign(claim.fate, is_denied=is_denied)
        told = _said(claim.said_on or claim.written_on, claim.said_precision if claim.said_on else None)
        days = days_of_fate(sign, _happened(claim.event), told) if sign else None
        if sign and days and claim.about_person_id:
            yield claim.about_person_id, Report(sign, days, claim.speaker_label, claim)


def _words(people: set[int]) -> Iterable[tuple[int, Report]]:
    rows = Claim.objects.filter(speaker_person__in=people, said_on__isnull=False)
    for claim in _standing(rows):
        days = _said(claim.said_on, claim.said_precision)
        if days and claim.speaker_person_id:
            yield claim.speaker_person_id, Report(Sign.SPEAKS, days, claim.speaker_label, claim)


def _parts(people: set[int]) -> Iterable[tuple[int, Report]]:
    killed_there = Claim.objects.filter(
        topic=ClaimTopic.FATE, fate=Fate.KILLED, event=OuterRef("event"), about_person=OuterRef("person")
    )
    rows = Involvement.objects.filter(~Exists(killed_there), person__in=people, event__earliest__isnull=False)
    for part in rows.exclude(event__state=EditorialState.RETRACTED).select_related("event", "person").order_by("pk"):
        days = _happened(part.event)
        if days and part.person_id:
            yield part.person_id, Report(Sign.TAKES_PART, days, "", part)


def _posts(people: set[int]) -> Iterable[tuple[int, Report]]:
    for posting in Posting.objects.filter(person__in=people).select_related("person", "force").order_by("pk"):
        days = post_days(posting.period.start, posting.period.end)
        if days:
            yield posting.person_id, Report(Sign.IN_POST, days, "", posting)


def _standing(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """The claims without those of retracted events, with their event and who speaks."""
    kept = claims.exclude(event__state=EditorialState.RETRACTED)
    return kept.select_related("event", "speaker_force", "speaker_person", "speaks_for", "speaker_outlet").order_by(
        "pk"
    )


def _happened(event: Event | None) -> Window | None:
    return Window(event.earliest, event.latest) if event and event.earliest and event.latest else None


def _said(day: date | None, precision: int | None) -> Window | None:
    return window(day, precision or DatePrecision.DAY) if day else None


def _is_after(report: Report, death: Report) -> bool:
    return report.days.first > death.days.last


def _by_day(report: Report) -> tuple[date, date]:
    return report.days.last, report.days.first
