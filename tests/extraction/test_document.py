import pytest

from tracker.extraction.extractors.document import parse


def sentences(text):
    document = parse(text)
    return [document.words(item.first, item.last) for item in document.sentences]


def test_ranks_and_initials_do_not_end_a_sentence():
    text = "Lt. Gen. John A. Okoro of the U.S. Army spoke on Jan. 8. He left."

    assert sentences(text) == ["Lt. Gen. John A. Okoro of the U.S. Army spoke on Jan. 8.", "He left."]


def test_a_quotation_stays_with_its_speaker():
    text = "“We hit them. They ran,” the mayor said. Nobody answered."

    assert sentences(text) == ["“We hit them. They ran,” the mayor said.", "Nobody answered."]


def test_a_dateline_is_a_piece_of_its_own():
    assert sentences("GOMA, June 4 (Agency) - Rebels left town.") == ["GOMA, June 4 (Agency) -", "Rebels left town."]


def test_every_token_has_the_offsets_of_its_words():
    text = "Sudan’s army\u202e fired 2,500 shells at Sana'a — again!\n\n“No,” it said."
    document = parse(text)

    for token in document.tokens:
        assert text[token.start : token.end] == token.text or token.text.endswith(".")
    assert "Sudan" in [token.text for token in document.tokens]


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "“" * 5000, "A." * 5000, "\u202e" * 50, "x" * 200_000])
def test_no_text_is_too_odd_to_cut(text):
    document = parse(text)

    assert all(item.first < item.last for item in document.sentences)


def test_capitals_throughout_are_noticed():
    assert parse("REBELS ATTACKED THE TOWN OF GAO ON MONDAY AND KILLED TWELVE PEOPLE").is_upper
    assert not parse("Rebels attacked the town of Gao on Monday and killed twelve people").is_upper
