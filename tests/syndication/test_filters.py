"""What lists can be narrowed by, value by value."""

from datetime import date

import pytest

from tests.published_factories import (
    build_article,
    build_change,
    build_event,
    build_force,
    build_person,
    build_place,
    build_term,
)
from tracker.published.models import Op

pytestmark = pytest.mark.django_db


def titles(client, query="", collection="events"):
    response = client.get(f"/api/v1/{collection}/{query}")
    assert response.status_code == 200, response.content
    return sorted(found.get("title") or found["name"] for found in response.json()["results"])


def faults(client, query, collection="events"):
    response = client.get(f"/api/v1/{collection}/{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    return response.json()["errors"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?from=2024-08-10", ["later", "long"]),
        ("?from=2024-08-11", ["later", "long"]),
        ("?from=2024-08-21", ["later"]),
        ("?to=2024-08-01", ["early"]),
        ("?to=2024-08-05", ["early", "long"]),
        ("?from=2024-08-06&to=2024-08-19", ["long"]),
        ("?from=2024-09-01&to=2024-09-01", ["later"]),
        ("?from=2024-08-02&to=2024-08-04", []),
        ("?from=0001-01-01&to=9999-12-31", ["early", "later", "long"]),
    ],
)
def test_days_are_inclusive_and_meet_any_day_of_an_interval(client, query, found):
    build_event(title="early", earliest=date(2024, 8, 1))
    build_event(title="long", earliest=date(2024, 8, 5), latest=date(2024, 8, 20))
    build_event(title="later", earliest=date(2024, 9, 1))

    assert titles(client, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?type=raid", ["a"]),
        ("?type=RAID", ["a"]),
        ("?type=raid,shelling", ["a", "b"]),
        ("?type=raid&type=shelling", ["a", "b"]),
        ("?type=raid,%20clash&type=raid", ["a", "c"]),
    ],
)
def test_types_are_any_of_several(client, query, found):
    for title, code in (("a", "raid"), ("b", "shelling"), ("c", "clash")):
        build_event(title=title, event_type=code)

    assert titles(client, query) == found


def test_a_type_that_the_codebook_lacks_is_refused_with_the_nearest(client):
    build_term("event_type", "airstrike", "Air strike")
    build_term("event_type", "raid", "Raid")
    build_term("grade", "airstrikes", "Of another scheme")

    (error,) = faults(client, "?type=airstrikes,raid")

    assert error["parameter"] == "type"
    assert "Did you mean “airstrike”?" in error["detail"]


def test_countries_are_any_of_several_in_either_case(client):
    for code in ("IQ", "SY", "UA"):
        build_event(title=code, place=build_place(country_code=code))
    build_event(title="nowhere")

    assert titles(client, "?country=iq,UA") == ["IQ", "UA"]


def test_actors_are_found_by_id_or_number_and_an_event_comes_once(client):
    army, rebels = build_force(name="Army"), build_force(name="Rebels")
    leader = build_person(name="Leader")
    both = (army, "initiator", "A"), (army, "partner", "A"), (rebels, "target", "B")
    build_event(title="both", forces=both)
    build_event(title="rebels", forces=((rebels, "initiator", "A"),), persons=((leader, "target", "B"),))
    build_event(title="none")

    assert titles(client, f"?force={army.number}") == ["both"]
    assert titles(client, f"?force={rebels.public_id}") == ["both", "rebels"]
    assert titles(client, f"?force={str(army.public_id).upper()},{rebels.number}") == ["both", "rebels"]
    assert titles(client, f"?person={leader.number}") == ["rebels"]
    assert titles(client, f"?person={leader.public_id}&force={army.number}") == []
    assert titles(client, "?force=999999999") == []
    assert titles(client, f"?force={leader.public_id}") == []


def test_a_place_is_found_by_id_or_number(client):
    town = build_place()
    build_event(title="here", place=town)
    build_event(title="elsewhere", place=build_place())

    assert titles(client, f"?place={town.number}") == titles(client, f"?place={town.public_id}") == ["here"]


@pytest.mark.parametrize("words", ["Ṣanaa", "sana'a", "SANAA raid", "Raid, Sanaa!", "san%25", "The Sanaa"])
def test_words_meet_whatever_their_case_accents_and_marks(client, words):
    build_event(title="Raid near Sana'a")
    build_event(title="Shelling near Aden", summary="Nothing else is known.")

    assert titles(client, f"?q={words}") == ["Raid near Sana'a"]


def test_every_word_must_occur(client):
    build_event(title="Raid near Aden")

    assert titles(client, "?q=raid sanaa") == []


def test_wildcards_are_not_wild(client):
    build_event(title="Raid")

    assert faults(client, "?q=%25%5F")[0]["parameter"] == "q"
    assert titles(client, "?q=ra%25z") == []


def test_filters_are_all_of(client):
    iraq = build_place(country_code="IQ")
    build_event(title="a", place=iraq, event_type="raid")
    build_event(title="b", place=iraq, event_type="clash")

    assert titles(client, "?country=IQ&type=clash") == ["b"]


def test_a_tombstone_matches_no_filter(client):
    event = build_event(title="Raid")
    build_change(event, op=Op.RETRACT, note="Never happened.")

    assert titles(client, "?type=raid") == titles(client, "?q=raid") == []
    assert client.get("/api/v1/events/?type=raid&count=exact").json()["count"] == 0


def test_names_are_searched_in_every_spelling(client):
    name = {"name": "أبو علي", "kind": {"code": "alias", "label": "Alias"}, "language": "ar", "script": "Arab"}
    build_person(name="Abu Ali", names=[name])
    build_person(name="Somebody Else")

    assert titles(client, "?q=ali abu", "persons") == titles(client, "?q=علي", "persons") == ["Abu Ali"]


@pytest.mark.parametrize(("collection", "build"), [("forces", build_force), ("places", build_place)])
def test_forces_and_places_are_narrowed_by_country_and_name(client, collection, build):
    build(name="North", country_code="IQ")
    build(name="South", country_code="IQ")
    build(name="North", country_code="SY")

    assert titles(client, "?country=IQ&q=north", collection) == ["North"]
    assert titles(client, "?q=north", collection) == ["North", "North"]


def test_articles_are_narrowed_by_kind(client):
    build_article(title="Report")
    build_article(title="Story", article_kind="story")

    assert titles(client, "?kind=story", "articles") == ["Story"]
    assert titles(client, "?kind=story,report", "articles") == ["Report", "Story"]


def test_the_last_day_may_not_lie_before_the_first(client):
    (error,) = faults(client, "?from=2024-08-02&to=2024-08-01")

    assert error == {"parameter": "to", "detail": "The last day, 2024-08-01, lies before the first, 2024-08-02."}


def test_every_fault_is_named(client):
    errors = faults(client, "?from=yesterday&country=Iraq&force=army")

    assert sorted(error["parameter"] for error in errors) == ["country", "force", "from"]


def test_events_being_verified_are_told_from_those_that_are_checked(client):
    build_event(title="open", verification={"code": "provisional", "label": "Being verified"})
    build_event(title="checked")

    assert titles(client, "?verification=provisional") == ["open"]
    assert titles(client, "?verification=Checked") == ["checked"]
    assert titles(client) == ["checked", "open"]
    assert "provisional or checked" in faults(client, "?verification=true")[0]["detail"]


@pytest.mark.parametrize("spelling", ["el-Essawi", "العيساوي", "Шакер аль-Исави"])
@pytest.mark.parametrize("parameter", ["name", "q"])
def test_a_person_is_found_in_any_spelling_and_script(client, spelling, parameter):
    build_person(name="Shaker al-Issawi")
    build_person(name="Omar Testov")

    assert titles(client, f"?{parameter}={spelling}", "persons") == ["Shaker al-Issawi"]


def test_a_name_goes_together_with_other_filters(client):
    build_place(name="Deir ez-Zor", country_code="SY")
    build_place(name="Deir ez Zour", country_code="IQ")

    assert titles(client, "?name=Dayr az-Zawr&country=SY", "places") == ["Deir ez-Zor"]


def test_a_name_needs_letters(client):
    assert faults(client, "?name=%25%5F", "forces")[0]["parameter"] == "name"
    assert faults(client, "?name=" + "a" * 201, "forces")[0]["parameter"] == "name"


def test_a_list_by_name_takes_a_few_queries(client, django_assert_max_num_queries):
    for number in range(40):
        build_force(name=f"Liwa Hassan {number}")

    with django_assert_max_num_queries(6):
        assert titles(client, "?name=Lewa Hasan 7", "forces")
