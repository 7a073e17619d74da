import pytest

from tests.published_factories import build_change, build_event, build_force, build_person
from tracker.published.models import Op
from tracker.published.search import search

pytestmark = pytest.mark.django_db


def test_every_word_must_be_found_in_any_order_and_spelling():
    person = build_person(name="Abu-Ali al-Tunisi")
    build_person(name="Abu Hammam")

    assert search("TUNISI abu").persons == [person]
    assert not search("tunisi hammam")


def test_the_best_known_force_comes_first():
    build_force(name="Second Brigade")
    known = build_force(name="First Brigade")
    build_event(forces=((known, "target", "B"),))

    assert [force.title for force in search("brigade").forces] == ["First Brigade", "Second Brigade"]


def test_tombstones_are_not_found():
    event = build_event(title="Ambush")
    build_change(event, op=Op.RETRACT)

    assert not search("ambush")


def test_punctuation_alone_finds_nothing_rather_than_everything(django_assert_num_queries):
    build_event()

    with django_assert_num_queries(0):
        assert not search(" — % _ ")


def test_no_kind_brings_more_than_the_limit():
    for _ in range(4):
        build_event(title="Raid")

    assert len(search("raid", limit=3).events) == 3
