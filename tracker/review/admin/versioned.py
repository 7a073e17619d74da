"""Forms that guard against a stale save: what the editor typed stays, and nothing is overwritten."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError

from tracker.core.models import EditorialModel
from tracker.core.states import StaleVersion
from tracker.publishing.editing import lock
from tracker.publishing.kinds import AGGREGATES, kind_of
from tracker.review.admin.sentences import SENTENCES
from tracker.review.admin.theme import PartsOfPage, TextInput
from tracker.review.diff import Difference, differences
from tracker.revisions.models import Revision

_MOST_SAVES = 2_000_000_000  # fewer than a database refuses
_CONSTRAINT = re.compile(r"[“\"](\w+)[”\"]")


class VersionedForm(forms.ModelForm):
    """Carries the version that was opened, and the reason that the revision will show.

    After a stale save ``newer`` is the version in the way and ``made_since`` what
    was changed in it; ticking ``overwrite`` with that number saves over it.
    """

    opened_version = forms.IntegerField(required=False, max_value=_MOST_SAVES, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason for this change",
        required=False,
        max_length=500,
        widget=TextInput,
        help_text="Kept with the revision; never public.",
    )
    newer: int | None = None
    made_since: list[Difference] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "opened_version" in self.fields:
            self.fields["opened_version"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Lock the record and compare its version; a new record has none."""
        found = super().clean() or {}
        if not self.instance.pk or "opened_version" not in self.fields:
            return found
        opened = found.get("opened_version")
        if opened is None:
            raise ValidationError("This form says no version. Open the record anew.")
        kind = kind_of(self.instance)
        seen = self.data.get("overwrite", "")
        try:
            locked = lock(kind, self.instance.pk, opened=int(seen) if seen.isdecimal() and len(seen) < 9 else opened)
        except StaleVersion as error:
            current = AGGREGATES[kind].model._default_manager.get(pk=self.instance.pk)
            self.newer, self.made_since = current.version, _made_since(current, opened)
            raise ValidationError(str(error), code="stale") from error
        _take_over(self.instance, locked, self.fields)
        return found

    def _update_errors(self, errors: ValidationError) -> None:
        """Say in words what a database constraint would refuse."""
        super()._update_errors(_in_words(errors))  # type: ignore[misc]


def _take_over(instance: Any, locked: EditorialModel, edited: Iterable[str]) -> None:
    """Columns that the form does not show come from the locked row, so that a save cannot turn them back."""
    for field in locked._meta.concrete_fields:
        if field.name not in edited:
            setattr(instance, field.attname, getattr(locked, field.attname))


def _made_since(current: EditorialModel, opened: int) -> list[Difference]:
    kind = kind_of(current)
    revisions = Revision.objects.filter(kind=kind, record_id=current.pk, version__in=[opened, current.version])
    snapshots = {revision.version: revision.snapshot for revision in revisions}
    if opened not in snapshots or current.version not in snapshots:
        return []
    return differences(kind, snapshots[opened], snapshots[current.version])


def _in_words(errors: ValidationError) -> ValidationError:
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
        """The one option that is selected."""
        if self.known is None or [str(each) for each in value] != [self.known[0]]:
            return super().optgroups(name, value, attr)
        blank = [] if self.is_required else [(None, [self.create_option(name, "", "", False, 0)], 0)]
        return [*blank, (None, [self.create_option(name, *self.known, True, 1)], 1)]


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
        super()._update_errors(_in_words(errors))  # type: ignore[misc]


class PartFormSet(PartsOfPage):
    """A row that somebody else removed in the meantime stays removed; it does not keep the rest from being saved."""

    def _should_delete_form(self, form: forms.ModelForm) -> bool:
        is_gone = form in self.initial_forms and form.instance.pk is None
        return is_gone or bool(super()._should_delete_form(form))


def is_stale(form: forms.BaseForm) -> bool:
    """Whether the form was refused because somebody else saved first."""
    return getattr(form, "newer", None) is not None
