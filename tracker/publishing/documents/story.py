"""The text of a story as the public reads it: blocks with their links, and quotes with their sources."""

from tracker.publishing.directory import Directory
from tracker.publishing.kinds import Document, Snapshot
from tracker.publishing.prose import Block, Line, Link, blocks, is_address, record_of
from tracker.publishing.quoting import Row, quoted_words, quotes_of
from tracker.publishing.speech import Budget
from tracker.revisions.models import Kind


def build_blocks(snapshot: Snapshot, directory: Directory, budgets: dict[int, Budget]) -> list[Document]:
    """Every block in its order; quotes for which the text has no place come last.

    A quote whose source the public may not know of, or that goes beyond what may be quoted, is left out.
    """
    made = {row["position"]: _quote(row, directory, budgets) for row in quotes_of(snapshot)}
    found: list[Document] = []
    for block in blocks(snapshot["fields"]["body"]):
        built = made.pop(block.position, None) if block.kind == "quote" else _block(block, directory)
        found += [built] if built else []
    return found + [quote for quote in made.values() if quote]


def _block(block: Block, directory: Directory) -> Document:
    if block.kind in {"list", "numbered"}:
        items = [_line(line, directory) for line in block.lines]
        return {"kind": "list", "is_numbered": block.kind == "numbered", "items": items}
    return {"kind": block.kind, **_line(block.lines[0], directory)}


def _line(line: Line, directory: Directory) -> Document:
    """A text and where its links stand, in characters. They hold while the text is as long as ``length`` says:

    a name that is blacked out shifts the rest, and then nothing is linked.
    """
    links = [
        {"start": link.start, "end": link.end, "link": address}
        for link in line.links
        if (address := _address(link, directory))
    ]
    return {"text": line.text, "length": len(line.text), "links": links}


def _address(link: Link, directory: Directory) -> str | None:
    """An https address as it is; the page of a record, where the public has it."""
    named = record_of(link.target)
    if named is None:
        return link.target if is_address(link.target) else None
    kind = Kind(named[0])
    ref = directory.ref(kind, directory.resolver.final(kind, named[1]))
    return str(ref["url"]) if ref else None


def _quote(row: Row, directory: Directory, budgets: dict[int, Budget]) -> Document | None:
    passage = directory.passage(row["passage_id"])
    if passage is None or not directory.may_cite(passage.text.article):
        return None
    article_id = passage.text.article_id
    ref, source = directory.ref(Kind.ARTICLE, article_id), directory.body(Kind.ARTICLE, article_id)
    budget = budgets.get(article_id)
    words = [each for each in quoted_words(row, directory) if budget is not None and budget.allow(each)]
    if not words or not ref:
        return None
    return {
        "kind": "quote",
        "words": words,
        "speaker": row["speaker"] or None,
        "source": {**ref, **{key: source.get(key) for key in ("title", "outlet", "published_on", "link")}},
    }
