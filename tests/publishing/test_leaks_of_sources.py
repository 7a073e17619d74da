"""What rests on a note, a withdrawn article or a working row never reaches the public record."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_article, make_event, make_passage
from tests.publishing.cases import edit_and_approve, publish_raid
from tests.publishing.hands import another_event, publish, withdraw
from tests.publishing.test_removal import every_public_byte
from tracker.actors.models import ForceLink, Posting
from tracker.articles.models import Article
from tracker.core.states import Blocked
from tracker.events.models import Citation, Claim
from tracker.events.tally import recount
from tracker.published.models import PublishedEvent, PublishedForce, PublishedPerson
from tracker.publishing import workflow
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def test_figure_that_counts_an_internal_note_stays_inside(raid):
    note = make_article("A caller says 50 died in all.", kind="note", outlet=None)
    _count_fifty(raid, make_passage(note), speaker_code="a caller")

    with pytest.raises(Blocked, match="cannot go out"):
        publish_raid(raid)


def test_figure_that_counts_a_withdrawn_article_goes_with_it(raid):
    doctor = make_article("A doctor says 50 died in all.", title="Doctor")
    _count_fifty(raid, make_passage(doctor), speaker_code="a doctor")
    publish_raid(raid)
    assert PublishedEvent.objects.get().killed_high == 50

    withdraw(raid, Kind.ARTICLE, doctor)

    assert PublishedEvent.objects.get().killed_high is None
    assert (
        b"50" not in bytes(PublishedEvent.objects.get().document).partition(b'"tallies"')[2].partition(b'"claims"')[0]
    )


def _count_fifty(raid, passage, **speaker):
    Claim.objects.create(
        event=raid.event, topic="casualties", outcome="killed", side="B", standing="combatant",
        low=50, best=50, high=50, passage=passage, **speaker,
    )  # fmt: skip
    recount(raid.event)
    save_version(Kind.EVENT, raid.event, by=raid.one)


def test_postings_links_and_strengths_need_words_that_may_go_out(raid):
    note = make_passage(make_article("A caller says he is deputy emir; they split.", kind="note", outlet=None))
    Posting.objects.create(person=raid.named, force=raid.group, title="deputy emir", passage=note)
    ForceLink.objects.create(child=raid.group, parent=raid.army, kind="split_from", passage=note)
    draft = make_event(title="Draft")
    Claim.objects.create(
        event=draft, topic="strength", about_force=raid.group, speaker_force=raid.army, low=900, high=900,
        passage=make_passage(raid.article, "A guide"),
    )  # fmt: skip
    save_version(Kind.PERSON, raid.named, by=raid.one)
    save_version(Kind.FORCE, raid.group, by=raid.one)

    publish_raid(raid)

    assert b"deputy emir" not in every_public_byte()
    group = PublishedForce.objects.get(title="The Group").body
    assert (group["links"], group["strengths"]) == ([], [])


def test_strengths_and_postings_of_a_withdrawn_article_go(raid):
    other = make_article(
        "The group has 900 men. He is deputy emir.", title="Strengths", canonical_url="https://s.example/1"
    )
    Claim.objects.create(
        topic="strength",
        about_force=raid.group,
        speaker_force=raid.army,
        low=900,
        high=900,
        passage=make_passage(other),
    )
    Posting.objects.create(person=raid.named, force=raid.group, title="deputy emir", passage=make_passage(other))
    save_version(Kind.FORCE, raid.group, by=raid.one)
    save_version(Kind.PERSON, raid.named, by=raid.one)
    publish_raid(raid)
    assert PublishedForce.objects.get(title="The Group").body["strengths"][0]["low"] == 900

    withdraw(raid, Kind.ARTICLE, other)

    assert PublishedForce.objects.get(title="The Group").body["strengths"] == []
    assert b"deputy emir" not in every_public_byte()
    assert PublishedPerson.objects.get().is_live


def test_unapproved_title_of_a_live_article_stays_inside(live):
    Article.objects.update(title="UNAPPROVED")
    live.article.refresh_from_db()
    save_version(Kind.ARTICLE, live.article, by=live.one)

    workflow.retract(Kind.PERSON, live.named.pk, by=live.chief, reason="Wrong")
    second = make_event(title="Second", place=live.event.place)
    quote = make_passage(live.article, "“We struck their leaders in the night,”")
    Citation.objects.create(event=second, passage=quote)
    Claim.objects.create(event=second, mode="quote", speaker_force=live.army, passage=quote)
    edit_and_approve(live, second, Kind.EVENT)
    publish(live, second)

    assert b"UNAPPROVED" not in every_public_byte()


def test_note_never_turns_into_a_report(raid):
    note = make_article("A caller says so.", kind="note", outlet=None)
    stored = Article.objects.get(pk=note.pk)
    stored.kind = "report"

    with pytest.raises(ValidationError, match="stays a note"):
        stored.save()


def test_draft_story_that_is_cited_stays_inside(live):
    story = make_article("Draft text of a story.", kind="story", outlet=None, processing="own", body="Secret draft.")

    with pytest.raises(Blocked, match="Cite at least"):
        publish(live, another_event(live, story))

    assert b"Secret draft" not in every_public_byte()


def test_part_of_a_hidden_figure_supports_no_other(raid):
    note = make_article("A caller says 50 died, 20 of them civilians.", kind="note", outlet=None)
    whole = Claim.objects.create(
        event=raid.event, topic="casualties", outcome="wounded", side="B", low=50, best=50, high=50,
        passage=make_passage(note), speaker_code="a caller",
    )  # fmt: skip
    part = {"topic": "casualties", "outcome": "killed", "side": "B", "standing": "combatant", "low": 20, "high": 20}
    words = make_passage(raid.article, "A guide")
    Claim.objects.create(event=raid.event, **part, part_of=whole, passage=words, speaker_code="a caller")
    save_version(Kind.EVENT, raid.event, by=raid.one)

    publish_raid(raid)

    body = PublishedEvent.objects.get().body
    killed = next(tally for tally in body["tallies"] if tally["who"]["code"] == "all")
    assert [body["claims"][position]["low"] for position in killed["claims"]] == [14]
    assert 20 not in {claim["low"] for claim in body["claims"]}


def test_denial_in_a_note_takes_no_public_figure_along(raid):
    note = make_article("A caller says nobody was killed at all.", kind="note", outlet=None)
    Claim.objects.create(
        event=raid.event, topic="casualties", mode="denial", outcome="killed", side="B", standing="combatant",
        group_words="fighters", passage=make_passage(note), speaker_code="a caller",
    )  # fmt: skip
    save_version(Kind.EVENT, raid.event, by=raid.one)

    publish_raid(raid)

    assert PublishedEvent.objects.get().killed_best == 14
