"""Direct speech and its limits, and names that must not go out."""

import pytest

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
    ],
)
def test_spelling_does_not_save_a_name(text):
    redaction = Redaction(["Abu Hammam"])

    cleared = redaction.apply({"summary": text, "list": [text]})

    assert not redaction.names_in(cleared["summary"])
    assert "ammam" not in cleared["summary"].lower()
    assert cleared["list"] == [cleared["summary"]]


def test_names_inside_other_words_are_left_alone():
    assert Redaction(["Ali"]).apply("The Malian army, alive") == "The Malian army, alive"


def test_keys_addresses_and_ids_stay_whole_but_a_link_with_the_name_goes():
    document = {"id": "ali", "url": "/persons/1/", "link": "https://example.org/ali-is-dead", "name": "Ali"}

    cleared = Redaction(["Ali"]).apply(document)

    assert cleared == {"id": "ali", "url": "/persons/1/", "link": None, "name": "[name withheld]"}


def test_no_names_change_nothing():
    assert Redaction(["", "…"]).apply({"a": ["Abu Hammam", 3, None]}) == {"a": ["Abu Hammam", 3, None]}
