"""One row of a file becomes a draft, a new version of a record, or a refusal in words: whole or not at all."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.external_ids import Scheme, normalised
from tracker.core.states import NotPermitted, TransitionNotAllowed
from tracker.publishing.editing import require, save_version
from tracker.review.bulk.cells import BadCell, parted, plain, read, written
from tracker.review.bulk.parts import PartWriter
from tracker.review.bulk.references import References
from tracker.review.bulk.sheets import ID, NUMBER, Sheet, Values
from tracker.review.bulk.showing import cells_of

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
Cells = dict[str, str]
Worded = Callable[[ValidationError], ValidationError]


@dataclass(frozen=True)
class Taken:
    """What came of a row."""

    result: str
    record: int | None
    message: str = ""


class Taker:
    """Takes rows of one sheet for one person. ``worded`` says what a constraint refuses as a sentence."""

    def __init__(self, sheet: Sheet, *, by: User, reason: str, worded: Worded = lambda errors: errors) -> None:
        self.sheet, self.by, self.reason, self.worded = sheet, by, reason, worded
        self.references = References(by)

    def take(self, cells: Cells) -> Taken:
        """Write one row: nothing where the record says the same already. Called in a transaction.

        Raises:
            Unresolved: it names a record that is not there; it may come in another row.
        """
        given = {code: plain(text) for code, text in cells.items() if plain(text)}
        try:
            with transaction.atomic():
                record = self._known(given)
                return self._change(record, given) if record is not None else self._add(given)
        except BadCell:
            self.references.forget()
            raise
        except ValidationError as error:
            self.references.forget()
            raise BadCell(f"{getattr(error, 'line', '')}{_sentences(self.worded(error))}") from error
        except IntegrityError as error:
            self.references.forget()
            raise BadCell("These values do not go together, or another record has them already.") from error
        except (TransitionNotAllowed, NotPermitted) as error:
            raise BadCell(str(error)) from error

    def _known(self, given: Cells) -> Any:
        """The record that a row is about, locked; None for a new one."""
        wanted = self._wanted(given)
        if wanted is None:
            return None
        pks = list(self.sheet.rows().filter(wanted).order_by().values_list("pk", flat=True).distinct()[:2])
        if len(pks) > 1:
            raise BadCell("Several records are called so. Give the id of the one you mean, as an export has it.")
        if not pks and (ID in given or NUMBER in given):
            raise BadCell("There is no record with this id or number. Leave both empty for a new one.")
        return self._fetched(pks[0]) if pks else None

    def _fetched(self, pk: int) -> Any:
        locked = self.sheet.model._default_manager.select_for_update().filter(pk=pk)
        return self.sheet.with_parts(locked).get()

    def _wanted(self, given: Cells) -> Q | None:
        if self.sheet.is_editorial and ID in given:
            return Q(public_id=_uuid(given[ID]))
        if self.sheet.is_editorial and NUMBER in given:
            if not (given[NUMBER].isascii() and given[NUMBER].isdecimal() and len(given[NUMBER]) < 10):
                raise BadCell(f"“{given[NUMBER][:40]}” is no public number.")
            return Q(number=int(given[NUMBER]))
        by_ids = self._identified(given.get("external_ids", ""))
        if by_ids is not None and self.sheet.rows().filter(by_ids).exists():
            return by_ids
        return self.sheet.natural(self._plain_values(given))

    def _identified(self, text: str) -> Q | None:
        """Who bears one of the identifiers that the row gives."""
        found = None
        for values in map(parted, filter(None, text.split("\n"))):
            scheme, value = values[0].lower(), values[-1]
            if scheme in Scheme.values and self.sheet.code not in ("event", "topic"):
                value = _normal(scheme, value)
            same = Q(external_ids__scheme=scheme, external_ids__value=value)
            same &= Q(external_ids__register=values[1]) if self.sheet.code == "topic" and len(values) > 2 else Q()
            found = same if found is None else found | same
        return found

    def _plain_values(self, given: Cells) -> Values:
        """What a row says in columns that are no keys: enough to look for its record."""
        return {
            code: read(field, given[code])
            for code, field in self._fields().items()
            if code in given and field is not None and not field.is_relation
        }

    def _fields(self) -> dict[str, Any]:
        return {column.code: self.sheet.field_of(column.code) for column in self.sheet.columns}

    def _value(self, code: str, field: Any, text: str) -> Any:
        """What a cell means; a list for a column of several records."""
        try:
            if field is None:
                return text
            if field.many_to_many:
                return [self.references.find(field.related_model, name) for name in text.split("\n") if name.strip()]
            if field.is_relation:
                return self.references.find(field.related_model, text)
            return read(field, text)
        except BadCell as error:
            error.args = (f"{code.replace('_', ' ').capitalize()}: {error}",)
            raise

    def _add(self, given: Cells) -> Taken:
        require(self.by, Verb.EDIT)
        fields = self._fields()
        values = {code: self._value(code, field, given[code]) for code, field in fields.items() if code in given}
        if self.sheet.make is not None:
            return self._made(self.sheet.make, values, given)
        record = self._new(fields, values)
        writer = PartWriter(self.sheet, record, self.references)
        for part in self.sheet.parts:
            if part.code in given:
                writer.write(part, given[part.code])
        self._seal(record, is_new=True)
        return Taken(NEW, record.pk, f"New: {record}")

    def _made(self, make: Any, values: Values, given: Cells) -> Taken:
        """A record by the verb that takes such in, and whatever else the row says of it."""
        record, is_new = make(values, self.by)
        if not self.sheet.rows().filter(pk=record.pk).exists():
            raise BadCell("This is kept already as something else: look for its text or address.")
        taken = self._change(self._fetched(record.pk), given)
        return Taken(NEW, record.pk, f"New: {record}") if is_new else taken

    def _new(self, fields: dict[str, Any], values: Values) -> Any:
        many = {code for code, field in fields.items() if field is not None and field.many_to_many}
        record = self.sheet.model(**self.sheet.defaults, **{code: values[code] for code in values.keys() - many})
        if "obtained_how" in self.sheet.defaults:
            record.obtained_by = self.by  # type: ignore[attr-defined]
        checked(record)
        record.save()
        for code in many & values.keys():
            getattr(record, code).set(values[code])
        return record

    def _change(self, record: Any, given: Cells) -> Taken:
        now = cells_of(self.sheet, record, with_private=True)
        changed = [column.code for column in self.sheet.columns if self._set(record, column, given, now)]
        if changed:
            checked(record)
            record.save()
        writer = PartWriter(self.sheet, record, self.references)
        for part in self.sheet.parts:
            if part.code in given and given[part.code] != now[part.code] and writer.write(part, given[part.code]):
                changed.append(part.code)
        if not changed:
            return Taken(SAME, record.pk, str(record))
        require(self.by, Verb.EDIT)
        self._seal(record, is_new=False)
        return Taken(CHANGED, record.pk, f"{record}: {', '.join(code.replace('_', ' ') for code in changed)}")

    def _set(self, record: Any, column: Any, given: Cells, now: Cells) -> bool:
        """Whether the row changes the column; the record then says what the row says."""
        code = column.code
        if code not in given or given[code] == now[code]:
            return False
        if code in self.sheet.same and self.sheet.same[code](record, given[code]):
            return False
        field = self.sheet.field_of(code)
        value = self._value(code, field, given[code])
        if field is not None and field.many_to_many:
            if {each.pk for each in value} == {each.pk for each in getattr(record, code).all()}:
                return False
            getattr(record, code).set(value)
            return True
        if field is not None and (value == getattr(record, code) or written(field, value) == now[code]):
            return False
        if column.is_fixed:
            raise BadCell(f"{code.replace('_', ' ').capitalize()} stays as it came in. Leave it empty, or add it anew.")
        setattr(record, code, value)
        return True

    def _seal(self, record: Any, *, is_new: bool) -> None:
        """Bring what follows in step, check the whole, and save it as a version; an outlet has none."""
        self.sheet.settle(record)
        fault = self.sheet.check(record)
        if fault:
            raise BadCell(fault)
        if self.sheet.kind is None:
            action = "add_outlet" if is_new else "change_outlet"
            audit.log(action, by=self.by, kind=self.sheet.code, record=record, why=self.reason)
        else:
            save_version(self.sheet.kind, record, by=self.by, reason=self.reason)


def checked(row: models.Model) -> None:
    """Refuse what the form would refuse; what the row keeps in step by itself is not looked at.

    Raises:
        ValidationError: with its sentences.
    """
    row.full_clean(exclude={field.name for field in row._meta.concrete_fields if not field.editable})


def _sentences(errors: ValidationError) -> str:
    if not hasattr(errors, "error_dict"):
        return " ".join(errors.messages)
    said = errors.message_dict.items()
    return " ".join(
        " ".join(found) if name == "__all__" else f"{name.replace('_', ' ').capitalize()}: {' '.join(found)}"
        for name, found in said
    )


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadCell(f"“{text[:60]}” is no id. Leave the column empty for a new record.") from error


def _normal(scheme: str, text: str) -> str:
    try:
        return normalised(scheme, text)
    except ValueError as error:
        raise BadCell(str(error)) from error
