"""Lists and details: what is served is what was published, and nothing else."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_event, make_force
from tests.published_factories import (
    build_article,
    build_change,
    build_event,
    build_force,
    build_person,
    build_place,
)
from tests.published_topics import build_topic
from tracker.published.models import Op

pytestmark = pytest.mark.django_db
BUILDERS = {
    "events": build_event,
    "persons": build_person,
    "forces": build_force,
    "places": build_place,
    "articles": build_article,
    "topics": build_topic,
}


@pytest.mark.parametrize("name", BUILDERS)
def test_detail_serves_the_stored_bytes(client, name):
    row = BUILDERS[name]()

    response = client.get(f"/api/v1/{name}/{row.public_id}/")

    assert response.status_code == 200
    assert response.content == bytes(row.document)
    assert response["Content-Type"] == "application/json"
    assert row.body["api_url"] == f"/api/v1/{name}/{row.public_id}/"


@pytest.mark.parametrize("name", BUILDERS)
def test_list_joins_the_stored_bytes(client, name):
    rows = [BUILDERS[name](), BUILDERS[name]()]

    response = client.get(f"/api/v1/{name}/")

    assert response.status_code == 200
    assert all(bytes(row.document) in response.content for row in rows)
    assert {found["id"] for found in response.json()["results"]} == {str(row.public_id) for row in rows}


def test_bytes_that_no_writer_would_write_again_are_kept(client):
    event = build_event()
    event.document = b'{ "id" :  "x", "title":"\\u0041",  "n": 1.50 }'
    event.save()

    listed = client.get("/api/v1/events/")
    detail = client.get(f"/api/v1/events/{event.public_id}/")

    assert event.document in listed.content
    assert detail.content == event.document


def test_an_empty_list_is_a_list(client):
    response = client.get("/api/v1/events/")

    assert response.json() == {
        "next": None,
        "count": "http://testserver/api/v1/events/?count=exact",
        "results": [],
    }


def test_events_come_newest_day_first(client):
    days = ["2024-03-01", "2024-05-01", "2024-04-01"]
    for day in days:
        build_event(when={"earliest": day, "latest": day})

    results = client.get("/api/v1/events/").json()["results"]

    assert [found["when"]["earliest"] for found in results] == sorted(days, reverse=True)


@pytest.mark.parametrize("name", ["persons", "forces", "places", "articles", "topics"])
def test_other_records_come_last_published_first(client, name):
    for _ in range(3):
        BUILDERS[name]()

    results = client.get(f"/api/v1/{name}/").json()["results"]

    assert [found["number"] for found in results] == [3, 2, 1]


@pytest.mark.parametrize("name", BUILDERS)
def test_a_list_takes_two_queries_however_long_it_is(client, django_assert_num_queries, name):
    for _ in range(12):
        BUILDERS[name]()

    with django_assert_num_queries(2):
        response = client.get(f"/api/v1/{name}/")

    assert len(response.json()["results"]) == 12


def test_a_list_with_every_filter_takes_three_queries(client, django_assert_max_num_queries):
    force, person, place = build_force(), build_person(), build_place()
    event = build_event(place=place, forces=((force, "initiator", "A"),), persons=((person, "target", "B"),))
    query = {
        "from": "2024-08-01",
        "to": "2024-08-31",
        "type": "raid",
        "country": "iq",
        "force": force.number,
        "person": str(person.public_id),
        "place": place.number,
        "q": "western iraq",
    }

    with django_assert_max_num_queries(3):
        response = client.get("/api/v1/events/", query)

    assert [found["id"] for found in response.json()["results"]] == [str(event.public_id)]


def test_a_detail_takes_two_queries(client, django_assert_num_queries):
    event = build_event()

    with django_assert_num_queries(2):
        client.get(f"/api/v1/events/{event.public_id}/")


@pytest.mark.parametrize("op", [Op.RETRACT, Op.WITHDRAW])
@pytest.mark.parametrize("name", BUILDERS)
def test_what_was_taken_back_leaves_its_tombstone_and_no_list_entry(client, name, op):
    row = BUILDERS[name]()
    build_change(row, op=op, note="The source took it back.")

    detail = client.get(f"/api/v1/{name}/{row.public_id}/")
    listed = client.get(f"/api/v1/{name}/")

    assert detail.status_code == 410
    assert detail.content == bytes(row.document)
    assert detail.json()["reason"] == "The source took it back."
    assert "ETag" not in detail
    assert listed.json()["results"] == []


def test_a_correction_replaces_the_document(client):
    event = build_event()
    before = client.get(f"/api/v1/events/{event.public_id}/").json()

    build_change(event, note="Twelve, not fourteen.")

    after = client.get(f"/api/v1/events/{event.public_id}/").json()
    assert (before["version"], after["version"]) == (1, 2)
    assert after["changes"][0]["note"] == "Twelve, not fourteen."


def test_an_id_is_found_in_upper_case(client):
    event = build_event()

    assert client.get(f"/api/v1/events/{str(event.public_id).upper()}/").status_code == 200


@pytest.mark.parametrize("given", [str(uuid.UUID(int=1)), "12", "{}", "urn:uuid:x", "%00", "a" * 3000, "٣"])
def test_an_id_that_nothing_has_is_a_problem_document(client, given):
    build_event()

    response = client.get(f"/api/v1/events/{given}/")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 404
    assert len(response.content) < 500


def test_a_record_of_another_kind_is_not_found(client):
    force = build_force()

    assert client.get(f"/api/v1/events/{force.public_id}/").status_code == 404


def test_a_detail_takes_no_parameters(client):
    event = build_event()

    response = client.get(f"/api/v1/events/{event.public_id}/?fields=title")

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "fields"


def test_nothing_of_the_inside_can_be_reached(client):
    draft = make_event(title="Unpublished raid")
    make_force("Unpublished brigade")

    addresses = [f"/api/v1/{name}/" for name in BUILDERS]
    addresses += ["/api/v1/events/?q=unpublished", f"/api/v1/events/{draft.public_id}/", "/feeds/events.atom"]
    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [*[200] * (len(BUILDERS) + 1), 404, 200]
    assert not any(b"Unpublished" in answer.content for answer in answers)


@pytest.mark.parametrize("name", BUILDERS)
def test_only_tables_of_the_public_record_are_read(client, name):
    row = BUILDERS[name]()
    addresses = [f"/api/v1/{name}/", f"/api/v1/{name}/{row.public_id}/", "/api/v1/", "/feeds/events.atom"]
    if name == "events":
        addresses.append("/api/v1/events/?force=1&person=1&place=1&type=raid&q=raid&country=IQ&count=exact")

    with CaptureQueriesContext(connection) as queries:
        for address in addresses:
            assert client.get(address).status_code == 200

    tables = {word for query in queries for word in query["sql"].split('"') if "_" in word and "." not in word}
    named = {table for table in connection.introspection.table_names() if table in tables}
    assert named
    assert all(table.startswith("published_") for table in named)


def test_text_beyond_ascii_arrives_whole(client):
    event = build_event(title="غارة غرب العراق — “نفي”")

    response = client.get("/api/v1/events/")

    assert json.loads(response.content)["results"][0]["title"] == event.title
