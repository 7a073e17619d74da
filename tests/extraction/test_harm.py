"""Figures of harm in the ways reporters word them, and who tells of them: invented sentences."""

from datetime import date

import pytest

from tests.extraction.readings import reading

DAY = date(2025, 6, 4)


def figures(text):
    return [(each["kind"], each["min"], each["max"]) for each in reading(text, DAY)["casualties"]]


def claims(text):
    return [(each["speaker"], each["text"]) for each in reading(text, DAY)["claims"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rebels stormed a base in Kole, gunning down at least 42 soldiers.", [("killed", 42, None)]),
        ("Fighters hacked and shot to death at least 19 civilians in Kole.", [("killed", 19, None)]),
        ("Gunmen beheaded four people in Bore.", [("killed", 4, 4)]),
        ('The army said it had "neutralised" 37 assailants.', [("killed", 37, 37)]),
        ("He put the losses among government troops at 22, including five officers.",
         [("killed", 22, 22), ("killed", 5, 5)]),
        ("A soldier seriously wounded in Kole was flown out.", [("wounded", 1, 1)]),
        ("Some 2,570 residents have been evacuated from Kole.", [("displaced", 2570, 2570)]),
        ("The fighting left 24 people dead, and more than 4,300 residents have sought shelter in schools.",
         [("killed", 24, 24), ("displaced", 4300, None)]),
        ("A clinic in Kole treated 41 people with gunshot wounds.", [("wounded", 41, 41)]),
        ("The death toll in Kole since the offensive began on 8 May stands at 630.", [("killed", 630, 630)]),
        ("Shells fell on Kole. The victims included eight children.", [("killed", 8, 8)]),
        ("Rebels abducted the village chief, Ahmed Saleh, and his two sons.",
         [("abducted", 2, 2)]),
        ("One of its men, a Kenyan sergeant, was killed and two others injured.",
         [("killed", 1, 1), ("wounded", 2, 2)]),
        ("Soldiers met armed men at 5:30 a.m. Two soldiers were slain.", [("killed", 2, 2)]),
    ],
)  # fmt: skip
def test_figures_of_harm(text, found):
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A clinic in Kole treated 41 people for free.",
        "The army destroyed two missile systems near Kole.",
        "Nine monitors were evacuated by the mission with 300 vehicles.",
        "Schools have sought 4,300 desks.",
    ],
)
def test_figures_that_are_no_harm(text):
    assert [each for each in figures(text) if each[0] in {"killed", "wounded"}] == []


def test_an_age_is_no_figure_of_the_dead():
    assert figures("A trader, Mrs Ana Bello, 52, was shot dead in Yala.") == [("killed", 1, 1)]


def test_four_of_them_are_of_those_counted_before():
    found = reading("Nine protesters were injured, four of them by pellets.", DAY)["casualties"]

    assert [each["who"] for each in found] == ["protesters", "protesters"]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Ahmed Saleh denied that its men were there and blamed the army.", "Ahmed Saleh", "its men were there"),
        ('"They went from tent to tent," a young survivor said.', "young survivor", '"They went from tent to tent,"'),
        ("Two soldiers were killed in Kole, the army said, identifying them as Sgt. Ali Omar and Cpl. Rahim Gul.",
         "army", "Two soldiers were killed in Kole"),
        ("The gang wants a million for each, said Ana Bello, director of a rights network.", "Ana Bello",
         "The gang wants a million for each"),
        ("It was the work of a cell led by Tapok Doloh, said Col. Ali Omar, a spokesman for the army.",
         "Col. Ali Omar", "It was the work of a cell led by Tapok Doloh"),
        ("The group's armed wing, the Rapid Support Forces, said its men had ambushed a patrol.",
         "Rapid Support Forces", "its men had ambushed a patrol"),
        ('Col. Ali Omar praised the troops. "We shall not be deterred," he said.', "Col. Ali Omar",
         '"We shall not be deterred,"'),
        ("The mission confirms that a convoy was hit near Kole.", "mission", "a convoy was hit near Kole"),
        ("Police believe as many as five men lay in wait.", "Police", "as many as five men lay in wait"),
    ],
)  # fmt: skip
def test_who_says_what(text, speaker, words):
    assert (speaker, words) in claims(text)
