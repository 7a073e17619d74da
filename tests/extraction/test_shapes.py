"""Names told by their shape, and names that stand in pairs: invented sentences."""

from datetime import date

import pytest

from tests.extraction.readings import reading


def mentions(text, kind):
    found = reading(text, date(2025, 6, 4))["mentions"]
    assert all(text[each["start"] : each["end"]] == each["text"] for each in found)
    return [each["text"] for each in found if each["type"] == kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops of 9 Himal Rifles left Kole.", ["9 Himal Rifles"]),
        ("The 400 Zoranto gang took hostages.", ["400 Zoranto"]),
        ("Police blamed the South Kivu brigade for it.", ["South Kivu brigade"]),
        ("Shells hit the Third Military Region in Aden.", ["Third Military Region"]),
        ("He leads a Runda Kumpulan Besar (RKB) cell. The RKB fled.", ["Runda Kumpulan Besar", "RKB", "RKB"]),
        ("Men of the Kenya Army and the Kenya Rifles met.", ["Kenya Army", "Kenya Rifles"]),
        ("The Quick Group of the Lake and Hill Police came.", ["Quick Group", "Lake and Hill Police"]),
        ("Soldiers of the Royal Blue Jackets came.", ["Royal Blue Jackets"]),
    ],
)
def test_forces_by_their_shape(text, names):
    assert mentions(text, "FORCE") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He cited the Liga Obrera Nacional (LON) in Lima.", ["Liga Obrera Nacional", "LON"]),
        ("It was claimed through its Zamaq news agency.", ["Zamaq"]),
        ("The rebel-run Al-Zamirah television said so.", ["Al-Zamirah"]),
        ("She told the Coastal Courier about it.", ["Coastal Courier"]),
        ("The Rift Union Mission in Kenya (RUMIK) said so.", ["Rift Union Mission in Kenya", "RUMIK"]),
    ],
)
def test_bodies_by_their_shape(text, names):
    assert mentions(text, "ORG") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell around Jarmuk and Vardis, he said.", ["Jarmuk", "Vardis"]),
        ("A mine lay on the road between Macoma and Mucoja.", ["Macoma", "Mucoja"]),
        ("He was a resident of Redwana.", ["Redwana"]),
        ("It happened on the Mandalay-Yangon highway in Myanmar.", ["Mandalay", "Yangon", "Myanmar"]),
        ("Trucks waited at the Turkey-Syria border.", ["Turkey", "Syria"]),
    ],
)
def test_places_in_pairs(text, names):
    assert mentions(text, "LOCATION") == names


@pytest.mark.parametrize(
    "text",
    [
        "A Belfast newspaper said so.",
        "In Nairobi and Mombasa people marched.",
        "The Al-Zamirah television said so.",
        "Some 400 rebels fled.",
    ],
)
def test_what_only_looks_like_a_force(text):
    assert mentions(text, "FORCE") == []


def test_the_branch_of_a_group_in_a_town():
    text = "A school in Mandalay was hit. The Mandalay PDF took an outpost."

    assert "Mandalay PDF" in mentions(text, "FORCE")
