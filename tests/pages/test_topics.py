"""Topics as the public reads them."""

from datetime import date, timedelta

import pytest

from tests.published_factories import build_article, build_change, build_event, build_force, build_place
from tests.published_parts import ref, term
from tests.published_topics import build_topic, group, tie
from tracker.published.models import Op

pytestmark = pytest.mark.django_db


def text(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def test_the_list_has_the_topics_by_name_with_kind_and_events(client):
    topic = build_topic(name="War in the west", topic_kind=term("conflict"))
    build_topic(name="Airspace", parent=topic)
    group(topic, build_event())

    page = text(client, "/topics/")

    assert page.index("Airspace") < page.index('<a href="/topics/1/">War in the west')
    assert "Conflict · 1 event" in page
    assert "Theme · in War in the west · 0 events" in page


def test_a_topic_shows_parties_events_figures_and_what_lies_in_it(client):
    army = build_force(name="The Army")
    topic = build_topic(
        name="War in the west",
        parties=[{**ref(army), "kind": term("state_military"), "side": "A"}],
        external_ids=[
            {
                "scheme": term("ucdp", "UCDP"),
                "value": "259",
                "url": "https://ucdp.uu.se/conflict/259",
                "register": term("conflict"),
            }
        ],
    )
    build_topic(name="Camp campaign", parent=topic)
    inside = build_event(title="Inside the topic", place=build_place(), killed=(3, 4, 5))
    build_event(title="Elsewhere")
    article = build_article(title="What we know", article_kind="story")
    group(topic, inside, article)

    page = text(client, "/topics/1/")

    for words in ("The Army", "side A", "Inside the topic", "lowest 3, highest 5", "Camp campaign", "What we know"):
        assert words in page
    assert '<a href="https://ucdp.uu.se/conflict/259"' in page
    assert "/feeds/topics/1.atom" in page
    assert "Elsewhere" not in page


def test_a_topic_without_events_says_so(client):
    build_topic()

    assert "None is published at present." in text(client, "/topics/1/")


def test_the_events_of_a_topic_come_in_pages(client):
    topic = build_topic()
    events = [
        build_event(title=f"Event {number}.", earliest=date(2024, 1, 1) + timedelta(days=number))
        for number in range(35)
    ]
    group(topic, *events)

    first = client.get("/topics/1/")
    second = text(client, _next(first))

    assert "Event 34." in first.content.decode()
    assert "Event 4." not in first.content.decode()
    assert "Event 4." in second
    assert "Event 34." not in second


def _next(response):
    page = response.content.decode()
    start = page.index('rel="next" href="') + len('rel="next" href="')
    return "/topics/1/" + page[start : page.index('"', start)].replace("&amp;", "&")


@pytest.mark.parametrize("query", ["after=x", "before=2024~", "page=2", "after=a&after=b"])
def test_a_place_in_the_list_that_cannot_be_read_is_refused(client, query):
    build_topic()

    assert client.get(f"/topics/1/?{query}").status_code == 400
    assert client.get(f"/topics/?{query}").status_code == 400


def test_a_topic_that_was_taken_back_is_gone_and_an_unknown_one_is_not_found(client):
    build_change(build_topic(name="Camp campaign"), op=Op.WITHDRAW, note="For safety")

    assert "Camp campaign" not in text(client, "/topics/1/", 410)
    assert client.get("/topics/2/").status_code == 404


def test_a_whole_and_its_part_are_counted_once_in_a_topic(client):
    topic, place = build_topic(), build_place()
    whole = build_event(title="Operation", killed=(10, 10, 10), place=place)
    part = build_event(title="Assault", killed=(4, 4, 4), place=place)
    tie(part, whole)
    group(topic, whole, part)

    page = text(client, "/topics/1/")

    assert "<dt>Events</dt><dd>1<" in page
    assert "<dt>Reported killed</dt><dd>10<" in page
    assert "2 events, parts included" in page


def test_a_part_whose_whole_is_elsewhere_is_counted(client):
    topic = build_topic()
    whole, part = build_event(killed=(10, 10, 10)), build_event(killed=(4, 4, 4))
    tie(part, whole)
    group(topic, part)

    page = text(client, "/topics/1/")

    assert "<dt>Reported killed</dt><dd>4<" in page


def test_events_are_filtered_by_topic(client):
    topic = build_topic(name="Camp campaign")
    group(topic, build_event(title="Inside"))
    build_event(title="Beyond")

    page = text(client, "/events/?topic=1")

    assert "Only events in <b>Camp campaign</b>" in page
    assert "Inside" in page
    assert "Beyond" not in page
    assert "There is no topic with number" in text(client, "/events/?topic=2", 400)


def test_an_event_and_an_article_name_their_topics(client):
    topic = build_topic(name="Camp campaign")
    event, story, report = build_event(), build_article(article_kind="story", title="Story"), build_article()
    group(topic, event, story, report)

    for record in (event, story, report):
        assert '<a href="/topics/1/">Camp campaign</a>' in text(client, record.body["url"])


def test_topics_are_found_by_words_and_stand_on_the_front_page(client):
    topic = build_topic(name="Camp campaign")
    group(topic, build_event())
    build_topic(name="Campless")

    assert "Camp campaign" in text(client, "/search/?q=camp+campaign")
    front = text(client, "/")
    assert "Camp campaign" in front
    assert "Campless" not in front
    assert "/topics/" in text(client, "/sitemap-pages-0.xml")
    assert "/topics/1/" in text(client, "/sitemap-topic-0.xml")


@pytest.mark.parametrize("count", [3, 30])
def test_topics_need_no_more_queries_for_more_events(client, django_assert_max_num_queries, count):
    topic, place = build_topic(), build_place()
    for number in range(count):
        build_topic(parent=topic)
        group(topic, build_event(place=place, earliest=date(2024, 1, 1 + number % 28)), build_article())

    with django_assert_max_num_queries(3):
        client.get("/topics/")
    with django_assert_max_num_queries(15):
        client.get("/topics/1/")
