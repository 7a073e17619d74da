"""Names whose kind only the words around them tell."""

from datetime import date

import pytest

from tracker.extraction.extractors.dates import find_dates
from tracker.extraction.extractors.document import parse
from tracker.extraction.extractors.names import find_names
from tracker.extraction.extractors.register import Register
from tracker.places.atlas import Atlas


def read(text):
    document = parse(text)
    names = find_names(document, Register.shipped(), Atlas.shipped(), find_dates(document, None, date(2026, 5, 1)))
    return [(mention.kind, mention.text(document)) for mention in names.mentions if mention.kind != "REGION"], names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets struck a market on the edge of El Fasher.", ("LOCATION", "El Fasher")),
        ("Shells fell near Deir ez-Zor.", ("LOCATION", "Deir ez-Zor")),
        ("Clashes broke out in Maguindanao del Sur.", ("LOCATION", "Maguindanao del Sur")),
        ("They crossed the Litani River.", ("LOCATION", "Litani River")),
        ("He belonged to the banned outfit Kanglei Yawol.", ("FORCE", "Kanglei Yawol")),
        ("The militia Jeshi Letu left.", ("FORCE", "Jeshi Letu")),
        ("An SDF-run camp burned.", ("FORCE", "SDF")),
        ("They left the defeat-ISIS coalition.", ("FORCE", "ISIS")),
        ("Manipur Police made arrests.", ("FORCE", "Manipur Police")),
        ("The Assam Rifles left.", ("FORCE", "Assam Rifles")),
        ("The Volunteers for the Defence of the Homeland left.", ("FORCE", "Volunteers for the Defence of the Homeland")),
        ("Seven Indian Army soldiers left.", ("FORCE", "Indian Army soldiers")),
        ("A tribunal heard Naik Suresh Kumar.", ("PERSON", "Naik Suresh Kumar")),
        ("A letter came from Private First Class John Miller.", ("PERSON", "Private First Class John Miller")),
        ("Superintendent of Police Asif Baloch left.", ("PERSON", "Superintendent of Police Asif Baloch")),
        ("A parent, Aminu Lawal, told reporters.", ("PERSON", "Aminu Lawal")),
    ],
)  # fmt: skip
def test_context_gives_the_kind(text, expected):
    assert expected in read(text)[0]


def test_an_acronym_inherits_that_its_group_is_armed():
    found, names = read("He was of the banned United Hill Party (UHP). The UHP denied it.")

    assert ("FORCE", "United Hill Party") in found
    assert {mention.kind for mention in names.mentions} == {"FORCE"}


def test_every_name_of_a_list_with_ages_is_a_person():
    found, _ = read("The dead were Rahim Gul (27), Sahib Khan (24) and Noor Wali (41).")

    assert found == [("PERSON", "Rahim Gul"), ("PERSON", "Sahib Khan"), ("PERSON", "Noor Wali")]


def test_headings_and_headlines_are_no_names():
    assert read("SITUATION\n\nThe army left the town.\n\nHIGHLIGHTS: it rained all day.")[0] == []
    assert read("Nigeria gunmen kill 12")[0] == [("LOCATION", "Nigeria")]


def test_a_post_over_a_territory_is_not_a_persons_name():
    found, _ = read("Corps Commander Peshawar visited troops in Bannu, Pakistan.")

    assert "PERSON" not in {kind for kind, _ in found}


def place(text, name):
    return next(mention.value for mention in read(text)[1].mentions if mention.key.startswith(name))


def test_a_district_is_not_its_namesake_in_a_country_the_text_never_names():
    assert place("A bomb went off in Karak District, police in Pakistan said.", "Karak").country_code == "PK"


def test_the_area_behind_the_comma_tells_namesakes_apart():
    assert place("A patrol in Bishnupur, Manipur, India, was stopped.", "Bishnupur").admin1_name == "Manipur"


def test_the_areas_of_the_text_tell_namesakes_apart():
    found = place("Shops closed across Manipur, India. A patrol near Bishnupur was stopped.", "Bishnupur")

    assert found.admin1_name == "Manipur"
