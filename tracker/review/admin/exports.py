"""Lists taken along as files: what the list shows as it is filtered, in CSV or XLSX, with a line in the audit log."""

import tempfile
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.review.admin.theme import ModelAdmin
from tracker.review.bulk.exporting import as_csv, exported
from tracker.review.bulk.register import SHEETS, sheet_of
from tracker.review.bulk.sheets import Sheet
from tracker.review.bulk.workbooks import BadFile, write_book

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_MEMORY = 5_000_000


class ExportPages(ModelAdmin):
    """An admin whose list can be taken along as a file, or filled from one."""

    list_before_template = "admin/review/bulk/_files.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list with the ways to and from files, for who may go them."""
        sheet = sheet_of(self.model)
        query = request.GET.urlencode()
        ways = {
            "export_url": f"{reverse('admin:export', args=[sheet.code])}?{query}"
            if sheet and may(request.user, Verb.EXPORT)
            else "",
            "import_url": f"{reverse('admin:imports')}?model={sheet.code}"
            if sheet and may(request.user, Verb.IMPORT)
            else "",
        }
        response: HttpResponse = super().changelist_view(request, {**(extra_context or {}), "ways": ways})
        return response


def export_page(request: HttpRequest, code: str) -> HttpResponseBase:
    """Ask in which form; then hand the file out, and log what was asked for and how many rows it had."""
    sheet = SHEETS.get(code)
    if sheet is None:
        raise Http404("There is no such list.")
    if not may(request.user, Verb.EXPORT) or not isinstance(request.user, User):
        raise PermissionDenied("Your role does not include: export.")
    rows = _listed(request, sheet)
    may_private = may(request.user, Verb.SOURCES)
    problem = ""
    if request.method == "POST":
        form = "xlsx" if request.POST.get("form") == "xlsx" else "csv"
        with_private = may_private and request.POST.get("with_private") == "1"
        try:
            return _file(request.user, sheet, rows, form, with_private, request.GET.urlencode())
        except BadFile as error:
            problem = str(error)
    meta = sheet.model._meta
    context = {
        **admin.site.each_context(request),
        "title": f"Take along: {sheet.label}",
        "count": rows.count(),
        "may_private": may_private and bool(_private(sheet)),
        "private": _private(sheet),
        "problem": problem,
        "back": f"{reverse(f'admin:{meta.app_label}_{meta.model_name}_changelist')}?{request.GET.urlencode()}",
    }
    return render(request, "admin/review/bulk/export.html", context, status=400 if problem else 200)


def _listed(request: HttpRequest, sheet: Sheet) -> QuerySet[Any]:
    """What the list shows, as its address filters it, of what the sheet is about."""
    found = admin.site.get_model_admin(sheet.model)
    if not found.has_view_permission(request):
        raise PermissionDenied("Your role does not include this list.")
    try:
        shown = found.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters as error:
        raise Http404("The list cannot be filtered so.") from error
    return sheet.rows().filter(pk__in=shown.order_by().values("pk"))


def _file(by: User, sheet: Sheet, rows: QuerySet[Any], form: str, with_private: bool, query: str) -> HttpResponseBase:
    lines = exported(sheet, rows, with_private=with_private)
    name = f"{sheet.label}-{timezone.localdate():%Y-%m-%d}.{form}".replace(" ", "-")
    response: HttpResponseBase
    if form == "csv":
        response = StreamingHttpResponse(as_csv(lines), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the response closes it
        write_book(lines, kept, title=sheet.label)
        kept.seek(0)
        response = FileResponse(kept, as_attachment=True, filename=name, content_type=_XLSX)
    count = rows.count()
    audit.log("export", by=by, kind=sheet.code, form=form, rows=count, private=with_private, filter=query[:500])
    return response


def _private(sheet: Sheet) -> list[str]:
    """The columns that are left out unless asked for."""
    own = [column.code for column in sheet.columns if column.is_private]
    return [code.replace("_", " ") for code in [*own, *(name for part in sheet.parts for name in part.private)]]
