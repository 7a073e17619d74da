"""From the desk to the reader: what publishing writes is what the API, the schema and the feed say."""

from io import BytesIO

import feedparser
import pytest
from jsonschema import Draft202012Validator

from tests.publishing.cases import make_raid, publish_raid
from tracker.publishing.removal import retract, withdraw
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
SHAPES = {"events": "Event", "persons": "Person", "forces": "Force", "places": "Place", "articles": "Article"}


def test_before_publication_nothing_can_be_read(client):
    make_raid()

    answers = [client.get(f"/api/v1/{name}/") for name in SHAPES]

    assert [answer.json()["results"] for answer in answers] == [[]] * 5
    assert client.get("/api/v1/").json()["last_change"] == {"epoch": 1, "seq": 0}


def test_every_document_that_publishing_writes_has_the_described_shape(client):
    publish_raid(make_raid())
    schema = client.get("/api/v1/schema.json").json()
    checker = Draft202012Validator.FORMAT_CHECKER

    for name, shape in SHAPES.items():
        described = {"$ref": f"#/components/schemas/{shape}", "components": schema["components"]}
        validator = Draft202012Validator(described, format_checker=checker)
        results = client.get(f"/api/v1/{name}/").json()["results"]
        assert results
        faults = [f"{error.json_path}: {error.message}" for each in results for error in validator.iter_errors(each)]
        assert faults == []


def test_addresses_in_documents_lead_to_the_documents(client):
    publish_raid(make_raid())

    for name in SHAPES:
        for document in client.get(f"/api/v1/{name}/").json()["results"]:
            assert client.get(document["api_url"]).json() == document


def test_filters_meet_what_publishing_wrote(client):
    raid = make_raid()
    publish_raid(raid)
    query = "country=iq&from=2024-08-29&to=2024-08-29&type=raid&q=army testov western"

    found = client.get(f"/api/v1/events/?{query}&force={raid.army.public_id}&person={raid.named.public_id}")

    assert [document["id"] for document in found.json()["results"]] == [str(raid.event.public_id)]
    assert client.get(f"/api/v1/events/?person={raid.unnamed.public_id}").json()["results"] == []
    assert client.get("/api/v1/events/?q=privat").json()["results"] == []


def test_the_feed_tells_the_same_and_names_no_private_person(client):
    raid = make_raid()
    publish_raid(raid)

    content = client.get("/feeds/events.atom").content

    parsed = feedparser.parse(BytesIO(content))
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == [f"urn:uuid:{raid.event.public_id}"]
    assert b"Privat" not in content


@pytest.mark.parametrize("verb", [retract, withdraw])
def test_what_is_taken_back_leaves_a_tombstone_in_api_and_feed(client, verb):
    raid = make_raid()
    publish_raid(raid)

    verb(Kind.EVENT, raid.event.pk, by=raid.chief, reason="It never was.")

    detail = client.get(f"/api/v1/events/{raid.event.public_id}/")
    feed = client.get("/feeds/events.atom").content
    assert detail.status_code == 410
    assert client.get("/api/v1/events/").json()["results"] == []
    assert f'ref="urn:uuid:{raid.event.public_id}"'.encode() in feed
    assert b"Raid in western Iraq" not in feed
