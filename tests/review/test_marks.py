"""Spans that nest and overlap, and finding words by their occurrence. No database."""

from itertools import permutations

import pytest

from tracker.review.desk.marks import Span, occurrence, pieces

TEXT = "In total 14 IS members were killed."


def span(words, card=1, kind="force", label="Force"):
    start = TEXT.index(words)
    return Span(start, start + len(words), card, kind, label, "open")


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [span("IS")],
        [span("14 IS members", 1, "casualty"), span("IS", 2)],
        [span("total 14", 1), span("14 IS", 2), span("IS members were", 3)],
        [span("IS", 1), span("IS", 2)],
        [span(TEXT, 1, "event"), span("14 IS members were killed", 2, "claim"), span("IS", 3)],
    ],
)
def test_pieces_joined_are_the_text(spans):
    for order in permutations(spans):
        assert "".join(piece.text for piece in pieces(TEXT, order)) == TEXT


def test_a_nested_span_gives_the_colour_and_the_outer_one_stays_on_it():
    found = {piece.text: piece for piece in pieces(TEXT, [span("14 IS members", 1, "casualty"), span("IS", 2)])}

    assert found["IS"].inner.card == 2
    assert found["IS"].cards == "1 2"
    assert (found["14 "].tag, found["IS"].tag, found[" members"].tag) == ("Force", "Force", "")


def test_overlapping_spans_each_keep_their_words():
    found = pieces(TEXT, [span("total 14", 1), span("14 IS", 2)])

    for card, words in ((1, "total 14"), (2, "14 IS")):
        assert "".join(piece.text for piece in found if str(card) in piece.cards.split()) == words


def test_a_whole_sentence_is_drawn_beneath_the_names_in_it():
    (name,) = [piece for piece in pieces(TEXT, [span(TEXT, 1, "claim"), span("IS", 2)]) if piece.text == "IS"]

    assert name.classes == "mark--force mark--open mark--on-claim"


def test_spans_outside_the_text_are_left_out():
    assert [piece.text for piece in pieces("abc", [Span(2, 9, 1, "force", "Force", "open")])] == ["abc"]


@pytest.mark.parametrize(
    ("words", "number", "expected"),
    [("an", 1, (1, 3)), ("an", 2, (3, 5)), ("an", 3, None), ("", 1, None), ("x", 1, None), ("b", 0, (0, 1))],
)
def test_words_are_found_by_their_occurrence(words, number, expected):
    assert occurrence("banan", words, number) == expected
