"""What belongs to one act, and what is no act of its own: invented sentences."""

from datetime import date

import pytest

from tests.extraction.readings import reading

DAY = date(2025, 6, 4)


def events(text):
    return reading(text, DAY)["events"]


def names(event, role):
    return {name for filler in event["roles"][role] for name in filler}


def test_what_happened_this_morning_happened_on_the_day_of_publication():
    found = events("Jets bombed a school in Mandalay this morning. Rebels attacked a post near Yangon on Sunday.")

    assert [event["date"] for event in found] == ["2025-06-04", "2025-06-01"]


def test_the_slain_who_are_named_later_are_no_second_attack():
    found = events("A mine killed two men in Gao on Monday.\n\nThe slain men were named as Ali Omar and Rahim Gul.")

    assert len(found) == 1


def test_what_a_witness_fears_is_no_act_of_its_own():
    found = events('Rebels abducted a priest in Gao on Monday. "We hear explosions all night," said Ana Bello.')

    assert [event["type"] for event in found] == ["abduction"]


def test_who_was_killed_comes_before_what_was_burned():
    [event] = events("A trader was shot dead and her body set on fire in Yala on Tuesday.")

    assert event["type"] == "attack"


def test_a_speech_to_a_rally_is_no_protest():
    assert events("The minister told a rally in Pemba on Monday that schools would open.") == []


def test_where_somebody_lives_is_not_where_it_was():
    [event] = events("Police arrested Ali Omar, a resident of Redwani, in Kulgam on Monday.")

    assert event["place"] == "Kulgam"


def test_troops_that_have_been_sent_are_deployed_but_their_number_is_a_strength():
    sent = events("Troops of the Kenya Army have been sent to Kole.")
    counted = events("Some 10,000 Kenyan soldiers have been sent to Kole.")

    assert [event["type"] for event in sent] == ["deployment"]
    assert counted == []


def test_the_group_is_the_group_named_before():
    found = events("Al-Shabaab denied it. Its spokesman said the group had fired a missile at a base in Kismayo.")

    assert "al-Shabaab" in {name for event in found for name in names(event, "attacker")}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen abducted the village chief in Gao on Monday.",
        "Fighting in Gao on Monday drove people to seek shelter in schools.",
        "Two men hurt in the fighting near Gao succumbed at a hospital.",
        "A car bomb exploded in Gao on Monday.",
        "Shells fell on the city centre in Gao on Monday.",
    ],
)
def test_words_that_name_no_thing_that_was_hit(text):
    assert [event["roles"]["target"] for event in events(text)] == [[]]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Gunmen attacked an army patrol in Gao on Monday.", "patrol"),
        ("A missile slammed into an apartment block in Sumy.", "apartment block"),
        ("Rebels shelled a rehabilitation centre in Gao.", "rehabilitation centre"),
    ],
)
def test_things_that_were_hit(text, target):
    assert any(target in name for event in events(text) for name in names(event, "target"))
