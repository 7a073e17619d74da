"""The two mounts of this room, as the project has them."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("tracker.syndication.api.urls")),
    path("feeds/", include("tracker.syndication.feed_urls")),
]
