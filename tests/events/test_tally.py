"""Tally rules: which figure comes of which claims."""

import pytest

from tests.factories import make_article, make_event, make_force, make_outlet, make_passage
from tracker.events.models import Claim, Tally, TallyRule
from tracker.events.tally import decide, recount, why_uncounted

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event()


def claim(event, speaker, low, high, **fields):
    defaults = {"topic": "casualties", "outcome": "killed", "side": "B", "best": low if low is not None else high}
    return Claim.objects.create(
        event=event, speaker_force=speaker, low=low, high=high, passage=make_passage(), **{**defaults, **fields}
    )


def figures(event):
    return [(t.who, t.low, t.best, t.high, t.is_at_least, t.rule) for t in event.tallies.order_by("pk")]


def test_single_claim_is_the_figure(event):
    claim(event, make_force(), 14, 14)

    recount(event)

    assert figures(event) == [("all", 14, 14, 14, False, "single_claim")]


def test_at_least_leaves_the_top_open(event):
    claim(event, make_force(), 12, None)

    recount(event)

    assert figures(event) == [("all", 12, 12, None, True, "single_claim")]


def test_up_to_starts_at_zero(event):
    claim(event, make_force(), None, 40)

    recount(event)

    assert figures(event) == [("all", 0, 40, 40, False, "single_claim")]


def test_latest_word_of_one_speaker_counts(event):
    speaker = make_force()
    claim(event, speaker, 15, 15, said_on="2024-08-30", said_precision=1)
    claim(event, speaker, 14, 14, said_on="2024-09-13", said_precision=1)
    claim(event, speaker, 99, 99)

    recount(event)

    assert figures(event) == [("all", 14, 14, 14, False, "latest_from_same_speaker")]


def test_disagreement_becomes_a_span_with_the_lowest_as_best(event):
    claim(event, make_force(), 12, None)
    claim(event, make_force(), 19, 19)

    recount(event)

    assert figures(event) == [("all", 12, 12, None, True, "range_of_credible")]


def test_part_of_a_figure_is_never_added_to_it(event):
    speaker = make_force()
    whole = claim(event, speaker, 14, 14)
    claim(event, speaker, 4, 4, who="leaders", part_of=whole)
    claim(event, speaker, 3, 3, standing="civilian", part_of=whole)

    recount(event)

    assert figures(event) == [
        ("all", 14, 14, 14, False, "single_claim"),
        ("leaders", 4, 4, 4, False, "single_claim"),
    ]


def test_losses_of_the_two_sides_stay_apart(event):
    speaker = make_force()
    claim(event, speaker, 3, 3, side="A")
    claim(event, speaker, 8, 8, side="B")

    recount(event)

    assert sorted(event.tallies.values_list("side", "best")) == [("A", 3), ("B", 8)]


def test_denials_words_and_other_topics_count_nothing(event):
    speaker = make_force()
    claim(event, speaker, 5, 5, mode="denial")
    claim(event, speaker, None, None, best=None, group_words="high-ranking leaders")
    Claim.objects.create(event=event, speaker_outlet=make_outlet(), passage=make_passage())

    recount(event)

    assert figures(event) == []


def test_no_casualties_is_a_claim_of_zero(event):
    claim(event, make_force(), 0, 0, outcome="any", is_negated=True)

    recount(event)

    assert figures(event) == [("all", 0, 0, 0, False, "single_claim")]


def test_figure_set_by_an_editor_stays(event):
    claim(event, make_force(), 14, 14)
    Tally.objects.create(
        event=event, outcome="killed", side="B", low=10, best=12, high=14, rule="override", reason="Names counted"
    )

    recount(event)
    recount(event)

    assert figures(event) == [("all", 10, 12, 14, False, "override")]


def test_counting_twice_changes_nothing(event):
    make_article()
    claim(event, make_force(), 14, 14)

    recount(event)
    before = figures(event)
    recount(event)

    assert figures(event) == before


def test_a_later_word_of_one_speaker_leaves_the_span_of_several(event):
    speaker = make_force()
    claim(event, speaker, 30, 30, said_on="2024-08-30", said_precision=1)
    claim(event, speaker, 14, 14, said_on="2024-09-13", said_precision=1)
    claim(event, make_force(), 16, 16)

    recount(event)

    assert figures(event) == [("all", 14, 14, 16, False, "range_of_credible")]


def test_a_rule_chosen_with_a_reason_is_applied_to_the_claims_of_the_day(event):
    claim(event, make_force(), 20, 20)
    claim(event, make_force(), 14, 14)
    Tally.objects.create(
        event=event, outcome="killed", side="B", low=1, best=1, high=1, rule="most_conservative", reason="Names known"
    )

    recount(event)
    claim(event, make_force(), 9, 9)
    recount(event)

    assert figures(event) == [("all", 9, 9, 9, False, "most_conservative")]


def test_a_chosen_rule_without_claims_leaves_no_figure(event):
    Tally.objects.create(
        event=event, outcome="killed", side="B", low=1, best=1, high=1, rule="most_conservative", reason="Names known"
    )

    recount(event)

    assert figures(event) == []


def test_a_figure_names_the_claims_that_it_rests_on(event):
    first = claim(event, make_force(), 20, 20)
    second = claim(event, make_force(), 14, 14)

    assert decide([first, second]).used == (first, second)
    assert decide([first, second], TallyRule.MOST_CONSERVATIVE).used == (second,)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"mode": "denial"}, "a denial"),
        ({"low": None, "high": None}, "gives no number"),
        ({"part_of_id": 1}, "a part of another figure"),
        ({"part_of_id": 1, "who": "leaders"}, ""),
        ({}, ""),
    ],
)
def test_what_is_left_out_says_why(fields, why):
    values = {"topic": "casualties", "outcome": "killed", "low": 5, "high": 5, **fields}

    assert why_uncounted(Claim(**values)) == why
