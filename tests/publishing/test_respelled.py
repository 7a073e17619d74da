"""Other spellings of a name that is about to be withheld."""

import pytest
from django.urls import reverse

from tests.publishing.hands import again
from tracker.actors.models import PersonName
from tracker.publishing.respelled import Respelled, respelled
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
NAME = "Karim Testov"


def say(live, words):
    live.event.refresh_from_db()
    live.event.summary = words
    live.event.save()
    again(live, Kind.EVENT, live.event)


def test_a_spelling_that_is_not_recorded_is_found_with_how_often(live):
    say(live, "Kareem Tistov led it, and Карим Тестов denied it.")

    found = respelled([NAME])

    assert found == [Respelled("Kareem Tistov", NAME, 1), Respelled("Карим Тестов", NAME, 1)]


def test_recorded_spellings_and_other_people_are_not_listed(live):
    say(live, "Karim Testov met Ahmad Testov and Karim Haddad. Karim. Testov said nothing.")

    assert respelled([NAME]) == []


def test_only_what_the_public_reads_is_looked_through(live):
    live.event.summary = "Kareem Tistov led it."
    live.event.save()

    assert respelled([NAME]) == []


@pytest.mark.parametrize("names", [[], ["—"], ["😀"]])
def test_nothing_is_found_for_no_name(live, names):
    assert respelled(names) == []


def test_the_page_that_confirms_a_withdrawal_lists_them(live, client):
    say(live, "Kareem Tistov led it.")
    client.force_login(live.chief)
    url = reverse("admin:workflow", args=["person", live.named.pk, "withdraw"])

    page = client.post(url, {"reason": "For safety"}).content.decode()
    PersonName.objects.create(person=live.named, name="Kareem Tistov")
    again(live, Kind.PERSON, live.named)
    after = client.post(url, {"reason": "For safety"}).content.decode()

    assert "Kareem Tistov" in page.split("Similar spellings")[1]
    assert "Similar spellings" not in after
