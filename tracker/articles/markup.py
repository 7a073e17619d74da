"""The child that takes HTML apart. Plain Python, no Django; run by ``killable``."""

from datetime import date
from typing import Any

import trafilatura
from lxml import etree, html

from tracker.articles.killable import serve

_DROPPED = ("head", "script", "style", "noscript", "template", "nav", "aside", "form", "iframe", "svg")
_BLOCKS = (
    *("p", "div", "section", "article", "main", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("li", "ul", "ol", "blockquote", "br", "hr", "table", "tr", "td", "th", "pre", "figcaption", "dt", "dd"),
)


def text_of(source: str, url: str = "") -> dict[str, str]:
    """The article's text in paragraphs, its title and its day of publication (both may be empty)."""
    title = day = text = ""
    found = trafilatura.bare_extraction(
        source,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is not None and not isinstance(found, dict):
        title, day, text = found.title or "", found.date or "", found.text or ""
    if not text.strip():
        text, title = _plainly(source, title)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return {
        "text": "\n".join(line for line in lines if line),
        "title": " ".join(title.split()),
        "date": day if _is_day(day) else "",
    }


def _plainly(source: str, title: str) -> tuple[str, str]:
    """Every visible word of the page, where no article was found on it."""
    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return "", title
    title = title or str(tree.findtext(".//title") or "")
    for element in list(tree.iter(*_DROPPED)):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    return str(tree.text_content()), title


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).year >= 1900
    except ValueError:
        return False


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    return {**text_of(request["html"], request["url"])}


if __name__ == "__main__":
    serve(_answer)
