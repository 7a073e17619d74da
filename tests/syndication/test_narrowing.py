"""What events can be narrowed by beside days, types and records: areas, boxes, figures, roles, outlets, changes."""

from datetime import UTC, date, datetime

import pytest

from tests import published_parts as parts
from tests.published_factories import (
    FIRST_PUBLISHED,
    build_article,
    build_change,
    build_event,
    build_force,
    build_person,
    build_place,
    build_term,
)
from tests.published_topics import build_topic, group
from tests.syndication.test_filters import faults, titles
from tracker.published.models import Counter, PublishedTally
from tracker.syndication.api.spatial import around

pytestmark = pytest.mark.django_db


def test_a_wider_type_stands_for_the_narrower_ones(client):
    build_term("event_type", "attack", "Attack")
    for code, parent in (("raid", "attack"), ("night_raid", "raid"), ("clash", "")):
        build_term("event_type", code, code).__class__.objects.filter(code=code).update(parent=parent)
        build_event(title=code, event_type=code)

    assert titles(client, "?type=attack") == ["night_raid", "raid"]
    assert titles(client, "?type=night_raid,clash") == ["clash", "night_raid"]


def test_an_area_holds_everything_inside_it(client):
    anbar = build_place(name="Al Anbar", place_kind="admin1", admin1="Al Anbar")
    for title, place in (
        ("province", anbar),
        ("town", build_place(admin1="Al Anbar")),
        ("other", build_place(admin1="Nineveh")),
        ("namesake", build_place(admin1="Al Anbar", country_code="SY")),
    ):
        build_event(title=title, place=place)
    iraq = build_place(name="Iraq", place_kind="country", admin1=None)

    assert titles(client, f"?area={anbar.number}") == ["province", "town"]
    assert titles(client, f"?area={iraq.public_id}") == ["other", "province", "town"]
    assert titles(client, "?area=999") == []


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ("40,30,45,35", ["iraq"]),
        ("43,33,43,33", ["iraq"]),
        ("-180,-90,180,90", ["fiji", "iraq", "samoa"]),
        ("170,-20,-170,-10", ["fiji", "samoa"]),
        ("-172,-20,179,40", ["iraq", "samoa"]),
        ("0,0,1,1", []),
    ],
)
def test_a_box_may_cross_the_antimeridian(client, box, found):
    for title, latitude, longitude in (("iraq", 33, 43), ("fiji", -17.7, 179.5), ("samoa", -13.8, -171.8)):
        build_event(title=title, place=build_place(latitude=latitude, longitude=longitude))
    build_event(title="nowhere")

    assert titles(client, f"?bbox={box}") == found


def test_near_is_a_circle_and_not_its_box(client):
    # One degree is 111 km: both stand at the edge of the box around the circle, only one inside the circle.
    build_event(title="east", place=build_place(latitude=0, longitude=0.9))
    build_event(title="corner", place=build_place(latitude=0.9, longitude=0.9))
    build_event(title="west of the line", place=build_place(latitude=0, longitude=-179.9))

    assert titles(client, "?near=0,0,101") == ["east"]
    assert titles(client, "?near=0,0,142") == ["corner", "east"]
    assert titles(client, "?near=0,179.9,25") == ["west of the line"]
    assert titles(client, "?near=90,0,100") == []


def test_a_circle_around_a_pole_has_every_longitude():
    assert around(89.9, 10, 50)[0::2] == (-180, 180)
    assert around(0, 0, 111.2)[2] == pytest.approx(1, abs=0.01)


def test_a_role_is_that_of_the_force_or_person_asked_for(client):
    army, rebels, leader = build_force(), build_force(), build_person()
    build_event(title="army attacks", forces=((army, "initiator", "A"), (rebels, "target", "B")))
    build_event(title="rebels attack", forces=((rebels, "initiator", "A"), (army, "target", "B")))
    build_event(title="leader", persons=((leader, "commander", "A"),))

    assert titles(client, f"?force={army.number}&role=initiator") == ["army attacks"]
    assert titles(client, f"?force={army.number}&role=initiator,target") == ["army attacks", "rebels attack"]
    assert titles(client, "?role=commander") == ["leader"]
    assert titles(client, "?role=initiator") == ["army attacks", "rebels attack"]


def test_figures_are_narrowed_by_range_and_unknown_is_never_0(client):
    build_event(title="none", killed=(0, 0, 0))
    build_event(title="few", killed=(3, 5, 8))
    build_event(title="many", killed=(90, 100, 110))
    build_event(title="unknown", killed=None)

    assert titles(client, "?killed_min=5") == ["few", "many"]
    assert titles(client, "?killed_max=5") == ["few", "none"]
    assert titles(client, "?killed_min=1&killed_max=99") == ["few"]
    assert titles(client, "?killed_max=0") == ["none"]
    assert titles(client, "?outcome=killed") == ["few", "many", "none"]


def test_one_figure_must_meet_both_ends(client):
    event = build_event(title="two sides", killed=None)
    for side, best in (("A", 1), ("B", 100)):
        PublishedTally.objects.create(
            event=event, outcome="wounded", standing="unknown", who="all", side=side, low=best, best=best, high=best
        )

    assert titles(client, "?wounded_min=100") == titles(client, "?wounded_max=1") == ["two sides"]
    assert titles(client, "?wounded_min=10&wounded_max=50") == []
    assert titles(client, "?outcome=wounded") == ["two sides"]
    assert titles(client, "?outcome=captured") == []


def test_grades_outlets_and_fates_are_any_of_several(client):
    build_event(title="a", grade="several", sources=[parts.source(1, outlet="Agence Été"), parts.source(2)])
    build_event(title="b", grade="contested", sources=[])
    build_event(title="c", sources=[parts.source(1, outlet="News")])
    build_person(name="dead")

    assert titles(client, "?grade=several,contested") == ["a", "b"]
    assert titles(client, "?outlet=agence ete") == titles(client, "?outlet=News Wire") == ["a"]
    assert titles(client, "?outlet=news,Agence été") == ["a", "c"]
    assert titles(client, "?outlet=new") == []
    assert titles(client, "?fate=killed", "persons") == ["dead"]
    assert titles(client, "?fate=captured", "persons") == []


def test_articles_are_narrowed_by_day_outlet_and_topic(client):
    topic = build_topic()
    early = build_article(title="early", published_on="2024-01-01", outlet="Gazette")
    build_article(title="late", published_on="2024-06-01")
    build_article(title="undated", published_on=None)
    group(topic, early)

    assert titles(client, "?to=2024-03-01", "articles") == ["early"]
    assert titles(client, "?from=2024-03-01", "articles") == ["late"]
    assert titles(client, "?outlet=GAZETTE", "articles") == ["early"]
    assert titles(client, f"?topic={topic.number}", "articles") == ["early"]


def test_what_changed_is_found_by_moment_and_by_change(client):
    build_event(title="old")
    changed = build_event(title="changed")
    before = Counter.objects.get().seq
    build_change(changed, at=datetime(2024, 10, 1, 12, tzinfo=UTC))

    assert titles(client, f"?changed_since=1.{before}") == ["changed"]
    assert titles(client, "?changed_since=2024-10-01T11:59:59Z") == ["changed"]
    assert titles(client, "?changed_since=2024-10-01T14:00:00%2B02:00") == []
    assert titles(client, "?changed_since=2024-10-01") == ["changed"]
    assert titles(client, f"?changed_since={FIRST_PUBLISHED:%Y-%m-%d}") == ["changed", "old"]
    assert "another epoch" in faults(client, "?changed_since=2.1")[0]["detail"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("bbox", "1,2,3", "not 4 numbers"), ("bbox", "1,2,3,4,5,6", "not 4 numbers"), ("bbox", "a,b,c,d", "not 4 numbers"),
        ("bbox", "NaN,0,1,1", "not 4 numbers"), ("bbox", "1e1,0,11,1", "not 4 numbers"), ("bbox", ",,,", "not 4 numbers"),
        ("bbox", "0,10,1,5", "lies north of"), ("bbox", "0,0,181,1", "not on earth"), ("bbox", "0,-91,1,1", "not on earth"),
        ("near", "1,2", "not 3 numbers"), ("near", "91,0,1", "not on earth"), ("near", "0,0,0", "more than 0"),
        ("near", "0,0,-5", "more than 0"), ("near", "0,0,9999", "at most 2,000 km"), ("near", "33.3,44.4,25km", "not 3 numbers"),
        ("killed_min", "-1", "whole number"), ("killed_min", "1.5", "whole number"), ("killed_max", "9" * 10, "whole number"),
        ("wounded_min", "٣", "whole number"), ("grade", "sure!", "not a code"), ("role", "x y", "not a code"),
        ("area", "Anbar", "neither a UUID nor a number"), ("outlet", "!!!", "neither letters nor digits"),
        ("changed_since", "yesterday", "Write 2024-09-13T18:20:00Z"), ("changed_since", "2024-02-30", "Write 2024"),
        ("changed_since", "0000-01-01", "Write 2024"), ("changed_since", "10000-01-01", "Write 2024"),
        ("changed_since", "0001-01-01T00:00:00%2B23:00", "Write 2024"), ("changed_since", "1.", "Write 2024"),
        ("changed_since", "9999-12-31T23:00:00-23:00", "Write 2024"), ("changed_since", "2024-01-01T25:00Z", "Write 2024"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_in_a_sentence(client, name, value, words):
    build_event(earliest=date(2024, 1, 1))

    (error,) = faults(client, f"?{name}={value}")

    assert error["parameter"] == name
    assert words in error["detail"]


@pytest.mark.parametrize(("name", "scheme"), [("grade", "grade"), ("role", "role"), ("outcome", "outcome")])
def test_a_code_that_the_codebook_lacks_is_refused_under_its_own_name(client, name, scheme):
    build_term(scheme, "several", "Several")

    (error,) = faults(client, f"?{name}=severel")

    assert (error["parameter"], "Did you mean “several”?" in error["detail"]) == (name, True)


def test_a_lowest_figure_may_not_exceed_the_highest(client):
    (error,) = faults(client, "?killed_min=9&killed_max=3")

    assert error == {"parameter": "killed_max", "detail": "“killed_max”, 3, is less than “killed_min”, 9."}
