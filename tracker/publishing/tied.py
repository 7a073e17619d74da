"""What goes out anew because an event or topic that it is tied to becomes public."""

from collections.abc import Iterable

from tracker.articles.models import Article, Passage
from tracker.events.models import ArticleTopic, EventLink, EventTopic, Topic
from tracker.published.models import PublicStatus, PublishedArticle, PublishedEvent
from tracker.publishing.guarding import hidden_names
from tracker.publishing.press import Member
from tracker.publishing.redaction import Redaction
from tracker.publishing.scrubbing import live_member, mentioning
from tracker.publishing.ties import passages_cited
from tracker.revisions.models import Kind

_CHUNK = 500
_NOTES = {
    Kind.EVENT: "An event that this one is linked to was published.",
    Kind.TOPIC: "A topic that this belongs to was published.",
}
_LESS_NOTE = "Less is told of a linked event."


def tied_along(members: list[Member]) -> list[Member]:
    """Live records that name a newly public event or topic of the set, to be published anew with the link.

    A part that was public before its whole learns of it in this way: else both would be counted.
    Only what the live version of a record says goes out; a pending one stays inside.
    """
    present = {(member.kind, member.record.pk) for member in members}
    new = {kind: _new(members, kind) for kind in (Kind.EVENT, Kind.TOPIC)}
    found: dict[tuple[Kind, int], Member] = {}
    for of_kind, named, keys in _tied(new):
        for kind, pk in sorted(keys - present - found.keys()):
            member = live_member(kind, pk, _NOTES[of_kind])
            if member is not None and _names(member, of_kind, named):
                found[kind, pk] = member
    for kind, pk in sorted(_told_too_much(members) - present - found.keys()):
        member = live_member(kind, pk, _LESS_NOTE)
        if member is not None:
            found[kind, pk] = member
    return list(found.values())


def _told_too_much(members: Iterable[Member]) -> set[tuple[Kind, int]]:
    """What refers to a live event whose public title holds what is hidden from now on, or that is to be verified again.

    Its own page tells less at once; the pages that repeat its title, or a fate on its account, must not lag behind.
    """
    found: set[tuple[Kind, int]] = set()
    for member in members:
        if member.kind != Kind.EVENT or not member.record.is_live:
            continue
        copy = PublishedEvent.objects.get(public_id=member.record.public_id)
        hidden = hidden_names(member.snapshot)
        is_demoted = member.snapshot["fields"].get("is_provisional") and not copy.is_provisional
        if is_demoted or hidden.names_in(copy.title):
            found |= set(mentioning(member.record.public_id))
        if hidden:
            found |= _quoting(member, hidden)
    return found


def _quoting(event: Member, hidden: Redaction) -> set[tuple[Kind, int]]:
    """The live sources of an event on whose own pages words stand that name what it hides."""
    passages = Passage.objects.filter(pk__in=passages_cited(Kind.EVENT, event.snapshot))
    articles = Article.objects.filter(pk__in=passages.values("text__article_id"), live_revision__isnull=False)
    copies = PublishedArticle.objects.filter(public_id__in=articles.values("public_id"), status=PublicStatus.LIVE)
    told = [copy.public_id for copy in copies if any(map(hidden.names_in, copy.body.get("quotes", [])))]
    return {(Kind.ARTICLE, article.pk) for article in articles if article.public_id in told}


def _new(members: Iterable[Member], kind: Kind) -> set[int]:
    return {member.record.pk for member in members if member.kind == kind and not member.record.is_live}


def _tied(new: dict[Kind, set[int]]) -> Iterable[tuple[Kind, set[int], set[tuple[Kind, int]]]]:
    """(kind of what is new, its row ids, what names it by its rows). A query per 500 events, three for topics."""
    events = sorted(new[Kind.EVENT])
    for start in range(0, len(events), _CHUNK):
        chunk = set(events[start : start + _CHUNK])
        links = EventLink.objects.filter(other__in=chunk, event__live_revision__isnull=False)
        yield Kind.EVENT, chunk, {(Kind.EVENT, pk) for pk in links.values_list("event_id", flat=True)}
    if topics := new[Kind.TOPIC]:
        of_events = EventTopic.objects.filter(topic__in=topics, event__live_revision__isnull=False)
        of_articles = ArticleTopic.objects.filter(topic__in=topics, article__live_revision__isnull=False)
        children = Topic.objects.filter(parent__in=topics, live_revision__isnull=False)
        yield (
            Kind.TOPIC,
            topics,
            {
                *((Kind.EVENT, pk) for pk in of_events.values_list("event_id", flat=True)),
                *((Kind.ARTICLE, pk) for pk in of_articles.values_list("article_id", flat=True)),
                *((Kind.TOPIC, pk) for pk in children.values_list("pk", flat=True)),
            },
        )


def _names(member: Member, kind: Kind, pks: set[int]) -> bool:
    """Whether the live version itself names one of them."""
    parts = member.snapshot["parts"]
    if kind == Kind.EVENT:
        return any(row["other_id"] in pks for row in parts.get("links_out", []))
    if member.kind == Kind.TOPIC:
        return member.snapshot["fields"].get("parent_id") in pks
    return any(row["topic_id"] in pks for row in parts.get("topic_links", []))
