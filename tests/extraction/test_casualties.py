from datetime import date

import pytest

from tracker.extraction.extractors.casualties import find_casualties
from tracker.extraction.extractors.dates import find_dates
from tracker.extraction.extractors.document import parse
from tracker.extraction.extractors.names import find_names
from tracker.extraction.extractors.register import Register
from tracker.extraction.extractors.strengths import find_strengths
from tracker.places.atlas import Atlas


def read(text):
    document = parse(text)
    names = find_names(document, Register.shipped(), Atlas.shipped(), find_dates(document, None, date(2026, 5, 1)))
    found, others = find_casualties(document, names)
    strengths = find_strengths(document, names, others)
    return [(item.kind, item.figure.low, item.figure.high, item.who(document)) for item in found], found, strengths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed six farmers.", ("killed", 6, 6, "farmers")),
        ("Six farmers were shot dead.", ("killed", 6, 6, "farmers")),
        ("The blast left 14 people dead.", ("killed", 14, 14, "people")),
        ("Up to 40 soldiers had been “neutralised”.", ("killed", None, 40, "soldiers")),
        ("The death toll rose to 31.", ("killed", 31, 31, "")),
        ("It mourned the death of three of its men.", ("killed", 3, 3, "its men")),
        ("Five nurses were abducted.", ("abducted", 5, 5, "nurses")),
        ("Two miners are missing.", ("missing", 2, 2, "miners")),
        ("A nurse was killed.", ("killed", 1, 1, "nurse")),
        ("A policeman was stabbed to death.", ("killed", 1, 1, "policeman")),
        ("Some 4,000 people were displaced.", ("displaced", 4000, 4000, "people")),
        ("Six people, most of them old, were being treated.", ("wounded", 6, 6, "people")),
        ("Nobody was killed.", ("killed", 0, 0, "Nobody")),
        ("There were no civilian casualties.", ("any", 0, 0, "civilian")),
    ],
)
def test_one_figure(text, expected):
    assert read(text)[0] == [expected]


def test_a_shared_verb_counts_both_groups():
    found = read("Nine policemen and two civilians died on the road.")[1]

    assert [(item.kind, item.figure.low, item.is_joined) for item in found] == [
        ("killed", 9, False),
        ("killed", 2, True),
    ]


def test_including_makes_a_part():
    found = read("The bomb killed 20 people, including seven children.")[1]

    assert [(item.figure.low, item.part_of) for item in found] == [(20, None), (7, 0)]


def test_a_later_total_takes_in_the_figure_before():
    found = read("The raid killed four leaders. In all 14 men were killed in total.")[1]

    assert [(item.figure.low, item.part_of) for item in found] == [(4, 1), (14, None)]


@pytest.mark.parametrize(
    "text",
    [
        "The drones hit 12 houses.",
        "No details of how they were hurt.",
        "The two men killed were young.",
        "It cost $40.",
    ],
)
def test_other_figures_are_no_casualties(text):
    assert read(text)[0] == []


def test_troops_at_two_places_are_two_strengths():
    _, found, strengths = read("France keeps about 1,200 soldiers in Chad and some 300 in Gabon.")

    assert found == []
    assert [(item.figure.low, item.place.key) for item in strengths] == [(1200, "Chad"), (300, "Gabon")]
