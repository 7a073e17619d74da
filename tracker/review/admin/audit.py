"""The audit log: to read, to search and to take along; nobody changes it."""

import csv
from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from tracker.accounts import audit
from tracker.accounts.models import AuditEntry, User
from tracker.accounts.policy import Verb, may
from tracker.publishing.kinds import AGGREGATES
from tracker.review.admin.machinery import ReadOnlyAdmin
from tracker.review.admin.theme import display
from tracker.revisions.models import Kind

_CHUNK = 2000
_COLUMNS = ("at", "by", "action", "kind", "record", "label", "why", "details")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what to which record, when and why."""

    list_display = ("at", "who", "done", "about", "why", "open_record")
    list_select_related = ("by",)
    list_filter: ClassVar[Any] = (("by", admin.RelatedOnlyFieldListFilter), "action", "kind", "at")
    search_fields = ("=record_id", "label", "why", "by__username", "action")
    ordering = ("-id",)
    change_list_template = "admin/review/audit_list.html"

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Chiefs and administrators."""
        return may(request.user, Verb.AUDIT)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Chiefs and administrators."""
        return may(request.user, Verb.AUDIT)

    @display(description="By")
    def who(self, entry: AuditEntry) -> str:
        """Who did it; nobody for a failed login and for the desk's own clock."""
        return str(entry.by) if entry.by else "—"

    @display(description="What", ordering="action")
    def done(self, entry: AuditEntry) -> str:
        """What was done, in words."""
        return entry.action.replace("_", " ").capitalize()

    @display(description="About", ordering="label")
    def about(self, entry: AuditEntry) -> str:
        """What the record was called then."""
        return entry.label or "—"

    def get_list_display(self, request: HttpRequest) -> Any:
        """Who may not open a record reads which it is, without a way to a refusal."""
        shown = super().get_list_display(request)
        return shown if may(request.user, Verb.EDIT) else (*shown[:-1], "record")

    @display(description="Record")
    def record(self, entry: AuditEntry) -> str:
        """Which record it was."""
        is_one = entry.kind in Kind.values and entry.record_id is not None
        return f"{Kind(entry.kind).label} {entry.record_id}" if is_one else "—"

    @display(description="Record")
    def open_record(self, entry: AuditEntry) -> str:
        """The page of the record."""
        if entry.kind not in Kind.values or entry.record_id is None:
            return "—"
        meta = AGGREGATES[Kind(entry.kind)].model._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[entry.record_id])
        return format_html("<a href='{}' class='desk-link'>{}</a>", address, self.record(entry))


@require_POST
def export_audit(request: HttpRequest) -> HttpResponseBase:
    """The lines of the list as it is filtered, as CSV, newest first; taking them along is a line itself."""
    if not may(request.user, Verb.AUDIT) or not isinstance(request.user, User):
        raise PermissionDenied("Your role does not include: audit.")
    shown = admin.site.get_model_admin(AuditEntry).get_changelist_instance(request)
    newest = AuditEntry.objects.values_list("pk", flat=True).first() or 0
    audit.log("export", by=request.user, kind="audit", filter=request.META.get("QUERY_STRING", "")[:500])
    entries = shown.get_queryset(request).filter(pk__lte=newest)
    response = StreamingHttpResponse(_lines(entries), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit-log.csv"'
    return response


class _Echo:
    """Gives back what is written to it: the csv module needs somewhere to write."""

    def write(self, line: str) -> str:
        return line


def _lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    """In keyset chunks: no cursor stays open while the reader is slow."""
    writer = csv.writer(_Echo())
    yield writer.writerow(_COLUMNS)
    last: int | None = None
    while True:
        behind = entries if last is None else entries.filter(pk__lt=last)
        chunk = list(behind.select_related("by").order_by("-pk")[:_CHUNK])
        for entry in chunk:
            yield writer.writerow([_guarded(value) for value in _values(entry)])
        if len(chunk) < _CHUNK:
            return
        last = chunk[-1].pk


def _values(entry: AuditEntry) -> list[str]:
    by = entry.by.username if entry.by else ""
    record = str(entry.record_id or "")
    details = "; ".join(f"{name}: {value}" for name, value in entry.details.items())
    return [entry.at.isoformat(), by, entry.action, entry.kind, record, entry.label, entry.why, details]


def _guarded(value: str) -> str:
    """Text that a spreadsheet would run is given as text."""
    return f"'{value}" if value.startswith(_FORMULA) else value
