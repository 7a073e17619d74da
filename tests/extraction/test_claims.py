from datetime import date

import pytest

from tracker.extraction.extractors.claims import find_claims
from tracker.extraction.extractors.dates import find_dates
from tracker.extraction.extractors.document import parse
from tracker.extraction.extractors.names import find_names
from tracker.extraction.extractors.register import Register
from tracker.places.atlas import Atlas


def read(text):
    document = parse(text)
    dates = find_dates(document, date(2025, 6, 4), date(2026, 5, 1))
    names = find_names(document, Register.shipped(), Atlas.shipped(), dates)
    return [
        (claim.speaker.name, claim.kind, text[claim.start : claim.end], claim.said_on and claim.said_on.value)
        for claim in find_claims(document, names, dates)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "content"),
    [
        ("The dam broke, officials said.", "officials", "indirect", "The dam broke"),
        ("Kenyan police said that the dam broke.", "Kenyan police", "indirect", "the dam broke"),
        ("According to the mayor, the dam broke.", "mayor", "indirect", "the dam broke"),
        ("The dam broke, according to a military source.", "military source", "indirect", "The dam broke"),
        ("“The dam broke,” said Col. Juma Otieno.", "Col. Juma Otieno", "quote", "“The dam broke,”"),
        ('"The dam broke," the army spokesman, Col. Juma Otieno, told reporters.', "Col. Juma Otieno", "quote",
         '"The dam broke,"'),
        ("Hamas denied firing on the dam.", "Hamas", "denial", "firing on the dam"),
        ("The dam, residents said, broke at dawn on the river.", "residents", "indirect",
         "The dam, residents said, broke at dawn on the river"),
    ],
)  # fmt: skip
def test_speaker_kind_and_words(text, speaker, kind, content):
    assert read(text)[0][:3] == (speaker, kind, content)


def test_the_second_half_of_a_split_quotation_has_the_same_speaker():
    found = read("“We left at dawn,” said Col. Juma Otieno, the spokesman. “We will be back before long.”")

    assert [claim[:3] for claim in found] == [
        ("Col. Juma Otieno", "quote", "“We left at dawn,”"),
        ("Col. Juma Otieno", "quote", "“We will be back before long.”"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“I saw three of them,” said a 34-year-old woman from Nyala.", "34-year-old woman from Nyala"),
        ("“We lost the road,” the major added.", "major"),
        ("Relief workers said the road was cut.", "Relief workers"),
        ("Eight villagers died in the fire, said the mayor, Ousmane Maiga.", "Ousmane Maiga"),
        ("The United Nations assesses that the dam broke.", "United Nations"),
        ("Radio Bahari put the group's losses at more than 50.", "Radio Bahari"),
        ("A local relief committee gave a higher toll, saying 14 civilians had died.", "local relief committee"),
    ],
)
def test_who_speaks(text, speaker):
    assert [claim[0] for claim in read(text)] == [speaker]


def test_the_services_are_those_named_before():
    found = read(
        "Kenya's intelligence services said the trail was cold. It was likely, the services added, that he fled."
    )

    assert found[1][:2] == (found[0][0], "indirect")


def test_a_claim_ends_where_the_reporter_contrasts():
    assert read("The army said it took the dam, while the group has not commented.")[0][2] == "it took the dam"


@pytest.mark.parametrize("text", ["No group claimed the blast.", "No group has claimed responsibility for the blast."])
def test_no_group_says_nothing(text):
    assert read(text) == []


def test_a_pronoun_does_not_mean_a_name_inside_the_quotation():
    assert "army" not in [claim[0] for claim in read("“The army and Hamas are both guilty,” it said in a statement.")]


def test_they_are_those_who_spoke_before():
    found = read("Kenyan police said the dam broke. They also said the bridge was gone.")

    assert [claim[0] for claim in found] == ["Kenyan police", "Kenyan police"]


def test_the_date_of_saying_is_not_that_of_the_act():
    assert read("Kenyan police said on Tuesday that the dam broke on Sunday.")[0][3] == "2025-06-03"


def test_a_noun_is_no_verb_of_saying():
    assert read("Both sides traded claims over the dam.") == []
