"""The desk's admin site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone

from tracker.accounts.policy import Verb, may
from tracker.review.admin.audit import export_audit
from tracker.review.admin.beside import working_step
from tracker.review.admin.bulk import bulk_pages
from tracker.review.admin.completing import Completing
from tracker.review.admin.duplicates import duplicate_pages
from tracker.review.admin.logins import DeskLoginForm, leave
from tracker.review.admin.maps import plate_page
from tracker.review.admin.registry import CHOSEN, EDITED, READ, TENDED, sidebar
from tracker.review.admin.start import start
from tracker.review.admin.stories import story_records
from tracker.review.admin.tallies import figures_page
from tracker.review.admin.theme import Site
from tracker.review.admin.waiting import waiting_page
from tracker.review.admin.workflow import naming_step, preview_page, workflow_step
from tracker.review.views import review_desk


class DeskSite(Site):
    """The admin, for editors."""

    site_title = site_header = "Conflict Desk"
    index_title = "Desk"
    login_form = DeskLoginForm
    index_template = "admin/review/index.html"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        for model, (admin, _) in {**EDITED, **READ, **TENDED}.items():
            self.register(model, admin)
        for model, chosen in CHOSEN.items():
            self.register(model, chosen)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The review desk and the workflow beside the admin's own pages."""
        own: list[URLPattern | URLResolver] = [
            path("review/<int:article_pk>/", self.admin_view(review_desk), name="review_desk"),
            path("workflow/<slug:kind>/<int:pk>/<slug:step>/", self.admin_view(workflow_step), name="workflow"),
            path("naming/<int:pk>/<slug:step>/", self.admin_view(naming_step), name="naming"),
            path("stories/records/", self.admin_view(story_records), name="story_records"),
            path("waiting/<slug:what>/", self.admin_view(waiting_page), name="waiting"),
            path("work/<slug:kind>/<int:pk>/<slug:step>/", self.admin_view(working_step), name="working"),
            path("figures/<int:pk>/", self.admin_view(figures_page), name="figures"),
            path("audit/export/", self.admin_view(export_audit), name="audit_export"),
            path("map/<slug:code>/", self.admin_view(plate_page), name="map_plate"),
            path("preview/<slug:kind>/<int:pk>/", self.admin_view(preview_page), name="preview"),
            *duplicate_pages(self.admin_view),
            *bulk_pages(self.admin_view),
        ]
        return own + super().get_urls()

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:
        """Choices in the words of their own admin."""
        return Completing.as_view(admin_site=self)(request)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., HttpResponse]:
        """A refusal says what was refused, and where to go on."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return guarded(request, *args, **kwargs)
            except PermissionDenied as refusal:
                return render(request, "admin/review/refused.html", {"reason": str(refusal)}, status=403)

        return answered

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Out, with a line in the audit log."""
        if request.method == "POST":
            leave(request)
        response: HttpResponse = super().logout(request, extra_context)
        return response

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What waits, for who can do something about it."""
        shown = start(request.user, timezone.localtime()) if may(request.user, Verb.EDIT) else None
        response: TemplateResponse = super().index(request, {**(extra_context or {}), "start": shown})
        return response

    def get_sidebar_list(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The entries of the sidebar, with the open one marked."""
        groups = sidebar(request)
        for group in groups:
            group["items"] = self._get_navigation_items(request, group["items"], [])
        return groups
