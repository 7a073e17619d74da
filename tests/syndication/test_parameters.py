"""Hostile and mistaken queries: always 400 with the parameter named, never everything, never 500."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.published_factories import build_event

pytestmark = pytest.mark.django_db
PARAMETERS = ["from", "to", "type", "country", "force", "person", "place", "q", "limit", "cursor", "count"]


def refused(client, query, collection="events"):
    response = client.get(f"/api/v1/{collection}/?{query}")
    assert response.status_code == 400, (query[:200], response.status_code)
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"
    assert len(response.content) < 10_000
    return response.json()


@pytest.mark.parametrize(
    ("name", "near"),
    [("tpye", "type"), ("countries", "country"), ("Type", "type"), ("forces", "force"), ("limt", "limit")],
)
def test_an_unknown_parameter_is_refused_with_the_nearest(client, name, near):
    body = refused(client, f"{name}=x")

    (error,) = body["errors"]
    assert error["parameter"] == name
    assert f"Did you mean “{near}”?" in error["detail"]


def test_an_unknown_parameter_is_refused_with_all_that_are_known(client):
    (error,) = refused(client, "zzzzzz=1")["errors"]

    assert all(name in error["detail"] for name in PARAMETERS)
    assert "Did you mean" not in error["detail"]


@pytest.mark.parametrize("collection", ["events", "persons", "forces", "places", "articles", "topics"])
def test_every_list_refuses_what_it_does_not_know(client, collection):
    assert refused(client, "format=xml", collection)["errors"][0]["parameter"] == "format"


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("value", ["", "%20", "%09%0a"])
def test_an_empty_parameter_is_refused(client, name, value):
    assert refused(client, f"{name}={value}")["errors"][0]["parameter"] == name


@pytest.mark.parametrize("query", ["type", "=", "=x", "type=raid&", "&&type="])
def test_half_written_queries_never_return_what_was_not_asked(client, query):
    response = client.get(f"/api/v1/events/?{query}")

    assert response.status_code == (200 if query == "type=raid&" else 400)


@pytest.mark.parametrize("name", ["from", "to", "q", "limit", "cursor", "count"])
def test_a_parameter_for_one_value_may_not_stand_twice(client, name):
    (error,) = refused(client, f"{name}=1&{name}=1")["errors"]

    assert error == {"parameter": name, "detail": f"“{name}” stands 2 times. It may stand once."}


@pytest.mark.parametrize(
    "limit",
    ["0", "-1", "+1", "1001", "1000000000", "10" * 50, "1.0", "1e3", "0x10", "٣", "²", "1_0", "ten", "NaN", "1%00"],
)
def test_a_limit_outside_its_bounds_is_refused(client, limit):
    assert refused(client, f"limit={limit}")["errors"][0]["parameter"] == "limit"


@pytest.mark.parametrize("limit", ["1", "1000", "007"])
def test_a_limit_inside_its_bounds_is_taken(client, limit):
    assert client.get(f"/api/v1/events/?limit={limit}").status_code == 200


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize(
    "day",
    [
        "2024-02-30", "2023-02-29", "0000-01-01", "2024-00-10", "2024-13-01", "2024-1-1", "20240101", "2024-W01-1",
        "-2024-01-01", "12024-01-01", "2024-01-01T00:00:00Z", "2024", "today", "٢٠٢٤-٠١-٠١", "2024-01-01%00",
        "2024-01-01%0a", "1e9", "null",
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_refused(client, name, day):
    (error,) = refused(client, f"{name}={day}")["errors"]

    assert error["parameter"] == name
    assert "YYYY-MM-DD" in error["detail"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("country", "IRQ"), ("country", "I"), ("country", "1Q"), ("country", "ßß"), ("country", "IQ,,SY"),
        ("country", "IQ,"), ("country", "ı̇"), ("type", "air strike"), ("type", "a" * 41), ("type", "raid;drop"),
        ("type", "%00"), ("type", "%ff%fe"), ("type", ",".join(["raid"] * 51)), ("force", "0"), ("force", "-1"),
        ("force", "01"), ("force", "9" * 10), ("force", "1.5"), ("force", "x" * 36), ("force", "{1}"),
        ("force", "00000000000000000000000000000000"), ("person", "' OR 1=1 --"), ("person", "1,"),
        ("place", "Iraq"), ("place", "٣"), ("q", "%00"), ("q", "!!! ..."), ("q", "%F0%9F%92%A5"), ("q", "%ff"),
        ("q", "a" * 201), ("q", "+".join("abcdefghijklm")), ("count", "true"), ("count", "EXACT"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused(client, name, value):
    build_event()

    assert refused(client, f"{name}={value}")["errors"][0]["parameter"] == name


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 8000,
        "x" * 8000 + "=1",
        "type=" + "a," * 4000,
        "&".join(f"p{number}=1" for number in range(1000)),
        "&" * 8000,
        "&".join(["country=IQ"] * 700),
        "cursor=" + "~" * 8000,
        "from=" + "9" * 8000,
        "limit=" + "9" * 8000,
        "%" * 8000,
        quote("💥" * 600) + "=" + quote("💥" * 600),
    ],
)
def test_eight_thousand_characters_do_no_harm(client, query):
    body = refused(client, query)

    assert body["status"] == 400
    assert len(body.get("errors", [])) <= 20


def test_a_long_list_of_values_is_taken_up_to_fifty(client):
    codes = ",".join(f"code{number}" for number in range(50))

    assert client.get(f"/api/v1/events/?type={codes}").status_code == 200


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*PARAMETERS, "other"]),
            st.one_of(
                st.text(max_size=40),
                st.sampled_from(["raid", "IQ", "1", "2024-08-29", "exact"]),
                st.dates().map(str),
                st.uuids().map(str),
                st.integers().map(str),
            ),
        ),
        max_size=5,
    )
)
def test_no_query_is_answered_by_an_error_of_the_server(client, pairs):
    query = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in pairs)

    response = client.get(f"/api/v1/events/?{query}")

    assert response.status_code in {200, 400}
    if any(name == "other" or not value.strip() for name, value in pairs):
        assert response.status_code == 400
    if response.status_code == 400:
        assert response.json()["errors"]


@pytest.mark.parametrize(
    "path", ["events/", "events.csv", "", "codebook/", "events/series/", "schema.json", "changes/"]
)
def test_a_body_where_nothing_is_written_is_refused(client, path):
    response = client.generic("GET", f"/api/v1/{path}", data=b'{"type": "raid"}', content_type="application/json")

    assert response.status_code == 400
    assert "query of the address" in response.json()["detail"]
