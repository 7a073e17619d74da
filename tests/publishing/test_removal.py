"""Retracting and withdrawing: tombstones, and what must be nowhere any more."""

import pytest
from django.apps import apps

from tests.factories import make_article, make_event, make_passage
from tests.publishing.cases import edit_and_approve, make_raid, publish_raid
from tracker.articles.models import Article
from tracker.core.states import Blocked, NotPermitted, TransitionNotAllowed
from tracker.events.models import Citation, StoryLink
from tracker.published.models import (
    Change,
    Op,
    PublishedArticle,
    PublishedEvent,
    PublishedEventPerson,
    PublishedForce,
    PublishedPerson,
    PublishedRecord,
)
from tracker.publishing import naming, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.models import Withdrawal
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def every_public_byte() -> bytes:
    """Every column of every published row, joined."""
    parts = []
    for model in [*PublishedRecord.__subclasses__(), Change, *_link_models()]:
        for row in model.objects.all().values_list():
            parts += [bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for value in row]
    return b"\n".join(parts)


def _link_models():
    return set(apps.get_app_config("published").get_models()) - set(PublishedRecord.__subclasses__()) - {Change}


def test_retraction_leaves_a_tombstone_with_its_reason():
    raid = make_raid()
    publish_raid(raid)

    change = workflow.retract(Kind.EVENT, raid.event.pk, by=raid.chief, reason="It was reported twice.")

    copy = PublishedEvent.objects.get()
    assert (copy.status, copy.body["reason"]) == ("retracted", "It was reported twice.")
    assert (change.op, copy.version) == ("retract", 2)
    assert not PublishedEventPerson.objects.exists()
    assert PublishedForce.objects.get(title="The Army").event_count == 0
    raid.event.refresh_from_db()
    assert (raid.event.state, raid.event.live_revision) == ("retracted", None)


def test_retracting_twice_or_without_reason_or_before_publication_is_refused():
    raid = make_raid()
    with pytest.raises(TransitionNotAllowed, match="not public"):
        workflow.retract(Kind.EVENT, raid.event.pk, by=raid.chief, reason="x")
    publish_raid(raid)
    with pytest.raises(TransitionNotAllowed, match="reason"):
        workflow.retract(Kind.EVENT, raid.event.pk, by=raid.chief, reason=" ")
    workflow.retract(Kind.EVENT, raid.event.pk, by=raid.chief, reason="x")

    with pytest.raises(TransitionNotAllowed):
        workflow.retract(Kind.EVENT, raid.event.pk, by=raid.chief, reason="x")


def test_force_in_a_live_event_cannot_be_retracted():
    raid = make_raid()
    publish_raid(raid)

    with pytest.raises(Blocked, match="published events"):
        workflow.retract(Kind.FORCE, raid.army.pk, by=raid.chief, reason="Not a force")


def test_retracted_event_can_be_edited_and_published_again_under_its_number():
    raid = make_raid()
    publish_raid(raid)
    workflow.retract(Kind.EVENT, raid.event.pk, by=raid.chief, reason="Doubt")
    raid.event.refresh_from_db()
    save_version(Kind.EVENT, raid.event, by=raid.one)
    workflow.submit(Kind.EVENT, raid.event.pk, version=2, by=raid.one)
    workflow.approve(Kind.EVENT, raid.event.pk, version=2, by=raid.two)

    workflow.publish(Kind.EVENT, raid.event.pk, version=2, by=raid.two)

    copy = PublishedEvent.objects.get()
    assert (copy.status, copy.number, copy.version) == ("live", 1, 3)
    assert [line["op"] for line in copy.body["changes"]] == ["publish", "retract", "publish"]


def test_withdrawn_name_is_in_no_public_byte_but_the_hashes_stay():
    raid = make_raid()
    publish_raid(raid)
    raid.event.refresh_from_db()
    raid.event.summary = "The raid killed KARIM  TESTOV, also called Abu-Karim."
    raid.event.save()
    edit_and_approve(raid, raid.event, Kind.EVENT)
    workflow.publish(
        Kind.EVENT, raid.event.pk, version=2, by=raid.two, op=Op.CORRECT, note="Karim Testov was misspelled."
    )
    assert b"Testov" in every_public_byte()

    workflow.withdraw(Kind.PERSON, raid.named.pk, by=raid.chief, reason="Safety")

    left = every_public_byte().lower()
    assert b"testov" not in left
    assert b"abu karim" not in left
    assert b"abu-karim" not in left
    event = PublishedEvent.objects.get()
    assert "[name withheld]" in event.body["summary"]
    assert event.body["persons"] == []
    assert event.body["unnamed_persons"][0]["fate"]["code"] == "killed"
    assert PublishedPerson.objects.get().status == "withdrawn"
    assert all(len(change.digest) == 64 for change in Change.objects.all())
    assert Change.objects.filter(document=None, nonce=None).exists()


def test_withdrawn_name_stays_out_of_later_publications():
    raid = make_raid()
    publish_raid(raid)
    workflow.withdraw(Kind.PERSON, raid.named.pk, by=raid.chief, reason="Safety")
    article = make_article("Karim Testov is dead, they say, and nobody else is.", title="Karim Testov is dead")
    event = make_event(title="Aftermath", place=raid.event.place)
    Citation.objects.create(event=event, passage=make_passage(article))
    save_version(Kind.EVENT, event, by=raid.one)
    workflow.submit(Kind.EVENT, event.pk, version=1, by=raid.one)
    workflow.approve(Kind.EVENT, event.pk, version=1, by=raid.two)

    workflow.publish(Kind.EVENT, event.pk, version=1, by=raid.two)

    assert b"Testov" not in every_public_byte()


def test_only_a_chief_withdraws_and_twice_is_refused_cleanly():
    raid = make_raid()
    publish_raid(raid)
    with pytest.raises(NotPermitted):
        workflow.withdraw(Kind.PERSON, raid.named.pk, by=raid.two, reason="Safety")
    with pytest.raises(TransitionNotAllowed, match="reason"):
        workflow.withdraw(Kind.PERSON, raid.named.pk, by=raid.chief, reason="")
    with pytest.raises(TransitionNotAllowed, match="never public"):
        workflow.withdraw(Kind.PERSON, raid.unnamed.pk, by=raid.chief, reason="x")
    workflow.withdraw(Kind.PERSON, raid.named.pk, by=raid.chief, reason="Safety")

    with pytest.raises(TransitionNotAllowed, match="already"):
        workflow.withdraw(Kind.PERSON, raid.named.pk, by=raid.chief, reason="Safety")

    assert Withdrawal.objects.count() == 1


def test_withdrawn_person_cannot_be_proposed_again():
    raid = make_raid()
    publish_raid(raid)
    workflow.withdraw(Kind.PERSON, raid.named.pk, by=raid.chief, reason="Safety")

    with pytest.raises(TransitionNotAllowed, match="withdrawn"):
        naming.propose(raid.named.pk, by=raid.one, reason="Again")


def test_withdrawn_event_takes_its_quotes_and_its_traces_along():
    raid = make_raid()
    publish_raid(raid)
    story = Article.objects.create(kind="story", title="What we know", body="Text.", processing="own")
    StoryLink.objects.create(story=story, event=raid.event)
    save_version(Kind.ARTICLE, story, by=raid.one)
    workflow.submit(Kind.ARTICLE, story.pk, version=1, by=raid.one)
    workflow.approve(Kind.ARTICLE, story.pk, version=1, by=raid.two)
    workflow.publish(Kind.ARTICLE, story.pk, version=1, by=raid.two)

    workflow.withdraw(Kind.EVENT, raid.event.pk, by=raid.chief, reason="A court order")

    left = every_public_byte()
    assert b"Raid in western Iraq" not in left
    assert b"struck their leaders" not in left
    assert PublishedArticle.objects.get(title="What we know").body["about"] == []


def test_withdrawn_article_supports_nothing_any_more():
    raid = make_raid()
    publish_raid(raid)

    workflow.withdraw(Kind.ARTICLE, raid.article.pk, by=raid.chief, reason="The source is in danger")

    body = PublishedEvent.objects.get().body
    assert (body["sources"], body["claims"], body["tallies"]) == ([], [], [])
    assert b"wire.example" not in every_public_byte()
