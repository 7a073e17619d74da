"""One article in, Suggestions out."""

import logging
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction

from tracker.articles import killable, leases
from tracker.articles.models import Article, ArticleText
from tracker.articles.states import Processing
from tracker.extraction import matching
from tracker.extraction.models import Run, Suggestion, SuggestionState
from tracker.extraction.proposals import Proposal, proposals

EXTRACTOR = "rules"
VERSION = "1.1"
READER_MODULE = "tracker.extraction.reader_process"
LONGEST_READING = 60.0
_log = logging.getLogger(__name__)


def extract_article(article_id: int) -> Run | None:
    """Read the newest text of an article that waits for it; null when it does not, or when reading failed.

    The run, its suggestions and the article's new state are one transaction: a
    worker killed at any moment leaves all of it or nothing. A text that this
    version has read already keeps its run. Not to be called inside a transaction.
    """
    lease = leases.take(article_id, Processing.CLEANED)
    if lease is None:
        return None
    try:
        return _extract(lease)
    except leases.LeaseLost as lost:
        _log.warning("%s", lost)
    except killable.ChildFailed as failure:
        leases.fail(lease, str(failure))
    except Exception as error:
        leases.fail(lease, f"Reading broke down: {type(error).__name__}: {error}")
        raise
    return None


def _extract(lease: leases.Lease) -> Run | None:
    article = Article.objects.select_related("outlet").get(pk=lease.article_id)
    text = ArticleText.objects.filter(article=article).order_by("-number").first()
    if text is None:
        leases.fail(lease, "This article has no cleaned text.", is_final=True)
        return None
    run = _run_of(text)
    answer = None if run else _read(article, text)
    found = proposals(answer["output"], text.text) if answer else []
    with transaction.atomic():
        leases.finish(lease, to=Processing.EXTRACTED)
        return _write(text, answer, found) if answer else run


def _run_of(text: ArticleText) -> Run | None:
    return Run.objects.filter(text=text, extractor=EXTRACTOR, extractor_version=VERSION).first()


def _read(article: Article, text: ArticleText) -> dict[str, Any]:
    """The reader's output, from a child that is killed well before the lease ends. Raises ChildFailed."""
    seconds = min(LONGEST_READING, settings.DESK_LEASE_SECONDS * 0.8)
    names_key = matching.names_version()
    request: dict[str, Any] = {
        "article": {
            "id": str(article.public_id),
            "source": article.outlet.name if article.outlet else "",
            "published_on": article.published_on.isoformat() if article.published_on else None,
            "title": article.title,
            "text": text.text,
        },
        "names_key": names_key,
        "names": None,
    }
    answer = killable.ask(READER_MODULE, request, seconds=seconds)
    if answer.get("wants_names"):
        request["names"] = _names(names_key)
        answer = killable.ask(READER_MODULE, request, seconds=seconds)
    return answer


@lru_cache(maxsize=1)
def _names(_names_key: str) -> list[dict[str, Any]]:
    """The desk's names as the child takes them, kept while ``names_version`` stays the same."""
    return [asdict(known) for known in matching.desk_names()]


def _write(text: ArticleText, answer: dict[str, Any], found: list[Proposal]) -> Run:
    """The run with its suggestions; open ones of earlier runs on this article give way."""
    earlier = Suggestion.objects.pending().filter(run__text__article_id=text.article_id)
    earlier.update(state=SuggestionState.SUPERSEDED)
    run = Run.objects.create(
        text=text,
        extractor=EXTRACTOR,
        extractor_version=VERSION,
        seconds=answer["seconds"],
        country_code=answer["output"].get("country_code") or "",
    )
    Suggestion.objects.bulk_create([Suggestion(run=run, **_columns(proposal)) for proposal in found], batch_size=200)
    return run


def _columns(proposal: Proposal) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in proposal.__slots__}
