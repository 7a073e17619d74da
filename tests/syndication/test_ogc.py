"""The landing page, the collections and the features of OGC API Features."""

from datetime import date

import pytest
from django.core.cache import cache
from openapi_spec_validator import validate

from tests.published_factories import build_change, build_event, build_place
from tests.syndication.compat.cases import build_battle, build_shelling
from tracker.published.models import Op, PublishedEvent
from tracker.syndication.ogc.features import EVENT, PLACE

pytestmark = pytest.mark.django_db
ITEMS = "/ogc/collections/events/items"
HERE = "http://testserver"
TYPES = {"string": str, "integer": int, "boolean": bool}


@pytest.fixture(autouse=True)
def _empty_cache():
    """Numbers of changes begin anew in every test."""
    cache.clear()


def links(body):
    return {link["rel"]: link["href"] for link in body["links"]}


@pytest.mark.parametrize("address", ["/ogc/", "/ogc"])
def test_the_landing_page_leads_everywhere_by_absolute_links(client, address):
    found = links(client.get(address).json())

    assert set(found) == {"self", "service-desc", "conformance", "data"}
    for href in found.values():
        assert href.startswith(f"{HERE}/ogc/")
        assert client.get(href.removeprefix(HERE)).status_code == 200


def test_the_description_is_openapi_three_nought(client):
    response = client.get("/ogc/api")

    body = response.json()
    validate(body)
    assert response["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert body["openapi"].startswith("3.0.")
    assert body["servers"] == [{"url": f"{HERE}/ogc"}]


def test_core_and_geojson_are_conformed_to(client):
    found = client.get("/ogc/conformance").json()["conformsTo"]

    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in found
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson" in found


def test_collections_have_items_extent_and_coordinate_system(client):
    build_battle(earliest=date(2024, 8, 29), latest=date(2024, 8, 30))
    build_event(earliest=date(2024, 5, 1), place=build_place(latitude=-10.5, longitude=20))

    events, places = client.get("/ogc/collections").json()["collections"]

    assert (events["id"], places["id"]) == ("events", "places")
    assert events["extent"]["spatial"]["bbox"] == [[20.0, -10.5, 43.1, 36.3]]
    assert events["extent"]["temporal"]["interval"] == [["2024-05-01T00:00:00Z", "2024-08-30T00:00:00Z"]]
    assert "temporal" not in places["extent"]
    assert events["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
    assert links(events)["items"] == f"{HERE}{ITEMS}"
    assert client.get("/ogc/collections/events").json() == events


def test_empty_collections_reach_round_the_world(client):
    extent = client.get("/ogc/collections/events").json()["extent"]

    assert extent["spatial"]["bbox"] == [[-180.0, -90.0, 180.0, 90.0]]
    assert extent["temporal"]["interval"] == [[None, None]]


def test_a_feature_is_flat_and_has_every_property_with_its_type(client):
    event = build_battle()

    response = client.get(ITEMS)

    body = response.json()
    (feature,) = body["features"]
    assert response["Content-Type"] == "application/geo+json"
    assert (body["type"], body["numberReturned"], body["numberMatched"]) == ("FeatureCollection", 1, 1)
    assert (feature["type"], feature["id"]) == ("Feature", str(event.public_id))
    assert feature["geometry"] == {"type": "Point", "coordinates": [43.1, 36.3]}
    assert feature["properties"] | {"side_a": "Iraqi army", "side_b": "Islamic State group"} == feature["properties"]
    assert feature["properties"]["url"] == f"http://127.0.0.1:8000/events/{event.number}/"


def test_types_are_the_same_in_every_feature_and_as_the_schema_says(client):
    build_shelling(earliest=date(2024, 9, 9))
    build_battle()
    build_event(where={"as_worded": None}, earliest=date(2024, 9, 1))
    said = client.get("/ogc/collections/events/schema").json()["properties"]["properties"]

    features = client.get(ITEMS).json()["features"]

    assert [feature["geometry"] is None for feature in features] == [True, True, False]
    for feature in features:
        assert list(feature["properties"]) == list(EVENT) == said["required"]
        for name, value in feature["properties"].items():
            kind = said["properties"][name]["type"]
            assert (value is None and isinstance(kind, list)) or type(value) is TYPES[
                kind if isinstance(kind, str) else kind[0]
            ]


def test_places_are_features_too(client):
    town = build_place(name="Mosul", latitude=36, longitude=43)
    build_place(name="The west", place_kind="region", latitude=None, longitude=None)

    west, mosul = client.get("/ogc/collections/places/items").json()["features"]

    assert west["geometry"] is None
    assert mosul["id"] == str(town.public_id)
    assert mosul["geometry"]["coordinates"] == [43.0, 36.0]
    assert list(mosul["properties"]) == list(PLACE)


def test_pages_are_linked_and_give_every_feature_once(client):
    place = build_place()
    for number in range(12):
        build_event(title=f"Event {number}", earliest=date(2024, 5, 1 + number // 4), place=place)

    seen, sizes, href = [], [], f"{ITEMS}?limit=5&datetime=2024-01-01/.."
    while href:
        body = client.get(href.removeprefix(HERE)).json()
        seen += [feature["id"] for feature in body["features"]]
        sizes.append((body["numberReturned"], body["numberMatched"]))
        href = links(body).get("next")

    assert sizes == [(5, 12), (5, 12), (2, 12)]
    assert len(set(seen)) == len(seen) == 12


def test_places_are_paged_as_well(client):
    for _ in range(3):
        build_place()

    first = client.get("/ogc/collections/places/items?limit=2").json()
    second = client.get(links(first)["next"].removeprefix(HERE)).json()

    assert [feature["properties"]["number"] for feature in [*first["features"], *second["features"]]] == [3, 2, 1]
    assert "next" not in links(second)


def test_one_feature_has_its_links(client):
    event = build_battle()

    response = client.get(f"{ITEMS}/{event.public_id}")

    body = response.json()
    assert response["Content-Type"] == "application/geo+json"
    assert body["id"] == str(event.public_id)
    assert links(body)["self"] == f"{HERE}{ITEMS}/{event.public_id}"


def test_what_was_taken_back_is_gone_and_what_was_merged_leads_on(client):
    kept, retracted, merged = build_event(), build_event(), build_event()
    build_change(retracted, op=Op.RETRACT)
    PublishedEvent.objects.filter(pk=merged.pk).update(status="merged", successor=kept.public_id)

    assert client.get(f"{ITEMS}/{retracted.public_id}").status_code == 410
    moved = client.get(f"{ITEMS}/{merged.public_id}")
    assert (moved.status_code, moved["Location"]) == (301, f"{HERE}{ITEMS}/{kept.public_id}")
    assert [feature["id"] for feature in client.get(ITEMS).json()["features"]] == [str(kept.public_id)]


@pytest.mark.parametrize(
    "address",
    [
        "collections/wars",
        "collections/wars/items",
        "collections/events/items/12",
        "nonsense",
        "collections/wars/schema",
    ],
)
def test_addresses_that_lead_nowhere_are_404(client, db, address):
    response = client.get(f"/ogc/{address}")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("address", ["", "collections", "collections/events", "collections/events/items?limit=1000"])
def test_answers_take_few_queries_and_none_but_one_when_nothing_is_new(client, address, django_assert_max_num_queries):
    place = build_place()
    for _ in range(5):
        build_event(place=place)

    with django_assert_max_num_queries(3):
        first = client.get(f"/ogc/{address}")
    with django_assert_max_num_queries(1):
        second = client.get(f"/ogc/{address}", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, second.status_code) == (200, 304)


def test_the_features_are_no_part_of_the_other_interfaces_description(client):
    assert not [path for path in client.get("/api/v1/schema.json").json()["paths"] if "ogc" in path]
