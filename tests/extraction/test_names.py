from datetime import date

import pytest

from tracker.extraction.extractors.dates import find_dates
from tracker.extraction.extractors.document import parse
from tracker.extraction.extractors.names import find_names
from tracker.extraction.extractors.register import KnownName, Register
from tracker.places.atlas import Atlas


def read(text, register=None):
    document = parse(text)
    dates = find_dates(document, None, date(2026, 5, 1))
    names = find_names(document, register or Register.shipped(), Atlas.shipped(), dates)
    return [(mention.kind, mention.text(document)) for mention in names.mentions if mention.kind != "REGION"], names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan soldiers left.", ("FORCE", "Kenyan soldiers")),
        ("The 4th Armoured Brigade left.", ("FORCE", "4th Armoured Brigade")),
        ("Fighters of the Free Valley Liberation Front left.", ("FORCE", "Free Valley Liberation Front")),
        ("The Chadian Health Ministry spoke.", ("ORG", "Chadian Health Ministry")),
        ("Col. Juma Otieno left.", ("PERSON", "Col. Juma Otieno")),
        ("Governor Ines Prado left.", ("PERSON", "Governor Ines Prado")),
        ("A trader called Abu Salim al-Masri left.", ("PERSON", "Abu Salim al-Masri")),
        ("It fell near Timbuktu.", ("LOCATION", "Timbuktu")),
        ("It fell in the village of Xorvanda.", ("LOCATION", "Xorvanda")),
        ("It fell in southern Lebanon.", ("LOCATION", "southern Lebanon")),
        ("The website Hillwatch said so.", ("ORG", "Hillwatch")),
    ],
)
def test_names_get_their_kind(text, expected):
    assert expected in read(text)[0]


def test_an_acronym_in_brackets_means_the_name_before_it():
    _, names = read("The Free Valley Liberation Front (FVLF) left. The FVLF came back.")

    assert {mention.key for mention in names.mentions} == {"Free Valley Liberation Front"}


def test_the_verb_is_is_not_the_acronym():
    found, _ = read("The town is calm. IS left.")

    assert found == [("FORCE", "IS")]


def test_a_capital_that_acts_is_a_government_else_a_town():
    found, _ = read("Nairobi announced a pause. A bomb went off in Nairobi.")

    assert found == [("ORG", "Nairobi"), ("LOCATION", "Nairobi")]


def test_the_country_comes_from_the_places_of_the_text():
    _, names = read("A bomb went off in Kaduna, near a barracks, after talks in Abuja with French envoys.")

    assert names.country_code == "NG"


def test_the_army_is_that_of_the_country_of_the_text():
    _, names = read("Two villages in Mali burned. The army said it was not there.")

    assert "ML armed forces" in {mention.key for mention in names.generics}


def test_names_of_the_desk_are_found_as_names():
    register = Register.shipped().extended([KnownName("Sons of the Dune", ("SOTD",), "force", "non-state", "TD")])

    found, names = read("SOTD left. The Sons of the Dune came back.", register)

    assert found == [("FORCE", "SOTD"), ("FORCE", "Sons of the Dune")]
    assert {mention.key for mention in names.mentions} == {"Sons of the Dune"}
