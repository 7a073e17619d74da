"""The chart of a force on a day, from dated facts alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.command import HIERARCHY, Answer, Post, Tie, chart_on, commanders_on, rivals, weakest
from tracker.core.days import Held, Period

DAY = date(2024, 8, 29)
BEFORE, AFTER = date(2020, 1, 1), date(2025, 1, 1)
DATES = st.none() | st.dates(date(2023, 1, 1), date(2026, 12, 31))
PERIODS = st.builds(
    Period, starts_on=DATES, starts_precision=st.integers(1, 5), ends_on=DATES, ends_precision=st.integers(1, 5),
    first_cited=DATES, last_cited=DATES,
)  # fmt: skip
TIES = st.builds(
    Tie,
    other=st.integers(1, 9),
    kind=st.sampled_from(["part_of", "member_of", "allied_with", "opposed_to", "split_from"]),
    is_up=st.booleans(),
    period=PERIODS,
)
POSTS = st.builds(
    Post,
    holder=st.integers(1, 9),
    title=st.just("commander"),
    certainty=st.sampled_from(["confirmed", "likely", "alleged"]),
    is_command=st.booleans(),
    period=PERIODS,
)


def post(holder, period=None, certainty="confirmed", is_command=True):
    return Post(holder, "commander", certainty, is_command, period or Period(BEFORE, 1, AFTER, 1))


def test_ties_are_told_apart_by_direction_and_kind():
    ties = [
        Tie("corps", "part_of", is_up=True, period=Period()),
        Tie("coalition", "member_of", is_up=True, period=Period(BEFORE)),
        Tie("battalion", "part_of", is_up=False, period=Period(BEFORE)),
        Tie("rival", "opposed_to", is_up=True, period=Period(BEFORE)),
        Tie("gone", "part_of", is_up=False, period=Period(BEFORE, 1, date(2021, 1, 1), 1)),
    ]

    chart = chart_on(DAY, ties, [])

    assert [(answer.fact.other, answer.held) for answer in chart.superiors] == [
        ("coalition", Held.YES),
        ("corps", Held.UNKNOWN),
    ]
    assert [answer.fact.other for answer in chart.subordinates] == ["battalion"]
    assert [answer.fact.other for answer in chart.others] == ["rival"]


def test_commanders_stand_in_the_order_of_what_is_known():
    posts = [
        post("undated", Period()),
        post("perhaps", Period(BEFORE)),
        post("alleged", certainty="alleged"),
        post("sure"),
        post("former", Period(BEFORE, 1, date(2023, 1, 1), 1)),
        post("clerk", is_command=False),
    ]

    found = commanders_on(DAY, posts)

    assert [(answer.fact.holder, answer.held) for answer in found] == [
        ("sure", Held.YES),
        ("alleged", Held.YES),
        ("perhaps", Held.MAYBE),
        ("undated", Held.UNKNOWN),
    ]


def test_two_in_command_on_one_day_are_counted_and_one_with_two_posts_is_not():
    assert rivals(commanders_on(DAY, [post("one"), post("other")])) == 2
    assert rivals(commanders_on(DAY, [post("one"), post("one")])) == 0
    assert rivals(commanders_on(DAY, [post("one"), post("other", Period(BEFORE))])) == 0
    assert chart_on(DAY, [], [post("one"), post("other")]).rivals == 2


def test_a_chain_is_as_sure_as_its_weakest_link():
    assert weakest([Held.YES, Held.MAYBE]) == Held.MAYBE
    assert weakest([Held.UNKNOWN, Held.MAYBE]) == Held.UNKNOWN
    assert weakest([]) == Held.YES


@given(st.lists(TIES), st.lists(POSTS))
def test_every_fact_stands_in_the_chart_once_or_did_not_hold(ties, posts):
    chart = chart_on(DAY, ties, posts)
    shown = [answer.fact for answer in (*chart.superiors, *chart.subordinates, *chart.others)]

    assert len(shown) == sum(chart_on(DAY, [tie], []) != chart_on(DAY, [], []) for tie in ties)
    assert all(tie.kind in HIERARCHY and tie.is_up for tie in (answer.fact for answer in chart.superiors))
    assert all(answer.fact.is_command and answer.held != Held.NO for answer in chart.commanders)
    order = [list(Held).index(answer.held) for answer in chart.commanders]
    assert order == sorted(order)


@given(st.lists(POSTS))
def test_the_answer_about_a_post_does_not_depend_on_the_others(posts):
    together = {(id(answer.fact), answer.held) for answer in commanders_on(DAY, posts)}
    alone = {(id(one), answer.held) for one in posts for answer in commanders_on(DAY, [one])}

    assert together == alone


def test_an_answer_names_its_fact():
    fact = post("one")

    assert commanders_on(DAY, [fact]) == [Answer(fact, Held.YES)]
