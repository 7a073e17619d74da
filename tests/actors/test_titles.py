"""Which titles command."""

import pytest

from tracker.actors.titles import commands

BRIGADE = ("36th Separate Marine Brigade", "36 OBrMP")


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("commander", BRIGADE),
        ("Commander of the 36th Brigade", BRIGADE),
        ("brigade commander", BRIGADE),
        ("acting commander", BRIGADE),
        ("chief of Centcom", ("US Central Command", "Centcom")),
        ("Commander-in-Chief", ("Armed Forces of Ukraine",)),
        ("leader of the group", ("Islamic State",)),
        ("the group's leader", ("Islamic State",)),
        ("caliph", ("Islamic State",)),
        ("leader of Islamic State", ("Islamic State group",)),
        ("commander", ()),
    ],
)
def test_a_title_commands_its_force(title, names):
    assert commands(title, names)


@pytest.mark.parametrize(
    "title",
    [
        "head of operations in Iraq",
        "head of technical development",
        "deputy commander",
        "field commander",
        "commander in Iraq",
        "commander of the 1st Battalion",
        "chief of staff",
        "spokesman",
        "ringleader",
        "",
        "—",
    ],
)
def test_a_title_that_says_less_does_not_command(title):
    assert not commands(title, BRIGADE)


def test_what_commands_one_force_does_not_command_another():
    assert not commands("chief of Centcom", ("US military",))
