"""What a person is, belongs to, and what became of them."""

from datetime import date

import pytest

from tests.extraction.readings import named, reading


def people(text):
    return named(reading(text, date(2025, 6, 4))["persons"])


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ahmed Saleh, also known as Abu Turab, an ISIS financier, left.", "Ahmed Saleh", "ISIS financier"),
        ("A demobilized guerrilla, Luis Rojas, left.", "Luis Rojas", "demobilized guerrilla"),
        ("“It is over,” said Ingrid Holm, senior researcher at the Peace Institute.", "Ingrid Holm",
         "senior researcher at the Peace Institute"),
        ("The mediators Sani Bello and Musa Danjuma left.", "Musa Danjuma", "mediators"),
        ("Brig. Gen. Ali Hassan is the commander of the 5th Brigade.", "Ali Hassan", "commander of the 5th Brigade"),
    ],
)  # fmt: skip
def test_role(text, name, role):
    assert people(text)[name]["role"] == role


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army killed the ringleader, Ahmed Zaman, in a raid.", "killed"),
        ("A trader, Ahmed Zaman, was shot dead.", "killed"),
        ("Ahmed Zaman and Rahim Gul were wounded.", "wounded"),
        ("Police arrested two men. They were identified as Ahmed Zaman and Rahim Gul.", "detained"),
        ("Ahmed Zaman said two leaders were killed.", None),
    ],
)
def test_status(text, status):
    assert people(text)["Ahmed Zaman"]["status"] == status


def test_everybody_of_a_list_is_a_person():
    found = people("Police arrested three men. They were identified as Sani Bello, Musa Danjuma and Ahmed Idris.")

    assert {name: person["status"] for name, person in found.items()} == {
        "Sani Bello": "detained", "Musa Danjuma": "detained", "Ahmed Idris": "detained",
    }  # fmt: skip


def test_the_fallen_belong_to_those_they_are_counted_with():
    found = people(
        "Troops killed five rebels of the Hill Front near Gao in Mali. "
        "Two soldiers, Naik Imran Shah (32) and Sepoy Rehan Gul (24), embraced martyrdom."
    )

    assert {(found[name]["status"], found[name]["force"]) for name in ("Imran Shah", "Rehan Gul")} == {
        ("killed", "Malian armed forces")
    }


def test_an_official_who_speaks_of_the_wounded_is_not_one_of_them():
    text = "Eleven people, including two girls, were wounded when a bomb hit a house, Governor Oleh Petrenko said."

    assert people(text)["Oleh Petrenko"]["status"] is None
