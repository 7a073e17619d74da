"""A save that comes after somebody else's: the form is brought up to date, and nothing is written."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.http import HttpRequest

from tracker.core.models import EditorialModel
from tracker.publishing.editing import lock
from tracker.publishing.kinds import AGGREGATES, kind_of
from tracker.review.admin.theme import ModelAdmin
from tracker.review.admin.versioned import opened_snapshot
from tracker.review.called import Called
from tracker.review.threeway import Comparison, Late
from tracker.review.typed import Shape, take_theirs
from tracker.revisions.freezing import freeze
from tracker.revisions.models import Revision


def catch_up(admin: ModelAdmin, request: HttpRequest, record: EditorialModel) -> Comparison | None:
    """Lock the record, and merge a late form with what was saved meanwhile, in ``request.POST``.

    None when the form is not late: the version that was opened, or the one that the
    editor says she has read (``overwrite``), is the newest. Whatever she gives up for
    theirs (``take``) is put into the form first.
    """
    post, kind = request.POST.copy(), kind_of(record)
    opened, seen = _number(post.get("opened_version")), _number(post.get("overwrite"))
    given_up = [str(name) for name in post.getlist("take")]
    for name in ("overwrite", "take"):
        post.pop(name, None)
    current = lock(kind, record.pk)
    shapes = list(_shapes(admin, request, record)) if seen or opened != current.version else []
    read = opened_snapshot(kind, record.pk, seen, "") if seen else None
    if seen and read is not None:
        take_theirs(post, given_up, shapes, read)
        opened, post["opened_version"] = seen, str(seen)
    request.POST = post  # type: ignore[assignment]
    if opened is None or opened == current.version:
        return None
    late = Late(
        post,
        opened_snapshot(kind, record.pk, opened, post.get("opened_as", "")),
        freeze(current, AGGREGATES[kind].parts),
        Called(request.user),
    )
    for shape in shapes:
        late.merge(shape)
    saves = Revision.objects.filter(kind=kind, record_id=record.pk, version__gt=opened).select_related("by")
    return Comparison(current.version, list(saves.defer("snapshot")), late.clashes, late.taken)


def _shapes(admin: Any, request: HttpRequest, record: EditorialModel) -> Iterator[Shape]:
    """The record's own fields, then those of every part, under the prefixes that the form gives them."""
    fields = flatten_fieldsets(admin.get_fieldsets(request, record))
    form = admin.get_form(request, record, change=True, fields=fields)
    yield Shape(admin.model, form.base_fields)
    prefixes: Counter[str] = Counter()
    for formset, inline in admin.get_formsets_with_inlines(request, record):
        part = formset.get_default_prefix()
        prefixes[part] += 1
        prefix = part if prefixes[part] == 1 else f"{part}-{prefixes[part]}"
        yield Shape(inline.model, formset.form.base_fields, prefix, part, formset.fk.attname)


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 10 else None
