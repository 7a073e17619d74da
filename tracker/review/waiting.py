"""What waits on the desk, as querysets: the number on the first page and the list behind it are the same rows."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from tracker.accounts.policy import Someone
from tracker.actors.models import Force, Person
from tracker.articles.models import Article
from tracker.articles.states import Processing
from tracker.core.states import EditorialState
from tracker.events.models import Claim, ClaimMode, ClaimTopic, Event, Topic
from tracker.extraction.models import Suggestion
from tracker.places.models import Place
from tracker.published.models import PublicStatus
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import Judgement, NamingDecision, Schedule, Verdict
from tracker.review.models import Assignment, Story
from tracker.revisions.models import Kind

ON_THE_WAY = (EditorialState.DRAFT, EditorialState.IN_REVIEW, EditorialState.APPROVED)
_AT_AN_END = (Processing.REVIEWED, Processing.IGNORED)
_SAME_PEOPLE = ("event", "outcome", "who", "standing", "side")
_ENDS = ("low", "high")
_SPEAKER = ("speaker_force", "speaker_person", "speaks_for", "speaker_outlet")


class Shelf(NamedTuple):
    """One list of the desk: its kind, its words, the name of its page, and the rows that somebody may open."""

    kind: Kind
    one: str
    many: str
    page: str
    rows: Callable[[Someone], QuerySet[Any]]


SHELVES = (
    Shelf(Kind.EVENT, "event", "events", "events_event", lambda user: Event.objects.all()),
    Shelf(Kind.ARTICLE, "story", "stories", "review_story", lambda user: Story.objects.stories()),
    Shelf(
        Kind.ARTICLE, "article", "articles", "articles_article", lambda user: Article.objects.open_to(user).received()
    ),
    Shelf(Kind.PERSON, "person", "people", "actors_person", lambda user: Person.objects.all()),
    Shelf(Kind.FORCE, "force", "forces", "actors_force", lambda user: Force.objects.all()),
    Shelf(Kind.PLACE, "place", "places", "places_place", lambda user: Place.objects.all()),
    Shelf(Kind.TOPIC, "topic", "topics", "events_topic", lambda user: Topic.objects.all()),
)


class Band(NamedTuple):
    """How sure the reader is of a suggestion: scores from ``low``, inclusive, to ``high``, exclusive."""

    code: str
    label: str
    low: float
    high: float


BANDS = (
    Band("high", "Sure", 0.8, 2.0),
    Band("middle", "Likely", 0.5, 0.8),
    Band("low", "Unsure", -1.0, 0.5),
)


def open_work(kind: Kind, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The records on which there is something to do: not published, not out; of articles those not dealt with."""
    if kind == Kind.ARTICLE:
        received = Q(processing=Processing.OWN) | ~Q(processing__in=_AT_AN_END)
        return rows.filter(received, state__in=ON_THE_WAY)
    return rows.filter(state__in=ON_THE_WAY)


def mine(kind: Kind, rows: QuerySet[Any], user: Someone, today: date) -> QuerySet[Any]:
    """Open work that somebody was given."""
    return open_work(kind, rows).filter(Exists(_given(kind).filter(to=user.pk)))


def overdue(kind: Kind, rows: QuerySet[Any], user: Someone, today: date) -> QuerySet[Any]:
    """Open work that should have been done before today, whoever has it."""
    return open_work(kind, rows).filter(Exists(_given(kind).filter(due_on__lt=today)))


def nobodys(kind: Kind, rows: QuerySet[Any], user: Someone, today: date) -> QuerySet[Any]:
    """Open work that nobody was given."""
    return open_work(kind, rows).exclude(Exists(_given(kind)))


def pending(kind: Kind, rows: QuerySet[Any], user: Someone, today: date) -> QuerySet[Any]:
    """Live records with a version that the public does not see yet."""
    return rows.filter(live_revision__isnull=False, state__in=ON_THE_WAY)


def unchecked(kind: Kind, rows: QuerySet[Any], user: Someone, today: date) -> QuerySet[Any]:
    """Records that a chief published alone, until somebody gives the second check."""
    copies = AGGREGATES[kind].copy._default_manager.filter(is_second_check_pending=True, status=PublicStatus.LIVE)
    return rows.filter(live_revision__isnull=False, public_id__in=copies.values("public_id"))


def disagreeing(kind: Kind, rows: QuerySet[Any], user: Someone, today: date) -> QuerySet[Any]:
    """Events on which somebody denies, or two speakers give different figures of the same people."""
    told = {f"{name}_told": Coalesce(name, Value(-1)) for name in (*_SPEAKER, *_ENDS)}
    counts = Claim.objects.filter(topic=ClaimTopic.CASUALTIES, event__isnull=False).exclude(mode=ClaimMode.DENIAL)
    counts = counts.filter(Q(low__isnull=False) | Q(high__isnull=False))
    same = {name: OuterRef(name) for name in _SAME_PEOPLE}
    others = counts.alias(**told).filter(
        ~_as_outside(_ENDS), ~(_as_outside(_SPEAKER) & Q(speaker_code=OuterRef("speaker_code"))), pk__gt=OuterRef("pk"),
        **same,
    )  # fmt: skip
    denials = Claim.objects.filter(mode=ClaimMode.DENIAL).exclude(topic=ClaimTopic.STATEMENT)
    at_odds = counts.filter(Exists(others))
    found = Q(pk__in=at_odds.values("event")) | Q(pk__in=denials.filter(event__isnull=False).values("event"))
    return rows.filter(found).exclude(state=EditorialState.RETRACTED)


def unsourced(kind: Kind, rows: QuerySet[Any], user: Someone, today: date) -> QuerySet[Any]:
    """Events that nobody reports but the parties."""
    return rows.filter(independent_sources=0).exclude(state=EditorialState.RETRACTED)


def to_name(kind: Kind, rows: QuerySet[Any], user: Someone, today: date) -> QuerySet[Any]:
    """People whom somebody proposed to name, until a chief agrees."""
    return rows.filter(pk__in=NamingDecision.objects.filter(agreed_by=None).values("person"))


def suggestions(user: Someone, band: Band | None = None) -> QuerySet[Suggestion]:
    """Pending suggestions of articles that somebody may open and that wait for an editor; of one band, or all."""
    articles = Article.objects.open_to(user).filter(processing=Processing.EXTRACTED)
    found = Suggestion.objects.pending().filter(run__text__article__in=articles.values("pk"))
    return found if band is None else found.filter(in_band(band))


def in_band(band: Band) -> Q:
    """Suggestions of a band; what an editor added herself has no score and counts as sure."""
    scored = Q(score__gte=band.low, score__lt=band.high)
    return scored | Q(score__isnull=True) if band.code == "high" else scored


def scheduled() -> QuerySet[Schedule]:
    """Publications that wait for their time, the next first."""
    return Schedule.objects.waiting().select_related("by").order_by("due_at", "pk")


def lapsed() -> QuerySet[Schedule]:
    """Publications refused when they were due, where the version did not go out another way since."""
    unsettled = Q(pk__in=[])
    for kind, aggregate in AGGREGATES.items():
        record = aggregate.model._default_manager.filter(pk=OuterRef("record_id"))
        behind = record.filter(Q(live_revision=None) | Q(live_revision__lt=OuterRef("version")))
        unsettled |= Q(Exists(behind), kind=kind)
    return Schedule.objects.refused().filter(unsettled).select_related("by").order_by("due_at", "pk")


def unsure(kind: Kind) -> QuerySet[Judgement]:
    """Pairs of which somebody said "unsure", where both records still stand."""
    standing = AGGREGATES[kind].model._default_manager.exclude(state=EditorialState.RETRACTED).values("pk")
    said = Judgement.objects.filter(kind=kind, verdict=Verdict.UNSURE)
    return said.filter(first__in=standing, second__in=standing)


def queue_of(user: Someone) -> QuerySet[Assignment]:
    """What somebody was given and has not done: overdue and due first, then what has no day."""
    still = Q(pk__in=[])
    for shelf in SHELVES:
        rows = open_work(shelf.kind, shelf.rows(user)).filter(pk=OuterRef("record_id"))
        still |= Q(Exists(rows), kind=shelf.kind)
    given = Assignment.objects.filter(still, to=user.pk)
    return given.order_by(F("due_on").asc(nulls_last=True), "pk")


def _given(kind: Kind) -> QuerySet[Assignment]:
    return Assignment.objects.filter(kind=kind, record_id=OuterRef("pk"))


def _as_outside(columns: tuple[str, ...]) -> Q:
    """That columns, nulls included, are those of the outer row."""
    return Q(**{f"{name}_told": Coalesce(OuterRef(name), Value(-1)) for name in columns})


Narrowing = Callable[[Kind, QuerySet[Any], Someone, date], QuerySet[Any]]
NARROWED: dict[str, tuple[str, Narrowing, type[Model] | None]] = {
    "mine": ("Given to me", mine, None),
    "overdue": ("Overdue", overdue, None),
    "nobodys": ("Given to nobody", nobodys, None),
    "pending": ("Pending version of a live record", pending, None),
    "unchecked": ("Second check pending", unchecked, None),
    "disagreeing": ("Claims disagree", disagreeing, Event),
    "unsourced": ("No independent source", unsourced, Event),
    "to_name": ("Name to agree to", to_name, Person),
}
"""Every choice of the work filter: its label, what it keeps, and the one model that it is for."""
