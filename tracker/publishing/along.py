"""Places and cited articles are copied along with whatever names them, and live records learn of new links.

The former need no approval of their own the first time; once live, only an approved version replaces them.
"""

from tracker.accounts.models import User
from tracker.articles.models import Article, ArticleKind
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState
from tracker.places.models import Place, PlaceKind
from tracker.published.models import Op
from tracker.publishing.directory import Directory
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import Withdrawal
from tracker.publishing.press import Member, resolve_members
from tracker.publishing.quoting import quoted_words, quotes_of
from tracker.publishing.speech import fragments
from tracker.publishing.tied import tied_along
from tracker.publishing.ties import cited_articles, places_named
from tracker.revisions.freezing import freeze
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version
from tracker.revisions.verbs import record as record_revision


def copied_along(members: list[Member], *, by: User | None) -> list[Member]:
    """The places and articles that the members name and the public lacks, or whose quotes grow, and what is tied.

    ``by`` None records nothing: for previews. The caller holds the counter, so that nobody else copies them too.
    """
    resolve_members(members)
    present = {(member.kind, member.record.pk) for member in members}
    added = [
        *(_member(Kind.PLACE, place, by) for place in _places(members)),
        *(_member(Kind.ARTICLE, article, by) for article in _articles(members)),
        *(tied_along(members) if by is not None else []),
    ]
    return [member for member in added if (member.kind, member.record.pk) not in present]


def _places(members: list[Member]) -> list[Place]:
    pks = {pk for member in members for pk in places_named(member.kind, member.snapshot)}
    named = list(Place.objects.filter(pk__in=pks))
    codes = {place.country_code for place in named} - {""}
    countries = Place.objects.filter(kind=PlaceKind.COUNTRY, country_code__in=codes)
    wanted = {place.pk for place in (*named, *countries)} - _withdrawn(Kind.PLACE)
    rows = Place.objects.select_for_update().filter(pk__in=wanted, live_revision__isnull=True)
    return [
        place
        for place in rows.exclude(state=EditorialState.RETRACTED).order_by("pk")
        if place.kind != PlaceKind.REGION or place.state == EditorialState.APPROVED
    ]


def _articles(members: list[Member]) -> list[Article]:
    """Cited articles without a copy, and those of which more is quoted now than before."""
    directory = Directory(planned=True)
    wanted = set(cited_articles(members, directory)) - _withdrawn(Kind.ARTICLE)
    articles = Article.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    quoted_now: dict[int, set[str]] = {}
    for member in members:
        for row in member.snapshot["parts"].get("claims", []):
            passage = directory.passage(row["passage_id"])
            if passage is not None:
                found = fragments(passage.words, is_quote=row["mode"] == "quote")
                quoted_now.setdefault(passage.text.article_id, set()).update(found)
        for row in quotes_of(member.snapshot):
            if passage := directory.passage(row["passage_id"]):
                quoted_now.setdefault(passage.text.article_id, set()).update(quoted_words(row, directory))
    chosen = []
    for article in articles.exclude(kind__in=[ArticleKind.NOTE, ArticleKind.STORY]):
        if article.state == EditorialState.RETRACTED:
            continue
        quotes = set(directory.body(Kind.ARTICLE, article.pk).get("quotes", [])) if article.is_live else set()
        if not article.is_live or quoted_now.get(article.pk, set()) - quotes:
            chosen.append(article)
    return chosen


def _withdrawn(kind: Kind) -> set[int]:
    return set(Withdrawal.objects.filter(kind=kind).values_list("record_id", flat=True))


def _member(kind: Kind, record: EditorialModel, by: User | None) -> Member:
    op = Op.UPDATE if record.is_live else Op.PUBLISH
    note = "Quoted by the desk." if record.is_live else ""
    revision = _frozen(kind, record, by)
    return Member(kind, record, revision.snapshot, version=revision.version, op=op, note=note)


def _frozen(kind: Kind, record: EditorialModel, by: User | None) -> Revision:
    """The live version, or the last saved one; what no editor ever saved is frozen now, as version 1."""
    if record.version > 0:
        return at_version(kind, record.pk, record.live_revision or record.version)
    snapshot = freeze(record, AGGREGATES[kind].parts)
    if by is None:
        return Revision(kind=kind, record_id=record.pk, version=1, snapshot=snapshot)
    record.version = 1
    record.save(update_fields=["version"])
    return record_revision(kind, record.pk, version=1, snapshot=snapshot, by=by, reason="Copied along")
