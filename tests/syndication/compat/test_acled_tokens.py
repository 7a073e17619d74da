"""Tokens for clients of ACLED's interface."""

import json

import pytest
from django.core import signing

from tracker.syndication.compat.acled import tokens

pytestmark = pytest.mark.django_db
READ = "/compat/acled/api/acled/read"
TOKEN = "/compat/acled/oauth/token"


def test_a_password_gives_tokens_and_a_refresh_token_gives_others(client):
    given = client.post(TOKEN, {"grant_type": "password", "client_id": "acled", "username": "a", "password": "b"})
    again = client.post(TOKEN, {"grant_type": "refresh_token", "refresh_token": given.json()["refresh_token"]})

    for response in (given, again):
        body = response.json()
        assert (response.status_code, body["token_type"], body["expires_in"]) == (200, "Bearer", 86_400)
        assert response["Cache-Control"] == "no-store"
        read = client.get(READ, headers={"Authorization": f"Bearer {body['access_token']}"})
        assert (read.status_code, read["Cache-Control"]) == (200, "private, no-store")


def test_a_token_says_nothing_of_who_asked(client):
    body = {"grant_type": "password", "username": "reader@news.example", "password": "hunter2"}

    given = client.post(TOKEN, body, content_type="application/json").json()

    assert "reader" not in json.dumps(given)
    assert "hunter2" not in json.dumps(given)


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"grant_type": "password", "username": "a"}, "invalid_request"),
        ({"grant_type": "password", "password": "a"}, "invalid_request"),
        ({"grant_type": "refresh_token"}, "invalid_grant"),
        ({"grant_type": "refresh_token", "refresh_token": "forged"}, "invalid_grant"),
    ],
)
def test_no_token_without_what_the_grant_needs(client, form, error):
    response = client.post(TOKEN, form)

    assert response.status_code == 400
    assert response.json()["error"] == error


def test_tokens_of_one_sort_are_not_taken_for_the_other():
    given = tokens.issue()

    assert tokens.is_access(given["access_token"])
    assert tokens.is_refresh(given["refresh_token"])
    assert not tokens.is_access(given["refresh_token"])
    assert not tokens.is_refresh(given["access_token"])


def test_tokens_run_out(monkeypatch):
    given = tokens.issue()
    later = signing.time.time() + tokens.ACCESS_SECONDS + 2
    monkeypatch.setattr(signing.time, "time", lambda: later)

    assert not tokens.is_access(given["access_token"])
    assert tokens.is_refresh(given["refresh_token"])


def test_a_bad_token_is_refused_so_that_the_client_gets_another(client):
    response = client.get(READ, headers={"Authorization": "Bearer forged"})

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["success"] is False


def test_tokens_are_not_given_for_asking_with_get(client):
    response = client.get(TOKEN)

    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")
