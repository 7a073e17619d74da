"""Whom a person belongs to when the post does not say, and fates told before the name: invented sentences."""

from datetime import date

import pytest

from tests.extraction.readings import named, reading


def people(text):
    return named(reading(text, date(2025, 6, 4))["persons"])


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("“It is over,” said Musa Danjuma, a spokesman for the health ministry.", "Musa Danjuma", "health ministry"),
        ("Hospital director Ahmed Saleh said four people died.", "Ahmed Saleh", "Hospital"),
        ("Rockets fell on Donetsk. The provincial governor, Ahmed Saleh, said two people died.", "Ahmed Saleh",
         "Donetsk"),
        ("The administrator of Bogoro, Musa Danjuma, confirmed two deaths.", "Musa Danjuma", "Bogoro"),
        ("The Rapid Support Forces killed two soldiers in Kole, spokesman Ahmed Saleh said.", "Ahmed Saleh",
         "Rapid Support Forces"),
        ("The World Food Programme left Kole. The agency's chief, Musa Danjuma, said it would return.",
         "Musa Danjuma", "World Food Programme"),
        ("The Kenya Police left Kole. A man was held, inspector Ahmed Saleh said.", "Ahmed Saleh", "Kenya Police"),
        ("Colombia mourned. President Ahmed Saleh condemned the killing.", "Ahmed Saleh", "Colombia"),
    ],
)  # fmt: skip
def test_body_place_or_force_of_a_person(text, name, body):
    assert people(text)[name]["affiliation"] == body


@pytest.mark.parametrize(
    "text",
    [
        "Troops of Armenia and Azerbaijan clashed. Defence Minister Ahmed Saleh spoke.",
        "Al-Shabaab killed two soldiers near Kole, a spokesman, Col. Ahmed Saleh, said.",
        "Ahmed Saleh, a farmer, fled Kole. The Rapid Support Forces came at night.",
    ],
)
def test_where_nothing_says_so_nobody_is_given_a_force(text):
    assert people(text)["Ahmed Saleh"]["affiliation"] is None


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("Two soldiers were killed in Kole. The army identified them as Sgt. Ahmed Saleh and Cpl. Rahim Gul.",
         "Rahim Gul", "killed"),
        ("Two soldiers died in Kole, the army said, identifying them as Staff Sgt. Ahmed Saleh and Cpl. Rahim Gul.",
         "Ahmed Saleh", "killed"),
        ("A bomb killed a policeman. The slain officer was named as Constable Ahmed Saleh.", "Ahmed Saleh", "killed"),
        ("A mine killed one soldier in Kole. Roads were shut. Schools too. Shops as well. "
         "The soldier was identified as Ahmed Saleh.", "Ahmed Saleh", "killed"),
        ("Rebels had also abducted the village chief, Ahmed Saleh, and his two sons.", "Ahmed Saleh", "abducted"),
        ("Gunmen shot dead a nurse in Kole.\n\nAhmed Saleh, 38, headed the clinic.", "Ahmed Saleh", "killed"),
    ],
)  # fmt: skip
def test_a_fate_told_before_the_name(text, name, status):
    assert people(text)[name]["status"] == status


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead a nurse in Kole.\n\nAhmed Saleh, 38, said he heard shots.",
        "Two soldiers were killed in Kole. The army identified the spokesman as Ahmed Saleh.",
        "The village chief, Ahmed Saleh, was elected. Two soldiers were killed.",
    ],
)
def test_who_only_tells_of_the_dead_lives(text):
    assert people(text)["Ahmed Saleh"]["status"] is None


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("In Yala, a rubber tapper, Mrs Ana Bello, was shot dead.", "Ana Bello", "rubber tapper"),
        ("Ahmed Saleh, 38, headed a land programme.", "Ahmed Saleh", "headed a land programme"),
        ("Troops met 50 fighters under Ahmed Saleh alias Abu Omar.", "Ahmed Saleh", "leader"),
        ("Ahmed Saleh, a shopkeeper, left.", "Ahmed Saleh", "shopkeeper"),
        ("A cell led by Tapok Doloh fled.", "Tapok Doloh", "leader"),
    ],
)
def test_what_somebody_does(text, name, role):
    assert people(text)[name]["role"] == role


def test_a_nickname_of_two_words_belongs_to_the_name():
    found = people('Officers killed Wilner "Ti Blan" Estime, the second-in-command of a gang.')

    assert list(found) == ['Wilner "Ti Blan" Estime']


def test_a_family_is_no_person():
    assert people("Shells buried the Abu Shaar family in Kole.") == {}
