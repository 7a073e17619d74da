"""What an event looks like as a row of ACLED's columns."""

from datetime import UTC, date, datetime

import pytest

from tests import published_parts as parts
from tests.published_factories import build_event, build_force, build_place
from tests.syndication.compat.cases import FIRST, build_battle, build_protest, build_shelling, kind

pytestmark = pytest.mark.django_db
READ = "/compat/acled/api/acled/read"
COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()


def only_row(client, **query):
    (row,) = client.get(READ, query).json()["data"]
    return row


def test_a_battle_fills_every_column(client):
    event = build_battle()

    row = only_row(client)

    assert list(row) == COLUMNS
    assert row == {
        "event_id_cnty": f"CDK{event.number}",
        "event_date": "2024-08-29",
        "year": 2024,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Iraqi army",
        "assoc_actor_1": "",
        "inter1": "1",
        "actor2": "Islamic State group",
        "assoc_actor_2": "",
        "inter2": "2",
        "interaction": "12",
        "civilian_targeting": "",
        "iso": 368,
        "region": "Middle East",
        "country": "Iraq",
        "admin1": "Nineveh",
        "admin2": "",
        "admin3": "",
        "location": "Mosul",
        "latitude": 36.3,
        "longitude": 43.1,
        "geo_precision": 1,
        "source": "News wire",
        "source_scale": "International",
        "notes": "Soldiers and fighters exchanged fire. One party gives a figure. "
        f"[Conflict Desk, CC BY 4.0, http://127.0.0.1:8000/events/{event.number}/]",
        "fatalities": 14,
        "tags": "grade=one_party",
        "timestamp": int(FIRST.timestamp()),
    }


def test_types_of_json_are_those_that_clients_expect(client):
    build_battle()
    build_shelling()
    build_protest()

    rows = client.get(READ).json()["data"]

    whole = ("year", "iso", "fatalities", "timestamp", "time_precision", "geo_precision")
    assert len(rows) == 3
    assert all(type(row[name]) is int for row in rows for name in whole)
    assert all(type(row[name]) is str for row in rows for name in ("inter1", "inter2", "interaction"))


def test_no_figure_is_nought_and_no_point_is_null(client):
    build_shelling()

    row = only_row(client)

    assert (row["fatalities"], row["latitude"], row["longitude"], row["geo_precision"]) == (0, None, None, 3)


def test_civilians_and_the_unidentified_stand_where_no_force_does(client):
    build_shelling()

    row = only_row(client)

    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Sudan)", "3")
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("Civilians (Sudan)", "7", "37")
    assert row["civilian_targeting"] == "Civilian targeting"


def test_a_protest_is_made_by_protesters_alone(client):
    build_protest()

    row = only_row(client)

    assert (row["actor1"], row["inter1"]) == ("Protesters (Iraq)", "6")
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("", "0", "60")


def test_an_army_abroad_is_an_external_force_and_partners_are_associated(client):
    army = build_force(name="Iraqi army")
    guest = build_force(name="Army of the north", country_code="TR", country="Turkey")
    partner = build_force(name="Allied brigade", force_kind=kind("political_militia"))
    build_battle(forces=((guest, "initiator", "A"), (partner, "partner", "A"), (army, "target", "B")))

    row = only_row(client)

    assert (row["actor1"], row["inter1"], row["assoc_actor_1"]) == ("Army of the north", "8", "Allied brigade")
    assert (row["inter2"], row["interaction"]) == ("1", "18")


def test_codes_of_actors_are_words_where_the_client_asks_for_words(client):
    build_battle()

    row = only_row(client, inter_num="0")

    assert (row["inter1"], row["inter2"]) == ("State forces", "Rebel group")
    assert row["interaction"] == "State forces-Rebel group"


@pytest.mark.parametrize(("ours", "theirs"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
def test_precision_of_days_in_three_steps(client, ours, theirs):
    build_battle(when={"precision": ours})

    assert only_row(client)["time_precision"] == theirs


@pytest.mark.parametrize(("ours", "theirs"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 3), (7, 3), (None, 3)])
def test_precision_of_places_in_three_steps(client, ours, theirs):
    build_battle(where={"geo_precision": ours})

    assert only_row(client)["geo_precision"] == theirs


def vague(words, **overrides):
    return parts.casualties(0, "killed", 24, None, is_approximate=True, words=[words], paraphrase="", **overrides)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Dozens of fighters were killed", 12),
        ("hundreds were killed", 100),
        ("dozens, if not hundreds, were killed", 12),
        ("at least 24 dozens", 24),
        ("many were killed", 24),
    ],
)
def test_dozens_are_twelve_and_hundreds_a_hundred(client, words, expected):
    build_battle(killed=(24, 24, None), claims=[vague(words)])

    assert only_row(client)["fatalities"] == expected


def test_a_vague_word_beside_a_figure_leaves_the_desks_best(client):
    precise = parts.casualties(1, "killed", 30, 30)
    tally = parts.tally("killed", (24, 24, 30), claims=[0, 1])
    build_battle(claims=[vague("dozens were killed"), precise], tallies=[tally])

    assert only_row(client)["fatalities"] == 24


def test_a_part_says_of_which_event_and_a_disputed_one_that_it_is(client):
    whole = build_battle()
    link = {"kind": parts.term("part_of"), "certainty": parts.term("confirmed"), "event": {"number": whole.number}}
    part = build_protest(links=[link], is_disputed=True)

    row = only_row(client, event_id_cnty=f"CDK{part.number}", event_id_cnty_where="=")

    assert row["tags"] == f"grade=one_party; disputed; part_of=CDK{whole.number}"


def test_an_area_is_its_own_first_level(client):
    area = build_place(name="Al Anbar", place_kind="admin1", admin1=None)
    build_event(place=area)

    row = only_row(client)

    assert (row["admin1"], row["location"], row["geo_precision"]) == ("Al Anbar", "Al Anbar", 3)


def test_an_event_without_a_place_has_no_country(client):
    build_event(where={"as_worded": "near the border"})

    row = only_row(client)

    assert (row["iso"], row["country"], row["region"], row["location"]) == (0, "", "", "near the border")


def test_only_live_events_are_rows(client):
    kept, retracted = build_battle(), build_protest()
    retracted.status = "retracted"
    retracted.save()

    assert only_row(client)["event_id_cnty"] == f"CDK{kept.number}"


def test_the_day_and_the_time_of_the_last_publication_are_given(client):
    at = datetime(2025, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)
    build_battle(at=at, earliest=date(2023, 12, 31), latest=date(2024, 1, 2))

    row = only_row(client)

    assert (row["event_date"], row["year"], row["timestamp"]) == ("2023-12-31", 2023, int(at.timestamp()))
