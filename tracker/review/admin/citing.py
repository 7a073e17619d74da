"""What keeps a record from being deleted: who cites it, with the way there."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import models
from django.db.models import CASCADE
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from tracker.core.models import EditorialModel

_MOST = 50


def citing(records: Iterable[models.Model], using: str) -> list[str]:
    """One line for everything that protects ``records``: what it is, and a link to the record it is a part of.

    Fifty rows at most; the last line says how many more there are.
    """
    collector = NestedObjects(using=using, origin=records)
    collector.collect(list(records))
    found = sorted(collector.protected, key=lambda row: (row._meta.label, row.pk))
    lines = sorted({_line(each) for each in found[:_MOST]})
    return [*lines, f"And {len(found) - _MOST:,} more."] if len(found) > _MOST else lines


def _line(row: Any) -> str:
    name = str(row._meta.verbose_name).capitalize()
    owner = row if isinstance(row, EditorialModel) else _owner(row)
    url = _page(owner) if owner is not None else ""
    if not url:
        return format_html("{}", name if owner is None else f"{name} {owner}")
    return format_html('{}{} <a href="{}">{}</a>', name, "" if owner is row else " in", url, owner)


def _owner(row: Any) -> models.Model | None:
    """The record that a part lives and dies with; else any record that it names."""
    keys = [each for each in row._meta.concrete_fields if each.is_relation and getattr(row, each.attname) is not None]
    keys.sort(key=lambda key: key.remote_field.on_delete is not CASCADE)
    found = (getattr(row, key.name) for key in keys)
    return next((each for each in found if isinstance(each, EditorialModel)), None)


def _page(record: models.Model) -> str:
    is_story = getattr(record, "kind", "") == "story" and record._meta.model_name == "article"
    name = "review_story" if is_story else f"{record._meta.app_label}_{record._meta.model_name}"
    try:
        return reverse(f"admin:{name}_change", args=[record.pk])
    except NoReverseMatch:
        return ""
