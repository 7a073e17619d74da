"""Merged records in the API and the feed: where they went, and what is left of them."""

from xml.etree import ElementTree

import pytest

from tests.pages.test_merged import merged
from tests.published_factories import build_event, build_force

pytestmark = pytest.mark.django_db


def test_document_of_a_merged_record_leads_on_and_is_its_tombstone(client):
    into = build_force()
    record = merged(build_force(), into)

    response = client.get(record.body["api_url"])

    assert response.status_code == 301
    assert response.headers["Location"] == f"http://testserver{into.body['api_url']}"
    assert response.json()["successor"]["id"] == str(into.public_id)
    assert response.json()["status"] == "merged"


def test_a_merged_record_is_in_no_list(client):
    into = build_force()
    merged(build_force(), into)

    listed = client.get("/api/v1/forces/").json()["results"]

    assert [each["id"] for each in listed] == [str(into.public_id)]


def test_the_feed_says_where_a_merged_event_went(client, settings):
    into = build_event()
    record = merged(build_event(), into)

    root = ElementTree.fromstring(client.get("/feeds/events.atom").content)

    deleted = next(each for each in root if each.tag.endswith("deleted-entry"))
    link = next(each for each in deleted if each.tag.endswith("link"))
    assert deleted.get("ref") == record.public_id.urn
    assert link.get("href") == f"{settings.DESK_BASE_URL}{into.body['url']}"
