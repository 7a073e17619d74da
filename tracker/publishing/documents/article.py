"""Articles as the public reads them: the desk's stories in full, other people's by title, outlet, date and link."""

from tracker.articles.models import ArticleKind, OutletKind
from tracker.publishing.directory import Directory
from tracker.publishing.documents.story import build_blocks
from tracker.publishing.documents.terms import required
from tracker.publishing.documents.topic import topic_refs
from tracker.publishing.kinds import Document, Snapshot
from tracker.publishing.prose import plain
from tracker.publishing.speech import Budget
from tracker.revisions.models import Kind

_LINKED = {"event_id": Kind.EVENT, "force_id": Kind.FORCE, "person_id": Kind.PERSON, "place_id": Kind.PLACE}


def build_article(
    snapshot: Snapshot, directory: Directory, quotes: list[str], budgets: dict[int, Budget] | None = None
) -> Document:
    """The public document; of a text that is not the desk's own, ``quotes`` are all the words there are.

    A story quotes its sources as far as their ``budgets`` go; without any it quotes nothing.
    """
    fields = snapshot["fields"]
    outlet = directory.outlet(fields["outlet_id"]) if fields["outlet_id"] else None
    common = {
        "article_kind": required(ArticleKind, fields["kind"]),
        "title": fields["title"] or None,
        "outlet": outlet.name if outlet else None,
        "outlet_kind": required(OutletKind, outlet.kind) if outlet else None,
        "published_on": fields["published_on"],
        "language": fields["language"] or None,
        "link": fields["canonical_url"],
        "topics": topic_refs(snapshot["parts"].get("topic_links", []), directory),
    }
    if fields["kind"] != ArticleKind.STORY:
        return {**common, "quotes": quotes}
    return {
        **common,
        "standfirst": fields["standfirst"],
        "body": plain(fields["body"]),
        "blocks": build_blocks(snapshot, directory, budgets or {}),
        "byline": fields["byline"] or None,
        "about": _about(snapshot, directory),
    }


def _about(snapshot: Snapshot, directory: Directory) -> list[Document]:
    found = []
    for row in snapshot["parts"]["story_links"]:
        for column, kind in _LINKED.items():
            ref = directory.ref(kind, row[column])
            if ref:
                found.append({**ref, "kind": kind.value})
    return found
