"""What a date may stand for, and whether something held on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.days import DatePrecision, Held, Period, day_words, held_on, period_words, share_a_day, window

DAYS = st.dates(date(2013, 1, 1), date(2025, 12, 31))
PERIODS = st.builds(
    Period,
    starts_on=st.none() | DAYS,
    starts_precision=st.sampled_from(list(DatePrecision)),
    ends_on=st.none() | DAYS,
    ends_precision=st.sampled_from(list(DatePrecision)),
    first_cited=st.none() | DAYS,
    last_cited=st.none() | DAYS,
)
UNCITED = st.builds(
    Period,
    starts_on=st.none() | DAYS,
    starts_precision=st.sampled_from(list(DatePrecision)),
    ends_on=st.none() | DAYS,
    ends_precision=st.sampled_from(list(DatePrecision)),
    first_cited=st.none(),
    last_cited=st.none(),
)


def on(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        (1, "2024-02-14", "2024-02-14"),
        (2, "2024-02-08", "2024-02-20"),
        (3, "2024-02-12", "2024-02-18"),
        (4, "2024-02-01", "2024-02-29"),
        (5, "2024-01-01", "2024-12-31"),
    ],
)
def test_a_date_stands_for_the_days_of_its_precision(precision, first, last):
    assert window(on("2024-02-14"), precision) == (on(first), on(last))


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("precision", list(DatePrecision))
def test_the_ends_of_the_calendar_are_no_error(day, precision):
    first, last = window(day, precision)

    assert first <= day <= last


@given(DAYS, st.sampled_from(list(DatePrecision)))
def test_a_date_is_among_the_days_that_it_stands_for(day, precision):
    first, last = window(day, precision)

    assert first <= day <= last


@pytest.mark.parametrize(
    ("period", "day", "answer"),
    [
        (Period(), "2024-08-29", Held.UNKNOWN),
        (Period(on("2022-04-01"), 1, on("2025-01-01"), 1), "2024-08-29", Held.YES),
        (Period(on("2022-04-01"), 1, on("2025-01-01"), 1), "2022-04-01", Held.YES),
        (Period(on("2022-04-01"), 1, on("2025-01-01"), 1), "2025-01-01", Held.YES),
        (Period(on("2022-04-01"), 1, on("2025-01-01"), 1), "2025-01-02", Held.NO),
        (Period(on("2022-04-01"), 1, on("2025-01-01"), 1), "2022-03-31", Held.NO),
        (Period(on("2022-04-01")), "2022-04-01", Held.YES),
        (Period(on("2022-04-01")), "2024-08-29", Held.MAYBE),
        (Period(on("2022-01-01"), 5), "2022-06-01", Held.MAYBE),
        (Period(on("2022-01-01"), 5), "2021-12-31", Held.NO),
        (Period(on("2022-01-01"), 5, on("2022-12-31"), 5), "2022-06-01", Held.MAYBE),
        (Period(ends_on=on("2022-06-01")), "2021-06-01", Held.MAYBE),
        (Period(ends_on=on("2022-06-01")), "2022-06-02", Held.NO),
        (Period(first_cited=on("2024-08-01"), last_cited=on("2024-09-13")), "2024-08-29", Held.YES),
        (Period(first_cited=on("2024-08-01"), last_cited=on("2024-08-02")), "2024-08-29", Held.MAYBE),
        (Period(first_cited=on("2024-08-01"), last_cited=on("2024-08-02")), "2024-07-29", Held.MAYBE),
        (Period(on("2022-04-01"), first_cited=on("2024-09-13"), last_cited=on("2024-09-13")), "2024-08-29", Held.YES),
        (Period(on("2022-04-01"), 4, first_cited=on("2024-09-13"), last_cited=on("2024-09-13")), "2022-04-20", Held.MAYBE),
    ],
)  # fmt: skip
def test_whether_somebody_was_in_post_on_a_day(period, day, answer):
    assert held_on(period, on(day), is_open=False) == answer


@pytest.mark.parametrize(
    ("period", "answer"),
    [
        (Period(), Held.UNKNOWN),
        (Period(on("2014-01-01"), 5), Held.YES),
        (Period(ends_on=on("2025-01-01")), Held.YES),
        (Period(ends_on=on("2024-01-01"), ends_precision=5), Held.MAYBE),
        (Period(on("2024-08-30")), Held.NO),
    ],
)
def test_a_tie_goes_on_until_somebody_says_that_it_ended(period, answer):
    assert held_on(period, on("2024-08-29"), is_open=True) == answer


@given(PERIODS, DAYS)
def test_what_may_go_on_is_never_less_sure_than_what_may_not(period, day):
    ranks = {Held.YES: 0, Held.MAYBE: 1, Held.UNKNOWN: 2, Held.NO: 3}

    assert ranks[held_on(period, day, is_open=True)] <= ranks[held_on(period, day, is_open=False)]


@given(UNCITED, DAYS, st.data())
def test_a_sure_answer_holds_for_every_day_that_the_dates_may_stand_for(period, day, data):
    """Draw the real first and last day from what the dates allow: yes and no have to agree with them."""
    start = data.draw(st.dates(*period.start)) if period.start else None
    end = data.draw(st.dates(*period.end)) if period.end else None
    held = held_on(period, day, is_open=True)
    within = (start is None or start <= day) and (end is None or day <= end)

    if held == Held.YES:
        assert within
    if held == Held.NO:
        assert not within


@given(UNCITED, DAYS)
def test_doubt_is_told_only_where_the_dates_allow_both(period, day):
    if held_on(period, day, is_open=True) == Held.MAYBE:
        assert (period.start and period.start.first <= day < period.start.last) or (
            period.end and period.end.first < day <= period.end.last
        )


@given(PERIODS, DAYS)
def test_between_two_days_that_are_sure_no_day_is_a_doubt(period, day):
    later = day + timedelta(days=40)
    if held_on(period, day, is_open=False) == held_on(period, later, is_open=False) == Held.YES:
        assert held_on(period, day + timedelta(days=20), is_open=False) == Held.YES


@pytest.mark.parametrize(
    ("periods", "answer"),
    [
        ([Period(), Period()], True),
        ([Period(ends_on=on("2014-05-01")), Period(on("2014-05-01"))], True),
        ([Period(ends_on=on("2014-05-01")), Period(on("2014-05-02"))], False),
        ([Period(ends_on=on("2014-01-01"), ends_precision=5), Period(on("2014-01-01"), 5)], False),
        ([Period(on("2014-01-01"), 5, on("2014-12-31"), 5), Period()], False),
    ],
)
def test_periods_share_a_day_when_no_reading_of_their_dates_parts_them(periods, answer):
    assert share_a_day(periods) is answer


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(), ""),
        (Period(on("2014-01-01"), 5), "since 2014"),
        (Period(on("2014-01-01"), 5, on("2020-03-03"), 1), "2014 – 3 Mar 2020"),
        (Period(ends_on=on("2020-03-01"), ends_precision=4), "until Mar 2020"),
        (Period(on("2020-03-01"), 4, on("2020-03-01"), 4), "Mar 2020"),
        (Period(first_cited=on("2024-09-01"), last_cited=on("2024-09-09")), "cited 1 Sep 2024 to 9 Sep 2024"),
        (Period(first_cited=on("2024-09-01"), last_cited=on("2024-09-01")), "cited 1 Sep 2024"),
        (Period(on("2014-01-01"), 5, first_cited=on("2024-09-01"), last_cited=on("2024-09-01")), "since 2014"),
    ],
)
def test_a_period_is_worded_as_exactly_as_it_is_known(period, words):
    assert period_words(period) == words


def test_a_day_is_worded_as_exactly_as_it_is_known():
    day = on("2024-08-29")

    assert [day_words(day, precision) for precision in DatePrecision] == [
        "29 Aug 2024", "about 29 Aug 2024", "week of 26 Aug 2024", "Aug 2024", "2024",
    ]  # fmt: skip


def test_a_period_is_read_from_a_document_that_knows_no_precision():
    assert Period.read({"starts_on": "2014-06-01", "ends_on": None}) == Period(on("2014-06-01"))
    assert Period.read({"starts_on": "2014-06-01", "starts_precision": 4}).start == (on("2014-06-01"), on("2014-06-30"))
