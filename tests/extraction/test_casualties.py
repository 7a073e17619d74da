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
        ("Eight people waiting for water were killed.", ("killed", 8, 8, "people")),
        ("Seven traders from the village of Tonka were shot dead.", ("killed", 7, 7, "traders")),
        ("Two men seen fleeing were arrested.", ("held", 2, 2, "men")),
        ("Two peacekeepers were slightly wounded.", ("wounded", 2, 2, "peacekeepers")),
        ("Three pupils sustained serious injuries.", ("wounded", 3, 3, "pupils")),
        ("Two policemen embraced martyrdom.", ("killed", 2, 2, "policemen")),
        ("Five of the injured succumbed to their wounds.", ("killed", 5, 5, "")),
        ("Four soldiers were taken prisoner.", ("captured", 4, 4, "soldiers")),
        ("Six suspects were taken into custody.", ("held", 6, 6, "suspects")),
        ("Three youths were picked up at dawn.", ("held", 3, 3, "youths")),
        ("The rebels took four nurses hostage.", ("abducted", 4, 4, "nurses")),
        ("Gunmen shot dead three traders.", ("killed", 3, 3, "traders")),
        ("The clashes forced some 5,000 people to flee.", ("displaced", 5000, 5000, "people")),
        ("Some 2,000 villagers were driven from their homes.", ("displaced", 2000, 2000, "villagers")),
        ("The army lost only four men.", ("killed", 4, 4, "men")),
        ("Radio Bahari put the losses at more than 50.", ("killed", 50, None, "")),
        ("Six gunmen killed a farmer.", ("killed", 1, 1, "farmer")),
        ("Twelve policemen had killed a man.", ("killed", 1, 1, "man")),
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


@pytest.mark.parametrize(
    "text", ["Four members of the group and a soldier were killed.", "A soldier and four rebels were killed."]
)
def test_every_group_of_a_shared_subject_is_counted(text):
    found = read(text)[1]

    assert sorted(item.figure.low for item in found) == [1, 4]
    assert found[1].is_joined


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Eleven people, among them four policemen, sustained injuries.", [11, 4]),
        ("The shell wounded nine shoppers, including two passers-by.", [9, 2]),
        ("The blast killed 12 people, including a child.", [12, 1]),
        ("Nine villagers were killed. Two children were among them.", [9, 2]),
        ("Twelve people died. Among the dead are two social leaders.", [12, 2]),
    ],
)
def test_parts_point_at_their_whole(text, parts):
    found = read(text)[1]

    assert [item.figure.low for item in found] == parts
    assert [item.part_of for item in found] == [None, 0]


def test_a_bare_figure_that_is_owned_up_to_counts_what_was_counted_before():
    found = read("More than 50 rebels were killed, the army said. The group admitted to 18.")[1]

    assert [(item.kind, item.figure.low) for item in found] == [("killed", 50), ("killed", 18)]


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


def test_service_members_are_troops():
    strengths = read("Approximately 1,400 service members remain deployed in Niger.")[2]

    assert [(item.figure.low, item.who, item.place.key) for item in strengths] == [(1400, "service members", "Niger")]
