"""Other records, as a cell names them: “Name [id]”, an identifier such as wikidata:Q796, or the exact name."""

import re
import uuid
from typing import Any

from django.db import models

from tracker.accounts.models import User
from tracker.articles.models import Article, ArticleText, Outlet, Passage
from tracker.core.external_ids import Scheme
from tracker.core.models import EditorialModel
from tracker.events.models import EventType
from tracker.review.bulk.cells import BadCell, plain
from tracker.review.desk.marks import occurrence

Model = type[models.Model]
_KEYED = re.compile(
    r"^(?P<words>.*?)\s*\[(?P<key>[0-9a-fA-F-]{36})(?: (?P<text>\d{1,4}):(?P<start>\d{1,9})-(?P<end>\d{1,9}))?\]$",
    re.DOTALL,
)
_ADDRESSED = re.compile(r"^(?P<words>.+?)\s*\[(?P<address>https?://\S+)\]$", re.DOTALL)
_NAMES = {"event": "title", "article": "title"}


class Unresolved(BadCell):
    """A cell names a record that is not there; ``name`` may be that of another row of the same file."""

    def __init__(self, model: Model, name: str) -> None:
        super().__init__(f"There is no {model._meta.verbose_name} “{name[:80]}”. Add it first, or give its id.")
        self.model, self.name = model, name


def name_of(record: models.Model | None) -> str:
    """A record as a file names it, so that it is found again; of a sealed note no more than the id."""
    if record is None:
        return ""
    if isinstance(record, Passage):
        return _passage_name(record)
    if isinstance(record, EventType):
        return record.code
    if not isinstance(record, EditorialModel):
        return plain(str(record))
    is_sealed = isinstance(record, Article) and record.is_sealed
    words = "" if is_sealed else plain(str(getattr(record, "name", "") or getattr(record, "title", "")))
    return f"{words} [{record.public_id}]".strip()


def _passage_name(passage: Passage) -> str:
    article = passage.text.article
    words = "" if article.is_sealed else plain(passage.words)
    return f"{words} [{article.public_id} {passage.text.number}:{passage.start}-{passage.end}]".strip()


class References:
    """Finds what cells name, for one person; what was found is kept until ``forget``."""

    def __init__(self, by: User) -> None:
        self.by = by
        self._found: dict[tuple[Model, str], models.Model] = {}

    def forget(self) -> None:
        """Drop what a row that was rolled back may have made."""
        self._found.clear()

    def find(self, model: Model, text: str) -> models.Model:
        """The record that a cell names.

        Raises:
            Unresolved: there is none. BadCell: there are several, or it is no name.
        """
        key = (model, plain(text))
        if key not in self._found:
            self._found[key] = self._passage(key[1]) if model is Passage else self._record(model, key[1])
        return self._found[key]

    def _record(self, model: Model, text: str) -> models.Model:
        rows = model._default_manager.all()
        if model is Article:
            rows = Article.objects.open_to(self.by)
        keyed = _KEYED.match(text) or re.match(r"^(?P<words>)(?P<key>[0-9a-fA-F-]{36})$", text)
        if keyed and issubclass(model, EditorialModel):
            found = rows.filter(public_id=_uuid(keyed["key"])).first()
            if found is None:
                raise Unresolved(model, text)
            return found
        for matching in _ways(model, text):
            several = list(rows.filter(**matching).distinct()[:2])
            if len(several) > 1:
                kind = model._meta.verbose_name_plural
                raise BadCell(f"There are several {kind} called “{text[:80]}”. Give the id, as an export has it.")
            if several:
                return several[0]
        raise Unresolved(model, text)

    def _passage(self, text: str) -> Passage:
        keyed, addressed = _KEYED.match(text), _ADDRESSED.match(text)
        if keyed and keyed["text"]:
            return self._placed(keyed)
        if keyed:
            article = self._record(Article, keyed["key"])
        elif addressed:
            article = self._record(Article, addressed["address"])
        else:
            raise BadCell("Cite words as: the exact words [address or id of the article].")
        words = (keyed or addressed)["words"]  # type: ignore[index]
        assert isinstance(article, Article)
        kept = article.current_text
        span = occurrence(kept.text, words, 1) if kept else None
        if kept is None or span is None:
            raise BadCell(f"The words “{words[:80]}” do not stand in “{article}”. Copy them exactly.")
        if occurrence(kept.text, words, 2):
            raise BadCell(f"The words “{words[:80]}” stand in “{article}” more than once. Cite more words around them.")
        return Passage.objects.get_or_create(text=kept, start=span[0], end=span[1])[0]

    def _placed(self, keyed: re.Match[str]) -> Passage:
        """Words by their place in a text. Of a sealed note only what is cited already, for who may not open it."""
        texts = ArticleText.objects.filter(article__public_id=_uuid(keyed["key"]), number=int(keyed["text"]))
        kept = texts.select_related("article").first()
        start, end = int(keyed["start"]), int(keyed["end"])
        if kept is None:
            raise BadCell(f"There is no text {keyed['text']} of an article {keyed['key']}.")
        known = Passage.objects.filter(text=kept, start=start, end=end).first()
        is_open = ArticleText.objects.open_to(self.by).filter(pk=kept.pk).exists()
        words = plain(kept.text[start:end])
        if known is None and (not is_open or not words or end > len(kept.text)):
            raise BadCell(f"There are no words from {start} to {end} in that text.")
        if is_open and keyed["words"] and plain(keyed["words"]) != words:
            raise BadCell(f"Other words stand there: “{words[:80]}”. Cite what the text says.")
        return known or Passage.objects.get_or_create(text=kept, start=start, end=end)[0]


def _ways(model: Model, text: str) -> list[dict[str, Any]]:
    """How a record may be looked for, the surest way first."""
    if model is EventType:
        return [{"code": text.lower()}, {"label__iexact": text}]
    if model is Outlet:
        return [{"name__iexact": text}]
    ways: list[dict[str, Any]] = []
    scheme, _, value = text.partition(":")
    if scheme.lower() in Scheme.values and hasattr(model, "external_ids"):
        ways.append({"external_ids__scheme": scheme.lower(), "external_ids__value": value.strip().upper()})
    if model is Article:
        ways.append({"canonical_url": text})
    if text.removeprefix("#").isascii() and text.startswith("#") and text[1:].isdecimal() and len(text) < 10:
        ways.append({"number": int(text[1:])})
    return [*ways, {f"{_NAMES.get(str(model._meta.model_name), 'name')}__iexact": text}]


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadCell(f"“{text[:60]}” is no id.") from error
