"""The sheets: every model that is imported and exported, column by column."""

from typing import Any

from django.db.models import Q

from tracker.accounts.models import User
from tracker.actors.models import Person
from tracker.articles import cleaning, ingest
from tracker.articles.addresses import BadAddress, canonical
from tracker.articles.killable import ChildFailed
from tracker.articles.models import Article, ArticleKind, Obtained, Outlet
from tracker.articles.states import Processing
from tracker.events.models import Event, EventLinkKind
from tracker.events.tally import recount
from tracker.events.wholes import fault_of_parent, fault_of_whole
from tracker.places.models import Place, PlaceName
from tracker.review.bulk.cells import BadCell, plain
from tracker.review.bulk.sheets import Column, Part, Sheet, Values, editorial
from tracker.review.decisions.fates import status_told
from tracker.review.models import Story
from tracker.revisions.models import Kind

_DAYS = ("starts_on", "starts_precision", "ends_on", "ends_precision")
_NOTES = Column("internal_notes", ("notes",), is_private=True)
_SUMMARY = Column("summary", ("description",))
_IDS = Part("external_ids", ("scheme", "value"), ("scheme", "value"))
_NAMES = Part("names", ("name", "kind", "language", *_DAYS, "passage"), ("name",))
_TOPICS = Part("topic_links", ("topic",), ("topic",))
_CLAIM = (
    "topic", "speaker_force", "speaker_person", "speaks_for", "speaker_outlet", "speaker_code", "mode", "hedge", "link",
    "outcome", "standing", "who", "side", "low", "best", "high", "is_approximate", "is_negated", "group_words",
    "about_force", "about_person", "about_place", "fate", "statement_kind", "paraphrase", "said_on", "said_precision",
    "passage", "credibility",
)  # fmt: skip


def _columns(*codes: str) -> tuple[Column, ...]:
    return tuple(Column(code) for code in codes)


def _called(values: Values) -> Q | None:
    return Q(name__iexact=values["name"]) if values.get("name") else None


def _topic_called(values: Values) -> Q | None:
    named = _called(values)
    return named & Q(kind=values["kind"]) if named and values.get("kind") else named


def _place_called(values: Values) -> Q | None:
    if values.get("source_id"):
        return Q(source=values.get("source", ""), source_id=values["source_id"])
    named = _called(values)
    same = ("kind", "country_code", "admin1_code")
    return named & Q(**{name: values[name] for name in same if values.get(name)}) if named else None


def _event_called(values: Values) -> Q | None:
    if not values.get("title") or not values.get("earliest"):
        return None
    return Q(title__iexact=values["title"], earliest=values["earliest"])


def _article_called(values: Values) -> Q | None:
    try:
        return Q(canonical_url=canonical(values["canonical_url"])) if values.get("canonical_url") else None
    except BadAddress as error:
        raise BadCell(str(error)) from error


def _story_called(values: Values) -> Q | None:
    return Q(title__iexact=values["title"]) if values.get("title") else None


def _take_in(values: Values, by: User) -> tuple[Article, bool]:
    """A received article by the verb of intake; one that came before is that one."""
    if not values.get("text"):
        raise BadCell("A new article needs its text.")
    if values.get("kind") == ArticleKind.STORY:
        raise BadCell("A story is imported as a story, not as an article.")
    try:
        stored = ingest.store(
            text=values["text"],
            title=values.get("title", ""),
            outlet=values.get("outlet"),
            url=values.get("canonical_url", ""),
            published_on=values.get("published_on"),
            by=by,
            how=Obtained.IMPORT,
            kind=values.get("kind", ArticleKind.REPORT),
        )
    except ingest.BadInput as error:
        raise BadCell(str(error)) from error
    return stored.article, stored.is_new


def _text_of(article: Article) -> str:
    found = article.current_text
    return found.text if found else ""


def _is_text_of(article: Article, text: str) -> bool:
    try:
        return plain(cleaning.clean(text).text) == plain(_text_of(article))
    except (cleaning.BadInput, ChildFailed):
        return False


def _is_address_of(article: Article, address: str) -> bool:
    try:
        return canonical(address) == article.canonical_url
    except BadAddress as error:
        raise BadCell(str(error)) from error


def _settle_person(person: Person) -> None:
    person.status, person.status_note = status_told(person)
    person.save(update_fields=["status", "status_note"])


def _settle_event(event: Event) -> None:
    recount(event)


def _settle_place(place: Place) -> None:
    """A place is found by its names, so its own is one of them."""
    if not place.names.exists():
        PlaceName.objects.create(place=place, name=place.name)


def _figures_of(event: Event) -> str:
    """The desk's figures, which follow from the claims."""
    return "\n".join(f"{tally}, {tally.get_standing_display().lower()}, {tally.who}" for tally in event.tallies.all())


def _check_event(event: Event) -> str:
    wholes = event.links_out.filter(kind=EventLinkKind.PART_OF)
    return next(filter(None, (fault_of_whole(event.pk, link.other_id) for link in wholes)), "")


def _check_topic(topic: Any) -> str:
    return fault_of_parent(topic.pk, topic.parent_id) if topic.parent_id else ""


_ALL = (
    Sheet(
        code="outlet",
        label="outlets",
        model=Outlet,
        columns=(*_columns("name", "kind", "country_code", "owner_group"), Column("reliability", is_private=True)),
        natural=_called,
    ),
    editorial(
        Kind.FORCE,
        columns=(
            *_columns("name", "kind", "country_code", "allegiance", "active_from", "active_from_precision"),
            *_columns("active_until", "active_until_precision", "active_passage"),
            _SUMMARY,
            _NOTES,
        ),
        fetched=("active_passage__text__article",),
        natural=_called,
        parts=(
            _NAMES,
            _IDS,
            Part("links_up", ("kind", "parent", *_DAYS, "passage"), ("kind", "parent", "starts_on")),
            Part("voices", ("outlet", "starts_on", "ends_on", "passage"), ("outlet",)),
        ),
    ),
    editorial(
        Kind.PERSON,
        columns=(Column("name"), Column("description"), Column("summary"), _NOTES),
        natural=_called,
        settle=_settle_person,
        also_told={"is_private": lambda person: "yes" if person.is_private else "no"},
        parts=(
            _NAMES,
            _IDS,
            Part(
                "postings",
                (
                    "title",
                    "rank",
                    "force",
                    "command",
                    "area",
                    "certainty",
                    "first_cited",
                    "last_cited",
                    *_DAYS,
                    "passage",
                ),
                ("title", "rank", "force", "area", "starts_on"),
            ),
        ),
    ),
    editorial(
        Kind.PLACE,
        columns=(
            *_columns("name", "kind", "parent", "country_code", "admin1_code", "latitude", "longitude", "radius_km"),
            *_columns("population", "blur", "compass", "areas"),
            Column("source", is_fixed=True),
            Column("source_id", is_fixed=True),
        ),
        natural=_place_called,
        settle=_settle_place,
        parts=(Part("names", ("name", "kind", "language"), ("name",)), _IDS),
    ),
    editorial(
        Kind.EVENT,
        named_by="title",
        columns=(
            Column("title", ("name", "headline")),
            Column("summary", ("description", "notes")),
            Column("event_type", ("type",)),
            Column("means", ("weapons", "weapon")),
            Column("earliest", ("date", "event date", "date start", "start date")),
            Column("latest", ("date end", "end date")),
            *_columns("date_precision", "date_is_inferred", "local_time", "time_zone"),
            Column("place", ("location",)),
            *_columns("place_as_worded", "latitude", "longitude", "public_latitude", "public_longitude"),
            *_columns("geo_precision", "clarity", "civilian_targeting", "grade", "is_provisional", "blur"),
            Column("is_sensitive"),
            Column("internal_notes", is_private=True),
        ),
        natural=_event_called,
        settle=_settle_event,
        also_told={"figures": _figures_of},
        fetched=("tallies",),
        check=_check_event,
        parts=(
            Part("citations", ("role", "passage"), ("passage",)),
            Part(
                "involvements",
                ("role", "side", "force", "person", "role_certainty", "identity_certainty", "passage"),
                ("role", "force", "person"),
            ),
            Part("claims", _CLAIM, _CLAIM[:-1], private=("credibility",), whole="part_of"),
            Part("targets", ("kind", "count", "damage", "passage"), ("kind",)),
            Part("further_places", ("place", "passage"), ("place",)),
            _TOPICS,
            Part("links_out", ("kind", "other", "certainty", "passage"), ("kind", "other")),
            _IDS,
        ),
    ),
    editorial(
        Kind.TOPIC,
        columns=(*_columns("name", "kind", "parent", "starts_on", "ends_on"), _SUMMARY, _NOTES),
        natural=_topic_called,
        check=_check_topic,
        parts=(
            Part("parties", ("force", "side", "passage"), ("force",)),
            Part("external_ids", ("scheme", "register", "value"), ("scheme", "register", "value")),
        ),
    ),
    editorial(
        Kind.ARTICLE,
        named_by="title",
        columns=(
            Column("title", ("headline",)),
            *_columns("outlet", "kind", "language", "published_on"),
            Column("canonical_url", ("url", "address", "link"), is_fixed=True),
            Column("text", is_fixed=True),
        ),
        natural=_article_called,
        make=_take_in,
        shown={"text": _text_of},
        same={"text": _is_text_of, "canonical_url": _is_address_of},
        fetched=("texts",),
        only=~Q(kind=ArticleKind.STORY) & Q(is_sealed=False),
        parts=(_TOPICS,),
    ),
    editorial(
        Kind.ARTICLE,
        code="story",
        label="stories",
        model=Story,
        named_by="title",
        columns=(
            Column("title", ("headline",)),
            *_columns("standfirst", "body", "byline", "language", "published_on"),
        ),
        natural=_story_called,
        defaults={"kind": ArticleKind.STORY, "processing": Processing.OWN, "obtained_how": Obtained.WRITTEN},
        only=Q(kind=ArticleKind.STORY),
        parts=(
            _TOPICS,
            Part("story_links", ("event", "force", "person", "place"), ("event", "force", "person", "place")),
        ),
    ),
)
SHEETS: dict[str, Sheet] = {sheet.code: sheet for sheet in _ALL}


def sheet_of(model: type[Any]) -> Sheet | None:
    """The sheet of a model, if it has one."""
    return next((sheet for sheet in _ALL if sheet.model is model), None)
