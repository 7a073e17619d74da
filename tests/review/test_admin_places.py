"""Places in the admin: found by any name, told apart, identified, confirmed."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories import make_editor, make_event, make_place, make_user
from tests.review.forms import filled
from tracker.core.states import EditorialState
from tracker.places import gazetteer, seeding
from tracker.places.models import PlaceId, PlaceName
from tracker.revisions.models import Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("ana")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def seeded():
    seeding.seed(countries=["IQ", "SY", "PL", "PS", "EG"])


def page_of(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def save(desk, record, **changes):
    url = page_of(record)
    return desk.post(url, {**filled(desk.get(url)), **changes})


def choices(desk, term, referer=""):
    answer = desk.get(
        reverse("admin:autocomplete"),
        {"app_label": "events", "model_name": "event", "field_name": "place", "term": term},
        **({"HTTP_REFERER": f"http://testserver{referer}"} if referer else {}),
    )
    return [each["text"] for each in json.loads(answer.content)["results"]]


# --- finding ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("seeded")
def test_a_choice_says_kind_parents_people_and_precision(desk):
    found = choices(desk, "Qaim")

    assert found[0].startswith("Al-Qaim: town in Anbar, Iraq; ")
    assert found[0].endswith("precision 1, exact place")


@pytest.mark.parametrize("code", ["IQ", "SY"])
def test_the_country_of_the_open_form_comes_first(desk, code):
    for each in ("IQ", "SY"):
        make_place("Karma", "town", country_code=each, population=20_000)
    event = make_event(place=make_place("Elsewhere", "town", country_code=code))

    found = choices(desk, "Karma", page_of(event))

    assert len(found) == 2
    assert f"town in {code}" in found[0]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("term", ["Rawa, Iraq", "rawa, iq", "RAWA,Irak"])
def test_a_country_after_a_comma_leaves_the_others_out(desk, term):
    PlaceName.objects.create(place=gazetteer.find("Iraq")[0], name="Irak")

    found = choices(desk, term)

    assert found
    assert all("Iraq" in each for each in found)


@pytest.mark.usefixtures("seeded")
def test_an_identifier_finds_its_place(desk):
    anbar = gazetteer.find("Anbar")[0]
    PlaceId.objects.create(place=anbar, scheme="iso_3166_2", value="IQ-AN")
    rawa = gazetteer.find("Rawa", country_code="IQ")[0]

    assert choices(desk, "iq-an")[0].startswith("Anbar: ")
    assert choices(desk, rawa.source_id)[0].startswith("Rawa: ")


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("term", ["Rawa", "al", "Sa", "Rawa, Iraq", "zzzz"])
def test_choosing_takes_few_queries_and_none_reads_the_whole_table(
    desk, term, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    event = make_event(place=gazetteer.find("Rawa", country_code="IQ")[0])

    with django_assert_max_num_queries(18) as queries:
        choices(desk, term, page_of(event))

    assert not [
        query["sql"] for query in queries.captured_queries if "LIKE '\\%" in query["sql"] or "LIKE '%" in query["sql"]
    ]


@pytest.mark.usefixtures("seeded")
def test_the_list_is_searched_the_same_way(desk):
    page = desk.get(reverse("admin:places_place_changelist"), {"q": "Deir ez-Zor"})

    assert page.context["cl"].result_list[0].name == "Deir ez-Zor"


def test_retracted_places_are_no_choice(desk):
    make_place("Rawa", "town", state=EditorialState.RETRACTED)

    assert choices(desk, "Rawa") == []


def test_who_has_no_role_gets_no_choices(client):
    client.force_login(make_user(username="guest"))

    answer = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "events", "model_name": "event", "field_name": "place", "term": "Rawa"},
    )

    assert answer.status_code in (302, 403)


# --- identifiers ----------------------------------------------------------------------------------------


def identify(desk, place, scheme, value):
    return save(
        desk,
        place,
        **{"external_ids-TOTAL_FORMS": "1", "external_ids-0-scheme": scheme, "external_ids-0-value": value},
    )


def test_an_identifier_is_kept_in_its_own_form_and_frozen(desk):
    iraq = make_place()

    identify(desk, iraq, "wikidata", "https://www.wikidata.org/wiki/Q796")

    found = iraq.external_ids.get()
    assert (found.value, found.url) == ("Q796", "https://www.wikidata.org/wiki/Q796")
    assert Revision.objects.get().snapshot["parts"]["external_ids"][0]["value"] == "Q796"


def test_an_identifier_of_another_place_is_refused_with_the_way_there(desk):
    iraq, syria = make_place(), make_place("Syria", country_code="SY")
    PlaceId.objects.create(place=iraq, scheme="wikidata", value="Q796")

    response = identify(desk, syria, "wikidata", "q796")

    assert response.status_code == 200
    assert page_of(iraq) in response.content.decode()
    assert not syria.external_ids.exists()


def test_what_is_no_identifier_is_refused_with_an_example(desk):
    response = identify(desk, make_place(), "geonames", "Iraq")

    assert "One looks like 94787" in response.content.decode()


# --- regions ------------------------------------------------------------------------------------------


@pytest.fixture
def west():
    return gazetteer.draft_region("west", make_place())


def test_a_region_shows_what_it_is_made_of_and_has_no_point(desk, west):
    west.areas.add(make_place("Anbar", "admin1", admin1_code="01"))

    page = desk.get(page_of(west)).content.decode()

    assert "desk-plate__zone" in page
    assert page.count("desk-plate__area--marked") == 1
    assert "Confirm this region" in page
    assert 'name="point"' not in page


def test_a_region_is_confirmed_by_one_click_as_one_version(desk, editor, west):
    response = save(desk, west, _confirm_region="1")

    west.refresh_from_db()
    assert (response.status_code, response.headers["Location"]) == (302, page_of(west))
    assert (west.confirmed_by, west.version) == (editor, 1)
    assert Revision.objects.get().reason == "Region confirmed"
    assert "Confirmed by ana" in desk.get(page_of(west)).content.decode()
    assert "Confirm this region" not in desk.get(page_of(west)).content.decode()


def test_confirming_with_other_areas_saves_them_in_the_same_version(desk, west):
    anbar = make_place("Anbar", "admin1")

    save(desk, west, areas=[anbar.pk], _confirm_region="1")

    west.refresh_from_db()
    assert west.version == 1
    assert west.confirmed_at is not None
    assert Revision.objects.get().snapshot["fields"]["areas"] == [anbar.pk]


def test_a_town_is_not_confirmed(desk):
    rawa = make_place("Rawa", "town")

    page = desk.get(page_of(rawa)).content.decode()
    save(desk, rawa, _confirm_region="1")

    rawa.refresh_from_db()
    assert "Confirm this region" not in page
    assert rawa.confirmed_at is None


def test_who_may_only_look_sees_the_point_and_the_region_but_no_button(client, west):
    rawa = make_place("Rawa", "town", latitude="34.36", longitude="41.91")
    looker = make_user(username="looker")
    looker.is_staff = True
    looker.save()
    looker.user_permissions.add(Permission.objects.get(codename="view_place"))
    client.force_login(looker)

    shown = [client.get(page_of(place)) for place in (rawa, west)]

    assert [answer.status_code for answer in shown] in ([200, 200], [403, 403])
    pages = "".join(answer.content.decode() for answer in shown)
    assert "Confirm this region" not in pages
    assert ('class="desk-plate__pin"' in pages) == (shown[0].status_code == 200)


# --- names --------------------------------------------------------------------------------------------


def add(desk, **values):
    url = reverse("admin:places_place_add")
    return desk.post(url, {**filled(desk.get(url)), "kind": "town", **values})


def test_a_new_place_is_found_by_its_own_name(desk):
    add(desk, name="Nowhere Wells")

    assert [place.name for place in gazetteer.find("nowhere wells")] == ["Nowhere Wells"]


def test_a_place_that_is_renamed_is_found_by_both_names(desk):
    place = make_place("Old Wells", "town")

    save(desk, place, name="New Wells")

    assert gazetteer.find("New Wells") == gazetteer.find("Old Wells") == [place]


@pytest.mark.parametrize("name", ["\U0001f600\U0001f600", "..."])
def test_a_name_without_letters_is_refused_in_words(desk, name):
    place = make_place("Rawa", "town")
    row = {"names-TOTAL_FORMS": "1", "names-0-name": name, "names-0-kind": "other"}

    answers = [add(desk, name=name), save(desk, place, **row)]

    assert all("This name has no letters or digits" in answer.content.decode() for answer in answers)
    assert not PlaceName.objects.filter(name=name).exists()


def test_a_name_of_look_alike_letters_is_asked_about_once(desk):
    mixed = "R\u0430wa"
    place = make_place("Rawa", "town")
    row = {"names-TOTAL_FORMS": "1", "names-0-name": mixed, "names-0-kind": "other"}

    asked = save(desk, place, **row)

    assert "mixes letters of scripts that look alike" in asked.content.decode()
    assert save(desk, place, **row, is_meant="on").status_code == 302
    assert gazetteer.find(mixed) == [place]
    assert save(desk, place, country_code="IQ").status_code == 302
