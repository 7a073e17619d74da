"""What is an event, of which type, where and when, and who did what to whom: invented sentences."""

from datetime import date

import pytest

from tests.extraction.readings import reading

DAY = date(2025, 6, 4)


def events(text):
    return reading(text, DAY)["events"]


def names(event, role):
    return {name for filler in event["roles"][role] for name in filler}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A military helicopter was hit by gunfire near Wau.", "attack"),
        ("Twenty-one rifles were seized in Baidoa.", "arms_seizure"),
        ("The navy intercepted a dhow off Oman and discovered missiles.", "arms_seizure"),
        ("The rebels had taken control of Kole from the army.", "territory_change"),
        ("The army abandoned the town of Bore.", "territory_change"),
        ("The town of Bore fell to the rebels.", "territory_change"),
        ("The army had retaken a village near Mellit.", "territory_change"),
        ("Fighting forced some 5,000 people to flee Tonka.", "displacement"),
        ("About 120 families fled Bama.", "displacement"),
        ("Two soldiers were wounded by a mine near Gao.", "bombing"),
        ("An improvised explosive device detonated near Gao.", "bombing"),
        ("A motorcycle bomb went off outside a station in Cali.", "bombing"),
        ("Five people were wounded when a guided bomb hit a house in Sumy.", "air_strike"),
        ("Gunmen killed five people at a gold mine near Gao.", "attack"),
        ("Five hundred rebels surrendered in Soroti.", "other"),
        ("A cease-fire signed by both sides took hold.", "agreement"),
    ],
)
def test_type_of_the_event(text, kind):
    assert [event["type"] for event in events(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers fired into the air in Goma.",
        "A court issued an arrest warrant for the general.",
        "Detention facilities were inspected in Kisumu.",
        "A fugitive surrendered in Kisumu.",
        "The gunmen fled into the hills.",
        "Read also: Kidnap crisis deepens.",
        "More than 4,000 people were killed during the war.",
    ],
)
def test_words_in_another_sense_and_backdrop_are_no_events(text):
    assert events(text) == []


def test_tear_gas_is_no_shelling():
    kinds = {event["type"] for event in events("Police fired tear gas shells at protesters in Nairobi.")}

    assert kinds == {"protest"}


def test_a_lede_takes_day_and_place_from_the_sentence_that_gives_them():
    found = events("Armed men have abducted pupils in Nigeria. The gunmen stormed the school in Kuriga on Tuesday.")

    assert [(event["type"], event["date"], event["place"]) for event in found] == [
        ("abduction", "2025-06-03", "Kuriga")
    ]
    assert "pupils" in names(found[0], "victim")


def test_another_incident_is_an_event_of_its_own():
    found = events(
        "A bomb killed six people in Goma on Monday.\nIn another incident, a bomb killed two people in Goma."
    )

    assert [event["killed"] for event in found] == [{"min": 6, "max": 6}, {"min": 2, "max": 2}]


def test_figures_of_a_whole_war_belong_to_no_event():
    found = reading(
        "A bomb killed six people in Goma on Monday. More than 4,000 people were killed during the war.", DAY
    )

    assert [item["event"] for item in found["casualties"]] == ["e1", None]


def test_where_the_wounded_were_flown_is_not_where_it_was():
    found = events("A mine wounded six soldiers near Tessit. They were flown to a hospital in Bamako after the attack.")

    assert [event["places"] for event in found] == [["Tessit"]]


def test_a_withdrawal_is_where_troops_left():
    assert events("The army withdrew its forces from the village of Tessit.")[0]["place"] == "Tessit"


@pytest.mark.parametrize(
    ("text", "attackers"),
    [
        ("Clashes between Boko Haram and ISWAP killed nine people.", {"Boko Haram", "ISWAP"}),
        ("A blast hit a market. Authorities attributed the attack to Boko Haram.", {"Boko Haram"}),
        ("Members of the Hill Front attacked a camp.", {"Hill Front"}),
    ],
)
def test_attackers(text, attackers):
    assert attackers <= names(events(text)[0], "attacker")


def test_its_troops_in_the_words_of_a_ministry_are_that_countrys():
    found = events("In Ukraine, shops closed. Russia's Defence Ministry said its troops had taken control of Novopil.")

    assert names(found[0], "attacker") & {"Russian armed forces", "Russia"}


def test_a_suicide_bomber_is_no_aircraft_and_guards_are_no_attackers():
    found = events(
        "Nine people were killed when a suicide bomber struck a checkpoint manned by Nigerien soldiers in Diffa."
    )

    assert found[0]["type"] == "bombing"
    assert "Nigerien soldiers" not in names(found[0], "attacker")


def test_pirates_take_hostages():
    found = reading("Pirates seized a tanker off Somalia on Tuesday and took its 17 crew members hostage.", DAY)

    assert names(found["events"][0], "attacker") == {"Pirates"}
    assert [(item["kind"], item["min"]) for item in found["casualties"]] == [("abducted", 17)]


def test_who_blames_is_not_who_did_it():
    found = events("Gunners in the hills were blamed by the army for the shelling of Goma.")

    assert names(found[0], "attacker") == set()


def test_people_without_a_name_are_victims():
    assert {"women", "girls"} <= names(events("Drone strikes on a market killed women and girls.")[0], "victim")


def test_nobody_hurt_is_no_victim():
    assert names(events("The base was hit by rockets. No U.S. personnel were injured.")[0], "victim") == set()


@pytest.mark.parametrize(
    "text",
    [
        "A hospital treating the wounded asked for blood after the attack.",
        "Two men were arrested at a checkpoint in Bara.",
        "The wounded were taken to a hospital after the attack.",
    ],
)
def test_where_people_are_treated_or_arrested_is_no_target(text):
    assert [event["roles"]["target"] for event in events(text)] == [[]]


def test_a_unit_name_is_no_weapon_and_no_means():
    found = events("A commander in the group's rocket unit was killed in a raid on a house in Jenin.")

    assert (found[0]["type"], found[0]["roles"]["weapon"]) == ("raid", [])


def test_an_aircraft_that_was_hit_is_no_weapon():
    assert "military helicopter" not in names(events("A military helicopter was hit by gunfire.")[0], "weapon")


def test_a_part_is_linked_as_plainly_as_its_whole():
    text = (
        "Troops mounted a raid near Tonka on Monday, killing nine rebels. Three of the dead were leaders. "
        "Later the army said that two soldiers had been wounded in a large-scale operation in the region."
    )

    assert [item["event_link"] for item in reading(text, DAY)["casualties"]] == ["stated", "stated", "inferred"]
