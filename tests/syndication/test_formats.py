"""Other forms than JSON: what is in them, how they are asked for, and that they hold every record once."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from tests.published_factories import (
    build_article,
    build_change,
    build_event,
    build_force,
    build_person,
    build_place,
)
from tests.published_topics import build_topic
from tests.syndication.test_paging import crowd
from tracker.syndication.api import paging
from tracker.syndication.formats import xlsx

pytestmark = pytest.mark.django_db
BUILDERS = {
    "events": build_event, "persons": build_person, "forces": build_force, "places": build_place,
    "articles": build_article, "topics": build_topic,
}  # fmt: skip


def whole(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows(client, address):
    response = client.get(address)
    assert response.status_code == 200, whole(response)
    return list(csv.DictReader(io.StringIO(whole(response).decode(), newline="")))


@pytest.mark.parametrize("name", BUILDERS)
@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_every_list_is_given_as_a_table_and_as_lines(client, name, form):
    record = BUILDERS[name]()

    response = client.get(f"/api/v1/{name}.{form}")

    content = whole(response)
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        found = dict(zip(*sheet.iter_rows(values_only=True), strict=True))["id"]
    elif form == "csv":
        found = next(csv.DictReader(io.StringIO(content.decode())))["id"]
    else:
        found = json.loads(content)["id"]
    assert found == str(record.public_id)


def test_a_row_of_csv_says_what_the_document_says(client, settings):
    army, rebels = build_force(name="Army"), build_force(name="Rebels")
    place = build_place(name="Rutba", latitude=33.03, longitude=-40.28)
    forces = ((army, "initiator", "A"), (rebels, "target", "B"))
    event = build_event(title="Raid", place=place, forces=forces, killed=(14, 14, None))

    (row,) = rows(client, "/api/v1/events.csv")

    assert (row["id"], row["title"], row["event_type"]) == (str(event.public_id), "Raid", "raid")
    assert (row["earliest"], row["latest"], row["place"]) == ("2024-08-29", "2024-08-29", "Rutba")
    assert (row["latitude"], row["longitude"]) == ("33.03", "-40.28")
    assert (row["side_a"], row["side_b"]) == ("Army", "Rebels")
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("14", "14", "")
    assert (row["civilian_targeting"], row["source"]) == ("false", "News wire")
    assert row["url"] == f"{settings.DESK_BASE_URL}/events/{event.number}/"


def test_what_nobody_reported_is_an_empty_cell_and_never_0(client):
    build_event(title="unknown", killed=None)
    build_event(title="none", killed=(0, 0, 0))

    found = {row["title"]: row["killed_best"] for row in rows(client, "/api/v1/events.csv")}

    assert found == {"unknown": "", "none": "0"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_guarded_unless_raw_is_asked_for(client, text):
    build_event(title=text)

    assert rows(client, "/api/v1/events.csv")[0]["title"] == f"'{text}"
    assert rows(client, "/api/v1/events.csv?raw=1")[0]["title"] == text


def test_csv_is_as_the_standard_has_it(client):
    build_event(title='A "quoted", line\nwith a break')

    response = client.get("/api/v1/events.csv?fields=title,number")

    assert whole(response) == b'number,title\r\n1,"A ""quoted"", line\nwith a break"\r\n'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="events.csv"'


def test_the_second_line_of_hxl_tells_what_columns_mean(client):
    build_event()

    lines = list(csv.reader(io.StringIO(whole(client.get("/api/v1/events.hxl.csv")).decode())))

    tags = dict(zip(*lines[:2], strict=True))
    assert len(lines) == 3
    assert tags["earliest"] == "#date+start"
    assert tags["longitude"] == "#geo+lon"
    assert tags["killed_high"] == "#affected+killed+max"


def test_geojson_has_a_feature_for_every_record_also_without_a_point(client):
    build_event(title="here", place=build_place(latitude=33.5, longitude=-41.25))
    build_event(title="nowhere", earliest=date(2020, 1, 1))

    response = client.get("/api/v1/events.geojson")

    here, nowhere = json.loads(whole(response))["features"]
    assert response["Content-Type"] == "application/geo+json"
    assert here["geometry"] == {"type": "Point", "coordinates": [-41.25, 33.5]}
    assert (nowhere["geometry"], nowhere["properties"]["title"]) == (None, "nowhere")


@pytest.mark.parametrize("form", ["geojson", "csv", "xlsx", "jsonl", "hxl"])
def test_an_empty_list_is_well_formed(client, form):
    content = whole(client.get(f"/api/v1/events.{form}"))

    if form == "geojson":
        assert json.loads(content) == {"type": "FeatureCollection", "features": []}
    elif form == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(content)).active.max_row == 1
    else:
        assert content.count(b"\n") == {"csv": 1, "hxl": 2, "jsonl": 0}[form]


def test_a_workbook_has_days_numbers_and_text_that_is_never_a_formula(client):
    build_event(title="=1+1\x01", when={"earliest": "1850-01-01"})

    book = openpyxl.load_workbook(io.BytesIO(whole(client.get("/api/v1/events.xlsx"))))

    found = dict(zip(*book["events"].iter_rows(values_only=True), strict=True))
    cell = {column.value: row for column, row in zip(*book["events"].iter_rows(), strict=True)}["title"]
    assert (found["title"], cell.data_type) == ("=1+1", "s")
    assert (found["number"], found["killed_best"], found["civilian_targeting"]) == (1, 14, False)
    assert (found["earliest"], found["latest"].date()) == ("1850-01-01", date(2024, 8, 29))


def test_what_one_sheet_cannot_hold_goes_on_in_the_next(client, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    for _ in range(5):
        build_force()

    book = openpyxl.load_workbook(io.BytesIO(whole(client.get("/api/v1/forces.xlsx"))))

    assert book.sheetnames == ["forces", "forces 2", "forces 3"]
    assert [sheet.max_row for sheet in book] == [3, 3, 2]


def test_a_stream_holds_every_row_once_in_chunks(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(paging, "CHUNK", 100)
    crowd(250)

    with django_assert_num_queries(4):
        lines = whole(client.get("/api/v1/events.jsonl")).splitlines()

    assert sorted(json.loads(line)["number"] for line in lines) == list(range(1, 251))


def test_with_a_limit_a_page_names_the_next_in_its_link(client):
    for _ in range(5):
        build_force()

    found, address = [], "/api/v1/forces.csv?limit=2"
    while address:
        response = client.get(address)
        found += [row["number"] for row in csv.DictReader(io.StringIO(response.content.decode()))]
        address = response["Link"].partition(">")[0].removeprefix("<") if "Link" in response else None

    assert found == ["5", "4", "3", "2", "1"]


def test_a_head_request_reads_no_rows(client, django_assert_num_queries):
    build_event()

    with django_assert_num_queries(1):
        response = client.head("/api/v1/events.csv")

    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "geojson"])
def test_tombstones_are_in_no_form(client, form):
    build_change(build_event(title="Wrong raid"), op="retract", note="It did not happen.")

    content = whole(client.get(f"/api/v1/events.{form}"))

    assert b"Wrong raid" not in content
    assert b"retracted" not in content


def test_nothing_new_is_304_in_every_form_and_each_has_a_tag_of_its_own(client, django_assert_num_queries):
    build_event()
    tags = set()
    for accept in ("application/json", "text/csv", "application/geo+json", "application/jsonl"):
        first = client.get("/api/v1/events/", headers={"Accept": accept})
        whole(first)
        with django_assert_num_queries(1):
            second = client.get("/api/v1/events/", headers={"Accept": accept, "If-None-Match": first["ETag"]})
        assert (second.status_code, first["Vary"], second["Vary"]) == (304, "Accept", "Accept")
        tags.add(first["ETag"])

    assert len(tags) == 4
