"""How a form is asked for: suffix, ``format=``, ``Accept``; and what of the records is wanted."""

import json
from datetime import date

import pytest

from tests.published_factories import build_article, build_change, build_event, build_force
from tests.syndication.test_formats import whole

pytestmark = pytest.mark.django_db


def faults(client, address):
    response = client.get(address)
    assert response.status_code == 400, response.status_code
    return {each["parameter"]: each["detail"] for each in response.json()["errors"]}


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/geo+json, */*;q=0.1", "application/geo+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("text/csv;q=0.5, application/jsonl", "application/jsonl"),
        ("text/csv;q=0, application/xml", "application/json"),
        ("text/csv;q=nonsense", "application/json"),
        ("application/ld+json", "application/json"),
        ("", "application/json"),
    ],
)
def test_the_reader_gets_what_it_accepts_best_and_else_json(client, accept, given):
    build_event()

    assert client.get("/api/v1/events/", headers={"Accept": accept})["Content-Type"] == given


def test_suffix_and_format_win_over_accept(client):
    build_event()

    for address in ("/api/v1/events.jsonl", "/api/v1/events/?format=jsonl", "/api/v1/events.jsonl?format=jsonl"):
        response = client.get(address, headers={"Accept": "text/csv"})
        assert response["Content-Type"] == "application/jsonl"
    for address in ("/api/v1/events.json", "/api/v1/events/?format=json"):
        assert client.get(address, headers={"Accept": "text/csv"})["Content-Type"] == "application/json"


def test_a_format_that_is_not_known_is_refused_with_the_nearest(client):
    assert "Did you mean “geojson”?" in faults(client, "/api/v1/events/?format=geojsn")["format"]
    assert "Known here: json, csv" in faults(client, "/api/v1/topics/?format=geojson")["format"]
    assert "Leave one of them out" in faults(client, "/api/v1/events.csv?format=json")["format"]


@pytest.mark.parametrize("address", ["events.pdf", "topics.geojson", "events.ninjs", "events.csv.csv"])
def test_a_suffix_that_is_not_known_is_404_and_names_those_that_are(client, address):
    response = client.get(f"/api/v1/{address}")

    assert response.status_code == 404
    assert "Known: .json, " in response.json()["detail"]


def test_some_keys_of_documents_can_be_asked_for_or_left_out(client):
    event = build_event(title="Raid")

    (only,) = client.get("/api/v1/events/?fields=title,number").json()["results"]
    (rest,) = client.get("/api/v1/events/?omit=claims&omit=tallies,sources").json()["results"]
    line = json.loads(whole(client.get("/api/v1/events.jsonl?fields=id")))

    assert only == {"number": event.number, "title": "Raid"}
    assert set(event.body) - set(rest) == {"claims", "tallies", "sources"}
    assert line == {"id": str(event.public_id)}


def test_properties_of_geojson_are_columns(client):
    build_event(title="Raid")

    (feature,) = json.loads(whole(client.get("/api/v1/events.geojson?fields=title,earliest")))["features"]

    assert feature["properties"] == {"title": "Raid", "earliest": "2024-08-29"}


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("events/?fields=titel", "fields", "Did you mean “title”?"),
        ("events.csv?fields=claims", "fields", "Known here: id, number"),
        ("events/?omit=title,", "omit", "There is no field “”"),
        ("events/?fields=title&omit=id", "omit", "cannot stand together"),
        ("events.csv?omit=" + ",".join(["id"] * 101), "omit", "more than 100"),
        ("articles.ninjs?fields=title", "fields", "fixed by its standard"),
        ("events/?raw=1", "raw", "for CSV only"),
        ("events.csv?raw=yes", "raw", "only value"),
        ("events.csv?count=exact", "count", "given as JSON"),
        ("events/?order=killed", "order", "Known here: -earliest, earliest, -updated, updated"),
        ("events/?order=-updatd", "order", "Did you mean “-updated”?"),
        ("forces/?order=earliest", "order", "-number"),
        ("events.csv?limit=0", "limit", "from 1 to 1000"),
        ("events.geojson?cursor=x", "cursor", "damaged"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(client, query, parameter, words):
    build_event()

    assert words in faults(client, f"/api/v1/{query}")[parameter]


@pytest.mark.parametrize(
    ("order", "numbers"), [("earliest", [2, 1, 3]), ("-updated", [1, 3, 2]), ("updated", [2, 3, 1])]
)
def test_other_orders_come_in_pages_of_their_own(client, order, numbers):
    first, *_ = [build_event(earliest=date(2024, 3, day)) for day in (2, 1, 3)]
    build_change(first)
    address, found = f"/api/v1/events/?order={order}&limit=1", []

    while address:
        body = client.get(address).json()
        found += [document["number"] for document in body["results"]]
        address = body["next"]

    assert found == numbers


def test_a_cursor_of_another_order_is_refused(client):
    for _ in range(3):
        build_force()
    following = client.get("/api/v1/forces/?order=number&limit=1").json()["next"]

    assert "cursor" in faults(client, following.replace("order=number", "order=updated"))


def test_a_cursor_serves_every_form_of_its_query(client):
    for _ in range(3):
        build_force()
    following = client.get("/api/v1/forces/?limit=2").json()["next"]

    lines = whole(client.get(f"{following}&format=jsonl&fields=number")).splitlines()

    assert lines == [b'{"number":1}']


def test_a_single_record_has_forms_too(client):
    event, story = build_event(), build_article(article_kind="story")

    feature = client.get(f"/api/v1/events/{event.public_id}.geojson").json()
    item = client.get(f"/api/v1/articles/{story.public_id}/?format=ninjs").json()

    assert (feature["type"], feature["id"], feature["properties"]["killed_best"]) == (
        "Feature",
        str(event.public_id),
        14,
    )
    assert item["headlines"][0]["value"] == "What is known about the raid"
    assert "as_of" in faults(client, f"/api/v1/events/{event.public_id}.geojson?as_of=2024-09-13")
    assert client.get(f"/api/v1/events/{event.public_id}.csv").status_code == 404


def test_a_retracted_event_has_no_form_but_its_tombstone(client):
    event = build_event()
    build_change(event, op="retract", note="It did not happen.")

    response = client.get(f"/api/v1/events/{event.public_id}.geojson")

    assert (response.status_code, response["Content-Type"]) == (410, "application/json")
    assert response.content == bytes(event.document)
