"""The entry, the description for programs and for people, and addresses that lead nowhere."""

import re

import pytest
from openapi_spec_validator import validate

from tests.published_factories import build_event

pytestmark = pytest.mark.django_db


def test_the_index_names_everything_by_addresses_that_answer(client, settings):
    build_event()

    response = client.get("/api/v1/")

    body = response.json()
    assert body["name"] == settings.DESK_NAME
    assert list(body["collections"]) == ["events", "persons", "forces", "places", "articles", "topics"]
    assert body["last_change"] == {"epoch": 1, "seq": 1}
    links = [*body["collections"].values(), *body["feeds"].values(), body["schema"]]
    assert all(link.startswith("http://testserver/") for link in links)
    assert {client.get(link).status_code for link in links} == {200}
    assert response["Link"] == (f'<{body["schema"]}>; rel="service-desc", <{body["documentation"]}>; rel="service-doc"')


def test_the_index_takes_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/api/v1/")


def test_the_schema_is_valid_openapi(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/api/v1/schema.json")

    assert response["Content-Type"] == "application/json"
    assert response.json()["openapi"] == "3.1.0"
    validate(response.json())


def test_the_page_describes_every_address_and_shape_and_loads_nothing_from_elsewhere(client):
    schema = client.get("/api/v1/schema.json").json()

    response = client.get("/api/v1/docs/")

    page = response.content.decode()
    assert response["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self';")

    own = [path for path in schema["paths"] if path.startswith("/api/v1/")]
    assert len(own) == 24
    assert all(f"<code>GET {path}</code>" in page for path in own)
    assert all(f'id="shape-{name}"' in page for name in schema["components"]["schemas"])
    assert not re.findall(r"""(?:src|srcset)=|<script|@import|<link[^>]+href=["']?(?:https?:)?//""", page)
    targets = re.findall(r'href="#([^"]+)"', page)
    assert targets
    assert all(f'id="{target}"' in page for target in targets)


@pytest.mark.parametrize("method", ["get", "post", "delete"])
@pytest.mark.parametrize("path", ["nothing/", "nothing", "events/a/b/", "schema.xml", "events.", "%00/", "../x/"])
def test_an_address_that_leads_nowhere_is_a_problem_document(client, method, path):
    response = getattr(client, method)(f"/api/v1/{path}")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert "/api/v1/" in response.json()["detail"]


@pytest.mark.parametrize("path", ["events", "events?type=raid&limit=3", "docs", "persons"])
def test_a_missing_slash_is_put_right(client, path):
    response = client.get(f"/api/v1/{path}")

    name, mark, query = path.partition("?")
    assert response.status_code == 301
    assert response["Location"] == f"/api/v1/{name}/{mark}{query}"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["", "schema.json", "docs/"])
def test_parameters_are_refused_where_none_are_taken(client, path):
    response = client.get(f"/api/v1/{path}?lang=fr")

    assert response.status_code == 400
    assert response.json()["errors"][0]["detail"].endswith("This address takes none.")
