"""The codebook: every word under an address that stays."""

from datetime import date

import pytest

from tests.published_factories import build_term
from tracker.publishing.codebook import publish_codebook

pytestmark = pytest.mark.django_db


def test_every_word_has_a_definition_url_that_answers_with_it(client):
    publish_codebook()

    words = client.get("/api/v1/codebook/").json()["results"]

    assert len(words) > 100
    assert {"grade", "outcome", "role", "fate"} <= {word["scheme"] for word in words}
    assert all(client.get(word["definition_url"]).json() == word for word in words[::10])


def test_a_word_says_since_when_and_below_what_it_stands(client):
    term = build_term("event_type", "night_raid", "Night raid", "A raid by night.")
    term.parent, term.since = "raid", date(2024, 1, 1)
    term.save()

    found = client.get("/api/v1/codebook/event_type/night_raid/").json()

    assert (found["parent"], found["since"], found["until"]) == ("raid", "2024-01-01", None)
    assert found["definition_url"] == "http://testserver/api/v1/codebook/event_type/night_raid/"


def test_words_are_narrowed_by_vocabulary(client):
    for scheme in ("grade", "role", "fate"):
        build_term(scheme, "x", "X")

    found = client.get("/api/v1/codebook/?scheme=grade,fate").json()["results"]
    refused = client.get("/api/v1/codebook/?scheme=grades")

    assert [word["scheme"] for word in found] == ["fate", "grade"]
    assert (refused.status_code, "Did you mean “grade”?" in refused.json()["detail"] + str(refused.json())) == (
        400,
        True,
    )


def test_a_reworded_term_ends_the_tag(client, django_assert_num_queries):
    term = build_term("grade", "x", "X")
    tag = client.get("/api/v1/codebook/")["ETag"]
    with django_assert_num_queries(1):
        assert client.get("/api/v1/codebook/", headers={"If-None-Match": tag}).status_code == 304
    term.label = "Y"
    term.save()

    assert client.get("/api/v1/codebook/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["grade/none/", "none/x/", "%00/x/", "grade/" + "a" * 3000 + "/"])
def test_a_word_that_there_is_not_is_404(client, path):
    build_term("grade", "x", "X")

    response = client.get(f"/api/v1/codebook/{path}")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
