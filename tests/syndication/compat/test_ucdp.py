"""Lethal events in UCDP's columns, with UCDP's envelope and filters."""

import csv
import gzip
from pathlib import Path

import pytest
from django.core.cache import cache

from tests import published_parts as parts
from tests.published_factories import build_event, build_force
from tests.published_topics import build_topic, group
from tests.syndication.compat.cases import build_battle, build_protest, build_shelling, kind
from tracker.syndication.compat.ucdp.rows import grid_cell

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


def test_a_battle_fills_every_column(client, forces):
    event = build_battle(forces=against(forces, "army", "group"), where={"longitude": 43.12345})
    army, group = forces["army"].number, forces["group"].number

    (row,) = get(client)["Result"]

    assert list(row) == COLUMNS
    assert row == {
        "id": event.number,
        "year": 2024,
        "active_year": 1,
        "type_of_violence": 1,
        "conflict_new_id": army * 1_000_000 + group,
        "conflict_name": "Iraqi army - Islamic State group",
        "dyad_new_id": army * 1_000_000 + group,
        "dyad_name": "Iraqi army - Islamic State group",
        "side_a_new_id": army,
        "side_a": "Iraqi army",
        "side_b_new_id": group,
        "gwnob": None,
        "side_b": "Islamic State group",
        "number_of_sources": 1,
        "source_article": '"News wire,2024-09-13,Raid reported in the west"',
        "source_office": "News wire",
        "source_date": "2024-09-13",
        "source_headline": "Raid reported in the west",
        "source_original": "",
        "where_prec": 1,
        "where_coordinates": "Mosul",
        "adm_1": "Nineveh",
        "adm_2": "",
        "latitude": 36.3,
        "longitude": 43.12345,
        "geom_wkt": "POINT (43.12345 36.3)",
        "priogrid_gid": grid_cell(36.3, 43.12345),
        "country": "Iraq",
        "country_id": 645,
        "region": "Middle East",
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": "2024-08-29",
        "date_end": "2024-08-29",
        "deaths_a": 0,
        "deaths_b": 14,
        "deaths_civilians": 0,
        "deaths_unknown": 0,
        "low": 14,
        "best": 14,
        "high": 15,
    }


def test_only_lethal_events_of_organised_violence_belong_here(client, forces):
    army, ministry = forces["army"], forces["ministry"]
    state_based = build_battle(forces=against(forces, "army", "group"))
    non_state = build_battle(forces=against(forces, "group", "rival"))
    one_sided = build_event(forces=((army, "initiator", "A"),), civilian_targeting=True)
    counted = build_event(
        forces=((army, "initiator", "none"),), tallies=[parts.tally("killed", (3, 3, 3), standing=kind("civilian"))]
    )
    build_battle(forces=against(forces, "army", "group"), killed=(0, 0, 0))
    build_battle(forces=against(forces, "army", "group"), killed=None)
    build_event(forces=((army, "initiator", "A"),))
    build_event(forces=((army, "initiator", "A"), (ministry, "target", "B")))
    build_event(civilian_targeting=True)
    build_shelling()
    build_protest()

    rows = get(client)["Result"]

    assert [(row["id"], row["type_of_violence"]) for row in rows] == [
        (state_based.number, 1),
        (non_state.number, 2),
        (one_sided.number, 3),
        (counted.number, 3),
    ]
    assert [row["side_b"] for row in rows] == ["Islamic State group", "Rival group", "Civilians", "Civilians"]
    assert rows[3]["deaths_civilians"] == 3


def test_a_state_stands_first_also_where_it_was_attacked(client, forces):
    build_battle(forces=against(forces, "group", "army"))

    (row,) = get(client)["Result"]

    assert (row["side_a"], row["side_b"]) == ("Iraqi army", "Islamic State group")
    assert (row["deaths_a"], row["deaths_b"]) == (14, 0)


def test_the_dead_of_all_sides_add_up_to_the_best_figure(client, forces):
    tallies = [
        parts.tally("killed", (2, 2, 2), side="A"),
        parts.tally("killed", (14, 14, 15), side="B"),
        parts.tally("killed", (1, 1, 1), side="B", standing=kind("civilian")),
        parts.tally("killed", (4, 4, 4), who=kind("leaders")),
    ]
    event = build_battle(forces=against(forces, "army", "group"), tallies=tallies)
    event.killed_low, event.killed_best, event.killed_high = 17, 17, None
    event.save()

    (row,) = get(client)["Result"]

    assert [row[f"deaths_{name}"] for name in ("a", "b", "civilians", "unknown")] == [2, 14, 1, 0]
    assert (row["low"], row["best"], row["high"]) == (17, 17, 17)


def test_figures_of_different_speakers_are_not_mixed(client, forces):
    claims = [
        parts.casualties(0, "killed", 9, 9),
        parts.casualties(1, "killed", 5, 5, speaker=parts.speaker("A monitor")),
    ]
    tallies = [
        parts.tally("killed", (9, 9, 9), side="B", claims=[0]),
        parts.tally("killed", (5, 5, 5), side="A", claims=[1]),
    ]
    event = build_battle(forces=against(forces, "army", "group"), claims=claims, tallies=tallies)
    event.killed_low, event.killed_best, event.killed_high = 5, 5, 9
    event.save()

    (row,) = get(client)["Result"]

    assert (row["deaths_a"], row["deaths_b"], row["deaths_unknown"], row["best"]) == (5, 0, 0, 5)


def test_topics_name_conflict_and_dyad(client, forces):
    conflict = build_topic(name="War in the west", topic_kind=kind("conflict"))
    dyad = build_topic(name="Army and group", topic_kind=kind("dyad"))
    event = build_battle(forces=against(forces, "army", "group"))
    group(conflict, event)
    group(dyad, event)
    other = build_battle(forces=against(forces, "rival", "group"))

    (row, _) = get(client)["Result"]

    assert (row["conflict_new_id"], row["conflict_name"]) == (conflict.number, "War in the west")
    assert (row["dyad_new_id"], row["dyad_name"]) == (dyad.number, "Army and group")
    assert ids(client, Dyad=dyad.number) == [event.number]
    assert other.number not in ids(client, Dyad=dyad.number)


def test_parts_are_left_out_beside_the_whole_that_counts_them(client, forces):
    sides = against(forces, "army", "group")
    whole = build_battle(forces=sides)
    part, alone = build_battle(forces=sides), build_battle(forces=sides)
    part.part_of = whole
    part.save()

    assert ids(client) == [whole.number, alone.number]


def test_pages_are_linked_both_ways_and_end_in_an_empty_string(client, forces):
    numbers = [build_battle(forces=against(forces, "army", "group")).number for _ in range(5)]

    first = get(client, pagesize=2)
    second = client.get(first["NextPageUrl"]).json()
    third = client.get(second["NextPageUrl"]).json()

    assert [[row["id"] for row in page["Result"]] for page in (first, second, third)] == [
        numbers[:2], numbers[2:4], numbers[4:],
    ]  # fmt: skip
    assert {(page["TotalCount"], page["TotalPages"]) for page in (first, second, third)} == {(5, 3)}
    assert (first["PreviousPageUrl"], third["NextPageUrl"]) == ("", "")
    assert client.get(third["PreviousPageUrl"]).json()["Result"] == second["Result"]
    assert first["NextPageUrl"].startswith("http://testserver/compat/ucdp/api/")
    assert get(client, pagesize=2, page=1)["Result"] == second["Result"]
    assert get(client, pagesize=2, page=99)["Result"] == []


def test_nothing_found_is_an_empty_page(client):
    assert get(client) == {"TotalCount": 0, "TotalPages": 0, "PreviousPageUrl": "", "NextPageUrl": "", "Result": []}


@pytest.mark.parametrize(
    "address",
    [
        "/compat/ucdp/api/GEDEvents/Candidate",
        "/compat/UCDP/API/GedEvents/CANDIDATE/",
        "/compat/ucdp/api/gedevents/candidate/",
    ],
)
def test_the_address_is_read_in_any_case(client, forces, address):
    build_battle(forces=against(forces, "army", "group"))

    assert client.get(address, headers={"x-ucdp-access-token": "any"}).json()["TotalCount"] == 1


def test_another_release_is_not_there_and_the_answer_says_which_is(client, db):
    response = client.get("/compat/ucdp/api/gedevents/24.1")

    assert response.status_code == 404
    assert "candidate" in response.json()["detail"]


def test_a_page_takes_three_queries_and_two_once_it_was_counted(client, forces, django_assert_max_num_queries):
    for _ in range(5):
        build_battle(forces=against(forces, "army", "group"))

    with django_assert_max_num_queries(3):
        first = client.get(EVENTS, {"pagesize": 2})
    with django_assert_max_num_queries(2):
        client.get(EVENTS, {"pagesize": 2, "page": 1})
    with django_assert_max_num_queries(1):
        again = client.get(EVENTS, {"pagesize": 2}, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


@pytest.mark.skipif(not SHARED.exists(), reason="UCDP's own table is not on this machine")
def test_columns_and_cells_are_those_of_ucdps_own_table():
    with gzip.open(SHARED, "rt", encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle)
        sample = [row for _, row in zip(range(500), rows, strict=False)]

    assert list(sample[0]) == COLUMNS
    for row in sample:
        assert grid_cell(float(row["latitude"]), float(row["longitude"])) == int(row["priogrid_gid"])
