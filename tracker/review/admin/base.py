"""What every record's admin does: versions, reasons, no careless deleting, and the workflow panel."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import router, transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.publishing.editing import save_version
from tracker.publishing.kinds import kind_of
from tracker.review.admin.citing import citing
from tracker.review.admin.exports import ExportPages
from tracker.review.admin.history import HistoryPages
from tracker.review.admin.late import catch_up
from tracker.review.admin.merged import MergePages
from tracker.review.admin.selected import SelectedPages
from tracker.review.admin.theme import ModelAdmin, StackedInline, TabularInline
from tracker.review.admin.unsaved import TAKE_UP, TypingPages
from tracker.review.admin.versioned import KnownSelect, KnownSelects, PartForm, PartFormSet, VersionedForm
from tracker.review.admin.working import WorkingPages
from tracker.review.panel import panel_of
from tracker.review.threeway import Comparison

VERSION_FIELDS = ("Saving", {"fields": ("reason", "opened_version", "opened_as")})


class PartOfRecord(InlineModelAdmin):
    """What every part of a record does: it is fetched, shown and saved with the record."""

    form = PartForm
    formset = PartFormSet
    extra = 0
    show_change_link = False
    tab = False
    autocomplete_fields: ClassVar[Any] = ()
    fetched: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that the rows name, each text once: a fixed number of queries."""
        ours = [name for name in self.autocomplete_fields if name != "passage"]
        passage = ["passage__text__article"] if "passage" in self.autocomplete_fields else []
        return super().get_queryset(request).prefetch_related(*ours, *passage, *self.fetched)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Fields that complete while typing keep the label of their value."""
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", KnownSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Parts follow their record."""
        return may(request.user, Verb.EDIT)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Parts follow their record."""
        return may(request.user, Verb.EDIT)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Parts follow their record."""
        return may(request.user, Verb.EDIT)


class Part(PartOfRecord, TabularInline):
    """A part in a line of a table."""

    hide_title = True

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        """Each field carries its own name: in a table only the heading shows it."""
        found = super().get_formset(request, obj, **kwargs)
        for field in found.form.base_fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-label", field.label)
        return found


class LargePart(PartOfRecord, StackedInline):
    """A part with more fields than fit in a line; folded until it is opened."""

    template = "admin/review/large_part.html"


class DeskAdmin(ModelAdmin):
    """An admin for what editors edit."""

    show_full_result_count = False
    list_per_page = 50
    actions: Any = None
    list_filter_submit = False
    compressed_fields = True
    warn_unsaved_form = True
    save_on_top = False

    class Media:
        css = {"all": ["review/admin.css", "review/forms.css"]}
        js = ("review/once.js", "review/forms.js")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Who edits may add."""
        return bool(super().has_add_permission(request)) and may(request.user, Verb.EDIT)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Being a superuser is no desk role."""
        return bool(super().has_change_permission(request, obj)) and may(request.user, Verb.EDIT)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What was ever public stays: it is retracted or withdrawn instead."""
        if obj is not None and getattr(obj, "number", None) is not None:
            return False
        return bool(super().has_delete_permission(request, obj)) and may(request.user, Verb.EDIT)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """An address typed or kept from before is refused with the way that is open."""
        record = self.get_object(request, unquote(object_id))
        if getattr(record, "number", None) is not None and may(request.user, Verb.EDIT):
            raise PermissionDenied("This record was public, so it is not deleted: retract or withdraw it on its page.")
        response: HttpResponse = super().delete_view(request, object_id, extra_context)
        return response

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """With a line in the audit log: nothing else says that it was there."""
        with transaction.atomic():
            by = request.user if isinstance(request.user, User) else None
            audit.log("delete", by=by, kind=str(obj._meta.model_name), record=obj)
            super().delete_model(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes along are the record's own parts; what others cite is protected, and the page says so."""
        to_delete, counts, _, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set(), citing(objs, router.db_for_write(self.model)) if protected else []

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Without the one character that PostgreSQL cannot read."""
        found: tuple[Any, bool] = super().get_search_results(request, queryset, search_term.replace("\x00", ""))
        return found

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Fields that complete while typing stand a crafted value."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """As for one value."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownSelects(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class RecordAdmin(HistoryPages, TypingPages, MergePages, WorkingPages, SelectedPages, ExportPages, DeskAdmin):
    """An admin for an aggregate that goes through the workflow."""

    form = VersionedForm
    change_form_outer_before_template = "admin/review/_before.html"

    class Media:
        css = {"all": ["review/versions.css"]}
        js = ("review/typing.js",)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The reason comes last, and only where something can be saved."""
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        can_save = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return [*fieldsets, VERSION_FIELDS] if can_save else fieldsets

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form with its panel; a late save answers 409, with three versions of whatever both changed."""
        context = {**(extra_context or {})}
        record = self.get_object(request, unquote(object_id)) if object_id else None
        with transaction.atomic():
            if request.method == "POST":
                context["comparison"] = self._prepare(request, object_id, record)
            elif record is not None:
                context["panel"] = panel_of(record, request.user)
            response = super().changeform_view(request, object_id, form_url, context)
        is_saved = request.method == "POST" and isinstance(response, HttpResponseRedirect)
        if is_saved and TAKE_UP not in request.POST:
            self.forget_typed(request, object_id)
        elif request.method == "POST" and TAKE_UP not in request.POST:
            self.keep_refused(request, record)
        data = getattr(response, "context_data", None)
        if data is not None:
            data |= self.typing_context(request, record)
        if context.get("comparison"):
            response.status_code = 409
        return response

    def _prepare(self, request: HttpRequest, object_id: str | None, record: Any) -> Comparison | None:
        """Put into the form what was kept unsaved, or was saved by others meanwhile. Nothing is saved as a copy."""
        if object_id and (record is None or not self.has_change_permission(request, record)):
            return None
        if TAKE_UP in request.POST:
            self.take_up(request, object_id)
        elif "_saveasnew" in request.POST:
            post = request.POST.copy()
            del post["_saveasnew"]
            request.POST = post  # type: ignore[assignment]
        return catch_up(self, request, record) if record is not None else None

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Write the parts, then save one version of the whole; an unchanged form saves none."""
        super().save_related(request, form, formsets, change)
        own = set(form.changed_data) - {*VERSION_FIELDS[1]["fields"]}
        if change and not own and not any(formset.has_changed() for formset in formsets):
            messages.info(request, "Nothing was changed, so no version was saved.")
            return
        record = form.instance
        self.settle(record)
        if isinstance(request.user, User):
            save_version(kind_of(record), record, by=request.user, reason=form.cleaned_data.get("reason") or "")

    def settle(self, record: Any) -> None:
        """Bring what follows from the parts in step, before the version is saved."""

    def public_url(self, record: Any) -> str:
        """Where the public reads the record; empty when it does not."""
        return ""


def change_url(record: Model) -> str:
    """The record's page in the admin."""
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
