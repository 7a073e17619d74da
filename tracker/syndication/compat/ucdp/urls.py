"""Addresses of the surface shaped like UCDP's, mounted at ``/compat/ucdp/``; names are read in any case."""

from django.urls import re_path

from tracker.syndication.compat.ucdp.views import RESOURCE, EventsView, NowhereView

app_name = "ucdp"
urlpatterns = [
    re_path(rf"^(?i:api/{RESOURCE})/(?P<release>[^/]+)/?$", EventsView.as_view(), name="events"),
    re_path(r"", NowhereView.as_view(), name="nowhere"),
]
