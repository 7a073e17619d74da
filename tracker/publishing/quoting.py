"""Pull quotes of stories: which words of a source may be shown, and what keeps a quote in."""

from typing import Any

from tracker.articles.models import ArticleKind
from tracker.core.states import EditorialState
from tracker.publishing.directory import Directory
from tracker.publishing.kinds import Snapshot
from tracker.publishing.prose import blocks, odd_links
from tracker.publishing.speech import Budget, fragments
from tracker.revisions.models import Kind

Row = dict[str, Any]
_SPEECH_AS_A_WHOLE = {ArticleKind.STATEMENT, ArticleKind.POST, ArticleKind.MEDIA}


def quotes_of(snapshot: Snapshot) -> list[Row]:
    """The frozen pull quotes of a story, by position."""
    rows: list[Row] = snapshot["parts"].get("pull_quotes", [])
    return sorted(rows, key=lambda row: int(row["position"]))


def quoted_words(row: Row, directory: Directory) -> list[str]:
    """The direct speech of a pull quote: what stands in quotation marks; of a statement or post the whole."""
    passage = directory.passage(row["passage_id"])
    if passage is None:
        return []
    return fragments(passage.words, is_quote=passage.text.article.kind in _SPEECH_AS_A_WHOLE)


def faults_of_story(snapshot: Snapshot, directory: Directory) -> list[str]:
    """Why a story cannot go out with its text and quotes, one sentence each."""
    body = snapshot["fields"]["body"]
    found = [f"The link to “{target}” is no https address and no record: correct it." for target in odd_links(body)]
    rows = quotes_of(snapshot)
    known = {row["position"] for row in rows}
    wanted = {block.position for block in blocks(body) if block.kind == "quote"}
    found += [f"The text has a place for quote {each}, which is not there." for each in sorted(wanted - known)]
    budgets: dict[int, Budget] = {}
    return found + [fault for row in rows if (fault := _fault_of_quote(row, directory, budgets))]


def _fault_of_quote(row: Row, directory: Directory, budgets: dict[int, Budget]) -> str:
    passage, name = directory.passage(row["passage_id"]), f"Quote {row['position']}"
    if passage is None:
        return f"{name} has no passage: choose one."
    article = passage.text.article
    if article.kind in {ArticleKind.NOTE, ArticleKind.STORY}:
        return f"{name} is from an internal note, which is never public: take it out."
    if directory.is_withdrawn(Kind.ARTICLE, article.pk) or article.state == EditorialState.RETRACTED:
        return f"The source of {name.lower()} was withdrawn or retracted: take the quote out."
    words = quoted_words(row, directory)
    if not words:
        return f"{name} holds no direct speech: choose words that stand in quotation marks."
    if article.pk not in budgets:
        quoted = directory.body(Kind.ARTICLE, article.pk).get("quotes", [])
        budgets[article.pk] = Budget(len(passage.text.text), quoted)
    if not all(budgets[article.pk].allow(each) for each in words):
        return f"{name} goes beyond the 15 % of its text that may be quoted in all: choose fewer words."
    return ""
