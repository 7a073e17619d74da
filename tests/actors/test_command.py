"""The chart of command of a force on any day."""

from datetime import date
from itertools import pairwise

import pytest

from tests.factories import make_force, make_person
from tracker.actors.command import MOST_LEVELS, chart_of
from tracker.actors.models import ForceLink, Posting
from tracker.core.days import Held

pytestmark = pytest.mark.django_db
DAY = date(2024, 8, 29)


def link(child, parent, kind="part_of", **days):
    return ForceLink.objects.create(child=child, parent=parent, kind=kind, **days)


def post(person, force, title="commander", **more):
    return Posting.objects.create(person=person, force=force, title=title, **more)


def names(units):
    return [(unit.force.name, unit.depth, unit.held) for unit in units]


@pytest.fixture
def brigade():
    """A battalion of a brigade of a corps; the brigade left another corps in 2023."""
    army, corps, old = make_force("Army"), make_force("Corps"), make_force("Old corps")
    brigade, battalion = make_force("1st Brigade", "1 Bde"), make_force("Battalion")
    link(corps, army, starts_on=date(2020, 1, 1))
    link(brigade, corps, starts_on=date(2023, 6, 1), starts_precision=4)
    link(brigade, old, starts_on=date(2015, 1, 1), ends_on=date(2023, 6, 1), ends_precision=4)
    link(battalion, brigade)
    return brigade


def test_the_chart_stands_as_it_was_on_the_day(brigade):
    chart = chart_of(brigade, DAY)

    assert names(chart.above) == [("Corps", 1, Held.YES), ("Army", 2, Held.YES)]
    assert names(chart.below) == [("Battalion", 1, Held.UNKNOWN)]
    assert not chart.is_cut


def test_an_earlier_day_has_another_chart_and_the_month_of_change_is_a_doubt(brigade):
    assert names(chart_of(brigade, date(2019, 1, 1)).above) == [("Old corps", 1, Held.YES)]
    assert names(chart_of(brigade, date(2023, 6, 15)).above) == [
        ("Corps", 1, Held.MAYBE),
        ("Old corps", 1, Held.MAYBE),
        ("Army", 2, Held.MAYBE),
    ]


def test_who_commanded_is_told_for_every_force_of_the_chart(brigade):
    sure, perhaps, chief = make_person("Sure"), make_person("Perhaps"), make_person("Chief")
    post(sure, brigade, "brigade commander", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 1))
    post(perhaps, brigade, starts_on=date(2023, 1, 1), certainty="alleged")
    post(make_person("Spokesman"), brigade, "spokesman", starts_on=date(2020, 1, 1))
    corps = brigade.links_up.get(starts_on__year=2023).parent
    post(chief, corps, "head of the Corps", first_cited=DAY, last_cited=DAY)

    chart = chart_of(brigade, DAY)

    assert [(answer.fact.holder, answer.held) for answer in chart.unit.commanders] == [
        (sure, Held.YES),
        (perhaps, Held.MAYBE),
    ]
    assert [answer.fact.holder for answer in chart.above[0].commanders] == [chief]


def test_an_editors_word_overrules_the_title(brigade):
    post(make_person("Head"), brigade, "head of operations", command="yes", first_cited=DAY, last_cited=DAY)
    post(make_person("Commander"), brigade, "commander", command="no", first_cited=DAY, last_cited=DAY)

    assert [str(answer.fact.holder) for answer in chart_of(brigade, DAY).unit.commanders] == ["Head"]


def test_two_commanders_on_one_day_are_both_shown_and_counted(brigade):
    for name in ("One", "Other"):
        post(make_person(name), brigade, first_cited=DAY, last_cited=DAY)

    assert chart_of(brigade, DAY).unit.rivals == 2


def test_a_posting_without_dates_is_not_known(brigade):
    post(make_person("Undated"), brigade)

    assert [answer.held for answer in chart_of(brigade, DAY).unit.commanders] == [Held.UNKNOWN]


def test_a_force_reached_in_two_ways_stands_once_by_its_surest():
    unit, one, two, top = make_force("Unit"), make_force("One"), make_force("Two"), make_force("Top")
    link(unit, one, starts_on=date(2020, 1, 1))
    link(unit, two)
    link(one, top, starts_on=date(2020, 1, 1))
    link(two, top, starts_on=date(2020, 1, 1))

    assert names(chart_of(unit, DAY).above) == [("One", 1, Held.YES), ("Two", 1, Held.UNKNOWN), ("Top", 2, Held.YES)]


def test_a_circle_of_old_rows_ends_and_is_shown_once():
    one, two = make_force("One"), make_force("Two")
    link(one, two)
    link(two, one)

    assert [unit.force.name for unit in chart_of(one, DAY).above] == ["Two"]


def test_a_chart_that_is_too_deep_says_that_it_is_cut():
    forces = [make_force(f"Level {number}") for number in range(MOST_LEVELS + 2)]
    for child, parent in pairwise(forces):
        link(child, parent, starts_on=date(2020, 1, 1))

    lowest, second = chart_of(forces[0], DAY), chart_of(forces[1], DAY)

    assert (len(lowest.above), lowest.is_cut) == (MOST_LEVELS, True)
    assert (len(second.above), second.is_cut) == (MOST_LEVELS, False)


def test_queries_do_not_grow_with_the_units(brigade, django_assert_max_num_queries):
    for number in range(20):
        unit = make_force(f"Company {number}")
        link(unit, brigade, starts_on=date(2020, 1, 1))
        post(make_person(), unit, first_cited=DAY, last_cited=DAY)

    with django_assert_max_num_queries(8):
        chart = chart_of(brigade, DAY)

    assert len(chart.below) == 21
