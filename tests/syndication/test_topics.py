"""Topics and links between events in the API and in feeds."""

from io import BytesIO

import feedparser
import pytest
from jsonschema import Draft202012Validator

from tests.factories import make_passage, make_topic
from tests.published_factories import build_change, build_event
from tests.published_topics import build_topic, group, tie
from tests.publishing.cases import edit_and_approve, make_raid, publish_raid
from tests.publishing.hands import again, another_event, publish
from tracker.events.models import EventLink, EventTopic, TopicParty
from tracker.published.models import Op
from tracker.publishing import workflow
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def titles(client, query, collection="events"):
    response = client.get(f"/api/v1/{collection}/{query}")
    assert response.status_code == 200, response.content
    return sorted(found.get("title") or found["name"] for found in response.json()["results"])


def entries(client, number):
    response = client.get(f"/feeds/topics/{number}.atom")
    parsed = feedparser.parse(BytesIO(response.content))
    assert not parsed.bozo
    return response, [entry.title for entry in parsed.entries]


@pytest.fixture
def raid():
    """The raid in a topic with parties, and part of an operation; all of it public."""
    made = make_raid()
    publish_raid(made)
    made.event.refresh_from_db()
    topic = make_topic("Camp campaign", kind="campaign", summary="Raids on camps.")
    TopicParty.objects.create(topic=topic, force=made.army, side="A", passage=make_passage(made.article))
    topic.external_ids.create(scheme="ucdp", value="259")
    edit_and_approve(made, topic, Kind.TOPIC)
    workflow.publish(Kind.TOPIC, topic.pk, version=topic.version, by=made.two)
    operation = another_event(made, made.article)
    publish(made, operation)
    EventTopic.objects.create(event=made.event, topic=topic)
    EventLink.objects.create(event=made.event, other=operation, kind="part_of")
    made.event.external_ids.create(scheme="acled", value="IRQ12345")
    again(made, Kind.EVENT, made.event)
    return made


@pytest.mark.parametrize(("name", "shape"), [("topics", "Topic"), ("events", "Event"), ("articles", "Article")])
def test_what_publishing_writes_has_the_described_shape(client, raid, name, shape):
    schema = client.get("/api/v1/schema.json").json()
    described = {"$ref": f"#/components/schemas/{shape}", "components": schema["components"]}
    results = client.get(f"/api/v1/{name}/").json()["results"]

    faults = [error.message for each in results for error in Draft202012Validator(described).iter_errors(each)]

    assert results
    assert faults == []


def test_an_event_says_its_topics_links_and_identifiers(client, raid):
    document = client.get(f"/api/v1/events/{raid.event.public_id}/").json()

    assert [(topic["name"], topic["kind"]["code"]) for topic in document["topics"]] == [("Camp campaign", "campaign")]
    assert [(link["kind"]["code"], link["event"]["name"]) for link in document["links"]] == [("part_of", "Another")]
    assert [(each["scheme"]["code"], each["value"], each["url"]) for each in document["external_ids"]] == [
        ("acled", "IRQ12345", None)
    ]


def test_events_are_narrowed_to_a_topic_by_number_or_id(client):
    first, second = build_topic(), build_topic()
    one, both = build_event(title="One"), build_event(title="Both")
    build_event(title="None")
    group(first, one, both)
    group(second, both)

    assert titles(client, "?topic=1") == ["Both", "One"]
    assert titles(client, f"?topic={second.public_id}") == ["Both"]
    assert titles(client, "?topic=1,2") == ["Both", "One"]
    assert titles(client, "?topic=77") == []


def test_topics_are_narrowed_by_kind_and_words(client):
    build_topic(name="War in the west", topic_kind={"code": "conflict", "label": "Conflict"})
    build_topic(name="Camp campaign")

    assert titles(client, "?kind=conflict", "topics") == ["War in the west"]
    assert titles(client, "?q=CAMP", "topics") == ["Camp campaign"]


def test_the_feed_of_a_topic_has_its_events_and_what_was_taken_back(client, raid):
    response, found = entries(client, 1)
    workflow.retract(Kind.EVENT, raid.event.pk, by=raid.chief, reason="It never was.")

    _, later = entries(client, 1)

    assert found == ["Raid in western Iraq"]
    assert later == []
    assert f'ref="urn:uuid:{raid.event.public_id}"'.encode() in client.get("/feeds/topics/1.atom").content
    assert b"Camp campaign" in response.content


def test_the_feed_of_a_topic_has_nothing_of_other_events(client):
    topic = build_topic()
    group(topic, build_event(title="Inside"))
    build_change(build_event(title="Beyond"), op=Op.RETRACT, note="Wrong")

    response, found = entries(client, 1)

    assert found == ["Inside"]
    assert b"deleted-entry" not in response.content


def test_a_topic_that_was_taken_back_has_no_feed(client):
    build_change(build_topic(), op=Op.RETRACT, note="Wrong grouping")

    assert client.get("/feeds/topics/1.atom").status_code == 410
    assert client.get("/feeds/topics/2.atom").status_code == 404
    assert client.post("/feeds/topics/1.atom").status_code in {405, 410}


def test_lists_and_feeds_of_topics_need_few_queries(client, django_assert_max_num_queries):
    topic = build_topic()
    whole = build_event()
    for _ in range(20):
        event = build_event()
        tie(event, whole)
        group(topic, event)

    with django_assert_max_num_queries(3):
        client.get("/api/v1/topics/")
    with django_assert_max_num_queries(3):
        client.get("/api/v1/events/?topic=1")
    with django_assert_max_num_queries(3):
        client.get("/feeds/topics/1.atom")
