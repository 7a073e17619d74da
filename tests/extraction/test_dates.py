from datetime import date

import pytest

from tracker.extraction.extractors.dates import find_dates
from tracker.extraction.extractors.document import parse

TODAY = date(2026, 5, 1)


def read(text, published=None):
    document = parse(text)
    return [(document.words(item.first, item.last), item.value) for item in find_dates(document, published, TODAY)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Shells fell on 4 March 2023.", "4 March 2023", "2023-03-04"),
        ("Shells fell on Dec. 26, 2016.", "Dec. 26, 2016", "2016-12-26"),
        ("Shells fell on 2024-08-29.", "2024-08-29", "2024-08-29"),
        ("Shells fell on Tuesday.", "Tuesday", "2025-06-03"),
        ("Shells fell late on Monday night.", "Monday night", "2025-06-02"),
        ("Shells fell yesterday.", "yesterday", "2025-06-03"),
        ("Shells fell three days ago.", "three days ago", "2025-06-01"),
        ("Shells fell on 28 December.", "28 December", "2024-12-28"),
        ("It has gone on since May 2024.", "May 2024", "2024-05"),
        ("It began in late 2017.", "late 2017", "2017"),
        ("They left on New Year's Day.", "New Year's Day", "2025-01-01"),
    ],
)
def test_dates_count_back_from_publication(text, words, value):
    assert read(text, published=date(2025, 6, 4)) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Talks are to resume on July 27.", "2025-07-27"),
        ("The deadline was extended to June 18.", "2025-06-18"),
        ("Envoys will meet on Friday.", "2025-06-06"),
        ("The pause will hold, the army said on Friday.", "2025-05-30"),
        ("Talks broke off on July 27.", "2024-07-27"),
    ],
)
def test_dates_that_lie_ahead_are_not_put_in_the_past(text, value):
    assert [found for _, found in read(text, published=date(2025, 6, 4))] == [value]


def test_a_weekday_with_a_day_gives_the_year_and_other_days_follow_it():
    found = read("It happened on August 29. He spoke on Friday September 13.")

    assert found == [("August 29", "2024-08-29"), ("Friday September 13", "2024-09-13")]


def test_hours_later_is_the_day_named_before():
    found = read("A shell fell on Tuesday. Hours later, a bridge was blown up.", published=date(2025, 6, 4))

    assert found[1] == ("Hours later", "2025-06-03")


def test_a_day_earlier_counts_from_the_day_named_before():
    found = read("A shell fell on Tuesday. A day earlier, a bridge was blown up.", published=date(2025, 6, 4))

    assert found[1] == ("A day earlier", "2025-06-02")


@pytest.mark.parametrize(
    "text", ["It may rain.", "They march on.", "About 2014 soldiers came.", "The 31 February plan"]
)
def test_words_that_only_look_like_dates(text):
    assert [value for _, value in read(text, published=date(2025, 6, 4)) if value] == []
