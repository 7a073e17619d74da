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
