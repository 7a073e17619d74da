"""The change log, followed from any point; and records as they stood."""

import hashlib
from datetime import UTC, datetime

import pytest

from tests.published_factories import build_force, log
from tracker.published.models import Change, Counter

pytestmark = pytest.mark.django_db
CHANGES = "/api/v1/changes/"


@pytest.fixture
def record():
    """A force published, corrected, and another one."""
    force = build_force(name="The Army", number=1)
    other = build_force(name="The Group", number=2)
    force.version = 2
    log(force, "correct", "The day was wrong.", datetime(2024, 9, 14, 8, tzinfo=UTC))
    return force, other


def follow(client, address=CHANGES):
    found = []
    while True:
        body = client.get(address).json()
        found += body["results"]
        if not body["has_more"]:
            return found
        address = body["next"]


def test_changes_come_in_the_order_of_their_numbers_without_gaps(client, record):
    for _ in range(20):
        build_force()

    found = follow(client, f"{CHANGES}?limit=7")

    assert [each["seq"] for each in found] == list(range(1, 24))


def test_a_change_says_what_happened_to_which_record(client, record):
    force, _ = record

    change = client.get(f"{CHANGES}?since=2").json()["results"][0]

    assert (change["kind"], change["id"], change["op"], change["version"]) == (
        "force", str(force.public_id), "correct", 2,
    )  # fmt: skip
    assert (change["note"], change["at"], change["successor"]) == ("The day was wrong.", "2024-09-14T08:00:00Z", None)
    assert change["url"] == f"http://testserver/api/v1/forces/{force.public_id}/"


def test_the_chain_can_be_checked_with_what_is_served(client, record):
    force, other = record
    versions = {}
    for each in (force, other):
        for line in client.get(f"/api/v1/forces/{each.public_id}/versions/").json()["results"]:
            document = client.get(line["version_url"]).content
            versions[line["seq"]] = hashlib.sha256(bytes.fromhex(line["nonce"]) + document).digest()
    chain = bytes(32)

    for change in follow(client):
        chain = hashlib.sha256(chain + versions[change["seq"]]).digest()
        assert change["digest"] == versions[change["seq"]].hex()
        assert change["chain"] == chain.hex()


def test_a_compact_log_has_the_latest_of_each_record(client, record):
    found = follow(client, f"{CHANGES}?compact=1&limit=1")

    assert [each["seq"] for each in found] == [2, 3]


def test_next_is_where_to_ask_again_when_nothing_is_new(client, record):
    body = client.get(CHANGES).json()

    assert (body["seq"], body["has_more"]) == (3, False)
    assert client.get(body["next"]).json()["results"] == []

    build_force()

    assert [each["seq"] for each in client.get(body["next"]).json()["results"]] == [4]


def test_an_empty_record_has_no_changes(client):
    body = client.get(CHANGES).json()

    assert (body["epoch"], body["seq"], body["results"]) == (1, 0, [])


def test_nothing_new_is_answered_before_the_log_is_read(client, record, django_assert_num_queries):
    tag = client.get(CHANGES)["ETag"]

    with django_assert_num_queries(1):
        response = client.get(CHANGES, headers={"If-None-Match": tag})

    assert response.status_code == 304


def test_a_page_costs_two_queries(client, record, django_assert_num_queries):
    for _ in range(30):
        build_force()

    with django_assert_num_queries(2):
        client.get(f"{CHANGES}?limit=20")


@pytest.mark.parametrize("query", ["epoch=1&since=2", "epoch=7", "since=99999"])
def test_numbers_of_another_epoch_are_gone_with_the_way_back(client, record, query):
    Counter.objects.update(epoch=2)

    response = client.get(f"{CHANGES}?{query}")

    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    assert "epoch=2&since=0" in response["Link"]
    assert client.get(f"{CHANGES}?epoch=2&since=0").json()["results"][0]["epoch"] == 1


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("since=-1", "since"), ("since=x", "since"), ("since=", "since"), ("since=1&since=2", "since"),
        ("epoch=1.5", "epoch"), ("limit=0", "limit"), ("limit=1001", "limit"), ("compact=2", "compact"),
        ("sinse=1", "sinse"), (f"since={'9' * 30}", "since"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_by_name(client, record, query, parameter):
    response = client.get(f"{CHANGES}?{query}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == parameter


def test_a_record_as_it_stood_on_a_day_and_after_a_change(client, record):
    force, _ = record
    address = f"/api/v1/forces/{force.public_id}/"
    first, second = Change.objects.filter(public_id=force.public_id).order_by("seq")
    Change.objects.filter(pk=second.pk).update(document=b'{"title": "Raid, corrected"}')

    assert client.get(f"{address}?as_of=2024-09-13").content == bytes(first.document)
    assert client.get(f"{address}?as_of=1.2").content == bytes(first.document)
    assert client.get(f"{address}?as_of=2024-09-14").json() == {"title": "Raid, corrected"}
    assert client.get(f"{address}?as_of=1.3").json() == {"title": "Raid, corrected"}
    assert client.get(f"{address}?as_of=2024-09-12").status_code == 404


@pytest.mark.parametrize("when", ["yesterday", "2024-02-30", "1.2.3", "0000-01-01", "9999-12-31x", "-1.2"])
def test_as_of_neither_a_day_nor_a_change_is_refused(client, record, when):
    response = client.get(f"/api/v1/forces/{record[0].public_id}/?as_of={when}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "as_of"


def test_the_last_day_of_the_calendar_is_refused_in_words_or_answered(client, record):
    assert client.get(f"/api/v1/forces/{record[0].public_id}/?as_of=9999-12-31").status_code in {200, 400}


def test_an_emptied_version_never_comes_back(client, record):
    force, _ = record
    Change.objects.filter(public_id=force.public_id).update(document=None, nonce=None)
    address = f"/api/v1/forces/{force.public_id}/"

    assert client.get(f"{address}?as_of=2024-09-13").status_code == 410
    assert client.get(f"{address}versions/1/").status_code == 410
    assert [line["nonce"] for line in client.get(f"{address}versions/").json()["results"]] == [None, None]


def test_a_version_may_be_kept_for_good_and_carries_its_nonce(client, record):
    force, _ = record
    response = client.get(f"/api/v1/forces/{force.public_id}/versions/1/")
    change = Change.objects.get(public_id=force.public_id, version=1)

    assert response.content == bytes(change.document)
    assert response["Conflict-Desk-Nonce"] == bytes(change.nonce).hex()
    assert response["ETag"] == f'"{change.digest}"'


@pytest.mark.parametrize(
    "address", ["forces/x/versions/", "forces/x/versions/1/", "events/{id}/versions/", "forces/{id}/versions/9/"]
)
def test_versions_of_nothing_are_not_found(client, record, address):
    response = client.get(f"/api/v1/{address.format(id=record[0].public_id)}")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
