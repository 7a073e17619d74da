"""Direct speech and its limits, and names that must not go out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.publishing.redaction import Redaction
from tracker.publishing.speech import Budget, fragments


@pytest.mark.parametrize(
    ("words", "is_quote", "found"),
    [
        ("said it found “four reception houses” used by the group", False, ["four reception houses"]),
        ("“We will go on,” he said. “Until the end.”", True, ["We will go on", "Until the end."]),
        ("seven soldiers had been wounded", False, []),
        ("We will go on", True, ["We will go on"]),
        ('He said "yes" and «non»', False, ["yes", "non"]),
        ("“”", False, []),
        ("", True, []),
    ],
)
def test_only_what_stands_in_quotation_marks_is_direct_speech(words, is_quote, found):
    assert fragments(words, is_quote=is_quote) == found


def test_long_passage_is_cut_at_a_word():
    (cut,) = fragments("“" + "word " * 100 + "”", is_quote=True)

    assert len(cut) <= 300
    assert cut.endswith("word…")


def test_budget_is_fifteen_per_cent_of_the_text():
    budget = Budget(100, [])

    assert budget.allow("x" * 10)
    assert not budget.allow("y" * 6)
    assert budget.allow("z" * 5)
    assert budget.quoted == ["x" * 10, "z" * 5]


def test_what_was_quoted_once_stays_free():
    budget = Budget(100, ["x" * 15])

    assert budget.allow("x" * 15)
    assert not budget.allow("y")


@pytest.mark.parametrize(
    "text",
    [
        "Abu Hammam",
        "ABU-HAMMAM was there",
        "said abu  hammam.",
        "Abū Hammām",
        "the commander (Abu\u00a0Hammam)",
        "Abu_Hammam",
        "abu\u200b hammam",
        "Abu Hammam's convoy",
        "Abu Hammam’s convoy",
        "\n\nAbu Hammam led it.",
        "Abu N. Hammam",
        "@AbuHammam",
    ],
)
def test_spelling_does_not_save_a_name(text):
    redaction = Redaction(["Abu Hammam"])

    cleared = redaction.apply({"summary": text, "list": [text]})

    assert not redaction.names_in(cleared["summary"])
    assert "ammam" not in cleared["summary"].lower()
    assert cleared["list"] == [cleared["summary"]]


@pytest.mark.parametrize(
    ("name", "text", "cleared"),
    [
        ("IS", "The place is remote, IS said.", "The place is remote, [name withheld] said."),
        ("The Army", "An army of ants met the Army.", "An army of ants met the [name withheld]."),
        ("Sana'a", "Sanaa and Sana’a", "[name withheld] and [name withheld]"),
        ("كريم تستوف", "قال وكريم تستوف", "قال [name withheld]"),
        ("Karim", "karim means generous; Karim left", "karim means generous; [name withheld] left"),
    ],
)
def test_short_names_count_only_where_they_are_written_as_names(name, text, cleared):
    assert Redaction([name]).apply(text) == cleared


def test_longer_public_name_is_spared():
    redaction = Redaction(["Karim"], spare=["Karim Testov"])

    assert redaction.apply("Karim Testov met Karim.") == "Karim Testov met [name withheld]."


def test_codes_and_dates_are_no_names():
    document = {"country_code": "IQ", "op": "update", "name": "IQ"}

    assert Redaction(["IQ"]).apply(document) == {"country_code": "IQ", "op": "update", "name": "[name withheld]"}


def test_name_in_a_percent_encoded_link_takes_the_link_out():
    document = {"link": "https://x.example/%D9%83%D8%B1%D9%8A%D9%85-%D8%AA%D8%B3%D8%AA"}

    assert Redaction(["كريم تست"]).apply(document) == {"link": None}


@given(st.text(max_size=80), st.text(max_size=80))
def test_black_ink_holds_for_any_text_around_the_name(before, after):
    redaction = Redaction(["Abu Hammam"])

    cleared = redaction.apply(f"{before} Abu Hammam {after}")

    assert not redaction.names_in(cleared)


def test_names_inside_other_words_are_left_alone():
    assert Redaction(["Ali"]).apply("The Malian army, alive") == "The Malian army, alive"


def test_keys_addresses_and_ids_stay_whole_but_a_link_with_the_name_goes():
    document = {"id": "ali", "url": "/persons/1/", "link": "https://example.org/ali-is-dead", "name": "Ali"}

    cleared = Redaction(["Ali"]).apply(document)

    assert cleared == {"id": "ali", "url": "/persons/1/", "link": None, "name": "[name withheld]"}


def test_no_names_change_nothing():
    assert Redaction(["", "…"]).apply({"a": ["Abu Hammam", 3, None]}) == {"a": ["Abu Hammam", 3, None]}
