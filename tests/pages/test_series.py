"""An event with its whole, its parts and what it follows; totals count each act once."""

from datetime import date

import pytest

from tests.published_factories import build_change, build_event, build_force, build_place
from tests.published_topics import tie
from tracker.pages import front
from tracker.pages.series import comparison
from tracker.published.models import Op, PublishedEvent

pytestmark = pytest.mark.django_db
NEWEST = date(2024, 8, 29)


def page_of(client, event):
    return client.get(f"/events/{event.number}/").content.decode()


def operation(*killed, whole=(10, 10, 10), **fields):
    """An operation with as many parts as there are figures."""
    made = build_event(title="Operation", killed=whole, **fields)
    parts = [build_event(title=f"Part {number}", killed=figure) for number, figure in enumerate(killed, start=1)]
    for part in parts:
        tie(part, made)
    return made, parts


def test_an_operation_shows_its_parts_in_the_order_in_which_they_happened(client):
    whole = build_event(title="Operation", killed=(14, 14, 14), earliest=date(2024, 8, 1), latest=date(2024, 8, 9))
    for day, title in ((5, "The second assault"), (2, "The first assault")):
        tie(build_event(title=title, earliest=date(2024, 8, day), killed=(day, day, day)), whole)

    page = page_of(client, whole)

    assert page.index("The first assault") < page.index("The second assault")
    assert "reported killed 5" in page
    assert (
        "The parts add up to 7 reported killed, 7 fewer than the whole, for which 14 is reported. "
        "Totals count the whole's own figure only." in page.replace("&#x27;", "'")
    )


@pytest.mark.parametrize(
    ("whole", "parts", "words"),
    [
        ((7, 7, 7), [(3, 3, 3), (4, 4, 4)], ""),
        ((7, 7, 7), [None, None], ""),
        ((6, 6, 6), [(3, 3, 3), (4, 4, 4)], "1 more than the whole, for which 6 is reported"),
        ((7, 7, 9), [(3, 3, 3), (4, 4, 4)], "; the best figure is that of the whole, for which 7 (7–9) is reported"),
        (
            (9, 9, None),
            [(3, 3, 3), (4, 4, None)],
            "at least 7 reported killed, 2 fewer than the whole, for which at least 9",
        ),
        ((7, 7, 7), [(7, 7, 7), None], "7 reported killed, and 1 part has no count"),
        (
            None,
            [(3, 3, 3), None, None],
            "3 reported killed, and 2 parts have no count. No figure is reported for the whole",
        ),
    ],
)
def test_the_sum_of_the_parts_is_set_against_the_whole(whole, parts, words):
    made, rows = operation(*parts, whole=whole)

    said = comparison(made, rows)

    assert words in said
    assert bool(said) == bool(words)


def test_links_are_shown_from_both_ends_with_their_certainty(client):
    first, answer = build_event(title="First strike"), build_event(title="Answer")
    tie(answer, first, "retaliation_for", "alleged")

    assert "In retaliation for (alleged)" in page_of(client, answer)
    assert 'href="/events/1/">First strike' in page_of(client, answer)
    assert "Answered, as retaliation, by (alleged)" in page_of(client, first)


def test_one_series_said_from_both_ends_is_shown_once(client):
    one, two = build_event(title="One"), build_event(title="Two")
    tie(one, two, "same_series")
    tie(two, one, "same_series")

    assert page_of(client, one).count(">Two</a>") == 1


def test_parts_and_links_that_were_taken_back_are_not_shown(client):
    whole, (part,) = operation((3, 3, 3))
    later = build_event(title="Later")
    tie(later, whole, "follows")
    build_change(part, op=Op.RETRACT)
    build_change(later, op=Op.RETRACT)

    page = page_of(client, whole)

    assert "Part 1" not in page
    assert "Later" not in page


def test_a_sensitive_operation_keeps_its_parts_behind_the_warning(client):
    whole, _ = operation((3, 3, 3), is_sensitive=True)

    page = page_of(client, whole)

    assert page.index("<details") < page.index("Part 1") < page.index("</details>")


def test_front_page_totals_count_each_act_once():
    iraq = build_place()
    whole = build_event(killed=(10, 11, 12), place=iraq)
    for figure in ((4, 4, 4), (5, 5, None), None):
        tie(build_event(killed=figure, place=iraq), whole)
    build_event(killed=(1, 1, 1), place=iraq)

    figures = front.key_figures(NEWEST)
    period = front.period_until(NEWEST)

    assert (figures.events, figures.low, figures.best, figures.high, figures.is_open) == (2, 11, 12, 13, False)
    assert front.events_by_country(period)[0].events == 2
    assert front.events_by_type(period, {}).rows[-1][2] == 2


def test_a_part_counts_where_its_whole_lies_outside_the_window():
    whole = build_event(killed=(10, 10, 10), earliest=date(2024, 5, 1), latest=NEWEST)
    tie(build_event(killed=(4, 4, 4)), whole)

    figures = front.key_figures(NEWEST)

    assert (figures.events, figures.best) == (1, 4)


def test_a_whole_without_a_count_leaves_the_counts_of_its_parts():
    operation((4, 4, 4), (5, 5, 5), whole=None)

    figures = front.key_figures(NEWEST)

    assert (figures.events, figures.best, figures.high) == (1, 9, 9)


def test_a_whole_that_was_taken_back_hides_no_part():
    whole, _ = operation((4, 4, 4))
    build_change(whole, op=Op.RETRACT)

    assert front.key_figures(NEWEST).best == 4


def test_a_part_of_a_part_is_counted_once_whatever_else_is_there():
    whole, (phase,) = operation((6, 6, 6))
    act = build_event(title="Act", killed=(2, 2, 2), forces=((build_force(), "target", "B"),))
    tie(act, phase)
    rows = PublishedEvent.objects.live()

    def best(**kept):
        return sorted(rows.filter(**kept).without_counted_parts().values_list("killed_best", flat=True))

    assert best() == [10]
    assert best(pk__in=[phase.pk, act.pk]) == [6]
    assert best(pk__in=[whole.pk, act.pk]) == [10]
    assert best(pk__in=[act.pk]) == [2]
    assert sorted(rows.without_parts().values_list("title", flat=True)) == ["Operation"]


@pytest.mark.parametrize("count", [2, 40])
def test_an_event_needs_no_more_queries_for_more_parts(client, django_assert_max_num_queries, count):
    whole, parts = operation(*[(1, 1, 1)] * count)
    for part in parts:
        tie(part, whole, "follows")

    with django_assert_max_num_queries(5):
        assert "What it consisted of" in page_of(client, whole)
