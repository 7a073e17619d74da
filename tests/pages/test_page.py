import pytest
from django.db import DatabaseError, connection
from django.test import RequestFactory, override_settings
from django.utils import timezone

from tests.published_factories import build_article, build_change, build_event, build_force, build_person, build_place
from tracker.pages import page as pages
from tracker.pages.errors import not_found, server_error
from tracker.published.models import Op

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/", "/events/", "/events/1/", "/persons/", "/persons/1/", "/forces/", "/forces/1/", "/places/", "/places/1/",
    "/articles/1/", "/stories/", "/corrections/", "/methodology/", "/data/", "/search/", "/search/?q=raid",
    "/robots.txt", "/sitemap.xml", "/sitemap-event-0.xml",
]  # fmt: skip
WITH_CODEBOOK = {"/", "/events/", "/methodology/"}


@pytest.fixture
def record():
    place, force, person = build_place(), build_force(), build_person()
    build_article()
    return build_event(place=place, forces=((force, "target", "B"),), persons=((person, "target", "B"),))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_read_only_conditional_and_guarded(client, record, django_assert_num_queries, address):
    page = client.get(address)
    assert page.status_code == 200
    assert page["Cache-Control"] == "public, max-age=60"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert "Vary" not in page
    assert "Set-Cookie" not in page

    with django_assert_num_queries(2 if address in WITH_CODEBOOK else 1):
        again = client.get(address, headers={"If-None-Match": page["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == page["ETag"]

    head = client.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", page["ETag"])

    for method in (client.post, client.put, client.delete, client.patch):
        refused = method(address)
        assert refused.status_code == 405
        assert refused["Allow"] == "GET, HEAD"


def test_a_publication_changes_every_etag(client, record):
    before = {address: client.get(address)["ETag"] for address in ADDRESSES}

    build_change(record, note="Mended.")

    after = {address: client.get(address)["ETag"] for address in ADDRESSES}
    assert not set(before.values()) & set(after.values())
    assert len(set(after.values())) == len(ADDRESSES)


def test_a_retraction_is_not_hidden_by_an_old_etag(client, record):
    tag = client.get("/events/1/")["ETag"]

    build_change(record, op=Op.RETRACT, note="Twice.")
    page = client.get("/events/1/", headers={"If-None-Match": tag})

    assert page.status_code == 410
    assert "ETag" not in page


def test_the_day_is_part_of_the_etag(client, record, monkeypatch):
    tag = client.get("/")["ETag"]
    tomorrow = timezone.now() + timezone.timedelta(days=1)

    monkeypatch.setattr(pages.timezone, "now", lambda: tomorrow)

    assert client.get("/")["ETag"] != tag


@override_settings(DESK_DEMO=True, DESK_NAME="Night <Desk>")
def test_name_and_demo_banner_come_from_the_settings(client):
    text = client.get("/data/").content.decode()

    assert "<strong>Demo.</strong>" in text
    assert "Night &lt;Desk&gt;" in text


def test_without_demo_there_is_no_banner_and_the_feed_is_announced(client):
    text = client.get("/").content.decode()

    assert "<strong>Demo.</strong>" not in text
    assert '<link rel="alternate" type="application/atom+xml"' in text


def test_not_found_is_guarded_and_says_where_to_go():
    page = not_found(RequestFactory().get("/nope"), Exception())

    assert page.status_code == 404
    assert "There is no such page" in page.content.decode()
    assert "default-src 'none'" in page["Content-Security-Policy"]


def test_the_error_page_needs_no_database():
    def fail(*args):
        raise DatabaseError("gone")

    with connection.execute_wrapper(fail):
        page = server_error(RequestFactory().get("/"))

    assert page.status_code == 500
    assert "Something broke on our side" in page.content.decode()
