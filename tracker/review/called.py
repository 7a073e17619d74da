"""What frozen values are called: labels for codes, names for rows, dates as people write them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.formats import date_format

from tracker.accounts.policy import Verb, may
from tracker.articles.models import Article, Passage
from tracker.events.models import Claim

Model = type[models.Model]
_SPEAKERS = ("speaker_force", "speaker_person", "speaker_outlet")
_RELATED: dict[Model, tuple[str, ...]] = {Claim: (*_SPEAKERS, "event"), Passage: ("text__article__outlet",)}
_TELLING = ("name", "force_id", "person_id", "place_id", "topic_id", "other_id", "parent_id", "outlet_id", "event_id")
_ELSE = ("title", "kind", "value", "passage_id")
_COUNTED = ("outcome", "standing", "who", "side")
_LONGEST = 80


class Called:
    """Names of rows for one page. One query a model, if ``learn`` was told first.

    The words of a sealed note, and its title, are named only for ``by`` who keeps sources.
    """

    def __init__(self, by: AbstractBaseUser | AnonymousUser | None = None) -> None:
        self._opens_sealed = by is not None and may(by, Verb.SOURCES)
        self._rows: dict[Model, dict[int, models.Model]] = defaultdict(dict)
        self._asked: dict[Model, set[int]] = defaultdict(set)

    def learn(self, model: Model, snapshots: Iterable[dict[str, Any] | None]) -> None:
        """Load whatever these frozen rows of ``model`` name."""
        wanted: dict[Model, set[int]] = defaultdict(set)
        for columns in filter(None, snapshots):
            for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
                value = columns.get(getattr(field, "attname", field.name))
                if value and isinstance(other := field.related_model, type):
                    wanted[other].update(value if field.many_to_many else [value])
        for other, keys in wanted.items():
            self._load(other, keys)

    def row(self, model: Model, key: int) -> str:
        """The name of a row."""
        self._load(model, {key})
        found = self._rows[model].get(key)
        if found is None:
            return f"{model._meta.verbose_name} {key} (gone)"
        if self._is_sealed(found):
            return "a sealed note"
        return str(found)

    def words(self, key: int | None) -> str:
        """The exact words of a passage, and where they stand; empty where there is none."""
        if key is None:
            return ""
        self._load(Passage, {key})
        found = self._rows[Passage].get(key)
        if not isinstance(found, Passage):
            return "words that are gone"
        if self._is_sealed(found):
            return "words of a sealed note"
        article = found.text.article
        return f"“{found.words}” — {article.outlet or article}"

    def value(self, model: Model, column: str, value: Any) -> str:
        """A value as the form shows it; empty where it says nothing."""
        field = field_of(model, column)
        if value is None or value == "" or field is None:
            return ""
        if field.is_relation:
            return ", ".join(self.row(field.related_model, key) for key in (value if field.many_to_many else [value]))
        if field.choices:
            labels = {str(code): str(label) for code, label in field.flatchoices}
            return labels.get(str(value), str(value))
        if isinstance(field, models.BooleanField):
            return "yes" if value else "no"
        return _as_written(field, value)

    def headline(self, part: Model, columns: dict[str, Any], owner: str = "") -> str:
        """What tells a part from its like: who speaks, whose name, which figure. ``owner`` names its record."""
        if part is Claim:
            speaker = next((f"{name}_id" for name in _SPEAKERS if columns.get(f"{name}_id")), "speaker_code")
            return f"by {self.value(part, speaker, columns.get(speaker))}"
        if all(name in columns for name in _COUNTED):
            return ", ".join(self.value(part, name, columns[name]) for name in _COUNTED)
        names = [name for name in (*_TELLING, *_ELSE) if name != owner and columns.get(name)]
        said = self.value(part, names[0], columns[names[0]]) if names else ""
        return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"

    def _load(self, model: Model, keys: set[int]) -> None:
        missing = keys - self._asked[model]
        if missing:
            self._asked[model] |= missing
            rows = model._default_manager.filter(pk__in=missing).select_related(*_RELATED.get(model, ()))
            self._rows[model].update({row.pk: row for row in rows})

    def _is_sealed(self, row: models.Model) -> bool:
        article: models.Model = row.text.article if isinstance(row, Passage) else row
        return isinstance(article, Article) and article.is_sealed and not self._opens_sealed


def field_of(model: Model, column: str) -> Any:
    """The field of a column, null where the model has none any more."""
    for name in (column, column.removesuffix("_id")):
        try:
            return model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
    return None


def label_of(model: Model, column: str) -> str:
    """The words on the form for a column."""
    field = field_of(model, column)
    return str(field.verbose_name).capitalize() if field is not None else column.replace("_", " ").capitalize()


def _as_written(field: Any, value: Any) -> str:
    try:
        plain = field.to_python(value)
    except ValidationError:
        return str(value)
    if isinstance(plain, date):
        return date_format(plain, "j F Y")
    return str(plain)
