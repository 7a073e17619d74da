"""Addresses of the surface shaped like ACLED's, mounted at ``/compat/acled/``; each also without ``api/``."""

from django.urls import path, re_path

from tracker.syndication.compat.acled.tables import TABLES
from tracker.syndication.compat.acled.views import NowhereView, PingView, ReadView, TokenView

app_name = "acled"
_TABLES = "|".join(TABLES)
urlpatterns = [
    path("", PingView.as_view(), name="ping"),
    re_path(r"^api/?$", PingView.as_view()),
    path("oauth/token", TokenView.as_view(), name="token"),
    re_path(r"^(?:api/)?oauth/token/?$", TokenView.as_view()),
    re_path(rf"^api/(?P<table>{_TABLES})/read$", ReadView.as_view(), name="read"),
    re_path(rf"^(?:api/)?(?P<table>{_TABLES})/read(?:\.(?P<suffix>json|csv))?/?$", ReadView.as_view()),
    re_path(r"", NowhereView.as_view()),
]
