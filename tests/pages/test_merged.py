"""Addresses of merged records lead to what stands for them, for as long as the merge stands."""

import json
import uuid

import pytest

from tests.published_factories import build_event, build_force, build_person, build_place
from tracker.published.models import PublicStatus

pytestmark = pytest.mark.django_db


def merged(record, into):
    """The tombstone of a merged record."""
    body = record.body
    address = {key: into.body[key] for key in ("id", "number", "url", "api_url")}
    kept = {key: body[key] for key in ("schema", "kind", "id", "number", "version", "url", "api_url", "changes")}
    left = {**kept, "status": "merged", "reason": "Entered twice.", "at": body["updated_at"], "successor": address}
    record.document, record.title = json.dumps(left).encode(), ""
    record.status, record.successor = PublicStatus.MERGED, into.public_id
    record.save()
    return record


@pytest.mark.parametrize("build", [build_event, build_force, build_person, build_place], ids=lambda each: each.__name__)
def test_page_of_a_merged_record_leads_to_the_one_that_stands(client, build):
    into = build()
    record = merged(build(), into)

    response = client.get(record.body["url"])

    assert (response.status_code, response.headers["Location"]) == (301, into.body["url"])
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Content-Security-Policy" in response.headers


def test_a_chain_of_merges_is_followed_to_its_end_in_one_step(client):
    last = build_force()
    middle = merged(build_force(), last)
    first = merged(build_force(), middle)

    response = client.get(first.body["url"])

    assert response.headers["Location"] == last.body["url"]


def test_a_merged_record_is_in_no_list_and_no_search(client):
    into = build_force(name="The Group")
    merged(build_force(name="The Armed Band"), into)

    pages = [client.get(address).content.decode() for address in ("/forces/", "/search/?q=armed+band", "/")]

    assert not any("Armed Band" in page.replace("armed+band", "") for page in pages)


def test_a_merged_record_whose_successor_is_unknown_is_gone(client):
    record = merged(build_force(), build_force())
    record.successor = uuid.UUID(int=9)
    record.save()

    assert client.get(record.body["url"]).status_code == 410
