"""Addresses of the feeds, mounted at ``/feeds/``."""

from django.urls import path

from tracker.syndication.feeds import event_feed, topic_feed

app_name = "feeds"
urlpatterns = [
    path("events.atom", event_feed, name="events"),
    path("topics/<int:number>.atom", topic_feed, name="topic"),
]
