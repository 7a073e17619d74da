"""Clients that nobody here wrote, pointed at a running desk: PyPI's acled, GDAL and OWSLib."""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache

from tests.published_factories import build_change, build_event, build_place
from tests.syndication.compat.cases import build_battle, build_shelling
from tracker.published.models import Op, PublishedEvent

pytestmark = pytest.mark.server
acled = pytest.importorskip("acled", reason="no package “acled” on this machine")
features = pytest.importorskip("owslib.ogcapi.features", reason="no package “OWSLib” on this machine")
MANY = 1_003


@pytest.fixture
def many(transactional_db):
    """A thousand events and three on six hundred days, the newest without a point and without a figure."""
    cache.clear()
    battle = build_battle(earliest=date(2020, 1, 1))
    build_shelling(earliest=date(2025, 1, 1))
    copies = []
    for number in range(2, MANY):
        copy = PublishedEvent.objects.get(pk=battle.pk)
        copy.pk, copy.number = None, 10_000 + number
        copy.public_id = f"00000000-0000-4000-8000-{number:012d}"
        copy.earliest = copy.latest = date(2020, 1, 1) + timedelta(days=number % 600)
        copy.document = json.dumps({**battle.body, "id": copy.public_id, "number": copy.number}).encode()
        copies.append(copy)
    PublishedEvent.objects.bulk_create(copies)
    return MANY


@pytest.fixture
def client_of_acled(live_server, monkeypatch):
    """The package's client, told the desk's address and nothing else."""
    monkeypatch.setattr(
        acled.clients.base_http_client.BaseHttpClient, "BASE_URL", f"{live_server.url}/compat/acled/api"
    )
    monkeypatch.setattr(acled.auth.OAuthTokenAuth, "TOKEN_ENDPOINT", f"{live_server.url}/compat/acled/oauth/token")
    monkeypatch.setattr(acled.clients.base_http_client.BaseHttpClient, "MAX_RETRIES", 0)
    with acled.AcledClient(username="reader@news.example", password="any") as opened:
        yield opened


def test_acled_logs_in_and_reads_every_page(many, client_of_acled):
    pages = [client_of_acled.get_data(limit=400, page=page) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [400, 400, 203, 0]
    assert len({row["event_id_cnty"] for page in pages for row in page}) == many
    assert (pages[0][0]["event_date"], pages[0][0]["latitude"]) == (date(2025, 1, 1), None)
    assert type(pages[0][1]["timestamp"]) is datetime


def test_acled_reads_between_two_days_and_a_country(many, client_of_acled):
    between = {"event_date": "2020-01-03|2020-01-04", "event_date_where": "BETWEEN"}

    found = client_of_acled.get_data(limit=5000, query_params=between)
    sudan = client_of_acled.get_data(country="Sudan", fatalities=0)

    assert {row["event_date"] for row in found} == {date(2020, 1, 3), date(2020, 1, 4)}
    assert [row["country"] for row in sudan] == ["Sudan"]


def test_acled_reads_what_was_deleted_actors_countries_and_regions(transactional_db, client_of_acled):
    build_battle()
    gone = build_event()
    build_change(gone, op=Op.RETRACT, at=datetime(2024, 10, 1, tzinfo=UTC))

    (row,) = client_of_acled.get_deleted_data(deleted_timestamp=0)

    assert (row["event_id_cnty"], row["deleted_timestamp"]) == (f"CDK{gone.number}", 1_727_740_800)
    assert {row["actor_name"] for row in client_of_acled.get_actor_data()} == {"Iraqi army", "Islamic State group"}
    assert [(row["country"], row["iso"]) for row in client_of_acled.get_country_data()] == [("Iraq", 368)]
    assert [(row["region"], row["region_name"]) for row in client_of_acled.get_region_data()] == [(11, "Middle East")]


def test_acled_gets_new_tokens_when_its_own_have_run_out(transactional_db, client_of_acled, monkeypatch):
    client_of_acled._acled_data_client.auth.access_token = "run out"
    client_of_acled._acled_data_client.session.headers["Authorization"] = "Bearer run out"
    monkeypatch.setattr(acled.clients.base_http_client.BaseHttpClient, "MAX_RETRIES", 1)

    assert client_of_acled.get_data() == []


def test_acled_learns_why_a_query_was_refused(transactional_db, client_of_acled):
    with pytest.raises(acled.exceptions.ClientError, match="400"):
        client_of_acled.get_data(event_date="yesterday")


def ogr(*command):
    """What one of GDAL's programs writes."""
    program = shutil.which(command[0])
    if program is None:
        pytest.skip("no GDAL on this machine (Debian's gdal-bin)")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr
    return done.stdout


def test_gdal_reads_layers_extent_and_types(many, live_server):
    seen = ogr("ogrinfo", "-ro", "-al", "-so", f"OAPIF:{live_server.url}/ogc/")

    assert "Layer name: events" in seen
    assert "Layer name: places" in seen
    assert f"Feature Count: {many}" in seen
    assert "Extent: (43.1" in seen
    assert "killed_best: Integer" in seen
    assert "is_disputed: Integer(Boolean)" in seen


def test_gdal_copies_every_feature_once_with_null_geometries(many, live_server, tmp_path):
    copied = tmp_path / "events.geojson"

    ogr("ogr2ogr", "-f", "GeoJSON", str(copied), f"OAPIF:{live_server.url}/ogc", "events")

    found = json.loads(copied.read_text())["features"]
    assert len(found) == len({feature["properties"]["number"] for feature in found}) == many
    assert sum(feature["geometry"] is None for feature in found) == 1
    assert (found[0]["properties"]["killed_best"], found[1]["properties"]["killed_best"]) == (None, 14)


def test_gdal_asks_for_a_box_and_a_day(many, live_server):
    layer = f"OAPIF:{live_server.url}/ogc/"

    inside = ogr("ogrinfo", "-ro", "-so", "-spat", "43", "36", "44", "37", layer, "events")
    outside = ogr("ogrinfo", "-ro", "-so", "-spat", "-10", "0", "10", "10", layer, "events")
    day = ogr("ogrinfo", "-ro", "-so", "-where", "earliest = '2020/01/03'", layer, "events")

    assert f"Feature Count: {many - 1}" in inside
    assert "Feature Count: 0" in outside
    assert "Feature Count: 2" in day


def test_owslib_finds_its_way_and_reads_features(transactional_db, live_server):
    cache.clear()
    build_battle()
    build_event(place=build_place(latitude=1, longitude=1), earliest=date(2020, 1, 1))

    desk = features.Features(f"{live_server.url}/ogc/")
    box = desk.collection_items("events", bbox=[43, 36, 44, 37], limit=10)
    since = desk.collection_items("events", datetime_="2024-01-01/..")

    assert desk.api()["openapi"].startswith("3.0")
    assert any(each.endswith("conf/core") for each in desk.conformance()["conformsTo"])
    assert desk.feature_collections() == ["events", "places"]
    assert desk.collection("events")["extent"]["spatial"]["bbox"] == [[1.0, 1.0, 43.1, 36.3]]
    assert box["numberMatched"] == since["numberMatched"] == 1
    assert desk.collection_item("events", box["features"][0]["id"])["properties"]["title"] == "Clash near Mosul"
    assert desk.collection_schema("events")["properties"]["properties"]["required"][0] == "number"
