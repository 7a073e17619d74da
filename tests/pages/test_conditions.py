"""What a page answers does not depend on forms or cookies, and an old copy is confirmed only while it is true."""

import pytest
from django.test import Client

from tests.published_factories import build_event, build_term
from tracker.published.models import PublishedTerm

pytestmark = pytest.mark.django_db
COOKIES = ["sessionid=zzz", "csrftoken=bad", "csrftoken=", "sessionid=zzz; csrftoken=\x00", "sessionid=" + "a" * 32]
PAGES = ["/", "/events/", "/events/1/", "/search/?q=raid", "/methodology/", "/robots.txt", "/nope/", "/events/99/"]


@pytest.mark.parametrize("address", ["/", "/events/", "/methodology/"])
def test_a_reworded_term_is_not_hidden_by_an_old_etag(client, address):
    build_event()
    build_term("event_type", "raid", "Raid", "An attack on foot.")
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304

    PublishedTerm.objects.update(label="Foray", definition="An attack by car..")

    again = client.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert again["ETag"] != tag


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 304), ("/events/1/", 304), ("/events/99/", 404), ("/events/?bogus=1", 400), ("/search/?q=.", 400)],
)
def test_any_copy_will_do_only_where_there_is_a_page(client, address, status):
    build_event()

    page = client.get(address, headers={"If-None-Match": "*"})

    assert page.status_code == status
    assert ("ETag" in page) is (status == 304)


@pytest.mark.parametrize("address", [*PAGES[:-2], "/feeds/events.atom", "/api/v1/events/"])
def test_sending_a_form_is_refused_as_a_method_not_as_a_forgery(address):
    build_event()

    refused = Client(enforce_csrf_checks=True).post(address, {"a": 1})

    assert refused.status_code == 405
    assert "GET" in refused["Allow"]
    assert not refused.cookies


@pytest.mark.parametrize("cookie", COOKIES)
@pytest.mark.parametrize("address", [*PAGES, "/feeds/events.atom", "/api/v1/events/", "/api/v1/x/", "/api/v1/events"])
def test_a_garbled_cookie_changes_nothing(client, address, cookie):
    build_event()
    plain = client.get(address)

    answer = client.get(address, headers={"Cookie": cookie})

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert (answer.status_code, answer.content) == (plain.status_code, plain.content)


def test_the_session_of_an_editor_stays_out_of_public_pages(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("editor"))
    build_event()

    page = client.get("/events/1/")

    assert "Vary" not in page
    assert not page.cookies
    assert client.session["_auth_user_id"]
