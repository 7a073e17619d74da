"""UCDP's filters: which events each finds, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache

from tests.published_factories import build_event, build_force, build_place
from tests.syndication.compat.cases import build_battle, kind

pytestmark = pytest.mark.django_db
EVENTS = "/compat/ucdp/api/gedevents/candidate"
COLUMNS = (
    "id year active_year type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name side_a_new_id side_a "
    "side_b_new_id gwnob side_b number_of_sources source_article source_office source_date source_headline "
    "source_original where_prec where_coordinates adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country "
    "country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown "
    "low best high"
).split()
SHARED = Path(__file__).parents[3].parent / "shared/data/ucdp/ucdp_ged_syria_2016_2019.csv.gz"


@pytest.fixture(autouse=True)
def _empty_cache():
    """Numbers of changes begin anew in every test."""
    cache.clear()


@pytest.fixture
def forces(db):
    rebels = {"force_kind": kind("rebel"), "country_code": "", "country": None}
    return {
        "army": build_force(name="Iraqi army"),
        "group": build_force(name="Islamic State group", **rebels),
        "rival": build_force(name="Rival group", **rebels),
        "ministry": build_force(name="Ministry", force_kind=kind("public_body")),
    }


def get(client, **query):
    response = client.get(EVENTS, query)
    assert response.status_code == 200, response.json()
    return response.json()


def ids(client, **query):
    return [row["id"] for row in get(client, **query)["Result"]]


def against(forces, one, other):
    return ((forces[one], "initiator", "A"), (forces[other], "target", "B"))


@pytest.fixture
def four(forces):
    """Army and group in Iraq in May, group and rival in Syria in June, army alone against civilians, and no point."""
    syria = build_place(name="Idlib", country_code="SY", country="Syria", latitude=35.9, longitude=36.6)
    pacific = build_place(name="Atoll", country_code="KI", country="Kiribati", latitude=1, longitude=-179)
    events = {
        "state": build_battle(
            forces=against(forces, "army", "group"), earliest=date(2024, 5, 1), latest=date(2024, 5, 3)
        ),
        "groups": build_battle(forces=against(forces, "group", "rival"), earliest=date(2024, 6, 1), place=syria),
        "people": build_event(
            forces=((forces["army"], "initiator", "A"),),
            civilian_targeting=True,
            earliest=date(2023, 7, 1),
            place=pacific,
        ),
        "nowhere": build_battle(
            forces=against(forces, "army", "rival"),
            earliest=date(2024, 8, 1),
            where={"latitude": None, "longitude": None},
        ),
    }
    return {name: event.number for name, event in events.items()}


CASES = [
    ({"Country": "645"}, ["state", "nowhere"]),
    ({"country": "645,652"}, ["state", "groups", "nowhere"]),
    ({"Country": "0"}, []),
    ({"StartDate": "2024-05-03", "EndDate": "2024-06-30"}, ["state", "groups"]),
    ({"StartDate": "2024-08-01T00:00:00"}, ["nowhere"]),
    ({"EndDate": "2024-04-30"}, ["people"]),
    ({"TypeOfViolence": "1"}, ["state", "nowhere"]),
    ({"TypeOfViolence": "2,3"}, ["groups", "people"]),
    ({"Geography": "36 43,37 44"}, ["state"]),
    ({"Geography": "-10 170,10 -170"}, ["people"]),
    ({"Year": "2023"}, ["people"]),
    ({"Id": ""}, ["state", "groups", "people", "nowhere"]),
    ({"Id": "999999999999"}, []),
    ({"nonsense": "1", "format": "json"}, ["state", "groups", "people", "nowhere"]),
]


@pytest.mark.parametrize(("query", "expected"), CASES, ids=[str(query) for query, _ in CASES])
def test_filters(client, four, query, expected):
    names = {number: name for name, number in four.items()}

    assert [names[number] for number in ids(client, **query)] == expected


def test_filters_by_number_of_event_actor_and_pair(client, four, forces):
    army, group, rival = (forces[name].number for name in ("army", "group", "rival"))

    assert ids(client, Id=f"{four['state']},{four['people']}") == [four["state"], four["people"]]
    assert ids(client, Actor=rival) == [four["groups"], four["nowhere"]]
    assert ids(client, Dyad=army * 1_000_000 + group) == [four["state"]]
    assert ids(client, Dyad=group * 1_000_000 + army) == [four["state"]]
    assert ids(client, Dyad=army * 1_000_000) == [four["people"]]
    assert ids(client, Dyad=999) == []


def test_the_pair_of_every_row_finds_it_again(client, four):
    for row in get(client)["Result"]:
        assert row["id"] in ids(client, Dyad=row["dyad_new_id"])


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"Country": "Iraq"}, "Country"),
        ({"Id": "-1"}, "Id"),
        ({"StartDate": "2024-02-30"}, "StartDate"),
        ({"EndDate": "10000-01-01"}, "EndDate"),
        ({"TypeOfViolence": "one"}, "TypeOfViolence"),
        ({"Geography": "1,2,3"}, "Geography"),
        ({"Geography": "10 10,0 20"}, "Geography"),
        ({"Geography": "0 0,10 nan"}, "Geography"),
        ({"Geography": "0 0,91 10"}, "Geography"),
        ({"Dyad": "x"}, "Dyad"),
        ({"pagesize": "0"}, "pagesize"),
        ({"pagesize": "many"}, "pagesize"),
        ({"page": "-1"}, "page"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_a_sentence(client, db, query, parameter):
    response = client.get(EVENTS, query)

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == parameter


def test_a_page_has_at_most_a_thousand_events(client, forces):
    build_battle(forces=against(forces, "army", "group"))

    assert get(client, pagesize=10_000)["TotalPages"] == 1
