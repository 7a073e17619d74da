"""Forms that no browser sends are refused on the form, never with a fault of the desk."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_event, make_force, make_place
from tests.review.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_editor())
    return client


def page_of(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


@pytest.mark.parametrize("value", ["abc", "²", "-1", "1.5", "9" * 40, "999"])
def test_a_choice_that_is_no_row_is_refused_on_the_form(desk, value):
    event, place = make_event(), make_place("West", kind="region")
    row = {"involvements-TOTAL_FORMS": "1", "involvements-0-role": "initiator", "involvements-0-force": value}

    answers = [
        desk.post(page_of(event), {**filled(desk.get(page_of(event))), "place": value}),
        desk.post(page_of(event), {**filled(desk.get(page_of(event))), **row}),
        desk.post(page_of(place), {**filled(desk.get(page_of(place))), "areas": [value]}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    event.refresh_from_db()
    assert (event.version, event.place) == (0, None)


@pytest.mark.parametrize("term", ["abc", "²", "9" * 40, "%", "'", "\x00"])
def test_a_search_for_anything_is_answered(desk, term):
    make_force()

    for app, model, field in (
        ("events", "claim", "part_of"),
        ("events", "claim", "passage"),
        ("events", "event", "place"),
        ("events", "involvement", "force"),
        ("events", "involvement", "person"),
    ):
        answer = desk.get(
            "/desk/autocomplete/", {"app_label": app, "model_name": model, "field_name": field, "term": term}
        )
        assert answer.status_code == 200


@pytest.mark.parametrize("page", ["x", "0", "-1", "²", "9" * 40])
def test_a_page_of_choices_that_is_none_is_not_found(desk, page):
    make_force()
    query = {"app_label": "events", "model_name": "involvement", "field_name": "force", "term": "", "page": page}

    assert desk.get("/desk/autocomplete/", query).status_code == 404
