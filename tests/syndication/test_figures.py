"""Counts of events by what they can be narrowed by, and over time; every act once."""

from datetime import date

import pytest
from django.core.cache import cache

from tests.published_factories import build_change, build_event, build_force, build_place
from tests.published_topics import build_topic, group, tie
from tracker.syndication.api import figures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def series(client, query=""):
    response = client.get(f"/api/v1/events/series/{query}")
    assert response.status_code == 200, response.content
    return response.json()["results"]


def test_facets_count_what_each_filter_would_give(client):
    force, topic = build_force(), build_topic()
    first = build_event(place=build_place(), forces=((force, "initiator", "A"), (force, "partner", "A")))
    group(topic, first)
    build_event(event_type="clash", grade="several", place=build_place(country_code="SY"), is_disputed=True)
    build_event(verification={"code": "provisional", "label": "Being verified"})

    found = client.get("/api/v1/events/facets/").json()

    assert (found["events"], found["disputed"]) == (3, 1)
    assert found["type"] == [{"value": "raid", "events": 2}, {"value": "clash", "events": 1}]
    assert found["country"] == [{"value": "IQ", "events": 1}, {"value": "SY", "events": 1}]
    assert found["grade"] == [{"value": "one_party", "events": 2}, {"value": "several", "events": 1}]
    assert found["verification"] == [{"value": "checked", "events": 2}, {"value": "provisional", "events": 1}]
    assert found["force"] == [{"value": str(force.public_id), "events": 1}]
    assert found["topic"] == [{"value": str(topic.public_id), "events": 1}]
    for name in ("type", "country", "grade", "verification", "force", "topic"):
        for facet in found[name]:
            counted = client.get(f"/api/v1/events/?{name}={facet['value']}&count=exact").json()
            assert counted["count"] == facet["events"]


def test_facets_are_of_the_query(client):
    build_event(title="a")
    build_event(event_type="clash")

    found = client.get("/api/v1/events/facets/?type=clash").json()

    assert (found["events"], found["type"]) == (1, [{"value": "clash", "events": 1}])


def test_a_series_counts_by_month_type_and_country(client):
    iraq = build_place(country_code="IQ")
    build_event(earliest=date(2024, 8, 29), place=iraq, killed=(1, 2, 3))
    build_event(earliest=date(2024, 8, 1), latest=date(2024, 9, 5), place=iraq, killed=(10, 10, None))
    build_event(earliest=date(2024, 9, 1), event_type="clash", killed=None)

    august, september = series(client)

    assert august == {
        "month": "2024-08", "type": "raid", "country": "IQ", "events": 2, "events_with_killed": 2,
        "killed_low": 11, "killed_best": 12, "killed_high": None,
    }  # fmt: skip
    assert september == {
        "month": "2024-09", "type": "clash", "country": None, "events": 1, "events_with_killed": 0,
        "killed_low": None, "killed_best": None, "killed_high": None,
    }  # fmt: skip


def test_no_casualties_is_0_and_no_report_is_null(client):
    build_event(killed=(0, 0, 0))
    build_event(event_type="clash", killed=None)

    found = {cell["type"]: cell["killed_best"] for cell in series(client, "?by=type")}

    assert found == {"raid": 0, "clash": None}


def test_a_part_is_not_counted_beside_its_whole(client):
    whole = build_event(event_type="battle", killed=(20, 20, 20))
    part = build_event(killed=(5, 5, 5))
    tie(part, whole)

    assert [(cell["events"], cell["killed_best"]) for cell in series(client, "?by=month")] == [(1, 20)]
    assert [(cell["events"], cell["killed_best"]) for cell in series(client, "?by=month&type=raid")] == [(1, 5)]


def test_what_a_part_counts_stands_where_the_whole_has_no_figure(client):
    whole = build_event(event_type="battle", killed=None)
    tie(build_event(killed=(5, 5, 5)), whole)

    assert [(cell["events"], cell["killed_best"]) for cell in series(client, "?by=month")] == [(1, 5)]


def test_areas_are_counted_too(client):
    build_event(place=build_place(admin1="Al Anbar"))
    build_event(place=build_place(admin1="Nineveh"))
    build_event()

    found = [(cell["country"], cell["admin1"], cell["events"]) for cell in series(client, "?by=country,admin1")]

    assert found == [(None, None, 1), ("IQ", "Al Anbar", 1), ("IQ", "Nineveh", 1)]


@pytest.mark.parametrize("name", ["facets", "series"])
def test_numbers_are_reckoned_once_a_change(client, name, django_assert_num_queries):
    event = build_event()
    first = client.get(f"/api/v1/events/{name}/?country=IQ,SY&type=raid")

    with django_assert_num_queries(2):  # the number of the last change, and the codes that the filter knows
        again = client.get(f"/api/v1/events/{name}/?type=raid&country=IQ,SY")
    with django_assert_num_queries(1):
        held = client.get(f"/api/v1/events/{name}/?country=IQ,SY&type=raid", headers={"If-None-Match": first["ETag"]})
    build_change(event, op="retract", note="It did not happen.")
    after = client.get(f"/api/v1/events/{name}/")

    assert again.content == first.content
    assert held.status_code == 304
    assert after.json().get("events", len(after.json().get("results", []))) == 0


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("facets/?by=month", "by"), ("facets/?limit=5", "limit"), ("series/?by=colour", "by"), ("series/?by=", "by"),
        ("series/?format=csv", "format"), ("series/?from=2024-02-30", "from"), ("facets/?killed_min=2&killed_max=1", "killed_max"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(client, address, parameter):
    response = client.get(f"/api/v1/events/{address}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == parameter


def test_an_answer_holds_only_so_many_cells(client, monkeypatch):
    monkeypatch.setattr(figures, "MOST_CELLS", 1)
    build_event()
    build_event(event_type="clash")

    assert "more than 1 cells" in client.get("/api/v1/events/series/").json()["errors"][0]["detail"]
