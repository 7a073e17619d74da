"""Pages, formats, envelopes and the other tables of the surface shaped like ACLED's."""

import csv
import io
import json
import logging
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.published_factories import build_change, build_event, build_force, build_place
from tests.syndication.compat.cases import build_battle, build_protest, build_shelling, kind
from tracker.published.models import Op, PublishedEvent
from tracker.syndication.compat import chunks

pytestmark = pytest.mark.django_db
ROOT = "/compat/acled/"
READ = f"{ROOT}api/acled/read"
TOKEN = f"{ROOT}oauth/token"


@pytest.fixture
def many(db, monkeypatch):
    """Twelve events on six days, read in chunks of five."""
    monkeypatch.setattr(chunks, "CHUNK", 5)
    place = build_place()
    return [build_event(earliest=date(2024, 5, 1 + number // 2), place=place) for number in range(12)]


def ids(response):
    text = response.getvalue() if response.streaming else response.content
    return [row["event_id_cnty"] for row in json.loads(text)["data"]]


@pytest.mark.parametrize(
    "address", ["api/acled/read", "api/acled/read/", "acled/read", "acled/read/", "acled/read.json"]
)
def test_the_table_is_read_at_every_address_that_clients_use(client, address):
    event = build_battle()

    response = client.get(ROOT + address)

    assert ids(response) == [f"CDK{event.number}"]


@pytest.mark.parametrize("address", ["", "api", "api/"])
def test_a_ping_is_answered_without_a_query(client, address, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(ROOT + address)

    assert response.json()["success"] is True


def test_the_envelope(client):
    build_battle()

    body = client.get(READ).json()

    assert (body["status"], body["success"], body["count"], body["messages"]) == (200, True, 1, [])
    assert type(body["last_update"]) is int
    assert body["last_update"] > 0
    assert body["filename"] == "acled-1.4.json"


def test_nothing_published_is_an_empty_table(client):
    body = client.get(READ).json()

    assert (body["count"], body["data"], body["last_update"]) == (0, [], 0)


@pytest.mark.parametrize("condition", ["", "&actor1=Unidentified"])
def test_pages_from_one_give_every_row_once(client, many, condition):
    pages = [ids(client.get(f"{READ}?limit=5&page={page}{condition}")) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [5, 5, 2, 0]
    assert len({number for page in pages for number in page}) == 12
    assert [number for page in pages for number in page] == ids(client.get(f"{READ}?limit=0{condition}"))


def test_all_rows_are_streamed_as_one_valid_envelope(client, many):
    response = client.get(f"{READ}?limit=0&page=7")

    body = json.loads(response.getvalue())
    assert response.streaming
    assert (body["status"], body["success"], body["count"], len(body["data"])) == (200, True, 12, 12)


def test_an_empty_stream_is_a_valid_envelope(client):
    assert json.loads(client.get(f"{READ}?limit=0").getvalue())["count"] == 0


def test_a_page_beyond_the_last_is_empty(client, many):
    assert ids(client.get(f"{READ}?page=999999999&limit=999999999")) == []


def test_only_the_fields_asked_for_in_their_order(client):
    build_battle()

    body = client.get(f"{READ}?fields=fatalities|event_date|nonsense").json()

    assert [list(row.items()) for row in body["data"]] == [[("fatalities", 14), ("event_date", "2024-08-29")]]


@pytest.mark.parametrize("address", [f"{READ}?_format=csv", f"{ROOT}acled/read.csv"])
def test_csv_has_a_head_and_the_same_values(client, address):
    build_battle(title="Fire, “smoke”", summary='He said "no"')

    response = client.get(address)

    (row,) = csv.DictReader(io.StringIO(response.getvalue().decode()))
    assert response["Content-Type"].startswith("text/csv")
    assert (row["country"], row["fatalities"], row["latitude"]) == ("Iraq", "14", "36.3")
    assert row["notes"].startswith('He said "no" [')


def test_csv_keeps_formulas_from_spreadsheets_and_negative_longitudes_as_they_are(client):
    place = build_place(name="=1+1", longitude=-17.4)
    build_event(place=place)

    guarded = client.get(f"{READ}?_format=csv&fields=location|longitude").getvalue()
    raw = client.get(f"{READ}?_format=csv&fields=location|longitude&raw=1").getvalue()

    assert guarded == b"location,longitude\r\n'=1+1,-17.4\r\n"
    assert raw == b"location,longitude\r\n=1+1,-17.4\r\n"


def test_a_client_that_has_the_answer_is_told_so_before_a_row_is_read(client, django_assert_num_queries):
    build_battle()
    tag = client.get(READ)["ETag"]

    with django_assert_num_queries(1):
        response = client.get(READ, headers={"If-None-Match": tag})

    assert response.status_code == 304


def test_what_is_asked_with_credentials_is_kept_by_no_cache_and_stands_in_no_log(client, caplog):
    build_battle()
    caplog.set_level(logging.DEBUG)

    read = client.get(f"{READ}?key=topsecret&email=a@b.example")
    refused = client.get(f"{READ}?key=topsecret&email=a@b.example&limit=x")

    assert read["Cache-Control"] == "private, no-store"
    assert read.json()["count"] == 1
    assert refused.status_code == 400
    assert "topsecret" not in refused.content.decode() + caplog.text


def test_deleted_rows_are_what_was_retracted_withdrawn_or_merged(client):
    start = datetime(2024, 10, 1, tzinfo=UTC)
    kept, retracted, withdrawn, merged = [build_event() for _ in range(4)]
    build_change(retracted, op=Op.RETRACT, note="Not so.", at=start)
    build_change(withdrawn, op=Op.WITHDRAW, note="Safety.", at=start + timedelta(days=1))
    PublishedEvent.objects.filter(pk=merged.pk).update(
        status="merged", successor=kept.public_id, last_published_at=start + timedelta(days=2)
    )

    def rows(**query):
        return client.get(f"{ROOT}api/deleted/read", query).json()["data"]

    everything = rows(deleted_timestamp="0")
    assert everything == [
        {"event_id_cnty": f"CDK{event.number}", "deleted_timestamp": int((start + timedelta(days=day)).timestamp())}
        for day, event in enumerate((retracted, withdrawn, merged))
    ]
    assert rows() == rows(deleted_timestamp="1900-01-01") == rows(deleted_timestamp="-1e18") == everything
    assert rows(deleted_timestamp="2024-10-02") == everything[1:]
    assert rows(deleted_timestamp="2024-10-02", deleted_timestamp_where="<") == everything[:1]
    assert rows(event_id_cnty=f"CDK{merged.number}") == everything[2:]


def test_forces_that_took_part_are_counted_with_first_and_last_day(client):
    army = build_force(name="Iraqi army")
    speaker = build_force(name="Ministry of information", force_kind=kind("public_body"))
    for day in (3, 5, 4):
        build_event(earliest=date(2024, 5, day), forces=((army, "initiator", "A"), (speaker, "partner", "A")))
    build_event(forces=((army, "initiator", "A"), (army, "target", "B")))

    body = client.get(f"{ROOT}api/actor/read").json()

    assert body["data"] == [
        {
            "actor_name": "Iraqi army",
            "first_event_date": "2024-05-03",
            "last_event_date": "2024-08-29",
            "event_count": 4,
        }
    ]


def test_countries_and_regions_are_counted(client):
    build_battle()
    build_protest()
    build_shelling()
    build_event()

    countries = client.get(f"{ROOT}api/country/read").json()["data"]
    regions = client.get(f"{ROOT}api/region/read?event_count=2&event_count_where=>=").json()["data"]

    assert [(row["country"], row["iso"], row["iso3"], row["event_count"]) for row in countries] == [
        ("Iraq", 368, "IRQ", 2),
        ("Sudan", 729, "SDN", 1),
    ]
    assert regions == [
        {
            "region": 11,
            "region_name": "Middle East",
            "first_event_date": "2024-06-01",
            "last_event_date": "2024-08-29",
            "event_count": 2,
        }
    ]


@pytest.mark.parametrize("table", ["deleted", "actor", "country", "region"])
def test_small_tables_take_few_queries(client, many, table, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        response = client.get(f"{ROOT}api/{table}/read")

    assert response.status_code == 200


@pytest.mark.parametrize("address", ["api/cast/read", "nonsense", "api/acled/write"])
def test_an_address_that_leads_nowhere_says_what_there_is(client, address):
    response = client.get(ROOT + address)

    assert response.status_code == 404
    assert "country" in response.json()["error"][0]["message"]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_nothing_can_be_written(client, method):
    response = getattr(client, method)(READ)

    assert response.status_code == 405
    assert response.json()["success"] is False


def test_scripts_of_other_sites_may_read(client):
    response = client.options(READ)

    assert response.status_code == 204
    assert "Authorization" in response["Access-Control-Allow-Headers"]
    assert client.get(READ)["Access-Control-Allow-Origin"] == "*"
