"""The rule for what became of somebody."""

from datetime import date

import pytest

from tracker.events.fate import Told, fate_told

FIRST, LATER = date(2024, 9, 1), date(2024, 9, 20)


def told(fate, speaker, said_on=None, *, is_denied=False):
    return Told(fate, speaker, said_on, is_denied)


@pytest.mark.parametrize(
    ("claims", "answer"),
    [
        ([], ("", "")),
        ([told("killed", "A")], ("killed", "Reported killed, by A only")),
        ([told("killed", "A"), told("killed", "B")], ("killed", "Reported killed, by A and B")),
        (
            [told("killed", "A"), told("killed", "B"), told("killed", "C")],
            ("killed", "Reported killed, by A, B and C"),
        ),
        (
            [told("captured", "B", FIRST), told("killed", "A", LATER)],
            ("killed", "Reported killed, by A; reported captured, by B"),
        ),
        (
            [told("killed", "A", LATER), told("captured", "B", FIRST)],
            ("killed", "Reported killed, by A; reported captured, by B"),
        ),
        (
            [told("killed", "A", FIRST), told("alive", "B")],
            ("killed", "Reported killed, by A; reported alive, by B"),
        ),
        ([told("killed", "A"), told("alive", "B")], ("alive", "Reported alive, by B; reported killed, by A")),
    ],
)
def test_newest_fate_wins_and_the_other_is_named(claims, answer):
    assert fate_told(claims) == answer


@pytest.mark.parametrize(
    ("claims", "answer"),
    [
        ([told("killed", "A", is_denied=True)], ("", "Reported not killed, by A only")),
        (
            [told("killed", "A"), told("killed", "B", is_denied=True)],
            ("killed", "Reported killed, by A; denied by B"),
        ),
        (
            [told("captured", "B", is_denied=True), told("killed", "A")],
            ("killed", "Reported killed, by A; reported not captured, by B"),
        ),
        (
            [told("captured", "C"), told("killed", "A"), told("killed", "B", is_denied=True)],
            ("killed", "Reported killed, by A; denied by B; reported captured, by C"),
        ),
    ],
)
def test_denial_is_never_turned_into_its_opposite(claims, answer):
    assert fate_told(claims) == answer


def test_speaker_who_takes_a_word_back_is_not_quoted_with_it():
    claims = [told("killed", "A", FIRST), told("killed", "A", LATER, is_denied=True)]

    assert fate_told(claims) == ("", "Reported not killed, by A only")


def test_later_denial_of_something_else_leaves_the_fate():
    claims = [told("killed", "A", FIRST), told("captured", "A", LATER, is_denied=True)]

    assert fate_told(claims) == ("killed", "Reported killed, by A; reported not captured, by A")


def test_speaker_who_says_two_things_at_once_is_quoted_with_both():
    claims = [told("wounded", "A", FIRST), told("captured", "A", FIRST)]

    assert fate_told(claims) == ("captured", "Reported captured, by A; reported wounded, by A")
