"""Conditional requests: nothing is read and nothing is sent when nothing was published."""

import pytest

from tests.published_factories import build_change, build_event, build_force, build_term
from tracker.published.models import Counter

pytestmark = pytest.mark.django_db


def addresses():
    event = build_event()
    build_force()
    return [
        "/api/v1/",
        "/api/v1/events/",
        "/api/v1/events/?type=raid&limit=3",
        "/api/v1/events/?count=exact",
        f"/api/v1/events/{event.public_id}/",
        "/api/v1/forces/",
        "/feeds/events.atom",
    ]


def test_nothing_new_is_304_after_one_query(client, django_assert_num_queries):
    for address in addresses():
        first = client.get(address)

        with django_assert_num_queries(1) as queries:
            second = client.get(address, headers={"If-None-Match": first["ETag"]})

        assert first["Cache-Control"] == second["Cache-Control"] == "public, max-age=60"
        assert (first.status_code, second.status_code, second.content) == (200, 304, b"")
        assert second["ETag"] == first["ETag"]
        assert second["Access-Control-Allow-Origin"] == "*"
        assert 'FROM "published_counter"' in queries[0]["sql"]


def test_every_address_and_query_has_a_tag_of_its_own(client):
    tags = [client.get(address)["ETag"] for address in addresses()]

    assert len(set(tags)) == len(tags)


def test_a_publication_of_anything_ends_every_tag(client):
    held = {address: client.get(address)["ETag"] for address in addresses()}
    build_force()

    for address, tag in held.items():
        response = client.get(address, headers={"If-None-Match": tag})
        assert response.status_code == 200
        assert response["ETag"] != tag


def test_a_retraction_is_seen_by_who_holds_a_tag(client):
    event = build_event()
    address = f"/api/v1/events/{event.public_id}/"
    tag = client.get(address)["ETag"]
    build_change(event, op="retract", note="It did not happen.")

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 410


def test_a_restored_backup_ends_every_tag(client):
    build_event()
    tag = client.get("/api/v1/events/")["ETag"]
    Counter.objects.update(epoch=2)

    assert client.get("/api/v1/events/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("form", ["W/{}", '"other", {}', '{} , "other"'])
def test_tags_are_compared_weakly_and_in_lists(client, form):
    build_event()
    tag = client.get("/api/v1/events/")["ETag"]

    assert client.get("/api/v1/events/", headers={"If-None-Match": form.format(tag)}).status_code == 304


@pytest.mark.parametrize("held", ["", "x", '"', '"x', "W/", '"1.1.x"', '"' + "a" * 8000, "*"])
def test_other_tags_are_answered_in_full(client, held):
    build_event()

    assert client.get("/api/v1/events/", headers={"If-None-Match": held}).status_code == 200


def test_an_empty_desk_has_a_tag_too(client):
    tag = client.get("/api/v1/events/")["ETag"]

    assert client.get("/api/v1/events/", headers={"If-None-Match": tag}).status_code == 304


def test_a_reworded_term_leaves_every_answer_as_it_was(client):
    term = build_term("event_type", "raid", "Raid", "An attack on foot.")
    held = {address: client.get(address) for address in addresses()}
    term.label, term.definition = "Foray", "An attack by car."
    term.save()

    for address, answer in held.items():
        again = client.get(address)
        assert (again.content, again["ETag"]) == (answer.content, answer["ETag"])


def test_errors_are_not_kept(client):
    for address in ("/api/v1/events/?x=1", "/api/v1/events/12/", "/api/v1/nothing/"):
        response = client.get(address)
        assert "ETag" not in response
        assert response["Cache-Control"] == "no-store"
