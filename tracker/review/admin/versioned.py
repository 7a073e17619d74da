"""Forms that guard against a stale save: what the editor typed stays, and nothing is overwritten."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core import signing
from django.core.exceptions import ValidationError

from tracker.core.models import EditorialModel
from tracker.core.states import StaleVersion
from tracker.publishing.editing import lock
from tracker.publishing.kinds import AGGREGATES, Snapshot, kind_of
from tracker.review.admin.sentences import SENTENCES
from tracker.review.admin.theme import PartsOfPage, TextInput
from tracker.revisions.freezing import freeze
from tracker.revisions.models import Kind, Revision

_MOST_SAVES = 2_000_000_000  # fewer than a database refuses
_CONSTRAINT = re.compile(r"[“\"](\w+)[”\"]")


class VersionedForm(forms.ModelForm):
    """Carries the version that was opened, and the reason that the revision will show.

    Of a record that was never saved as a version there is no revision to compare with, so
    its form carries, signed, what it showed.
    """

    opened_version = forms.IntegerField(required=False, max_value=_MOST_SAVES, widget=forms.HiddenInput)
    opened_as = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason for this change",
        required=False,
        max_length=500,
        widget=TextInput,
        help_text="Kept with the revision; never public.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "opened_version" in self.fields:
            self.fields["opened_version"].initial = self.instance.version
            if self.instance.pk and not self.instance.version and not self.is_bound:
                self.fields["opened_as"].initial = _signed(self.instance)

    def clean(self) -> dict[str, Any]:
        """Lock the record and compare its version; a new record has none."""
        found = super().clean() or {}
        if not self.instance.pk or "opened_version" not in self.fields:
            return found
        opened = found.get("opened_version")
        if opened is None:
            raise ValidationError("This form says no version. Open the record anew.")
        try:
            locked = lock(kind_of(self.instance), self.instance.pk, opened=opened)
        except StaleVersion as error:
            raise ValidationError(str(error), code="stale") from error
        _take_over(self.instance, locked, self.fields)
        return found

    def _update_errors(self, errors: ValidationError) -> None:
        """Say in words what a database constraint would refuse."""
        super()._update_errors(in_words(errors))  # type: ignore[misc]


def opened_snapshot(kind: Kind, record_id: int, version: int, signed: str) -> Snapshot | None:
    """What a form showed: the revision of its version, or what it carries signed; None when nobody knows."""
    revision = Revision.objects.filter(kind=kind, record_id=record_id, version=version).first()
    if revision is not None:
        snapshot: Snapshot = revision.snapshot
        return snapshot
    try:
        said: Snapshot = signing.loads(signed, salt=f"opened {kind} {record_id} {version}")
    except signing.BadSignature:
        return None
    return said


def _signed(record: EditorialModel) -> str:
    kind = kind_of(record)
    snapshot = freeze(record, AGGREGATES[kind].parts)
    return signing.dumps(snapshot, salt=f"opened {kind} {record.pk} {record.version}", compress=True)


def _take_over(instance: Any, locked: EditorialModel, edited: Iterable[str]) -> None:
    """Columns that the form does not show come from the locked row, so that a save cannot turn them back."""
    for field in locked._meta.concrete_fields:
        if field.name not in edited:
            setattr(instance, field.attname, getattr(locked, field.attname))


def in_words(errors: ValidationError) -> ValidationError:
    """Errors with what a constraint refuses as a sentence for the editor."""
    if not hasattr(errors, "error_dict"):
        return ValidationError([_sentence(error) for error in errors.error_list])
    return ValidationError({name: [_sentence(error) for error in found] for name, found in errors.error_dict.items()})


def _sentence(error: ValidationError) -> ValidationError:
    named = _CONSTRAINT.search(str(error.message)) if "onstraint" in str(error.message) else None
    if named is None:
        return error
    name = named.group(1)
    known = next((words for key, words in SENTENCES.items() if name.endswith(key)), None)
    return ValidationError(known or f"These values do not go together ({name.replace('_', ' ')}).")


class KnownSelect(AutocompleteSelect):
    """A field that completes while typing, told the label of its value, so that it need not ask for it row by row."""

    known: tuple[str, str] | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """The one option that is selected; what is no row's number selects none."""
        if self.known is None or [str(each) for each in value] != [self.known[0]]:
            return super().optgroups(name, _numbers(value), attr)
        blank = [] if self.is_required else [(None, [self.create_option(name, "", "", False, 0)], 0)]
        return [*blank, (None, [self.create_option(name, *self.known, True, 1)], 1)]


class KnownSelects(AutocompleteSelectMultiple):
    """The same for several values."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """The options that are selected; what is no row's number selects none."""
        return super().optgroups(name, _numbers(value), attr)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """A number that no database has is refused like any word."""
        return [each if len(each) < 16 else "?" for each in super().value_from_datadict(data, files, name)]


def _numbers(values: Iterable[Any]) -> list[str]:
    said = [str(each) for each in values]
    return [each for each in said if each.isascii() and each.isdecimal() and len(each) < 16]


class PartForm(forms.ModelForm):
    """A part of a record: what it names was fetched with it, and its constraints, too, are said in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fetched = self.instance._state.fields_cache
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownSelect) and fetched.get(name) is not None:
                widget.known = (str(fetched[name].pk), str(fetched[name]))

    def _update_errors(self, errors: ValidationError) -> None:
        super()._update_errors(in_words(errors))  # type: ignore[misc]


class PartFormSet(PartsOfPage):
    """A row that somebody else removed in the meantime stays removed; it does not keep the rest from being saved."""

    def _should_delete_form(self, form: forms.ModelForm) -> bool:
        is_gone = form in self.initial_forms and form.instance.pk is None
        return is_gone or bool(super()._should_delete_form(form))
