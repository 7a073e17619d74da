"""Merging and unmerging: who may, what is refused, what the public reads, and that undoing is exact."""

import pytest

from tests.factories import make_article, make_editor, make_event, make_force, make_passage, make_person
from tests.publishing.cases import edit_and_approve
from tests.publishing.hands import another_event, publish, withdraw
from tests.publishing.test_removal import every_public_byte
from tracker.accounts.models import AuditEntry
from tracker.core.states import TransitionNotAllowed
from tracker.events.models import Citation, Claim, Involvement
from tracker.events.tally import recount
from tracker.published.models import Change, Op, PublishedEvent, PublishedEventForce, PublishedForce, PublishedPerson
from tracker.publishing import merging, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import Judgement
from tracker.publishing.previews import preview
from tracker.publishing.readiness import blockers
from tracker.revisions.models import Kind, Merge

pytestmark = pytest.mark.django_db
HEADS = ("version", "updated_at", "changes", "published_at")


def seen(record, into):
    for each in (record, into):
        each.refresh_from_db()
    return (record.version, into.version)


def merge(kind, record, into, *, one, two=None):
    done = merging.merge(kind, record.pk, into.pk, by=one, reason="Entered twice.", seen=seen(record, into))
    return merging.carry_out(done.pk, by=two, seen=seen(record, into)) if two else done


def bodies():
    """Every live public document without what a new edition changes."""
    return {
        (kind, copy.public_id): {key: value for key, value in copy.body.items() if key not in HEADS}
        for kind, aggregate in AGGREGATES.items()
        for copy in aggregate.copy.objects.filter(status="live")
    }


def force_in_an_event(raid, name="The Armed Group"):
    """A live force, named in a live event of its own."""
    force = make_force(name, kind="rebel")
    edit_and_approve(raid, force, Kind.FORCE)
    workflow.publish(Kind.FORCE, force.pk, version=1, by=raid.two)
    article = make_article("The Armed Group struck the bridge, residents said, and nothing else is known of it.")
    event = make_event(title="Strike on the bridge", place=raid.event.place)
    words = make_passage(article)
    Citation.objects.create(event=event, passage=words)
    Involvement.objects.create(event=event, force=force, side="A", role="initiator", passage=words)
    edit_and_approve(raid, event, Kind.EVENT)
    publish(raid, event)
    return force, event


def test_two_drafts_are_merged_by_one_person_and_nothing_goes_out():
    one = make_editor()
    gone, stays = make_person("Ali Hasan"), make_person("Ali Hassan")
    for person in (gone, stays):
        save_version(Kind.PERSON, person, by=one)

    done = merge(Kind.PERSON, gone, stays, one=one)

    gone.refresh_from_db()
    assert (gone.state, done.carried_by, done.is_public) == ("retracted", one, False)
    assert not Change.objects.exists()
    assert Judgement.objects.get().verdict == "same"
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"merge", "judge"}


def test_a_live_record_is_merged_by_a_second_person_only(live):
    force, _ = force_in_an_event(live)

    asked = merge(Kind.FORCE, force, live.group, one=live.one)

    assert asked.carried_by is None
    assert PublishedForce.objects.get(public_id=force.public_id).status == "live"
    with pytest.raises(TransitionNotAllowed, match="second person"):
        merging.carry_out(asked.pk, by=live.one, seen=seen(force, live.group))
    merging.carry_out(asked.pk, by=live.two, seen=seen(force, live.group))
    assert PublishedForce.objects.get(public_id=force.public_id).status == "merged"


def test_merged_force_leaves_a_tombstone_that_leads_on_and_its_events_name_the_other(live):
    force, event = force_in_an_event(live)
    before = Change.objects.count()

    merge(Kind.FORCE, force, live.group, one=live.one, two=live.two)

    copy = PublishedForce.objects.get(public_id=force.public_id)
    stays = PublishedForce.objects.get(public_id=live.group.public_id)
    assert (copy.successor, copy.body["successor"]["id"]) == (live.group.public_id, str(live.group.public_id))
    assert (copy.title, copy.names, copy.event_count, stays.event_count) == ("", "", 0, 2)
    named = PublishedEvent.objects.get(public_id=event.public_id).body["forces"]
    assert [each["name"] for each in named] == ["The Group"]
    assert "The Armed Group" in [each["name"] for each in stays.body["names"]]
    made = Change.objects.order_by("seq")[before:]
    assert (made[0].op, made[0].successor) == ("merge", live.group.public_id)
    assert {each.op for each in made[1:]} == {"update"}


def test_an_event_that_names_both_names_the_one_once(live):
    force, _ = force_in_an_event(live)
    words = live.event.citations.get().passage
    Involvement.objects.create(event=live.event, force=force, side="B", role="target", passage=words)
    edit_and_approve(live, live.event, Kind.EVENT)
    workflow.publish(Kind.EVENT, live.event.pk, version=2, by=live.two, op=Op.UPDATE, note="Added")

    merge(Kind.FORCE, force, live.group, one=live.one, two=live.two)

    copy = PublishedEvent.objects.get(public_id=live.event.public_id)
    assert sorted(each["name"] for each in copy.body["forces"]) == ["The Army", "The Group"]
    assert PublishedEventForce.objects.filter(event=copy).count() == 2


def second_report(live):
    """A live event that is the raid again: one claim in the same words, one that says more."""
    event = make_event(title="Raid on a camp", place=live.event.place, geo_precision=5)
    article = make_article("A later count found 16 fighters dead in the raid, the army said on Friday afternoon.")
    words = make_passage(article)
    same = Claim.objects.filter(event=live.event, topic="casualties", part_of=None).get()
    Citation.objects.create(event=event, passage=words)
    Claim.objects.create(
        **{name: getattr(same, name) for name in (
            "topic", "speaker_force", "outcome", "side", "standing", "low", "best", "high", "group_words", "passage",
            "paraphrase", "said_on", "said_precision",
        )}, event=event,
    )  # fmt: skip
    later = {"said_on": same.said_on.replace(day=20), "said_precision": 1, "low": 16, "best": 16, "high": 16}
    Claim.objects.create(
        event=event, topic="casualties", speaker_force=live.army, outcome="killed", side="B", standing="combatant",
        passage=words, paraphrase="16 were killed", **later,
    )  # fmt: skip
    recount(event)
    edit_and_approve(live, event, Kind.EVENT)
    publish(live, event)
    return event


def test_merged_event_is_read_through_and_nothing_is_counted_twice(live):
    event = second_report(live)

    merge(Kind.EVENT, event, live.event, one=live.one, two=live.two)

    copy = PublishedEvent.objects.get(public_id=live.event.public_id)
    counted = [claim["best"] for claim in copy.body["claims"] if claim["topic"]["code"] == "casualties"]
    assert sorted(counted) == [4, 14, 16]
    assert (copy.killed_low, copy.killed_best, copy.killed_high) == (16, 16, 16)
    assert len(copy.body["sources"]) == 2
    assert live.event.claims.count() == 5
    assert event.claims.count() == 2


def test_draft_event_merged_into_a_live_one_shows_nothing_until_a_version_with_it_is_approved(live):
    event = make_event(title="Raid again", place=live.event.place)
    Citation.objects.create(event=event, passage=make_passage(make_article("Unchecked report of a raid, at length.")))
    save_version(Kind.EVENT, event, by=live.one)
    before = bodies()

    done = merge(Kind.EVENT, event, live.event, one=live.one)

    assert done.carried_by == live.one
    assert bodies() == before
    assert len(preview(Kind.EVENT, live.event.pk)["sources"]) == 2
    edit_and_approve(live, live.event, Kind.EVENT)
    workflow.publish(Kind.EVENT, live.event.pk, version=2, by=live.two, op=Op.UPDATE, note="One more report")
    assert len(PublishedEvent.objects.get(public_id=live.event.public_id).body["sources"]) == 2


def test_private_person_merged_into_a_named_one_is_named_and_no_longer_blacked_out(live):
    private = make_person("Kareem Testoff", description="a man")
    article = make_article("Kareem Testoff was seen at the bridge, a resident said, and he left before dark.")
    event = another_event(live, article, summary="")
    Involvement.objects.create(event=event, person=private, side="B", role="victim", passage=make_passage(article))
    edit_and_approve(live, event, Kind.EVENT)
    publish(live, event)
    copy = PublishedEvent.objects.get(public_id=event.public_id)
    assert copy.body["persons"] == []

    merge(Kind.PERSON, private, live.named, one=live.one, two=live.two)

    copy.refresh_from_db()
    assert [each["name"] for each in copy.body["persons"]] == ["Karim Testov"]
    event.summary = "Kareem Testoff was seen."
    assert not [reason for reason in blockers(Kind.EVENT, event) if "withheld" in reason]


def test_withdrawing_the_one_takes_out_the_names_of_the_other(live):
    other = make_person("Qarim Testoff", "Abu Qarim")
    words = make_passage(live.article, "Karim Testov, head of operations, was among the dead, the army said")
    Involvement.objects.create(event=live.event, person=other, side="B", role="commander", passage=words)
    edit_and_approve(live, other, Kind.PERSON)
    merge(Kind.PERSON, other, live.named, one=live.one, two=live.two)
    live.event.summary = "Qarim Testoff led them."
    live.event.save()
    edit_and_approve(live, live.named, Kind.PERSON)
    workflow.publish(Kind.PERSON, live.named.pk, version=2, by=live.two, op=Op.UPDATE, note="Spellings")
    assert b"Qarim" in every_public_byte()

    withdraw(live, Kind.PERSON, live.named)

    assert b"Qarim" not in every_public_byte()
    done = Merge.objects.get()
    with pytest.raises(TransitionNotAllowed, match="withdrawn"):
        merging.unmerge(done.pk, by=live.two, reason="Two people")


def test_chains_lead_to_their_end_and_circles_are_refused(live):
    first, event = force_in_an_event(live)
    second = make_force("The Armed Groups", kind="rebel")
    edit_and_approve(live, second, Kind.FORCE)
    workflow.publish(Kind.FORCE, second.pk, version=1, by=live.two)
    merge(Kind.FORCE, first, second, one=live.one, two=live.two)
    merge(Kind.FORCE, second, live.group, one=live.one, two=live.two)

    named = PublishedEvent.objects.get(public_id=event.public_id).body["forces"]
    stays = PublishedForce.objects.get(public_id=live.group.public_id)

    assert [each["name"] for each in named] == ["The Group"]
    assert {"The Armed Group", "The Armed Groups"} <= {each["name"] for each in stays.body["names"]}
    with pytest.raises(TransitionNotAllowed, match="already merged: “The Group”"):
        merge(Kind.FORCE, live.group, first, one=live.one)


def test_undone_merge_leaves_every_document_as_it_was(live):
    force, _ = force_in_an_event(live)
    event = second_report(live)
    before = bodies()
    events = merge(Kind.EVENT, event, live.event, one=live.one, two=live.two)
    forces = merge(Kind.FORCE, force, live.group, one=live.one, two=live.two)

    merging.unmerge(events.pk, by=live.one, reason="Two raids")
    merging.unmerge(forces.pk, by=live.one, reason="Two groups")

    assert bodies() == before
    copy = PublishedForce.objects.get(public_id=force.public_id)
    assert (copy.status, copy.successor, copy.event_count, copy.title) == ("live", None, 1, "The Armed Group")
    assert copy.body["changes"][0]["op"] == "unmerge"
    assert Change.objects.filter(op="unmerge").count() == 2


def test_an_event_goes_out_without_a_parted_one_although_its_version_held_it(live):
    event = second_report(live)
    done = merge(Kind.EVENT, event, live.event, one=live.one, two=live.two)
    edit_and_approve(live, live.event, Kind.EVENT)
    workflow.publish(Kind.EVENT, live.event.pk, version=2, by=live.two, op=Op.UPDATE, note="Edited")

    merging.unmerge(done.pk, by=live.one, reason="Two raids")

    assert len(PublishedEvent.objects.get(public_id=live.event.public_id).body["sources"]) == 1
    assert PublishedPerson.objects.get(public_id=live.named.public_id).event_count == 1
