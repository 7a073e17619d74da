"""The first page of the desk: one's own queue, the team's queues with their ages, and what else there is to look at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from tracker.accounts.policy import Someone, Verb, may
from tracker.articles.models import Article
from tracker.articles.states import Processing
from tracker.core.states import EditorialState
from tracker.events.models import Event
from tracker.events.sightings import contradictions
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.merging import MERGED_KINDS
from tracker.review import waiting
from tracker.review.admin.workflow import record_url
from tracker.review.models import Assignment
from tracker.revisions.models import Kind

_SHOWN = 8
_QUEUES = ((EditorialState.IN_REVIEW, "to approve"), (EditorialState.APPROVED, "to publish"))
_PILES = (
    (Processing.EXTRACTED, "to review"),
    (Processing.FAILED, "that could not be read"),
)


class Number(NamedTuple):
    """How many rows a list has, what they are, and the list; ``note`` says how long they have waited."""

    total: int
    label: str
    link: str
    note: str = ""


class Given(NamedTuple):
    """One record of somebody's queue."""

    title: str
    link: str
    kind: str
    due_on: date | None
    is_overdue: bool


@dataclass(frozen=True)
class Start:
    """What the page shows. ``groups`` are headings with their numbers; those without any are left out."""

    queue: list[Given]
    queued: Number
    groups: list[tuple[str, list[Number]]]
    is_new: bool
    first_steps: list[tuple[str, str, str]]


def start(user: Someone, now: datetime) -> Start:
    """The page for somebody who edits. At most 60 queries, however many rows there are."""
    today = now.date()
    given = waiting.queue_of(user)
    total = given.count()
    counted = {shelf.page: _counts(shelf, user, today) for shelf in waiting.SHELVES}
    groups = [
        ("Articles", _articles(user, now)),
        ("Waiting for a second person", _queues(user, counted, now)),
        ("Public, and not settled", _unsettled(user, today, counted)),
        ("Sources and claims", _doubts(user, today)),
        ("Set for a time", _times()),
        ("One or two?", _pairs(user)),
    ]
    return Start(
        queue=given_rows(list(given[:_SHOWN]), today),
        queued=Number(total, "given to you", reverse("admin:waiting", args=["mine"])),
        groups=[(name, [each for each in found if each.total]) for name, found in groups],
        is_new=not Article.objects.exists() and not Event.objects.exists(),
        first_steps=_first_steps(),
    )


def given_rows(given: list[Assignment], today: date) -> list[Given]:
    """Assignments with the records they are about. A query a kind."""
    titles = records_named([(Kind(each.kind), each.record_id) for each in given])
    return [
        Given(*titles[Kind(each.kind), each.record_id], each.due_on, bool(each.due_on and each.due_on < today))
        for each in given
        if (Kind(each.kind), each.record_id) in titles
    ]


def records_named(keys: list[tuple[Kind, int]]) -> dict[tuple[Kind, int], tuple[str, str, str]]:
    """Title, page and kind of records. A query a kind."""
    found = {}
    for kind in sorted({kind for kind, _ in keys}):
        rows = AGGREGATES[kind].model._default_manager.in_bulk([pk for of_kind, pk in keys if of_kind == kind])
        found.update({(kind, pk): (str(row), record_url(row), str(kind.label)) for pk, row in rows.items()})
    return found


def list_of(page: str, **chosen: str) -> str:
    """The address of a list of the admin, narrowed."""
    wanted = "&".join(f"{name}={value}" for name, value in chosen.items())
    return f"{reverse(f'admin:{page}_changelist')}?{wanted}"


def age(since: datetime, now: datetime) -> str:
    """How long ago, as people say it: 3 hours, 12 days."""
    passed = max(now - since, timedelta())
    hours = int(passed.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    count, word = (hours, "hour") if hours < 48 else (passed.days, "day")
    return f"{count} {word}{'s' if count != 1 else ''}"


def _counts(shelf: waiting.Shelf, user: Someone, today: date) -> dict[str, Any]:
    """Of one list: how many wait in each state, since when, and how many are public with a pending version."""
    found: dict[str, Any] = shelf.rows(user).aggregate(
        pending=Count("pk", filter=Q(live_revision__isnull=False, state__in=waiting.ON_THE_WAY)),
        **{state.value: Count("pk", filter=Q(state=state)) for state, _ in _QUEUES},
        **{f"{state.value}_since": Min("changed_at", filter=Q(state=state)) for state, _ in _QUEUES},
    )
    return found


def _articles(user: Someone, now: datetime) -> list[Number]:
    rows = Article.objects.open_to(user).received()
    counted = rows.aggregate(
        **{state.value: Count("pk", filter=Q(processing=state)) for state, _ in _PILES},
        **{f"{state.value}_since": Min("added_at", filter=Q(processing=state)) for state, _ in _PILES},
    )
    found = [
        _aged(
            _number(
                counted[state.value], f"article{{s}} {label}", list_of("articles_article", processing__exact=state)
            ),
            rows.filter(processing=state),
            "added_at",
            counted[f"{state.value}_since"],
            now,
        )
        for state, label in _PILES
    ]
    bands = {band.code: Count("pk", filter=waiting.in_band(band)) for band in waiting.BANDS}
    proposed = waiting.suggestions(user).aggregate(**bands)
    return found + [
        _number(proposed[band.code], f"suggestion{{s}}, {band.label.lower()}", _waiting(f"suggestions-{band.code}"))
        for band in waiting.BANDS
    ]


def _queues(user: Someone, counted: dict[str, dict[str, Any]], now: datetime) -> list[Number]:
    found = []
    for state, label in _QUEUES:
        for shelf in waiting.SHELVES:
            if (shelf.kind, state) == (Kind.PLACE, EditorialState.APPROVED):
                continue  # a place of the gazetteer is approved for good, and goes out with what names it
            told = counted[shelf.page]
            link = list_of(shelf.page, state__exact=state)
            number = Number(told[state.value], f"{_named(shelf, told[state.value])} {label}", link)
            rows = shelf.rows(user).filter(state=state)
            found.append(_aged(number, rows, "changed_at", told[f"{state.value}_since"], now))
    return found


def _unsettled(user: Someone, today: date, counted: dict[str, dict[str, Any]]) -> list[Number]:
    found = []
    for shelf in waiting.SHELVES:
        count = counted[shelf.page]["pending"]
        link = list_of(shelf.page, work="pending")
        found.append(Number(count, f"{_named(shelf, count)} with a pending version", link))
    for shelf in waiting.SHELVES:
        count = waiting.unchecked(shelf.kind, shelf.rows(user), user, today).count()
        link = list_of(shelf.page, work="unchecked")
        found.append(Number(count, f"{_named(shelf, count)} published alone, to be checked", link))
    return found


def _doubts(user: Someone, today: date) -> list[Number]:
    found = []
    for code, label in (
        ("disagreeing", "event{s} on which claims disagree"),
        ("unsourced", "event{s} without independent source"),
    ):
        shelf = waiting.SHELVES[0]
        count = waiting.NARROWED[code][1](shelf.kind, shelf.rows(user), user, today).count()
        found.append(_number(count, label, list_of(shelf.page, work=code)))
    people = next(shelf for shelf in waiting.SHELVES if shelf.kind == Kind.PERSON)
    count = waiting.to_name(people.kind, people.rows(user), user, today).count()
    found.append(_number(count, "name{s} to agree to", list_of(people.page, work="to_name")))
    seen = len(contradictions())
    return [*found, Number(seen, "reported killed and seen again", list_of(people.page, seen_again="yes"))]


def _times() -> list[Number]:
    return [
        _number(waiting.scheduled().count(), "release{s} set for a time", _waiting("scheduled")),
        _number(waiting.lapsed().count(), "release{s} refused when due", _waiting("refused")),
    ]


def _pairs(user: Someone) -> list[Number]:
    if not may(user, Verb.REVIEW):
        return []
    return [
        _number(
            waiting.unsure(kind).count(),
            f"pair{{s}} left unsure ({str(kind.label).lower()})",
            f"{reverse('admin:duplicates', args=[kind.value])}?before=unsure",
        )
        for kind in sorted(MERGED_KINDS)
    ]


def _aged(number: Number, rows: QuerySet[Any], column: str, since: datetime | None, now: datetime) -> Number:
    """The number with the age of its oldest row, and the median one. One query where there are several."""
    if since is None:
        return number
    if number.total < 2:
        return number._replace(note=f"for {age(since, now)}")
    middle = rows.order_by(f"-{column}").values_list(column, flat=True)[number.total // 2 : number.total // 2 + 1]
    half = next(iter(middle), since)
    return number._replace(note=f"oldest {age(since, now)}, median {age(half, now)}")


def _number(count: int, words: str, link: str) -> Number:
    return Number(count, words.format(s="" if count == 1 else "s"), link)


def _named(shelf: waiting.Shelf, count: int) -> str:
    return shelf.one if count == 1 else shelf.many


def _waiting(what: str) -> str:
    return reverse("admin:waiting", args=[what])


def _first_steps() -> list[tuple[str, str, str]]:
    return [
        (
            "Take in an article",
            reverse("admin:articles_article_add"),
            "Paste a text; the reader proposes what it says.",
        ),
        ("Say who publishes", reverse("admin:articles_outlet_add"), "Outlets of one owner count as one source."),
        ("Write a story", reverse("admin:review_story_add"), "The desk's own words, with quotes and linked records."),
    ]
