"""Errors are problem documents, and what nobody foresaw is logged and kept quiet."""

import logging

import pytest
from django.db import OperationalError

from tests.published_factories import build_event
from tracker.syndication.api import paging, problems

pytestmark = pytest.mark.django_db
METHODS = ["post", "put", "patch", "delete", "trace"]


@pytest.mark.parametrize("method", METHODS)
def test_other_methods_are_refused(client, method):
    event = build_event()

    for address in ("/api/v1/", "/api/v1/events/", f"/api/v1/events/{event.public_id}/", "/api/v1/schema.json"):
        response = getattr(client, method)(address)

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, OPTIONS"
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["title"] == "Method Not Allowed"


def test_a_method_that_nobody_knows_is_refused(client):
    assert client.generic("BREW", "/api/v1/events/").status_code == 405


def test_head_is_get_without_the_body(client):
    build_event()
    whole = client.get("/api/v1/events/")

    head = client.head("/api/v1/events/")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]


def test_a_browser_may_ask_before_a_conditional_request(client):
    response = client.options("/api/v1/events/", headers={"Origin": "https://reader.example"})

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "nonsense", "application/json;v=2"])
def test_whatever_is_accepted_the_answer_is_json(client, accept):
    response = client.get("/api/v1/events/", headers={"Accept": accept})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


def test_an_unforeseen_error_is_logged_and_tells_nothing(client, monkeypatch, caplog):
    def breaks(*args, **kwargs):
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(paging, "read_page", breaks)

    with caplog.at_level(logging.ERROR):
        response = client.get("/api/v1/events/")

    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert b"secret" not in response.content
    assert "/api/v1/events/" in caplog.text
    assert "the secret of the house" in caplog.text


def test_a_busy_database_asks_for_patience(client, monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(paging, "read_page", locked)

    response = client.get("/api/v1/events/")

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert b"locked" not in response.content


def test_what_is_repeated_to_the_reader_is_short():
    assert problems.shortened("x" * 1000) == "x" * 59 + "…"
    assert problems.nearest("y" * 10_000, ["type"]) == ""
