"""Verbs of intake: store what came in, clean it, try again, set it aside."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf.locale import LANG_INFO
from django.db import IntegrityError, transaction
from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.articles import cleaning, leases
from tracker.articles.addresses import BadAddress, canonical
from tracker.articles.cleaning import BadInput, Cleaned
from tracker.articles.killable import ChildFailed
from tracker.articles.models import Article, ArticleKind, ArticleText, Obtained, Outlet
from tracker.articles.nudges import nudge
from tracker.articles.states import Processing
from tracker.core.states import NotPermitted, TransitionNotAllowed

__all__ = ["BadInput", "Stored", "clean", "retry", "set_aside", "store"]

_log = logging.getLogger(__name__)
_READ = ("en", "")
_CAN_BE_RETRIED = (Processing.FAILED, Processing.IGNORED)
_CAN_BE_SET_ASIDE = (Processing.FETCHED, Processing.CLEANED, Processing.EXTRACTED, Processing.FAILED)


@dataclass(frozen=True, slots=True)
class Stored:
    """The article, and whether it came in just now. A repeat may bring another text: the first is kept."""

    article: Article
    is_new: bool
    is_same_text: bool = True


def store(
    *,
    text: str | bytes,
    title: str = "",
    outlet: Outlet | None = None,
    url: str = "",
    published_on: date | None = None,
    by: User | None,
    how: Obtained,
    kind: str = ArticleKind.REPORT,
    is_html: bool = False,
) -> Stored:
    """Keep what came in, cleaned at once; a text or URL seen before gives the article that is there.

    Two articles may hold the same words only when each has its own URL. HTML whose
    cleaning hangs or breaks down is kept as it came in, for the worker to try again.

    Raises:
        BadInput: nothing the desk can keep; the message is a sentence for the editor.
    """
    address = _checked(url, published_on, kind)
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    cleaned: Cleaned | None = None
    digest, error = hashlib.sha256(raw).hexdigest(), ""
    try:
        cleaned = cleaning.clean(text, is_html=is_html, url=address or "")
        digest = _digest(cleaned.text)
    except ChildFailed as failure:
        error = str(failure)
    article = Article(
        kind=kind,
        title=" ".join((title or (cleaned.title if cleaned else "")).replace("\0", "").split())[:300],
        outlet=outlet,
        canonical_url=address,
        raw=raw,
        raw_hash=hashlib.sha256(raw).hexdigest(),
        obtained_how=how,
        obtained_by=by,
        published_on=published_on or (cleaned.published_on if cleaned else None),
        attempts=0 if cleaned else 1,
        error=error,
    )
    return _keep_once(article, cleaned, digest)


def clean(article_id: int) -> Article | None:
    """The step fetched → cleaned; null when the article is not waiting for it. Twice is once.

    A text in another language than English is kept and cleaned, and set aside
    with a message; so is one that another article holds already.
    """
    lease = leases.take(article_id, Processing.FETCHED)
    if lease is None:
        return None
    article = Article.objects.get(pk=article_id)
    try:
        cleaned = cleaning.clean(bytes(article.raw or b""), url=article.canonical_url or "")
        _keep_cleaned(lease, article, cleaned)
    except leases.LeaseLost as lost:
        _log.warning("%s", lost)
    except (BadInput, ChildFailed) as error:
        leases.fail(lease, str(error), is_final=isinstance(error, BadInput))
    except Exception as error:
        leases.fail(lease, f"Cleaning broke down: {type(error).__name__}: {error}")
        raise
    return Article.objects.get(pk=article_id)


def retry(article_id: int, *, by: User) -> Article:
    """Send a failed article, or one set aside, back into its queue.

    A text that was set aside for its language is read all the same: a guess gives
    way to an editor.

    Raises:
        NotPermitted: neither an editor nor an administrator.
        TransitionNotAllowed: the article is neither failed nor set aside.
    """
    _require(by, Verb.EDIT, Verb.MACHINERY)
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article_id)
        if article.processing not in _CAN_BE_RETRIED:
            raise TransitionNotAllowed("Only an article that failed or was set aside can be tried again.")
        article.processing = Processing.CLEANED if article.texts.exists() else Processing.FETCHED
        _free(article)
        nudge(article.pk, article.processing)
        audit.log("try_again", by=by, kind="article", record=article)
    return article


def set_aside(article_id: int, *, by: User) -> Article:
    """Take an article out of the queue without reading it. Twice is once.

    Raises:
        NotPermitted: not an editor.
        TransitionNotAllowed: it was reviewed, or it is the desk's own.
    """
    _require(by, Verb.EDIT)
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article_id)
        if article.processing != Processing.IGNORED:
            if article.processing not in _CAN_BE_SET_ASIDE:
                state = Processing(article.processing).label.lower()
                raise TransitionNotAllowed(f"This article cannot be set aside: it is {state}.")
            article.processing = Processing.IGNORED
            _free(article, error=f"Set aside by {by}.")
            audit.log("set_aside", by=by, kind="article", record=article)
    return article


def _checked(url: str, published_on: date | None, kind: str) -> str | None:
    """The canonical address, if any. Raises BadInput."""
    if kind not in ArticleKind.values or kind == ArticleKind.STORY:
        raise BadInput("A story is written at the desk, not taken in.")
    if published_on is not None and published_on > timezone.localdate() + timedelta(days=1):
        raise BadInput(f"The day of publication, {published_on.isoformat()}, is in the future.")
    try:
        return canonical(url) if url.strip() else None
    except BadAddress as error:
        raise BadInput(str(error)) from error


def _keep_once(article: Article, cleaned: Cleaned | None, digest: str) -> Stored:
    """Write the article with its text, unless it is there; another writer may win at any moment."""
    seen = _seen(article.canonical_url, digest)
    if seen is not None:
        return seen
    try:
        with transaction.atomic():
            holder = Article.objects.filter(text_hash=digest).first()
            if holder is not None and not _are_apart(holder, article.canonical_url):
                return Stored(holder, is_new=False)
            article.text_hash = None if holder else digest
            if cleaned is not None:
                article.language = cleaned.language
                article.processing, article.error = _after_cleaning(cleaned)
            article.save()
            if cleaned is not None:
                _write_text(article, cleaned.text, digest)
            nudge(article.pk, article.processing)
    except IntegrityError:
        seen = _seen(article.canonical_url, digest)
        if seen is None:
            raise
        return seen
    return Stored(article, is_new=True)


def _keep_cleaned(lease: leases.Lease, article: Article, cleaned: Cleaned) -> None:
    """Write the text and move the article on. Raises LeaseLost."""
    digest = _digest(cleaned.text)
    with transaction.atomic():
        twin = Article.objects.filter(text_hash=digest).exclude(pk=article.pk).first()
        state, message = _after_cleaning(cleaned)
        if twin is not None and not _are_apart(twin, article.canonical_url):
            state, message = Processing.IGNORED, f"The same text as article {twin.pk}."
        leases.finish(
            lease,
            to=state,
            error=message,
            language=cleaned.language,
            text_hash=None if twin else digest,
            title=article.title or cleaned.title[:300],
            published_on=article.published_on or cleaned.published_on,
        )
        _write_text(article, cleaned.text, digest)
        nudge(article.pk, state)


def _seen(address: str | None, digest: str) -> Stored | None:
    """The article that has this URL, or these words and not another URL of its own."""
    if address is not None:
        known = Article.objects.filter(canonical_url=address).first()
        if known is not None:
            is_same = known.text_hash == digest or known.texts.filter(sha256=digest).exists()
            return Stored(known, is_new=False, is_same_text=is_same)
    known = Article.objects.filter(text_hash=digest).first()
    if known is None or _are_apart(known, address):
        return None
    return Stored(known, is_new=False)


def _are_apart(known: Article, address: str | None) -> bool:
    """Whether the same words at ``address`` are another article: only when both have their own URL."""
    return address is not None and known.canonical_url is not None and known.canonical_url != address


def _after_cleaning(cleaned: Cleaned) -> tuple[Processing, str]:
    if cleaned.language in _READ:
        return Processing.CLEANED, ""
    name = LANG_INFO.get(cleaned.language, {}).get("name", f"in the language “{cleaned.language}”")
    return Processing.IGNORED, f"This text seems to be {name}; the reader reads English only."


def _write_text(article: Article, text: str, digest: str) -> ArticleText:
    return ArticleText.objects.create(article=article, number=article.texts.count() + 1, text=text, sha256=digest)


def _free(article: Article, error: str = "") -> None:
    """Save a new place in the queue, without attempts or lease: whoever is at work on it loses it."""
    article.error, article.attempts = error[:500], 0
    article.lease_token = article.lease_until = None
    article.save(update_fields=["processing", "error", "attempts", "lease_token", "lease_until", "changed_at"])


def _require(by: User, *verbs: Verb) -> None:
    if not any(may(by, verb) for verb in verbs):
        raise NotPermitted("Your role does not include this.")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
