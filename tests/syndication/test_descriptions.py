"""The schema says what is really served."""

import pytest
from jsonschema import Draft202012Validator

from tests import published_parts as parts
from tests.published_factories import (
    build_article,
    build_change,
    build_event,
    build_force,
    build_person,
    build_place,
)
from tests.published_raid import build_raid

pytestmark = pytest.mark.django_db


@pytest.fixture
def conforms(client):
    """Whether an answer has the shape that the schema names."""
    schema = client.get("/api/v1/schema.json").json()

    def check(name, answer):
        described = {"$ref": f"#/components/schemas/{name}", "components": schema["components"]}
        validator = Draft202012Validator(described, format_checker=Draft202012Validator.FORMAT_CHECKER)
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]

    return check


def test_an_event_with_everything_conforms(client, conforms):
    force, person, place = build_force(), build_person(), build_place()
    about = {"force": parts.ref(force), "person": {"description": "a commander"}, "place": parts.place_ref(place)}
    claims = [
        parts.casualties(0, "killed", 14, None),
        parts.claim(1, "fate", about=about, fate=parts.term("killed"), words=["He is dead."], part_of=0),
    ]
    event = build_event(
        place=place,
        forces=((force, "initiator", "A"),),
        persons=((person, "target", "B"),),
        claims=claims,
        means=["drone"],
        further_places=[parts.place_ref(place)],
        unnamed_persons=[{"description": "a field commander", "side": "B", "role": parts.term("target"), "fate": None}],
        targets=[{"kind": "reception houses", "count": 4, "damage": None}],
        sources=[parts.source(1), parts.source(2, title=None, published_on=None, link=None, url=None)],
    )
    build_change(event)

    answer = client.get(f"/api/v1/events/{event.public_id}/").json()

    assert conforms("Event", answer) == []


@pytest.mark.parametrize(
    ("name", "build"),
    [("Person", build_person), ("Force", build_force), ("Place", build_place), ("Article", build_article)],
)
def test_records_of_other_kinds_conform(client, conforms, name, build):
    row = build()

    assert conforms(name, client.get(row.body["api_url"]).json()) == []


def test_the_raid_conforms(client, conforms):
    raid = build_raid()

    assert conforms("Event", client.get(raid.body["api_url"]).json()) == []


def test_a_story_conforms(client, conforms):
    about = {**parts.ref(build_force()), "kind": "force"}
    story = build_article(article_kind="story", about=[about])

    answer = client.get(story.body["api_url"]).json()

    assert answer["body"]
    assert conforms("Article", answer) == []


def test_a_force_with_links_and_strengths_conforms(client, conforms):
    other = build_force()
    figures = {"low": 2500, "best": 2500, "high": None, "is_approximate": True}
    strength = {
        **figures,
        "place": None,
        "speaker": parts.speaker(),
        "said_on": "2024-09-13",
        "source": {"outlet": "News wire", "published_on": None, "url": "/articles/1/"},
    }
    tie = {
        "kind": parts.term("part_of"),
        "direction": "up",
        "force": parts.ref(other),
        "starts_on": None,
        "ends_on": None,
    }
    force = build_force(links=[tie], strengths=[strength])

    assert conforms("Force", client.get(f"/api/v1/forces/{force.public_id}/").json()) == []


def test_pages_counts_problems_and_the_index_conform(client, conforms):
    build_event()

    assert conforms("EventPage", client.get("/api/v1/events/").json()) == []
    assert conforms("EventAnswer", client.get("/api/v1/events/").json()) == []
    assert conforms("Count", client.get("/api/v1/events/?count=exact").json()) == []
    assert conforms("Problem", client.get("/api/v1/events/?x=1").json()) == []
    assert conforms("Problem", client.get("/api/v1/x/").json()) == []
    assert conforms("Index", client.get("/api/v1/").json()) == []


@pytest.mark.parametrize("op", ["retract", "withdraw"])
@pytest.mark.parametrize("build", [build_event, build_person, build_force, build_place, build_article])
def test_tombstones_conform(client, conforms, build, op):
    row = build()
    address = row.body["api_url"]
    build_change(row, op=op, note="Wrong.")

    assert conforms("Tombstone", client.get(address).json()) == []


def test_a_wrong_shape_does_not_conform(client, conforms):
    event = build_event()
    answer = client.get(f"/api/v1/events/{event.public_id}/").json()

    assert conforms("Event", {**answer, "tallies": [{"low": "many"}]})
    assert conforms("Event", {key: value for key, value in answer.items() if key != "claims"})


def test_every_parameter_that_is_taken_is_described(client):
    schema = client.get("/api/v1/schema.json").json()

    described = {each["name"]: each for each in schema["paths"]["/api/v1/events/"]["get"]["parameters"]}

    refusal = client.get("/api/v1/events/?zzzz=1").json()["errors"][0]["detail"]
    known = refusal.split("Known here: ")[1].rstrip(".").split(", ")
    assert sorted(described) == sorted(known)
    assert described["type"]["schema"]["type"] == "array"
    assert described["from"]["schema"] == {"type": "string", "format": "date"}
    assert described["limit"]["schema"]["maximum"] == 1000
