"""Topics go out with the workflow of everything else, and events with those that are public."""

import pytest

from tests.factories import make_article, make_editor, make_event, make_passage, make_topic
from tests.publishing.cases import edit_and_approve, make_raid, publish_raid
from tests.publishing.hands import again, another_event, publish, withdraw
from tracker.core.states import Blocked, NotPermitted, TransitionNotAllowed
from tracker.events.models import ArticleTopic, EventTopic, Topic, TopicParty
from tracker.published.models import Change, Op, PublishedArticle, PublishedEvent, PublishedTopic
from tracker.publishing import workflow
from tracker.publishing.grouping import put_into_topic, take_out_of_topic
from tracker.publishing.readiness import blockers, companions
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def raid():
    made = make_raid()
    publish_raid(made)
    made.event.refresh_from_db()
    return made


def public(event):
    return PublishedEvent.objects.get(public_id=event.public_id)


def publish_topic(raid, topic):
    edit_and_approve(raid, topic, Kind.TOPIC)
    return workflow.publish(Kind.TOPIC, topic.pk, version=topic.version, by=raid.two)


def in_topic(raid, topic):
    """The raid in the topic, live."""
    EventTopic.objects.create(event=raid.event, topic=topic)
    return again(raid, Kind.EVENT, raid.event)


def test_a_topic_goes_out_with_its_public_parties_and_without_the_desks_notes(raid):
    conflict = make_topic("War in the west", kind="conflict")
    publish_topic(raid, conflict)
    topic = make_topic(
        "Camp campaign", kind="campaign", parent=conflict, internal_notes="Ask the ministry", summary="Raids."
    )
    for force, side in ((raid.army, "A"), (raid.group, "B")):
        TopicParty.objects.create(topic=topic, force=force, side=side, passage=make_passage(raid.article))
    topic.external_ids.create(scheme="ucdp", value="259")
    topic.external_ids.create(scheme="ucdp", value="524", register="dyad")

    publish_topic(raid, topic)

    copy = PublishedTopic.objects.get(public_id=topic.public_id)
    body = copy.body
    assert [(party["name"], party["side"]) for party in body["parties"]] == [("The Army", "A"), ("The Group", "B")]
    assert (body["parent"]["name"], body["topic_kind"]["code"], body["summary"]) == (
        "War in the west",
        "campaign",
        "Raids.",
    )
    assert [(row["value"], row["register"]["code"], row["url"]) for row in body["external_ids"]] == [
        ("259", "conflict", "https://ucdp.uu.se/conflict/259"),
        ("524", "dyad", None),
    ]
    assert copy.parent.title == "War in the west"
    assert b"ministry" not in bytes(copy.document)


def test_a_party_without_words_keeps_a_topic_in(raid):
    topic = make_topic()
    TopicParty.objects.create(topic=topic, force=raid.army)

    assert "1 party without a passage: point to the words." in blockers(Kind.TOPIC, topic)


def test_a_topic_that_is_not_public_keeps_its_event_in_or_goes_along(raid):
    topic = make_topic("Camp campaign")
    EventTopic.objects.create(event=raid.event, topic=topic)
    edit_and_approve(raid, raid.event, Kind.EVENT)
    edit_and_approve(raid, topic, Kind.TOPIC)
    args = {"version": raid.event.version, "by": raid.two, "op": Op.UPDATE, "note": "Grouped"}

    with pytest.raises(Blocked, match="Topic “Camp campaign” is not public"):
        workflow.publish(Kind.EVENT, raid.event.pk, **args)
    along = [(kind, record.pk, record.version) for kind, record in companions(Kind.EVENT, raid.event)]
    workflow.publish(Kind.EVENT, raid.event.pk, **args, companions=along)

    assert along == [(Kind.TOPIC, topic.pk, topic.version)]
    assert [row["name"] for row in public(raid.event).body["topics"]] == ["Camp campaign"]
    assert [row.title for row in public(raid.event).topics.all()] == ["Camp campaign"]
    assert PublishedTopic.objects.get().event_count == 1


def test_a_topic_of_the_pending_version_is_not_public(raid):
    topic = make_topic("Secret campaign")
    put_into_topic(Kind.EVENT, raid.event.pk, topic_id=topic.pk, by=raid.one)

    publish_topic(raid, topic)

    assert public(raid.event).body["topics"] == []
    assert Change.objects.filter(public_id=raid.event.public_id).count() == 1


def test_a_retracted_topic_leaves_its_events_and_comes_back_to_them(raid):
    topic = make_topic("Camp campaign")
    publish_topic(raid, topic)
    in_topic(raid, topic)

    workflow.retract(Kind.TOPIC, topic.pk, by=raid.chief, reason="Wrong grouping")
    without = public(raid.event)
    topics_without = (without.body["topics"], without.topics.count(), PublishedTopic.objects.get().event_count)
    publish_topic(raid, topic)

    assert topics_without == ([], 0, 0)
    assert [row["name"] for row in public(raid.event).body["topics"]] == ["Camp campaign"]
    assert PublishedTopic.objects.get().event_count == 1
    assert public(raid.event).body["changes"][0]["note"] == "A topic that this belongs to was published."


def test_a_withdrawn_topic_is_in_no_document_any_more(raid):
    topic = make_topic("Camp campaign", summary="Raids on camps.")
    publish_topic(raid, topic)
    in_topic(raid, topic)

    withdraw(raid, Kind.TOPIC, topic)

    tombstone = PublishedTopic.objects.get()
    assert (tombstone.title, tombstone.names, tombstone.status) == ("", "", "withdrawn")
    assert public(raid.event).body["topics"] == []
    for stored in Change.objects.exclude(document=None).values_list("document", flat=True):
        assert b"Camp campaign" not in bytes(stored)


def test_an_article_shows_its_public_topics_only(raid):
    known, unknown = make_topic("Known"), make_topic("Unknown")
    publish_topic(raid, known)
    story = make_article("Words.", kind="story", processing="own", title="A story", body="Words.", outlet=None)
    for topic in (known, unknown):
        ArticleTopic.objects.create(article=story, topic=topic)
    edit_and_approve(raid, story, Kind.ARTICLE)

    with pytest.raises(Blocked, match="Unknown"):
        workflow.publish(Kind.ARTICLE, story.pk, version=story.version, by=raid.two)
    take_out_of_topic(Kind.ARTICLE, story.pk, topic_id=unknown.pk, by=raid.one)
    edit_and_approve(raid, story, Kind.ARTICLE)
    workflow.publish(Kind.ARTICLE, story.pk, version=story.version, by=raid.two)

    copy = PublishedArticle.objects.get(public_id=story.public_id)
    assert [row["name"] for row in copy.body["topics"]] == ["Known"]
    assert [row.topic.title for row in copy.topic_links.all()] == ["Known"]


def test_putting_into_a_topic_saves_a_version_and_twice_is_refused():
    editor, topic, event = make_editor(), make_topic("Campaign"), make_event()

    revision = put_into_topic(Kind.EVENT, event.pk, topic_id=topic.pk, by=editor)

    assert (revision.version, revision.reason) == (1, "Put into the topic “Campaign”")
    assert revision.snapshot["parts"]["topic_links"][0]["topic_id"] == topic.pk
    with pytest.raises(TransitionNotAllowed, match="already"):
        put_into_topic(Kind.EVENT, event.pk, topic_id=topic.pk, by=editor)
    assert Revision.objects.count() == 1


def test_taking_out_of_a_topic_saves_a_version_and_twice_is_refused():
    editor, topic, event = make_editor(), make_topic("Campaign"), make_event()
    put_into_topic(Kind.EVENT, event.pk, topic_id=topic.pk, by=editor)

    revision = take_out_of_topic(Kind.EVENT, event.pk, topic_id=topic.pk, by=editor)

    assert (revision.version, revision.snapshot["parts"]["topic_links"]) == (2, [])
    with pytest.raises(TransitionNotAllowed, match="is not in the topic"):
        take_out_of_topic(Kind.EVENT, event.pk, topic_id=topic.pk, by=editor)


def test_a_topic_that_was_taken_back_takes_nothing_in(raid):
    topic = make_topic("Campaign")
    publish_topic(raid, topic)
    workflow.retract(Kind.TOPIC, topic.pk, by=raid.chief, reason="Wrong")

    with pytest.raises(TransitionNotAllowed, match="taken back"):
        put_into_topic(Kind.EVENT, raid.event.pk, topic_id=topic.pk, by=raid.one)

    assert not EventTopic.objects.exists()


def test_who_does_not_edit_groups_nothing():
    chief, topic, event = make_editor(), make_topic(), make_event()
    chief.groups.clear()
    chief.__dict__.pop("_desk_roles", None)

    for verb in (put_into_topic, take_out_of_topic):
        with pytest.raises(NotPermitted):
            verb(Kind.EVENT, event.pk, topic_id=topic.pk, by=chief)

    assert not EventTopic.objects.exists()


def test_a_circle_of_topics_keeps_them_in():
    first, second = make_topic("First"), make_topic("Second")
    Topic.objects.filter(pk=first.pk).update(parent=second)
    Topic.objects.filter(pk=second.pk).update(parent=first)
    first.refresh_from_db()

    assert any("lies in this topic already" in reason for reason in blockers(Kind.TOPIC, first))


def test_another_event_in_the_topic_is_counted_too(raid):
    topic = make_topic()
    publish_topic(raid, topic)
    in_topic(raid, topic)
    other = another_event(raid, raid.article)
    put_into_topic(Kind.EVENT, other.pk, topic_id=topic.pk, by=raid.one)
    edit_and_approve(raid, other, Kind.EVENT)

    publish(raid, other)

    assert PublishedTopic.objects.get().event_count == 2
