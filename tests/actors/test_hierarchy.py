"""No force stands above itself."""

from datetime import date
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_force
from tracker.actors.models import ForceLink
from tracker.actors.models.hierarchy import loop_of

pytestmark = pytest.mark.django_db


def link(child, parent, kind="part_of", **days):
    return ForceLink.objects.create(child=child, parent=parent, kind=kind, **days)


def unsaved(child, parent, kind="part_of", **days):
    return ForceLink(child=child, parent=parent, kind=kind, **days)


@pytest.mark.parametrize("kind", ["part_of", "member_of"])
def test_a_circle_is_found_with_the_forces_in_it(kind):
    one, two, three = make_force(), make_force(), make_force()
    link(one, two, kind)
    link(two, three, kind)

    assert loop_of(unsaved(three, one, kind)) == [three, one, two, three]


def test_a_straight_line_and_a_second_superior_are_no_circle():
    one, two, three = make_force(), make_force(), make_force()
    link(one, two)
    link(two, three)

    assert loop_of(unsaved(one, three)) == []


def test_forces_may_swap_places_over_the_years():
    one, two = make_force(), make_force()
    link(one, two, ends_on=date(2014, 5, 1))

    assert loop_of(unsaved(two, one, starts_on=date(2014, 5, 2))) == []
    assert loop_of(unsaved(two, one, starts_on=date(2014, 5, 1))) == [two, one, two]


def test_days_that_are_not_exact_are_given_the_benefit_of_the_doubt():
    one, two = make_force(), make_force()
    link(one, two, ends_on=date(2014, 1, 1), ends_precision=5)

    assert loop_of(unsaved(two, one, starts_on=date(2014, 1, 1), starts_precision=5)) == []


@pytest.mark.parametrize("kind", ["allied_with", "opposed_to", "split_from"])
def test_ties_that_lead_nowhere_up_make_no_circle(kind):
    one, two = make_force(), make_force()
    link(one, two, kind)

    assert loop_of(unsaved(two, one, kind)) == []


def test_a_headquarters_may_be_part_of_who_is_a_member_of_it():
    coalition, command = make_force(), make_force()
    link(command, coalition, "member_of")

    assert loop_of(unsaved(coalition, command, "part_of")) == []


def test_a_tie_that_is_saved_again_is_no_circle_with_itself():
    one, two = make_force(), make_force()
    kept = link(one, two)

    assert loop_of(kept) == []


def test_an_old_circle_elsewhere_does_not_hold_up_the_check():
    one, two, three = make_force(), make_force(), make_force()
    link(one, two)
    link(two, one)

    assert loop_of(unsaved(three, one)) == []


def test_a_circle_is_refused_with_the_way_that_it_takes():
    one, two = make_force("One"), make_force("Two")
    link(one, two)

    with pytest.raises(ValidationError, match="Two → One → Two"):
        unsaved(two, one).full_clean()


def test_a_tie_to_oneself_is_refused():
    one = make_force()

    with pytest.raises(ValidationError, match="cannot be linked to itself"):
        unsaved(one, one).full_clean()


def test_the_check_needs_one_query_a_step(django_assert_max_num_queries):
    forces = [make_force() for _ in range(6)]
    for child, parent in pairwise(forces):
        link(child, parent)

    with django_assert_max_num_queries(6):
        assert loop_of(unsaved(forces[-1], forces[0])) == [forces[-1], *forces]
