"""The history of a whole record: every version, any two side by side, and the way back to one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from tracker.accounts.models import User
from tracker.core.models import EditorialModel
from tracker.core.states import NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.publishing.kinds import kind_of
from tracker.publishing.models import Approval
from tracker.publishing.restoring import rehearse, restore
from tracker.review.admin.theme import ModelAdmin
from tracker.review.admin.versioned import in_words
from tracker.review.diff import differences
from tracker.revisions.models import Revision

_A_PAGE = 100


class HistoryPages(ModelAdmin):
    """An admin that shows every saved version of its records."""

    def get_urls(self) -> list[URLPattern]:
        """The pages beside the admin's own ``history``."""
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        own = [
            path("<int:pk>/history/compare/", view(self.compare_page), name=f"{name}_compare"),
            path(
                "<int:pk>/history/<int:version>/restore/",
                view(require_http_methods(["GET", "POST"])(self.restore_page)),
                name=f"{name}_restore",
            ),
        ]
        return own + list(super().get_urls())

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Every version: who, when, why, who approved it, and which one the public sees. Four queries a page."""
        record = self._record(request, object_id)
        saved = Revision.objects.filter(kind=kind_of(record), record_id=record.pk).select_related("by")
        page = Paginator(saved.defer("snapshot"), _A_PAGE).get_page(request.GET.get("page"))
        said: dict[int, list[Approval]] = {}
        for approval in Approval.objects.filter(revision__in=[each.pk for each in page]).select_related("by"):
            said.setdefault(approval.revision_id, []).append(approval)
        context = {
            "page": page,
            "rows": [(revision, said.get(revision.pk, [])) for revision in page],
            "may_restore": self.has_change_permission(request, record),
        }
        return self._shown(request, record, "history", "Versions", context)

    def compare_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Two versions side by side: the one given as ``from`` and the one given as ``to``."""
        record = self._record(request, str(pk))
        older, newer = self._version(record, request.GET.get("from")), self._version(record, request.GET.get("to"))
        context = {
            "older": older,
            "newer": newer,
            "differences": differences(kind_of(record), older.snapshot, newer.snapshot, by=request.user),
        }
        return self._shown(request, record, "compare", f"Versions {older.version} and {newer.version}", context)

    def restore_page(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        """Show what restoring a version would change; on a post, restore it."""
        record = self._record(request, str(pk))
        if not self.has_change_permission(request, record) or not isinstance(request.user, User):
            raise PermissionDenied
        wanted, kind = self._version(record, str(version)), kind_of(record)
        if request.method == "POST":
            return self._restore(request, record, version, request.user)
        problems: list[str] = []
        changes = []
        try:
            now, then = rehearse(kind, pk, version=version, by=request.user)
            changes = differences(kind, now, then, by=request.user)
        except ValidationError as error:
            problems = in_words(error).messages
        except (NotPermitted, TransitionNotAllowed) as refusal:
            problems = [str(refusal)]
        context = {"wanted": wanted, "problems": problems, "differences": changes}
        return self._shown(request, record, "restore", f"Restore version {version}", context)

    def _restore(self, request: HttpRequest, record: EditorialModel, version: int, by: User) -> HttpResponse:
        opened = request.POST.get("opened", "")
        try:
            found = restore(
                kind_of(record),
                record.pk,
                version=version,
                opened=int(opened) if opened.isdecimal() and len(opened) < 10 else -1,
                by=by,
            )
        except StaleVersion:
            messages.error(request, "Somebody saved this record since you opened this page. Look again what changes.")
            return HttpResponseRedirect(request.path)
        except (ValidationError, NotPermitted, TransitionNotAllowed) as refusal:
            said = in_words(refusal).messages if isinstance(refusal, ValidationError) else [str(refusal)]
            for sentence in said:
                messages.error(request, sentence)
            return HttpResponseRedirect(request.path)
        if found is None:
            messages.info(request, f"The record says what version {version} says. Nothing was changed.")
        else:
            messages.success(request, f"Version {version} was restored; it is saved as version {found.version}.")
        return HttpResponseRedirect(self._page(record, "change"))

    def _record(self, request: HttpRequest, object_id: str) -> EditorialModel:
        record = self.get_object(request, object_id)
        if not isinstance(record, EditorialModel):
            raise Http404("There is no such record.")
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    def _version(self, record: EditorialModel, number: str | None) -> Revision:
        is_number = number is not None and number.isascii() and number.isdecimal() and len(number) < 10
        found = Revision.objects.filter(
            kind=kind_of(record), record_id=record.pk, version=int(number or 0) if is_number else 0
        )
        revision = found.select_related("by").first()
        if revision is None:
            raise Http404("There is no such version.")
        return revision

    def _page(self, record: EditorialModel, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[record.pk])

    def _shown(
        self, request: HttpRequest, record: EditorialModel, page: str, title: str, context: dict[str, Any]
    ) -> HttpResponse:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        common = {
            **self.admin_site.each_context(request),
            "title": f"{title}: {record}",
            "record": record,
            "opts": self.opts,
            "change_url": self._page(record, "change"),
            "history_url": self._page(record, "history"),
            "compare_url": self._page(record, "compare"),
            "restore_name": f"admin:{name}_restore",
        }
        return render(request, f"admin/review/{page}.html", {**common, **context})
