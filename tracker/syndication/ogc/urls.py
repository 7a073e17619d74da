"""Addresses of the features, mounted at ``/ogc/``; each also with a slash at its end."""

from django.urls import path, re_path

from tracker.syndication.api.views import NowhereView
from tracker.syndication.ogc.views import (
    CollectionsView,
    CollectionView,
    ConformanceView,
    DescriptionView,
    ItemsView,
    ItemView,
    LandingView,
    SchemaView,
)

app_name = "ogc"
_ADDRESSES = (
    ("description", "api", DescriptionView),
    ("conformance", "conformance", ConformanceView),
    ("collections", "collections", CollectionsView),
    ("collection", "collections/<str:layer>", CollectionView),
    ("schema", "collections/<str:layer>/schema", SchemaView),
    ("items", "collections/<str:layer>/items", ItemsView),
    ("item", "collections/<str:layer>/items/<str:feature>", ItemView),
)
urlpatterns = [
    path("", LandingView.as_view(), name="landing"),
    *(path(address, view.as_view(), name=name) for name, address, view in _ADDRESSES),
    *(path(f"{address}/", view.as_view()) for _, address, view in _ADDRESSES),
    re_path(r"", NowhereView.as_view(), name="nowhere"),
]
