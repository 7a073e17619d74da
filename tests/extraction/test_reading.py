"""Whole readings: short invented reports of several regions and styles, and the project's demo report."""

from datetime import date
from pathlib import Path

import pytest

from tests.extraction.readings import named, reading

DEMO = Path(__file__).resolve().parents[2] / "tracker" / "review" / "demo" / "report.txt"
PRACTICE = DEMO.with_name("practice.txt")
COLOMBIA = (
    "Bogotá, June 4 (Demo) - Nine policemen and two civilians died when guerrillas of the National Liberation Army "
    "(ELN) ambushed a patrol outside Arauquita, in Colombia's Arauca department, on Monday night, Defense Minister "
    "Pedro Sanchez told a news conference.\n"
    'Separately, soldiers captured Luis Alberto Rojas, alias "El Zorro", a regional commander of the Gulf Clan, near '
    "the port of Turbo on Sunday, the army said."
)
LEBANON = (
    "Israeli warplanes struck two apartment buildings in the southern suburbs of Beirut late Thursday, killing 22 "
    "people and wounding 117, Lebanon's health ministry said. It was the third raid on the capital this week.\n"
    "Hezbollah fired more than 90 rockets at the Galilee on Friday, the IDF said, injuring a man of 45 in Kiryat Shmona."
)
BANGLADESH = (
    "Thousands of people marched through Dhaka on Tuesday to demand the release of detained students. Police fired "
    "tear gas; at least 40 protesters were injured and more than 150 arrested, rights group Odhikar said. No deaths "
    "were reported.\n"
    "In the port city of Chittagong, a policeman was stabbed to death by a mob, according to Deputy Commissioner "
    "Nazrul Islam."
)
HAITI = (
    "PORT-AU-PRINCE, Haiti, Oct 4 - Members of the Gran Grif gang stormed through the town of Pont-Sonde in Haiti's "
    "Artibonite region on Thursday, killing at least 70 people including 10 women and three infants, the U.N. said on "
    "Friday.\n"
    "Gran Grif's leader, Luckson Elan, took responsibility for the massacre."
)


def test_colombia_ambush_and_capture():
    found = reading(COLOMBIA, date(2025, 6, 4))

    ambush, capture = found["events"]
    assert (ambush["type"], ambush["date"], ambush["place"]) == ("attack", "2025-06-02", "Arauquita")
    assert ambush["killed"] == {"min": 11, "max": 11}
    assert "ELN" in ambush["roles"]["attacker"][0]
    assert (capture["type"], capture["date"], capture["place"]) == ("arrest", "2025-06-01", "Turbo")
    rojas = named(found["persons"])["Luis Alberto Rojas"]
    assert (rojas["aliases"], rojas["affiliation"], rojas["status"]) == (["El Zorro"], "Gulf Clan", "captured")
    assert named(found["persons"])["Pedro Sanchez"]["role"] == "Defense Minister"


def test_lebanon_air_strike_and_rockets():
    found = reading(LEBANON, date(2024, 10, 12))

    strike, rockets = found["events"]
    assert (strike["type"], strike["date"], strike["place"]) == ("air_strike", "2024-10-10", "Beirut")
    assert (strike["killed"], strike["wounded"]) == ({"min": 22, "max": 22}, {"min": 117, "max": 117})
    assert strike["roles"]["target_details"][0]["count"] == 2
    assert (rockets["type"], rockets["date"], rockets["wounded"]) == ("shelling", "2024-10-11", {"min": 1, "max": 1})
    assert "Hezbollah" in rockets["roles"]["attacker"][0]
    assert {entry["name"] for entry in found["forces"]} == {"Israel Defense Forces", "Hezbollah"}


def test_bangladesh_protest_and_mob():
    found = reading(BANGLADESH, date(2024, 7, 23))

    assert [event["type"] for event in found["events"]] == ["protest", "riot"]
    figures = {(item["kind"], item["min"], item["max"], item["attributed_to"]) for item in found["casualties"]}
    assert ("wounded", 40, None, "rights group Odhikar") in figures
    assert ("held", 150, None, "rights group Odhikar") in figures
    assert ("killed", 0, 0, None) in figures
    assert ("killed", 1, 1, "Deputy Commissioner Nazrul Islam") in figures


def test_haiti_massacre_with_parts_of_the_toll():
    found = reading(HAITI, date(2024, 10, 4))

    massacre = found["events"][0]
    assert (massacre["date"], massacre["place"], massacre["killed"]) == (
        "2024-10-03",
        "Pont-Sonde",
        {"min": 70, "max": None},
    )
    assert massacre["roles"]["attacker"] == [["Gran Grif"]]
    assert [(item["min"], item["part_of"], item["group"]) for item in found["casualties"]] == [
        (70, None, "all"),
        (10, 0, "women"),
        (3, 0, "children"),
    ]
    assert found["casualties"][0]["said_on"] == "2024-10-04"
    assert named(found["persons"])["Luckson Elan"]["affiliation"] == "Gran Grif"


def test_the_demo_report_is_read_whole():
    found = reading(DEMO.read_text(encoding="utf-8"), date(2024, 9, 14))

    people = named(found["persons"])
    assert len(people) == 5
    assert sorted(person["status"] or "" for person in people.values()) == ["", "killed", "killed", "killed", "killed"]
    assert {person["force"] for person in people.values() if person["status"]} == {"Islamic State"}
    assert (people["Erik Kurilla"]["role"], people["Erik Kurilla"]["rank"]) == ("Centcom chief", "Gen.")
    raid = found["events"][0]
    assert (raid["type"], raid["date"], raid["date_inferred"]) == ("raid", "2024-08-29", True)
    assert raid["region"]["compass"] == "west"
    assert "lat" not in named(found["places"])["western Iraq"]
    assert (raid["killed"], raid["wounded"]) == ({"min": 14, "max": 14}, {"min": 7, "max": 7})
    all_dead, leaders, wounded = found["casualties"]
    assert (leaders["min"], leaders["part_of"], leaders["group"]) == (4, 0, "leaders")
    assert (wounded["attributed_to"], wounded["said_on"], all_dead["event_link"]) == (
        "US military",
        "2024-08-31",
        "stated",
    )
    assert [(item["min"], item["approx"], item["place"]) for item in found["strengths"]] == [
        (2500, True, "Iraq"),
        (900, True, "Syria"),
    ]
    assert leaders["event_link"] == "stated"
    assert wounded["event_link"] == "inferred"
    assert [names[0] for names in raid["roles"]["attacker"]] == ["US military", "Iraqi security forces"]
    assert [names[0] for names in raid["roles"]["partner"]] == ["Iraqi security forces"]
    likely = next(claim for claim in found["claims"] if "senior commanders" in claim["text"])
    assert (likely["hedge"], likely["kind"], likely["speaker"]) == ("likely", "indirect", "intelligence services")


def test_the_practice_text_tells_of_two_events():
    found = reading(PRACTICE.read_text(encoding="utf-8"), date(2025, 3, 12))

    rockets, village = found["events"]
    assert (rockets["type"], rockets["date"], rockets["place"]) == ("shelling", "2025-03-11", "El Fasher")
    assert (village["type"], village["date"], village["place"]) == ("territory_change", "2025-03-12", "Mellit")
    figures = [(item["kind"], item["min"], item["attributed_to"], item["event"]) for item in found["casualties"]]
    assert figures == [
        ("killed", 9, "medics", "e1"),
        ("wounded", 12, "medics", "e1"),
        ("wounded", 12, "Dr. Salma Haroun Bakri", "e1"),
        ("wounded", 4, "Dr. Salma Haroun Bakri", "e1"),
        ("killed", 14, "local relief committee", "e1"),
        ("any", 0, "army", "e2"),
    ]


def test_every_span_is_the_words_it_claims():
    found = reading(LEBANON, date(2024, 10, 12))

    for mention in found["mentions"]:
        assert LEBANON[mention["start"] : mention["end"]] == mention["text"]
    for part in ("persons", "forces", "places", "events", "casualties", "strengths", "claims"):
        for record in found[part]:
            assert record["spans"]
            assert all(0 <= start < end <= len(LEBANON) for start, end in record["spans"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "—",
        "\u202e\u202e",
        LEBANON.upper(),
        LEBANON.replace(" ", "\u200f "),
        "General " * 3000,
        "killed 3 " * 3000,
        "قتل 12 شخصا",
    ],
)
def test_odd_texts_are_read_without_a_crash(text):
    assert reading(text)["id"] == "a"


def test_the_same_text_gives_the_same_reading():
    assert reading(COLOMBIA, date(2025, 6, 4)) == reading(COLOMBIA, date(2025, 6, 4))
