"""How alike events are: rules on made-up facts, and on real events that are known to differ."""

import csv
import gzip
import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tracker.events.likeness import MAYBE, SAME, Facts, km_between, likeness, words_of

EXTRACT = Path(__file__).resolve().parents[2] / "tracker/review/demo/ucdp_ged_syria_2019.csv.gz"
DAY = date(2024, 8, 29)
RAID = Facts(
    pk=1, earliest=DAY, latest=DAY, point=(33.0, 42.0), geo_precision=1, place=7, country_code="IQ", event_type="raid",
    parties=frozenset({1, 2}), figures={("killed", "combatant", "B"): (14, 14)},
    words=words_of("Commandos landed by helicopter near the desert camp"),
)  # fmt: skip


def test_the_same_facts_are_the_same_event_with_reasons():
    found = likeness(RAID, replace(RAID, pk=2))

    assert found.score >= SAME
    assert {"the same day", "the same place", "the same parties", "the same figures"} <= set(found.reasons)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"earliest": DAY + timedelta(9), "latest": DAY + timedelta(9)}, "9 days apart"),
        ({"country_code": "SY"}, "in different countries"),
        ({"place": 8, "point": (36.0, 42.0)}, "334 km apart"),
    ],
)
def test_some_things_rule_it_out(changes, reason):
    found = likeness(RAID, replace(RAID, pk=2, **changes))

    assert (found.score, found.is_excluded) == (0.0, True)
    assert reason in found.reasons


@pytest.mark.parametrize(
    "changes",
    [
        {"earliest": DAY + timedelta(1), "latest": DAY + timedelta(1)},
        {"earliest": DAY - timedelta(3), "latest": DAY + timedelta(3)},
        {"place": 8, "point": (33.05, 42.05), "geo_precision": 2},
        {"figures": {("killed", "combatant", "B"): (14, None)}},
        {"figures": {}},
        {"parties": frozenset({1})},
        {"event_type": "clash"},
        {"words": words_of("Troops stormed houses in the wadi overnight")},
    ],
)
def test_an_error_as_reports_make_them_is_still_found(changes):
    assert likeness(RAID, replace(RAID, pk=2, **changes)).score >= MAYBE


@pytest.mark.parametrize(
    "changes",
    [
        {
            "figures": {("killed", "civilian", "none"): (3, 3)},
            "words": words_of("Mortar rounds struck the vegetable market"),
        },
        {"parties": frozenset({5, 6})},
        {"figures": {}, "words": frozenset()},
    ],
)
def test_one_day_and_place_alone_do_not_make_one_event(changes):
    assert likeness(RAID, replace(RAID, pk=2, **changes)).score < SAME


def test_the_order_of_the_two_plays_no_part():
    other = replace(
        RAID, pk=2, event_type="clash", parties=frozenset({1}), figures={("killed", "combatant", "B"): (9, 20)}
    )

    assert likeness(RAID, other).score == likeness(other, RAID).score


def test_the_same_words_cited_say_that_it_is_the_same():
    one, other = replace(RAID, passages=frozenset({3})), Facts(pk=2, passages=frozenset({3, 4}))

    assert likeness(one, other).score == 1.0


def test_events_of_which_nothing_is_known_are_not_alike():
    assert likeness(Facts(pk=1), Facts(pk=2)).score < MAYBE


def test_a_day_and_a_type_alone_are_shared_by_many():
    one, other = (Facts(pk=pk, earliest=DAY, latest=DAY, event_type="raid") for pk in (1, 2))

    assert likeness(one, other).score < MAYBE


def test_distance_is_measured_on_the_globe():
    assert round(km_between((33.3, 44.4), (36.2, 37.2))) == 732
    assert round(km_between((0, 179.9), (0, -179.9))) == 22


@pytest.fixture(scope="module")
def real():
    """The shipped UCDP events as facts, by day: each is another event than every other one."""
    by_day = defaultdict(list)
    with gzip.open(EXTRACT, "rt") as handle:
        for row in csv.DictReader(handle):
            found = facts_of_row(row)
            by_day[found.earliest].append(found)
    return by_day


def facts_of_row(row):
    precision = int(row["where_prec"])
    groups = (
        ("a", "combatant", "A"),
        ("b", "combatant", "B"),
        ("civilians", "civilian", "none"),
        ("unknown", "unknown", "none"),
    )
    counts = {("killed", standing, side): int(row[f"deaths_{name}"]) for name, standing, side in groups}
    return Facts(
        pk=int(row["id"]),
        earliest=date.fromisoformat(row["date_start"]),
        latest=date.fromisoformat(row["date_end"]),
        point=(float(row["latitude"]), float(row["longitude"])) if precision <= 3 else None,
        geo_precision=precision,
        place=hash(row["where_coordinates"]),
        country_code="SY",
        event_type="attack" if row["type_of_violence"] == "3" else "battle",
        parties=frozenset({row["side_a"], row["side_b"]} - {"Civilians"}),
        figures={key: (count, count) for key, count in counts.items() if count},
    )


def near(facts, by_day):
    first = facts.earliest - timedelta(10)
    days = (facts.latest - first).days + 4
    return [other for step in range(days) for other in by_day.get(first + timedelta(step), []) if other.pk != facts.pk]


def test_real_events_that_differ_hardly_ever_score_as_the_same(real):
    every = [facts for listed in real.values() for facts in listed]
    chosen = random.Random(7).sample(every, min(len(every), 300))

    taken = [any(likeness(facts, other).score >= SAME for other in near(facts, real)) for facts in chosen]

    assert len(chosen) >= 100
    assert sum(taken) / len(taken) <= 0.05


def test_a_real_event_told_with_errors_is_found_among_the_first_five(real):
    every = [facts for listed in real.values() for facts in listed]
    chance = random.Random(7)
    found = []
    for facts in chance.sample(every, min(len(every), 200)):
        told = replace(
            facts, pk=-1, earliest=facts.earliest + timedelta(1), latest=facts.latest + timedelta(1), event_type="raid",
            figures={key: (max(1, round(low * 0.8)), round(low * 1.3)) for key, (low, _) in facts.figures.items()},
        )  # fmt: skip
        own = likeness(told, facts).score
        better = sum(likeness(told, other).score > own for other in near(told, real) if other.pk != facts.pk)
        found.append(own >= MAYBE and better < 5)

    assert sum(found) / len(found) >= 0.9
