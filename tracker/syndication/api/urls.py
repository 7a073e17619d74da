"""Addresses of the API, mounted at ``/api/v1/``."""

from django.urls import path, re_path

from tracker.syndication.api.changes import ChangesView
from tracker.syndication.api.codebook import CodebookView, WordView
from tracker.syndication.api.collections import COLLECTIONS, unlisted
from tracker.syndication.api.figures import FacetsView, SeriesView
from tracker.syndication.api.versions import VersionsView, VersionView
from tracker.syndication.api.views import DocsView, IndexView, NowhereView, SchemaView

app_name = "api"
SUFFIX = "[A-Za-z0-9]{1,10}(?:\\.csv)?"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("schema.json", SchemaView.as_view(), name="schema"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("codebook/", CodebookView.as_view(), name="codebook"),
    path("codebook/<str:scheme>/<str:code>/", WordView.as_view(), name="word"),
    path("events/facets/", FacetsView.as_view(), name="facets"),
    path("events/series/", SeriesView.as_view(), name="series"),
    path("docs/", DocsView.as_view(), name="docs"),
    *(path(f"{each.slug}/", each.as_view({"get": "list"}), name=f"{each.slug}-list") for each in COLLECTIONS),
    *(
        path(f"{each.slug}/<str:public_id>/", each.as_view({"get": "retrieve"}), name=f"{each.slug}-detail")
        for each in COLLECTIONS
    ),
    *(
        path(
            f"{each.slug}/<str:public_id>/versions/",
            VersionsView.as_view(kind=each.model.kind),
            name=f"{each.slug}-versions",
        )
        for each in COLLECTIONS
    ),
    *(
        path(
            f"{each.slug}/<str:public_id>/versions/<int:version>/",
            VersionView.as_view(kind=each.model.kind),
            name=f"{each.slug}-version",
        )
        for each in COLLECTIONS
    ),
    *(
        re_path(rf"^{each.slug}\.(?P<suffix>{SUFFIX})$", unlisted(each).as_view({"get": "list"}))
        for each in COLLECTIONS
    ),
    *(
        re_path(
            rf"^{each.slug}/(?P<public_id>[^/.]+)\.(?P<suffix>{SUFFIX})$",
            unlisted(each).as_view({"get": "retrieve"}),
        )
        for each in COLLECTIONS
    ),
    re_path(r"", NowhereView.as_view(), name="nowhere"),
]
