"""Mounts the rooms; no views here."""

from django.contrib import admin
from django.urls import include, path, re_path

from tracker.syndication.api.views import NowhereView
from tracker.syndication.compat.addresses import in_any_case
from tracker.syndication.ogc.views import LandingView

urlpatterns = [
    path("desk/", include("tracker.review.urls")),
    path("desk/", admin.site.urls),
    path("api/v1/", include("tracker.syndication.api.urls")),
    re_path(r"^api/", NowhereView.as_view()),
    path("feeds/", include("tracker.syndication.feed_urls")),
    path("ogc", LandingView.as_view()),
    path("ogc/", include("tracker.syndication.ogc.urls")),
    path("compat/acled/", include("tracker.syndication.compat.acled.urls")),
    re_path(rf"^{in_any_case('compat/ucdp')}/", include("tracker.syndication.compat.ucdp.urls")),
    path("", include("tracker.pages.urls")),
]
handler404 = "tracker.pages.errors.not_found"
handler500 = "tracker.pages.errors.server_error"
