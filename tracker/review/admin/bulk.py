"""The pages of an import: a file, its columns, what trying it came to, and what was written."""

import csv
import time
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.core.states import TransitionNotAllowed
from tracker.review.admin.exports import export_page
from tracker.review.admin.selected import take_selected
from tracker.review.admin.versioned import in_words
from tracker.review.bulk import pipeline
from tracker.review.bulk.cells import guarded
from tracker.review.bulk.files import MOST_BYTES, MOST_ROWS, BadFile
from tracker.review.bulk.register import SHEETS
from tracker.review.models import BulkImport, BulkState

_PER_PAGE = 100
_LATELY = 30
_SECONDS = 2.0  # of work in one request; the page goes on by itself
_RESULTS = {"new": "New", "changed": "Changed", "same": "Same as on record", "refused": "Refused"}


def bulk_pages(guarded_by: Any) -> list[URLPattern]:
    """Import, export and steps for many records."""
    return [
        path("import/", guarded_by(imports_page), name="imports"),
        path("import/<int:pk>/", guarded_by(import_page), name="import"),
        path("import/<int:pk>/report/", guarded_by(report_file), name="import_report"),
        path("export/<slug:code>/", guarded_by(export_page), name="export"),
        path("selected/<slug:kind>/<slug:step>/", guarded_by(take_selected), name="selected"),
    ]


def imports_page(request: HttpRequest) -> HttpResponse:
    """The files of late, and the form that takes one in."""
    by = _importer(request)
    if request.method == "POST":
        try:
            found = _take_in(request, by)
            return HttpResponseRedirect(reverse("admin:import", args=[found.pk]))
        except BadFile as error:
            messages.error(request, str(error))
    context = {
        **admin.site.each_context(request),
        "title": "Import from a file",
        "models": [(sheet.code, sheet.label) for sheet in SHEETS.values()],
        "chosen": request.POST.get("model") or request.GET.get("model", ""),
        "files": BulkImport.objects.select_related("by").defer("content", "rows")[:_LATELY],
        "most_rows": MOST_ROWS,
        "most_megabytes": MOST_BYTES // 1_000_000,
    }
    return render(request, "admin/review/bulk/imports.html", context)


def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: a post takes its next step, and comes back here."""
    by = _importer(request)
    found = _found(pk)
    if request.method == "POST":
        here = reverse("admin:import", args=[pk])
        try:
            _STEPS.get(request.POST.get("step", ""), _nothing)(request, found, by)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(here)
        return HttpResponseRedirect(f"{here}{_onward(request)}")
    return render(request, "admin/review/bulk/import.html", _shown(request, found))


@require_GET
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of each row, as CSV."""
    _importer(request)
    found = _found(pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{found.pk}-report.csv"'
    writer = csv.writer(response)
    writer.writerow(["row", "result", "written", "record", "message"])
    for row in found.rows:
        written = "yes" if row.get("written") else "no"
        writer.writerow([row["row"], row["result"], written, row["record"] or "", guarded(row["message"])])
    return response


def _shown(request: HttpRequest, found: BulkImport) -> dict[str, Any]:
    table, sheet = pipeline.table_of(found), SHEETS[found.model]
    chosen = str(request.GET.get("result", ""))
    rows = [row for row in found.rows if not chosen or row["result"] == chosen]
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    written = sum(bool(row.get("written")) for row in found.rows)
    total = len(table.lines) or len(found.rows)
    is_open = found.state == BulkState.TRIED
    return {
        **admin.site.each_context(request),
        "title": f"Import: {found.file_name}",
        "file": found,
        "sheet": sheet,
        "note": table.note,
        "total": total,
        "tried": len(found.rows),
        "written": written,
        "is_open": is_open,
        "is_tried": is_open and len(found.rows) == total,
        "columns": [(name, found.columns.get(name, ""), _example(table, name)) for name in table.header],
        "fields": [(code, code.replace("_", " "), sheet.help_of(code)) for code in sheet.known],
        "counts": [(code, _RESULTS[code], count) for code, count in pipeline.counts(found).items()],
        "chosen": chosen,
        "page": page,
        "rows": [{**row, "label": _RESULTS[row["result"]], "url": _url_of(found, row)} for row in page],
        "going": request.GET.get("going", "") if is_open else "",
    }


def _example(table: Any, name: str) -> str:
    """The first thing that a column says."""
    return next((line.cells[name][:60] for line in table.lines if line.cells.get(name)), "")


def _url_of(found: BulkImport, row: dict[str, Any]) -> str:
    """The page of a row's record; a record that was only tried has none."""
    if not row["record"] or (row["result"] == "new" and not row.get("written")):
        return ""
    meta = SHEETS[found.model].model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row["record"]])


def _take_in(request: HttpRequest, by: User) -> BulkImport:
    upload = request.FILES.get("file")
    if upload is None:
        raise BadFile("Choose a file.")
    if (upload.size or 0) > MOST_BYTES:
        raise BadFile(f"This file is larger than {MOST_BYTES // 1_000_000} MB. Cut it into several.")
    name = upload.name or "file"
    return pipeline.take_file(upload.read(), model=str(request.POST.get("model", "")), name=name, by=by)


def _columns(request: HttpRequest, found: BulkImport, by: User) -> None:
    header = pipeline.table_of(found).header
    said = {name: str(request.POST.get(f"column-{at}", "")) for at, name in enumerate(header)}
    keep_as = str(request.POST.get("keep_as", "")).replace("\x00", "")
    pipeline.choose_columns(found.pk, said, by=by, keep_as=keep_as)
    _try(request, found, by)


def _try(request: HttpRequest, found: BulkImport, by: User) -> None:
    total, until = len(pipeline.table_of(found).lines), time.monotonic() + _SECONDS
    again = pipeline.try_on(found.pk, by=by, worded=in_words)
    while len(again.rows) < total and time.monotonic() < until:
        again = pipeline.try_on(found.pk, by=by, worded=in_words)


def _write(request: HttpRequest, found: BulkImport, by: User) -> None:
    until = time.monotonic() + _SECONDS
    again = pipeline.write_on(found.pk, by=by, worded=in_words)
    while again.state == BulkState.TRIED and time.monotonic() < until:
        again = pipeline.write_on(found.pk, by=by, worded=in_words)
    if again.state == BulkState.WRITTEN:
        told = ", ".join(f"{count} {_RESULTS[code].lower()}" for code, count in pipeline.counts(again).items() if count)
        messages.success(request, f"Written: {told}.")


def _refuse(request: HttpRequest, found: BulkImport, by: User) -> None:
    pipeline.refuse(found.pk, by=by)
    messages.success(request, "The file is given up. What was written before stays; nothing else was.")


def _nothing(request: HttpRequest, found: BulkImport, by: User) -> None:
    raise TransitionNotAllowed("Choose what to do with the file.")


_STEPS = {"columns": _columns, "try": _try, "write": _write, "refuse": _refuse}


def _onward(request: HttpRequest) -> str:
    """Trying and writing go on by themselves until the last row."""
    step = request.POST.get("step")
    return f"?going={'try' if step == 'columns' else step}" if step in ("columns", "try", "write") else ""


def _importer(request: HttpRequest) -> User:
    if not may(request.user, Verb.IMPORT) or not isinstance(request.user, User):
        raise PermissionDenied("Your role does not include: import.")
    return request.user


def _found(pk: int) -> BulkImport:
    found = BulkImport.objects.select_related("by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such file.")
    return found
