"""Boxes, times, limits and cursors in queries for features, and what is refused."""

from datetime import date

import pytest
from django.core.cache import cache

from tests.published_factories import build_event, build_place
from tests.syndication.compat.cases import build_battle

pytestmark = pytest.mark.django_db
ITEMS = "/ogc/collections/events/items"
HERE = "http://testserver"


@pytest.fixture(autouse=True)
def _empty_cache():
    """Numbers of changes begin anew in every test."""
    cache.clear()


def links(body):
    return {link["rel"]: link["href"] for link in body["links"]}


def titles(client, query=""):
    response = client.get(f"{ITEMS}?{query}")
    assert response.status_code == 200, response.json()
    return [feature["properties"]["title"] for feature in response.json()["features"]]


@pytest.mark.parametrize("limit", ["1001", "10000", "1000000000"])
def test_a_limit_is_lowered_not_refused(client, limit):
    build_battle()

    assert client.get(f"{ITEMS}?limit={limit}").json()["numberReturned"] == 1


@pytest.fixture
def around(db):
    """Events at 0, at 170 and at -170 degrees east, on 1, 2 and 3 May; one of 4 to 6 May has no point."""
    for day, longitude in ((1, 0), (2, 170), (3, -170)):
        place = build_place(latitude=10, longitude=longitude)
        build_event(title=str(longitude), earliest=date(2024, 5, day), place=place)
    build_event(title="nowhere", earliest=date(2024, 5, 4), latest=date(2024, 5, 6))


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ("-180,-90,180,90", ["-170", "170", "0"]),
        ("-10,0,10,20", ["0"]),
        ("-10,0,-5000,10,20,5000", ["0"]),
        ("160,0,-160,20", ["-170", "170"]),
        ("0,10,0,10", ["0"]),
        ("0,11,10,20", []),
    ],
)
def test_a_box_may_have_heights_and_cross_the_antimeridian(client, around, box, expected):
    assert titles(client, f"bbox={box}") == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2024-05-02", ["170"]),
        ("2024-05-02T", ["170"]),
        ("2024-05-05", ["nowhere"]),
        ("2024-05-02T23:00:00Z", ["170"]),
        ("2024-05-02T23:00:00-02:00", ["-170"]),
        ("2024-05-02T23:00:00%2B02:00", ["170"]),
        ("2024-05-02T23:00:00+02:00", ["170"]),
        ("2024-05-02/2024-05-03", ["-170", "170"]),
        ("../2024-05-01", ["0"]),
        ("/2024-05-01", ["0"]),
        ("2024-05-03/..", ["nowhere", "-170"]),
        ("2024-05-06T00:00:00Z/", ["nowhere"]),
    ],
)
def test_a_time_is_a_day_or_an_interval_with_open_ends(client, around, time, expected):
    assert titles(client, f"datetime={time}") == expected


def test_a_time_leaves_out_no_place(client, around):
    assert client.get("/ogc/collections/places/items?datetime=1999-01-01").json()["numberMatched"] == 3


REFUSED = [
    "bbox=1,2,3",
    "bbox=1,2,3,4,5",
    "bbox=a,b,c,d",
    "bbox=0,20,10,10",
    "bbox=nan,0,1,1",
    "bbox=0,0,181,1",
    "bbox=0,-91,1,1",
    "bbox=",
    "datetime=2024-02-30",
    "datetime=0000-01-01",
    "datetime=10000-01-01",
    "datetime=yesterday",
    "datetime=../..",
    "datetime=/",
    "datetime=2024-05-02/2024-05-01",
    "datetime=2024-05-01/2024-05-02/2024-05-03",
    "limit=0",
    "limit=-1",
    "limit=many",
    "limit=1&limit=2",
    "cursor=forged",
    "colour=red",
    "boundingbox=0,0,1,1",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_cannot_be_used_is_refused_with_a_sentence(client, db, query):
    response = client.get(f"{ITEMS}?{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["parameter"] == query.split("=")[0]


def test_a_cursor_belongs_to_its_filters_and_collection(client):
    place = build_place()
    for _ in range(3):
        build_event(place=place)
    href = links(client.get(f"{ITEMS}?limit=1").json())["next"].removeprefix(HERE)

    assert client.get(href).status_code == 200
    assert client.get(f"{href}&datetime=2024-01-01/..").status_code == 400
    assert client.get(href.replace("events", "places")).status_code == 400


@pytest.mark.parametrize(
    "address", ["/ogc/", "/ogc/api", "/ogc/conformance", "/ogc/collections", "/ogc/collections/events"]
)
def test_unknown_parameters_are_refused_everywhere(client, db, address):
    assert client.get(f"{address}?colour=red").status_code == 400
