"""What forces and persons share: names, posts and sources, each with its days."""

from typing import Any

from tracker.actors.command import is_command
from tracker.actors.models import Certainty, Command, NameKind
from tracker.publishing.directory import Directory
from tracker.publishing.documents.place import place_ref
from tracker.publishing.documents.terms import required
from tracker.publishing.kinds import Document
from tracker.revisions.models import Kind

Row = dict[str, Any]


def build_names(rows: list[Row], directory: Directory) -> list[Document]:
    """Every spelling, from when to when it was borne, and the public article whose words show it."""
    directory.warm_passages(row["passage_id"] for row in rows if row["passage_id"])
    return [
        {
            "name": row["name"],
            "kind": required(NameKind, row["kind"]),
            "language": row["language"],
            "script": row["script"],
            **days(row),
            "source": source_of(row["passage_id"], directory),
        }
        for row in rows
    ]


def build_post(row: Row, force_names: list[str], directory: Directory) -> Document:
    """A post, its days as cited and as they really were, and whether it commands the force of these names."""
    return {
        "title": row["title"] or None,
        "rank": row["rank"] or None,
        "is_command": is_command(row.get("command", Command.BY_TITLE), row["title"], force_names),
        "area": place_ref(row["area_id"], directory),
        "first_cited": row["first_cited"],
        "last_cited": row["last_cited"],
        **days(row),
        "certainty": required(Certainty, row["certainty"]),
        "source": source_of(row["passage_id"], directory),
    }


def days(row: Row) -> Document:
    """First and last day with their precision, 1–5; null where no day is given."""
    return {key: value for name in ("starts", "ends") for key, value in day(row, f"{name}_on", f"{name}_precision")}


def day(row: Row, name: str, precision: str) -> list[tuple[str, Any]]:
    """One day and its precision; exact in a version from before precisions were kept."""
    known = row.get(name)
    return [(name, known), (precision, row.get(precision, 1) if known else None)]


def source_of(passage_id: int | None, directory: Directory) -> Document | None:
    """Where the words were published: id, outlet, day and page; None where the public may not know of the article."""
    passage = directory.passage(passage_id)
    if passage is None or not directory.may_cite(passage.text.article):
        return None
    ref = directory.ref(Kind.ARTICLE, passage.text.article_id)
    if ref is None:
        return None
    article = directory.body(Kind.ARTICLE, passage.text.article_id)
    return {
        "id": ref["id"],
        "outlet": article.get("outlet"),
        "published_on": article.get("published_on"),
        "url": ref["url"],
    }
