"""Addresses of the surface shaped like UCDP's, mounted at ``/compat/ucdp/``; names are read in any case."""

from django.urls import re_path

from tracker.syndication.compat.addresses import in_any_case
from tracker.syndication.compat.ucdp.views import RESOURCE, EventsView, NowhereView

app_name = "ucdp"
urlpatterns = [
    re_path(rf"^{in_any_case(f'api/{RESOURCE}')}/(?P<release>[^/]+)/?$", EventsView.as_view(), name="events"),
    re_path(r"", NowhereView.as_view(), name="nowhere"),
]
