"""Addresses of the public pages."""

from django.urls import path

from tracker.pages.views import about, actors, articles, events, front, machines, topics

app_name = "pages"
urlpatterns = [
    path("", front.front_page, name="front"),
    path("events/", events.event_list, name="event_list"),
    path("events/<int:number>/", events.event_detail, name="event_detail"),
    path("persons/", actors.person_list, name="person_list"),
    path("persons/<int:number>/", actors.person_detail, name="person_detail"),
    path("forces/", actors.force_list, name="force_list"),
    path("forces/<int:number>/", actors.force_detail, name="force_detail"),
    path("places/", actors.place_list, name="place_list"),
    path("places/<int:number>/", actors.place_detail, name="place_detail"),
    path("topics/", topics.topic_list, name="topic_list"),
    path("topics/<int:number>/", topics.topic_detail, name="topic_detail"),
    path("articles/<int:number>/", articles.article_detail, name="article_detail"),
    path("stories/", articles.story_list, name="story_list"),
    path("corrections/", about.corrections, name="corrections"),
    path("methodology/", about.methodology, name="methodology"),
    path("data/", about.data, name="data"),
    path("search/", about.search_page, name="search"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:kind>-<int:index>.xml", machines.sitemap_part, name="sitemap_part"),
]
