"""Two versions of a record side by side: labels, dates, names, and the words behind each change."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    make_article,
    make_chief,
    make_editor,
    make_event,
    make_force,
    make_outlet,
    make_passage,
    make_person,
    make_place,
)
from tracker.actors.models import Posting
from tracker.events.models import Citation, Claim, Event, EventTarget, Involvement, Tally
from tracker.publishing.kinds import AGGREGATES
from tracker.review.diff import Difference, differences
from tracker.revisions.freezing import freeze
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def frozen(kind, record):
    return freeze(type(record).objects.get(pk=record.pk), AGGREGATES[kind].parts)


def changes(kind, record, change):
    old = frozen(kind, record)
    change()
    return differences(kind, old, frozen(kind, record))


def test_own_fields_are_shown_by_their_labels():
    event, place = make_event(), make_place("Rutba", kind="town")

    found = changes(
        Kind.EVENT,
        event,
        lambda: Event.objects.filter(pk=event.pk).update(
            grade="several",
            place=place,
            earliest=date(2024, 8, 30),
            latest=date(2024, 8, 30),
            is_sensitive=True,
            latitude=Decimal("33.04"),
            longitude=Decimal("40.28"),
        ),
    )

    assert {(each.label, each.old, each.new) for each in found} == {
        ("Grade", "One party only", "Several independent sources"),
        ("Place", "", "Rutba"),
        ("Earliest", "29 August 2024", "30 August 2024"),
        ("Latest", "29 August 2024", "30 August 2024"),
        ("Is sensitive", "no", "yes"),
        ("Latitude", "", "33.04000"),
        ("Longitude", "", "40.28000"),
    }


def test_a_claim_is_shown_with_who_says_it_and_the_words():
    article = make_article("The army said 14 were killed.", outlet=make_outlet("Wire"))
    event, army = make_event(), make_force("The Army")
    claim = Claim.objects.create(
        event=event, speaker_force=army, topic="casualties", outcome="killed", low=14, passage=make_passage(article)
    )

    found = changes(Kind.EVENT, event, lambda: Claim.objects.filter(pk=claim.pk).update(low=13, hedge="likely"))

    assert found == [
        Difference("Claim by The Army: hedge", "Asserted", "Likely", "“The army said 14 were killed.” — Wire"),
        Difference("Claim by The Army: low", "14", "13", "“The army said 14 were killed.” — Wire"),
    ]


def test_rows_added_and_removed_are_told_in_one_line_with_their_words():
    event, force = make_event(), make_force("Red Guard")
    passage = make_passage(make_article("Red Guard began it.", outlet=make_outlet("Wire")))
    target = EventTarget.objects.create(event=event, kind="a bridge", count=2)

    def change():
        target.delete()
        Involvement.objects.create(event=event, force=force, role="initiator", side="A", passage=passage)

    assert changes(Kind.EVENT, event, change) == [
        Difference(
            "Involvement Red Guard", "", "Red Guard, Side A, Initiator", "“Red Guard began it.” — Wire"
        ),
        Difference("Event target a bridge", "a bridge, count: 2", ""),
    ]  # fmt: skip


def test_other_words_for_the_same_are_both_shown():
    event = make_event()
    article = make_article("First words. Second words.", outlet=make_outlet("Wire"))
    citation = Citation.objects.create(event=event, passage=make_passage(article, "First words."))
    other = make_passage(article, "Second words.")

    found = changes(Kind.EVENT, event, lambda: Citation.objects.filter(pk=citation.pk).update(passage=other))

    assert [(each.old, each.new) for each in found] == [("“First words.” — Wire", "“Second words.” — Wire")]


def test_figures_counted_anew_to_the_same_are_no_difference():
    event = make_event()
    Tally.objects.create(event=event, outcome="killed", low=3, best=3, high=3)

    def change():
        event.tallies.all().delete()
        Tally.objects.create(event=event, outcome="killed", low=3, best=3, high=3)

    assert changes(Kind.EVENT, event, change) == []


def test_areas_of_a_region_are_shown_by_name():
    region, first, second = make_place("West", kind="region"), make_place("Anbar"), make_place("Nineveh")
    region.areas.set([first])

    found = changes(Kind.PLACE, region, lambda: region.areas.set([first, second]))

    assert [(each.label, each.old, each.new) for each in found] == [("Areas", "Anbar", "Anbar, Nineveh")]


def test_a_row_that_is_gone_is_said_to_be_gone():
    event, force = make_event(), make_force("Red Guard")
    row = Involvement.objects.create(event=event, force=force, role="initiator")
    old = frozen(Kind.EVENT, event)
    row.delete()
    force.delete()

    found = differences(Kind.EVENT, old, frozen(Kind.EVENT, event))

    assert "(gone)" in found[0].old


def test_words_of_a_sealed_note_are_shown_only_to_who_keeps_sources():
    event = make_event()
    note = make_article("The driver saw it.", kind="note", is_sealed=True, outlet=None)
    old = frozen(Kind.EVENT, event)
    Citation.objects.create(event=event, passage=make_passage(note))
    new = frozen(Kind.EVENT, event)

    for by, is_shown in ((None, False), (make_editor(), False), (make_chief(), True)):
        assert ("driver" in str(differences(Kind.EVENT, old, new, by=by))) is is_shown


def test_against_nothing_all_of_it_is_new():
    person, force = make_person("Karim Testov"), make_force("Red Guard")
    Posting.objects.create(person=person, force=force, title="spokesman")

    found = differences(Kind.PERSON, None, frozen(Kind.PERSON, person))

    assert ("Name", "", "Karim Testov") in {(each.label, each.old, each.new) for each in found}
    assert "Posting Red Guard" in {each.label for each in found}


def test_many_rows_cost_a_query_a_model(django_assert_max_num_queries):
    event, article = make_event(), make_article("Words enough for every claim.")
    for number in range(12):
        Claim.objects.create(
            event=event,
            speaker_force=make_force(f"Force {number}"),
            paraphrase=f"Says {number}.",
            passage=make_passage(article, "Words" if number % 2 else "claim"),
        )
    new = frozen(Kind.EVENT, event)

    with django_assert_max_num_queries(5):
        found = differences(Kind.EVENT, None, new)

    assert len(found) > 12
