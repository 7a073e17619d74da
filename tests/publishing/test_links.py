"""Links between events are public where both ends are, and a part is never counted beside its whole."""

import pytest

from tests.factories import make_article, make_event, make_passage
from tests.publishing.cases import edit_and_approve, make_raid, publish_raid
from tests.publishing.hands import again, another_event, publish, withdraw
from tracker.events.models import EventLink, Involvement
from tracker.events.wholes import MOST_LEVELS, fault_of_whole
from tracker.published.models import Change, PublishedEvent, PublishedForce
from tracker.publishing import workflow
from tracker.publishing.readiness import blockers
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def raid():
    made = make_raid()
    publish_raid(made)
    made.event.refresh_from_db()
    return made


def public(event):
    return PublishedEvent.objects.get(public_id=event.public_id)


def link(event, other, kind="part_of", **fields):
    return EventLink.objects.create(event=event, other=other, kind=kind, **fields)


def said(event):
    return [(row["kind"]["code"], row["event"]["name"]) for row in public(event).body["links"]]


def operation(raid, **fields):
    """Another event, approved, not yet public."""
    return another_event(raid, raid.article, **fields)


def test_a_part_that_was_public_first_learns_of_its_whole(raid):
    whole = operation(raid)
    link(raid.event, whole)
    again(raid, Kind.EVENT, raid.event)
    before = said(raid.event)

    publish(raid, whole)

    assert before == []
    assert said(raid.event) == [("part_of", "Another")]
    assert public(raid.event).part_of == public(whole)
    assert public(raid.event).body["changes"][0]["note"] == "An event that this one is linked to was published."


def test_a_link_of_the_pending_version_is_not_public(raid):
    whole = operation(raid)
    link(raid.event, whole)

    publish(raid, whole)

    assert said(raid.event) == []
    assert Change.objects.filter(public_id=raid.event.public_id).count() == 1


def test_a_part_and_its_whole_may_go_out_together(raid):
    whole, part = operation(raid), operation(raid)
    link(part, whole)
    edit_and_approve(raid, part, Kind.EVENT)

    workflow.publish(
        Kind.EVENT, part.pk, version=part.version, by=raid.two, companions=[(Kind.EVENT, whole.pk, whole.version)]
    )

    assert public(part).part_of == public(whole)
    assert [row.other for row in public(part).links_out.all()] == [public(whole)]


@pytest.mark.parametrize("verb", ["retract", "withdraw"])
def test_a_link_to_an_event_that_is_taken_back_vanishes(raid, verb):
    whole = operation(raid)
    publish(raid, whole)
    link(raid.event, whole)
    again(raid, Kind.EVENT, raid.event)
    before = said(raid.event)

    getattr(workflow, verb)(Kind.EVENT, whole.pk, by=raid.chief, reason="It did not happen")

    assert before == [("part_of", "Another")]
    assert said(raid.event) == []
    assert public(raid.event).part_of is None
    assert not public(raid.event).links_out.exists()


def test_the_links_of_a_part_that_is_taken_back_go_with_it(raid):
    whole = operation(raid)
    publish(raid, whole)
    link(raid.event, whole)
    again(raid, Kind.EVENT, raid.event)

    withdraw(raid, Kind.EVENT, raid.event)

    assert not public(whole).parts.exists()
    assert not public(whole).links_in.exists()


def test_a_force_counts_a_whole_and_its_part_once(raid):
    whole = operation(raid)
    Involvement.objects.create(event=whole, force=raid.army, role="initiator", passage=make_passage(raid.article))
    edit_and_approve(raid, whole, Kind.EVENT)
    publish(raid, whole)
    army = PublishedForce.objects.get(public_id=raid.army.public_id)
    group = PublishedForce.objects.get(public_id=raid.group.public_id)
    apart = army.event_count
    link(raid.event, whole)

    again(raid, Kind.EVENT, raid.event)

    army.refresh_from_db()
    group.refresh_from_db()
    assert (apart, army.event_count, group.event_count) == (2, 1, 1)


def test_what_follows_or_answers_needs_words_and_belonging_does_not(raid):
    event, other = make_event(), make_event()
    passage = make_passage(raid.article)
    link(event, other, "part_of")
    link(event, other, "same_series")
    assert not [reason for reason in blockers(Kind.EVENT, event) if "link" in reason]

    link(event, other, "follows")
    link(event, other, "retaliation_for", passage=passage)

    assert "1 link without a passage: point to the words." in blockers(Kind.EVENT, event)


def test_a_link_that_rests_on_a_note_stays_inside(raid):
    note = make_passage(make_article("A colonel says that it was an answer.", kind="note", outlet=None))
    other = operation(raid)
    publish(raid, other)
    link(raid.event, other, "retaliation_for", passage=note, certainty="alleged")

    again(raid, Kind.EVENT, raid.event)

    assert said(raid.event) == []


def test_a_whole_known_from_a_note_only_keeps_the_part_in(raid):
    note = make_passage(make_article("All one operation, says a colonel.", kind="note", outlet=None))
    event = make_event()
    link(event, make_event(), passage=note)

    assert any("rests on words that stay inside" in reason for reason in blockers(Kind.EVENT, event))


def test_no_whole_is_a_part_of_its_part():
    whole, part, deep = make_event(), make_event(), make_event()
    link(part, whole)
    link(deep, part)

    assert "is a part of this event already" in fault_of_whole(whole.pk, deep.pk)
    assert "is a part of this event already" in fault_of_whole(whole.pk, part.pk)
    assert fault_of_whole(part.pk, whole.pk) == ""


def test_wholes_go_three_levels_deep_and_no_deeper():
    events = [make_event() for _ in range(MOST_LEVELS + 1)]
    for part, whole in zip(events[1:MOST_LEVELS], events, strict=False):
        assert fault_of_whole(part.pk, whole.pk) == ""
        link(part, whole)

    assert "3 levels deep" in fault_of_whole(events[MOST_LEVELS].pk, events[MOST_LEVELS - 1].pk)
    assert "3 levels deep" in fault_of_whole(events[0].pk, events[MOST_LEVELS].pk)
    assert fault_of_whole(None, events[0].pk) == ""


def test_a_circle_made_by_two_editors_at_once_keeps_both_in():
    first, second = make_event(), make_event()
    link(first, second)
    link(second, first)

    assert any("is a part of this event already" in reason for reason in blockers(Kind.EVENT, first))
