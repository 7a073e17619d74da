"""Acts that more than one word names, and words that only look like acts: invented sentences."""

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
        ("Gunmen opened fire on a bus near Gao.", "attack"),
        ("Border guards exchanged fire near Herat.", "battle"),
        ("Rebels set the market ablaze in Bama.", "arson"),
        ("The men set fire to the village of Bore.", "arson"),
        ("A youth lobbed a grenade at the police post in Cali.", "bombing"),
        ("Protesters hurled stones at soldiers in Nairobi.", "riot"),
        ("Rockets rained down on Aden.", "shelling"),
        ("A missile slammed into an apartment block in Sumy.", "shelling"),
        ("A drone smashed into a warehouse in Sumy.", "air_strike"),
        ("The attackers mowed down farmers in Bore.", "attack"),
        ("Their car was sprayed with bullets in Kano.", "attack"),
        ("A man blew himself up outside a mosque in Kabul.", "bombing"),
        ("Masked men snatched two teachers in Kaduna.", "abduction"),
        ("The army drove the rebels out of Kole.", "territory_change"),
        ("The army dispatched troops to Kole.", "deployment"),
        ("A patrol encountered armed men near Kole.", "battle"),
        ("Fighters burst into a clinic in Bria.", "raid"),
    ],
)
def test_an_act_named_by_a_phrase(text, kind):
    assert [event["type"] for event in events(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "He burst into tears in Kabul.",
        "The ministry sent a letter to Kampala.",
        "Talks opened in Doha.",
        "She threw a party in Kano.",
        "A crowd set up tents in Nairobi.",
        "Traders burned candles in Bore.",
        "Troops patrolled the occupied West Bank.",
        "The envoy called on both sides last week to halt the fighting in Marib.",
        "A panel heard allegations that the rebels had taken control of Kole.",
        "The men carried assault rifles in Kole.",
        "Some 2,600 birds died in Bore, and sheep were slaughtered.",
        "The problems encountered last night in Kole were solved.",
        "A nationwide strike closed the ports of Chile.",
    ],
)
def test_words_that_only_look_like_violence(text):
    assert not {event["type"] for event in events(text)} - {"protest"}


def test_who_repels_an_attack_was_attacked():
    [event] = events("The army repelled an assault by the Rapid Support Forces near Mellit.")

    assert "Rapid Support Forces" in names(event, "attacker")
    assert any("army" in name or "armed forces" in name.lower() for name in names(event, "target"))


def test_a_force_that_was_only_attacked_is_a_target_and_one_with_losses_a_victim():
    [only] = events("Rebels attacked Rapid Support Forces positions near Mellit on Monday.")
    [lost] = events("Rebels attacked near Mellit on Monday and killed six Rapid Support Forces fighters.")

    assert "Rapid Support Forces" in names(only, "target")
    assert "Rapid Support Forces" not in names(only, "victim")
    assert "Rapid Support Forces" in names(lost, "victim")


def test_seized_arms_are_what_was_taken_not_what_was_used():
    [event] = events("Twenty-one rifles were seized in Baidoa.")

    assert names(event, "weapon") == set()
    assert names(event, "target") == {"rifles"}


def test_an_air_strike_later_called_a_raid_stays_an_air_strike():
    [event] = events("Warplanes carried out nine strikes on Aden on Tuesday. One of the raids struck a farm.")

    assert event["type"] == "air_strike"


def test_more_wounded_of_the_same_attack_are_no_other_incident():
    found = events("Gunmen attacked a base in Tessit on Monday. Another 22 soldiers were wounded.")

    assert [(event["type"], event["wounded"]) for event in found] == [("attack", {"min": 22, "max": 22})]


def test_what_a_witness_heard_is_no_other_explosion():
    found = events('A mine killed two people in Gao on Monday. "We heard two explosions," said Musa Danjuma.')

    assert len(found) == 1


def test_the_same_clashes_may_have_another_place_within():
    found = events("Fighting killed six people near Marib on Monday. The fighting was fiercest in Sirwah.")

    assert len(found) == 1
    assert found[0]["place"] == "Marib"
