"""Places and cited articles are copied along with whatever names them; they need no approval of their own."""

from tracker.accounts.models import User
from tracker.articles.models import Article, ArticleKind
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState
from tracker.places.models import Place, PlaceKind
from tracker.published.models import Op
from tracker.publishing.directory import Directory
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.press import Member
from tracker.publishing.speech import fragments
from tracker.publishing.ties import cited_articles, places_named
from tracker.revisions.freezing import freeze
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version
from tracker.revisions.verbs import record as record_revision


def copied_along(members: list[Member], *, by: User | None) -> list[Member]:
    """The places and articles that the members name and the public lacks, or whose quotes grow.

    ``by`` None records nothing: for previews.
    """
    present = {(member.kind, member.record.pk) for member in members}
    added = [
        *(_member(Kind.PLACE, place, by) for place in _places(members)),
        *(_member(Kind.ARTICLE, article, by) for article in _articles(members)),
    ]
    return [member for member in added if (member.kind, member.record.pk) not in present]


def _places(members: list[Member]) -> list[Place]:
    pks = {pk for member in members for pk in places_named(member.kind, member.snapshot)}
    named = list(Place.objects.filter(pk__in=pks))
    codes = {place.country_code for place in named} - {""}
    countries = Place.objects.filter(kind=PlaceKind.COUNTRY, country_code__in=codes)
    wanted = {place.pk: place for place in (*named, *countries)}
    return [
        place
        for place in wanted.values()
        if place.live_revision is None
        and place.state != EditorialState.RETRACTED
        and (place.kind != PlaceKind.REGION or place.state == EditorialState.APPROVED)
    ]


def _articles(members: list[Member]) -> list[Article]:
    """Cited articles without a copy, and those of which more is quoted now than before."""
    directory = Directory()
    cited = cited_articles(members, directory)
    articles = Article.objects.filter(pk__in=cited).exclude(kind=ArticleKind.NOTE)
    quoted_now: dict[int, set[str]] = {}
    for member in members:
        for row in member.snapshot["parts"].get("claims", []):
            passage = directory.passage(row["passage_id"])
            if passage is not None:
                found = fragments(passage.words, is_quote=row["mode"] == "quote")
                quoted_now.setdefault(passage.text.article_id, set()).update(found)
    chosen = []
    for article in articles:
        if article.state == EditorialState.RETRACTED:
            continue
        quotes = set(directory.body(Kind.ARTICLE, article.pk).get("quotes", [])) if article.is_live else set()
        if not article.is_live or quoted_now.get(article.pk, set()) - quotes:
            chosen.append(article)
    return chosen


def _member(kind: Kind, record: EditorialModel, by: User | None) -> Member:
    op = Op.UPDATE if record.is_live else Op.PUBLISH
    note = "Quoted in an event." if record.is_live else ""
    revision = _frozen(kind, record, by)
    return Member(kind, record, revision.snapshot, version=revision.version, op=op, note=note)


def _frozen(kind: Kind, record: EditorialModel, by: User | None) -> Revision:
    """The last frozen version; a record that was never saved by an editor is frozen now, as version 1."""
    if record.version > 0:
        return at_version(kind, record.pk, record.version)
    snapshot = freeze(record, AGGREGATES[kind].parts)
    if by is None:
        return Revision(kind=kind, record_id=record.pk, version=1, snapshot=snapshot)
    record.version = 1
    record.save(update_fields=["version"])
    return record_revision(kind, record.pk, version=1, snapshot=snapshot, by=by, reason="Copied along")
