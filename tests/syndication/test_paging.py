"""Pages: every row once, cursors that serve one query only, and counts up to a cap."""

from datetime import date
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from tests.published_factories import FIRST_PUBLISHED, build_event, build_force
from tracker.published.models import Counter, PublishedEvent
from tracker.syndication.api import paging

pytestmark = pytest.mark.django_db
ONE_DAY = date(2024, 8, 29)


def crowd(count, day=ONE_DAY):
    """Many small events of one day, written at once."""
    start = PublishedEvent.objects.count()
    PublishedEvent.objects.bulk_create(
        PublishedEvent(
            # Spread over the id space, so that order by id is not order of writing.
            public_id=UUID(int=(number * 0x9E3779B97F4A7C15F39CC0605CEDC835) % 2**128),
            number=number,
            document=b'{"number": %d}' % number,
            epoch=1,
            seq=number,
            earliest=day,
            latest=day,
            event_type="raid" if number % 2 else "shelling",
            first_published_at=FIRST_PUBLISHED,
            last_published_at=FIRST_PUBLISHED,
        )
        for number in range(start + 1, start + count + 1)
    )
    Counter.objects.update_or_create(id=1, defaults={"seq": start + count})


def walk(client, address):
    """Every number on every page, following ``next``."""
    found, pages = [], 0
    while address:
        body = client.get(address).json()
        found += [document["number"] for document in body["results"]]
        address, pages = body["next"], pages + 1
    return found, pages


def test_hundreds_of_events_on_one_day_come_once_each(client):
    crowd(437)

    found, pages = walk(client, "/api/v1/events/?limit=50")

    assert pages == 9
    assert len(found) == 437
    assert set(found) == set(range(1, 438))


def test_five_thousand_events_on_one_day_come_once_each(client):
    crowd(5000)

    found, pages = walk(client, "/api/v1/events/?limit=1000")

    assert pages == 5
    assert sorted(found) == list(range(1, 5001))


def test_pages_go_on_across_days_in_order(client):
    crowd(30, date(2024, 1, 2))
    crowd(30, date(2024, 1, 1))
    crowd(30, date(2024, 1, 3))

    found, _ = walk(client, "/api/v1/events/?limit=7")

    assert [(number - 1) // 30 for number in found] == [2] * 30 + [0] * 30 + [1] * 30
    assert len(set(found)) == 90


def test_pages_keep_their_filters(client):
    crowd(60)

    found, _ = walk(client, "/api/v1/events/?type=raid&limit=7")

    assert sorted(found) == list(range(1, 61, 2))


def test_records_by_number_come_once_each(client):
    for _ in range(9):
        build_force()

    found, pages = walk(client, "/api/v1/forces/?limit=4")

    assert (found, pages) == ([9, 8, 7, 6, 5, 4, 3, 2, 1], 3)


def test_a_full_last_page_has_no_next(client):
    crowd(20)

    first = client.get("/api/v1/events/?limit=10")
    last = client.get(first.json()["next"])

    assert len(last.json()["results"]) == 10
    assert last.json()["next"] is None
    assert "Link" not in last


def test_the_next_page_is_in_the_link_header(client):
    crowd(3)

    response = client.get("/api/v1/events/?limit=2&type=raid,shelling")

    assert response["Link"] == f'<{response.json()["next"]}>; rel="next"'
    assert parse_qs(urlsplit(response.json()["next"]).query)["type"] == ["raid,shelling"]


def test_a_row_published_between_two_pages_moves_no_other(client):
    crowd(10)
    first = client.get("/api/v1/events/?limit=5").json()
    build_event(earliest=date(2025, 1, 1), number=99)

    rest, _ = walk(client, first["next"])

    numbers = [document["number"] for document in first["results"]]
    assert sorted(numbers + rest) == list(range(1, 11))


def cursor_of(client, address):
    return parse_qs(urlsplit(client.get(address).json()["next"]).query)["cursor"][0]


def test_a_page_size_may_change_on_the_way(client):
    crowd(10)
    cursor = cursor_of(client, "/api/v1/events/?limit=2")

    response = client.get("/api/v1/events/", {"limit": 100, "cursor": cursor})

    assert len(response.json()["results"]) == 8


def test_a_cursor_of_another_query_is_refused(client):
    crowd(10)
    cursor = cursor_of(client, "/api/v1/events/?limit=2&type=raid")

    response = client.get("/api/v1/events/", {"type": "shelling", "cursor": cursor})

    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["parameter"] == "cursor"
    assert "another query" in error["detail"]
    assert "begin at the first page" in error["detail"]


def test_a_cursor_of_another_collection_is_refused(client):
    crowd(10)
    cursor = cursor_of(client, "/api/v1/events/?limit=2")

    assert client.get("/api/v1/forces/", {"cursor": cursor}).status_code == 400


def test_every_changed_character_of_a_cursor_is_noticed(client):
    crowd(10)
    cursor = cursor_of(client, "/api/v1/events/?limit=2")
    forged = [cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :] for at in range(len(cursor))]

    statuses = {client.get("/api/v1/events/", {"cursor": each}).status_code for each in forged}

    assert statuses == {400}


@pytest.mark.parametrize("cursor", ["x", "~", "~~~", ".~x", "W10~x", "é", "0" * 7000, "\x00", "[1,2]"])
def test_a_cursor_that_was_never_given_is_refused(client, cursor):
    response = client.get("/api/v1/events/", {"cursor": cursor})

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["cursor"]


def test_count_is_an_address_that_keeps_the_filters(client):
    crowd(11)
    first = client.get("/api/v1/events/?type=raid&limit=2").json()
    second = client.get(first["next"]).json()

    response = client.get(first["count"])

    assert response.json() == {"count": 6, "is_at_least": False}
    assert second["count"] == first["count"]


def test_count_stops_at_the_cap(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(paging, "COUNT_CAP", 5)
    crowd(6)

    with django_assert_num_queries(2):
        response = client.get("/api/v1/events/?count=exact")

    assert response.json() == {"count": 5, "is_at_least": True}


def test_count_at_the_cap_is_exact(client, monkeypatch):
    monkeypatch.setattr(paging, "COUNT_CAP", 6)
    crowd(6)

    assert client.get("/api/v1/events/?count=exact").json() == {"count": 6, "is_at_least": False}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("count=all", "count"), ("count=exact&limit=3", "limit"), ("count=exact&cursor=x", "cursor")],
)
def test_a_count_is_asked_for_alone_and_exact(client, query, parameter):
    response = client.get(f"/api/v1/events/?{query}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == parameter
