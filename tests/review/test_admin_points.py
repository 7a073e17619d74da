"""The line for a point in a form: taken however it is written, asked about when it is odd, and its map."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_place
from tests.review.forms import filled
from tracker.places.models import Place
from tracker.revisions.models import Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_editor("ana"))
    return client


def page_of(record):
    return reverse("admin:places_place_change", args=[record.pk])


def save(desk, record, **changes):
    url = page_of(record)
    return desk.post(url, {**filled(desk.get(url)), **changes})


@pytest.mark.parametrize(
    "typed", ["34.36667, 41.91667", "34°22′N 41°55′E", "34°22'00\"N, 41°55'00\"E", "41°55′E 34°22′N"]
)
def test_a_point_is_taken_however_it_is_written(desk, typed):
    rawa = make_place("Rawa", "town")

    response = save(desk, rawa, point=typed)

    rawa.refresh_from_db()
    assert response.status_code == 302
    assert (str(rawa.latitude), str(rawa.longitude)) == ("34.36667", "41.91667")
    assert Revision.objects.get().snapshot["fields"]["latitude"] == "34.36667"


def test_the_same_point_written_otherwise_is_no_change(desk):
    rawa = make_place("Rawa", "town", latitude="34.36667", longitude="41.91667")

    save(desk, rawa, point="34°22′N 41°55′E".replace("22′", "22′0.012″").replace("55′", "55′0.012″"))

    assert not Revision.objects.exists()


def test_a_point_is_removed_by_emptying_the_line(desk):
    rawa = make_place("Rawa", "town", latitude="34.36667", longitude="41.91667")

    save(desk, rawa, point="")

    rawa.refresh_from_db()
    assert (rawa.latitude, rawa.longitude) == (None, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("somewhere", "is no point"),
        ("141.92, 34.37", "Did you mean 34.37, 141.92?"),
        ("34.37, 200", "beyond the 180th meridian"),
        ("41.92, 34.37", "did you mean 34.37, 41.92?"),
        ("0, 0", "This is the point 0, 0"),
        ("52.2, 21.0", "km outside of Iraq"),
    ],
)
def test_a_point_that_is_odd_is_refused_with_a_sentence_and_stays_in_the_form(desk, typed, said):
    rawa = make_place("Rawa", "town")

    response = save(desk, rawa, point=typed)

    page = response.content.decode()
    rawa.refresh_from_db()
    assert (response.status_code, rawa.latitude) == (200, None)
    assert said in page
    assert f'value="{typed}"' in page


@pytest.mark.parametrize("typed", ["0, 0", "52.2, 21.0"])
def test_an_odd_point_is_taken_once_it_is_meant(desk, typed):
    rawa = make_place("Rawa", "town")
    asked = save(desk, rawa, point=typed).content.decode()

    response = save(desk, rawa, point=typed, point_meant="on")

    rawa.refresh_from_db()
    assert 'name="point_meant"' in asked
    assert response.status_code == 302
    assert rawa.latitude is not None


def test_the_box_to_insist_does_not_take_what_is_no_point(desk):
    rawa = make_place("Rawa", "town")

    assert save(desk, rawa, point="95, 300", point_meant="on").status_code == 200


def test_the_country_chosen_in_the_same_form_is_the_one_that_counts(desk):
    place = make_place("Camp", "site", country_code="IQ")

    assert save(desk, place, point="52.2, 21.0", country_code="PL").status_code == 302


def test_the_page_carries_its_own_map_and_needs_nobody_elses(desk):
    page = desk.get(page_of(make_place("Rawa", "town", latitude="34.36", longitude="41.91"))).content.decode()

    assert 'aria-label="Map: Iraq"' in page
    assert 'class="desk-plate__pin"' in page
    assert "34°21′36″N 41°54′36″E" in page


def test_a_map_of_another_country_comes_by_itself(desk, client):
    assert "Map: Syria" in desk.get(reverse("admin:map_plate", args=["SY"])).content.decode()
    assert "Map: The world" in desk.get(reverse("admin:map_plate", args=["world"])).content.decode()
    assert "Map: The world" in desk.get(reverse("admin:map_plate", args=["ZZ"])).content.decode()
    client.logout()
    assert client.get(reverse("admin:map_plate", args=["SY"])).status_code == 302


def test_a_new_place_is_added_with_its_point(desk):
    url = reverse("admin:places_place_add")

    response = desk.post(
        url, {**filled(desk.get(url)), "name": "Camp", "kind": "site", "country_code": "IQ", "point": "34 22 N 41 55 E"}
    )

    assert response.status_code == 302
    assert str(Place.objects.get(name="Camp").latitude) == "34.36667"
