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


def test_they_are_those_who_spoke_before():
    found = read("Kenyan police said the dam broke. They also said the bridge was gone.")

    assert [claim[0] for claim in found] == ["Kenyan police", "Kenyan police"]


def test_the_date_of_saying_is_not_that_of_the_act():
    assert read("Kenyan police said on Tuesday that the dam broke on Sunday.")[0][3] == "2025-06-03"


def test_a_noun_is_no_verb_of_saying():
    assert read("Both sides traded claims over the dam.") == []
