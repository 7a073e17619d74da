"""When an act was that names no day itself: invented sentences."""

from datetime import date

from tests.extraction.readings import reading

DAY = date(2025, 6, 4)


def days(text, published=DAY):
    return [(event["type"], event["date"], event["date_inferred"]) for event in reading(text, published)["events"]]


def test_an_act_without_a_day_takes_that_of_the_act_told_before():
    found = days("A bomb exploded in Gao on Monday.\n\nElsewhere, gunmen abducted a priest in Bamako.")

    assert found[1][:2] == ("abduction", "2025-06-02")
    assert found[1][2]


def test_the_first_act_takes_the_first_day_that_is_told():
    found = days("Gunmen abducted a priest in Bamako.\n\nA bomb exploded in Gao on Monday.")

    assert {day for _, day, _ in found} == {"2025-06-02"}


def test_an_act_keeps_its_own_day():
    found = days("A bomb exploded in Gao on Monday.\n\nGunmen abducted a priest in Bamako on Sunday.")

    assert found[1][1] == "2025-06-01"


def test_a_lasting_state_takes_no_day_from_an_act():
    found = days("A bomb exploded in Gao on Monday.\n\nSome 5,000 people have fled Tonka.")

    assert ("displacement", None, False) in found


def test_a_day_after_an_act_is_counted_from_the_act_told_before():
    found = days(
        "A bomb exploded in Gao on Sunday.\n\nShells struck Kole on Monday.\n\n"
        "A day after the shelling, rebels set fire to the village of Bore."
    )

    assert found[-1][:2] == ("arson", "2025-06-03")


def test_without_any_day_nothing_is_invented():
    assert [day for _, day, _ in days("A bomb exploded in Gao. Gunmen abducted a priest in Bamako.", None)] == [
        None,
        None,
    ]
