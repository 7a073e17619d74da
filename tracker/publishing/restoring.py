"""Bringing an earlier version back: a new version with the old content."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import CASCADE, ProtectedError

from tracker.accounts.audit import log
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.models import EditorialModel
from tracker.publishing.editing import lock, require, save_version
from tracker.publishing.kinds import AGGREGATES, Snapshot
from tracker.revisions.freezing import content, freeze
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version, rows_of

Columns = dict[str, Any]


def restore(kind: Kind, record_id: int, *, version: int, opened: int, by: User) -> Revision | None:
    """Save a new version with the content of ``version``: own fields, many-to-many fields, and own parts.

    Rows keep their ids: those that are gone are made again, those that came later are
    removed. State, number, what the public sees, what seals or blurs, and rows
    that belong to other records stay as they are; so does a part that the version is too old
    to know. None when the record says all this already.

    Raises:
        NotPermitted: the person may not edit.
        StaleVersion: somebody saved the record since version ``opened``.
        Revision.DoesNotExist: there is no such version.
        ValidationError: something that the version needs is gone or taken; one sentence each.
    """
    require(by, Verb.EDIT)
    with transaction.atomic():
        record = lock(kind, record_id, opened=opened)
        wanted = at_version(kind, record_id, version).snapshot
        present = freeze(record, AGGREGATES[kind].parts)
        if not would_change(kind, present, wanted):
            return None
        _require_all_there(kind, wanted)
        _write(kind, record, wanted)
        saved = save_version(kind, record, by=by, reason=f"Restored version {version}")
        log("restore", by=by, kind=kind, record=record, why=saved.reason, version=version, became=saved.version)
    return saved


def rehearse(kind: Kind, record_id: int, *, version: int, by: User) -> tuple[Snapshot, Snapshot]:
    """The record as it is, and as restoring ``version`` would leave it. Nothing lasts.

    Raises:
        As ``restore``.
    """
    with transaction.atomic():
        record = lock(kind, record_id)
        now = freeze(record, AGGREGATES[kind].parts)
        saved = restore(kind, record_id, version=version, opened=record.version, by=by)
        transaction.set_rollback(True)
    return now, saved.snapshot if saved is not None else now


def would_change(kind: Kind, present: Snapshot, wanted: Snapshot) -> bool:
    """Whether restoring ``wanted`` over ``present`` would write anything."""
    model = AGGREGATES[kind].model
    if content(model, present["fields"]) != content(model, wanted["fields"]):
        return True
    return any(
        _contents(part, present, name) != _contents(part, wanted, name) for name, part, _ in _own_parts(kind, wanted)
    )


def _own_parts(kind: Kind, wanted: Snapshot) -> Iterator[tuple[str, type[models.Model], str]]:
    """(Related name, model, column of its owner) of the parts that live and die with the record."""
    for name in AGGREGATES[kind].parts:
        relation: Any = AGGREGATES[kind].model._meta.get_field(name)
        if relation.on_delete is CASCADE and name in wanted["parts"]:
            yield name, relation.related_model, relation.field.attname


def _contents(part: type[models.Model], snapshot: Snapshot, name: str) -> dict[Any, Columns]:
    return {key: content(part, row) for key, row in rows_of(snapshot, name).items()}


def _require_all_there(kind: Kind, wanted: Snapshot) -> None:
    """Refuse a version that names rows which are gone."""
    made_again = {
        (part, row["id"]) for name, part, _ in _own_parts(kind, wanted) for row in wanted["parts"][name]
    }  # fmt: skip
    named = [*_named(AGGREGATES[kind].model, wanted["fields"])]
    for name, part, _ in _own_parts(kind, wanted):
        named += [each for row in wanted["parts"][name] for each in _named(part, row)]
    gone = []
    for model in dict.fromkeys(model for model, _, _ in named):
        keys = {key for other, key, _ in named if other is model and (model, key) not in made_again}
        there = set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        gone += [
            _gone(model, key, next(where for other, k, where in named if (other, k) == (model, key)))
            for key in sorted(keys - there)
        ]
    if gone:
        raise ValidationError(gone)


def _named(model: type[models.Model], columns: Columns) -> Iterator[tuple[type[models.Model], int, str]]:
    """(Model, id, where) of everything that a row names."""
    said = content(model, columns)
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        other = field.related_model
        if not isinstance(other, type) or (value := said.get(getattr(field, "attname", field.name))) is None:
            continue
        where = f"{field.verbose_name} of the {model._meta.verbose_name}"
        yield from ((other, key, where) for key in (value if field.many_to_many else [value]))


def _gone(model: type[models.Model], key: int, where: str) -> str:
    """What is missing, by the name it had, where that was kept."""
    kind = next((kind for kind, each in AGGREGATES.items() if each.model is model), None)
    last = Revision.objects.filter(kind=kind, record_id=key).first() if kind else None
    said = last.snapshot["fields"] if last else {}
    name = said.get("name") or said.get("title")
    called = f"{model._meta.verbose_name} “{name}”" if name else f"{model._meta.verbose_name} {key}"
    return f"The {called}, needed as {where}, was deleted since. Enter the old values by hand, without it."


def _write(kind: Kind, record: EditorialModel, wanted: Snapshot) -> None:
    own = content(type(record), wanted["fields"])
    waiting: list[models.Model] = [record]
    for name, part, owner in _own_parts(kind, wanted):
        rows = {row["id"]: content(part, row) for row in wanted["parts"][name] if row[owner] == record.pk}
        _take_out(part, owner, record, rows.keys())
        waiting += _rows(part, owner, record, rows)
    chosen = {many.name: own.pop(many.name) for many in record._meta.many_to_many}
    for column, value in own.items():
        setattr(record, column, value)
    _save_all(waiting)
    for many, keys in chosen.items():
        getattr(record, many).set(keys)


def _take_out(part: type[models.Model], owner: str, record: EditorialModel, kept: Any) -> None:
    """Remove the rows that came after the version."""
    for row in part._default_manager.filter(**{owner: record.pk}).exclude(pk__in=kept):
        try:
            row.delete()
        except ProtectedError as error:
            citing = next(iter(error.protected_objects))
            raise ValidationError(
                f"“{row}” came after this version and would be removed, but it is cited by “{citing}”."
            ) from error


def _rows(part: type[models.Model], owner: str, record: EditorialModel, rows: dict[int, Columns]) -> list[models.Model]:
    """The rows of a part as the version has them, those that are gone made anew with their ids."""
    there = part._default_manager.in_bulk(rows.keys())
    found = []
    for key, columns in rows.items():
        row = there.get(key) or part(pk=key, **{owner: record.pk})
        if getattr(row, owner) != record.pk:
            raise ValidationError(f"“{row}” belongs to another record now, so this version cannot have it back.")
        for column, value in columns.items():
            setattr(row, column, value)
        row.clean()
        found.append(row)
    return found


def _save_all(rows: list[models.Model]) -> None:
    """Save each; one that another stands in the way of waits until that one has its old values."""
    waiting, is_cleared = rows, False
    while waiting:
        refused = [row for row in waiting if not _is_saved(row)]
        if len(refused) == len(waiting):
            if is_cleared:
                raise ValidationError([sentence for row in refused for sentence in _why(row)])
            _make_way(refused)
            is_cleared = True
        waiting = refused


def _is_saved(row: models.Model) -> bool:
    fields = None
    if isinstance(row, EditorialModel):  # the state of the machinery and raw bytes are not ours to write
        many = {each.name for each in row._meta.many_to_many}
        fields = [*(name for name in content(type(row), {}) if name not in many), "changed_at"]
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError:
        return False
    return True


def _make_way(refused: list[models.Model]) -> None:
    """Parts that swapped a value that only one may have are taken out, to be made again with their ids."""
    for row in refused:
        if not isinstance(row, EditorialModel):
            type(row)._default_manager.filter(pk=row.pk).delete()


def _why(row: models.Model) -> list[str]:
    try:
        row.validate_constraints()
        row.validate_unique()
    except ValidationError as error:
        return [f"{row}: {sentence}" for sentence in error.messages]
    return [f"“{row}” does not go together with what is on record now."]
