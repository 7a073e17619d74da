"""The admin's lists and forms: who sees them, and how many queries they need."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_administrator,
    make_article,
    make_chief,
    make_editor,
    make_event,
    make_force,
    make_outlet,
    make_passage,
    make_person,
    make_place,
)
from tests.review.seeded import seed_article, suggestion
from tracker.articles.models import Article
from tracker.events.models import Claim, ClaimTopic, Involvement
from tracker.review.decisions import accept_event_with_parts

pytestmark = pytest.mark.django_db
EDITED = (
    "articles_article",
    "review_story",
    "events_event",
    "events_topic",
    "actors_person",
    "actors_force",
    "places_place",
    "articles_outlet",
)
TENDED = (
    "revisions_revision", "extraction_run", "extraction_suggestion", "publishing_approval", "published_change",
    "accounts_user", "auth_group", "events_eventtype",
)  # fmt: skip


def list_url(name):
    return reverse(f"admin:{name}_changelist")


@pytest.fixture
def rows():
    """Twenty of everything, each with people and places of its own."""
    passage = make_passage()
    for number in range(20):
        outlet = make_outlet()
        make_article(f"Text {number}.", outlet=outlet)
        Article.objects.create(kind="story", processing="own", title=f"Story {number}", body="Words.")
        country = make_place(f"Country {number}", country_code="")
        place = make_place(f"Town {number}", kind="town", country_code="", parent=country)
        event = make_event(place=place)
        force, person = make_force(), make_person()
        Involvement.objects.create(event=event, force=force, role="victim", passage=passage)
        Claim.objects.create(
            event=event, topic=ClaimTopic.CASUALTIES, outcome="killed", low=1, speaker_person=person, speaks_for=force
        )


@pytest.mark.parametrize("name", EDITED)
def test_a_list_of_the_desk_needs_few_queries(client, rows, name, django_assert_max_num_queries):
    client.force_login(make_editor())

    with django_assert_max_num_queries(14):
        response = client.get(list_url(name))

    assert response.status_code == 200


@pytest.mark.parametrize("name", EDITED)
def test_a_list_of_the_desk_is_searched(client, rows, name):
    client.force_login(make_editor())

    assert client.get(list_url(name), {"q": "1"}).status_code == 200


@pytest.mark.parametrize("name", TENDED)
def test_the_machinery_is_for_administrators(client, name):
    accept_event_with_parts(suggestion(seed_article(), "e1").pk, by=make_editor(), version=1)
    client.force_login(make_editor())
    assert client.get(list_url(name)).status_code == 403

    client.force_login(make_administrator())
    assert client.get(list_url(name)).status_code == 200


@pytest.mark.parametrize("name", TENDED)
def test_a_list_of_the_machinery_needs_few_queries(client, name, django_assert_max_num_queries):
    accept_event_with_parts(suggestion(seed_article(), "e1").pk, by=make_editor(), version=1)
    client.force_login(make_administrator())

    with django_assert_max_num_queries(14):
        client.get(list_url(name))


@pytest.mark.parametrize("name", [name for name in TENDED if name != "accounts_user"])
def test_the_machinery_is_only_looked_at(client, name):
    client.force_login(make_administrator())

    assert client.post(reverse(f"admin:{name}_add"), {}).status_code == 403


def test_an_administrator_edits_no_records(client):
    event = make_event()
    client.force_login(make_administrator())

    assert client.get(reverse("admin:events_event_change", args=[event.pk])).status_code in {302, 403}
    assert client.get(list_url("events_event")).status_code == 403


def test_a_superuser_without_role_changes_nothing(client):
    user = make_administrator()
    user.groups.clear()
    user.is_superuser = True
    user.save()
    event = make_event()
    client.force_login(user)

    assert client.get(reverse("admin:events_event_change", args=[event.pk])).status_code == 200
    assert client.post(reverse("admin:events_event_change", args=[event.pk]), {"title": "Mine"}).status_code == 403


@pytest.mark.parametrize("name", [*EDITED, *TENDED])
def test_anonymous_visitors_log_in_first(client, name):
    response = client.get(list_url(name))

    assert response.status_code == 302
    assert "/login/" in response.url


@pytest.mark.parametrize(("maker", "count"), [(make_editor, 9), (make_chief, 10), (make_administrator, 9)])
def test_the_sidebar_has_at_most_ten_entries(client, maker, count):
    client.force_login(maker())

    groups = client.get(reverse("admin:index")).context["sidebar_navigation"]

    assert sum(len(group["items"]) for group in groups) == count


def test_the_event_form_needs_few_queries_however_many_parts(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("tracker.review.admin.base.panel_of", lambda record, user: None)
    article, editor = seed_article(), make_editor()
    event = accept_event_with_parts(suggestion(article, "e1").pk, by=editor, version=1)
    client.force_login(editor)
    url = reverse("admin:events_event_change", args=[event.pk])
    client.get(url)

    with django_assert_max_num_queries(64) as few:
        client.get(url)
    passage = make_passage()
    for number in range(10):
        public = make_force(live_revision=1, number=100 + number)
        Involvement.objects.create(event=event, force=public, role="victim", passage=passage)
        Claim.objects.create(event=event, topic=ClaimTopic.STATEMENT, speaker_force=public, passage=passage)
    with django_assert_max_num_queries(64) as many:
        client.get(url)

    assert len(many) - len(few) <= 2


@pytest.mark.parametrize(
    ("app", "model", "field"),
    [
        ("articles", "article", "outlet"),
        ("events", "storylink", "event"),
        ("events", "involvement", "force"),
        ("events", "involvement", "person"),
        ("events", "event", "place"),
        ("events", "citation", "passage"),
        ("events", "claim", "part_of"),
        ("articles", "passage", "text"),
    ],
)
def test_what_forms_choose_from_answers_while_typing(client, rows, app, model, field):
    client.force_login(make_editor())
    query = {"app_label": app, "model_name": model, "field_name": field, "term": ""}

    response = client.get(reverse("admin:autocomplete"), query)

    assert response.status_code == 200
    assert response.json()["results"]
