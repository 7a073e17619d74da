"""Previews, companions, naming, and batches."""

import pytest

from tests.factories import make_administrator, make_article, make_editor, make_event, make_passage
from tests.publishing.cases import approve_all, make_raid, publish_raid
from tracker.articles.models import Passage
from tracker.core.states import Blocked, NotPermitted, TransitionNotAllowed
from tracker.events.models import Citation, Claim
from tracker.published.models import Change, Counter, PublishedEvent
from tracker.publishing import naming, workflow
from tracker.publishing.batch import publish_batch
from tracker.publishing.editing import save_version
from tracker.publishing.models import Approval
from tracker.publishing.previews import preview
from tracker.publishing.readiness import blockers, companions
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


def test_companions_are_what_the_public_does_not_have_yet():
    raid = make_raid()

    before = {str(record) for _, record in companions(Kind.EVENT, raid.event)}
    naming.propose(raid.named.pk, by=raid.one, reason="A commander")
    after = {str(record) for _, record in companions(Kind.EVENT, raid.event)}

    assert before == {"The Army", "The Group", "western Iraq"}
    assert after - before == {"Karim Testov"}


def test_nothing_goes_along_once_it_is_public():
    raid = make_raid()
    publish_raid(raid)

    assert companions(Kind.EVENT, raid.event) == []


def test_preview_shows_the_document_and_leaves_nothing_behind():
    raid = make_raid()
    naming.propose(raid.named.pk, by=raid.one, reason="A commander")

    document = preview(Kind.EVENT, raid.event.pk)

    assert document["title"] == "Raid in western Iraq"
    assert [person["name"] for person in document["persons"]] == ["Karim Testov"]
    assert document["where"]["place"]["name"] == "western Iraq"
    assert not Change.objects.exists()
    assert not PublishedEvent.objects.exists()
    assert not Counter.objects.filter(seq__gt=0).exists()
    raid.event.refresh_from_db()
    assert (raid.event.state, raid.event.number) == ("draft", None)
    assert Revision.objects.filter(kind=Kind.ARTICLE).count() == 0


def test_preview_of_a_pending_version_keeps_the_public_history():
    raid = make_raid()
    publish_raid(raid)
    raid.event.refresh_from_db()
    raid.event.title = "Changed"
    raid.event.save()

    document = preview(Kind.EVENT, raid.event.pk)

    assert (document["title"], document["version"]) == ("Changed", 2)
    assert PublishedEvent.objects.get().title == "Raid in western Iraq"


def test_event_without_a_date_or_resting_on_a_note_is_blocked():
    raid = make_raid()
    note = make_article("A source called: nine dead, and nobody knows the place yet.", kind="note")
    event = make_event(title="From a note", earliest=None, latest=None, date_precision=None)
    Citation.objects.create(event=event, passage=make_passage(note))
    save_version(Kind.EVENT, event, by=raid.one)

    reasons = " ".join(blockers(Kind.EVENT, event))

    assert "Give the event a date" in reasons
    assert "no internal note" in reasons


def test_words_of_an_internal_note_never_go_out():
    raid = make_raid()
    note = make_article("Secret caller says “the camp was empty”.", kind="note", outlet=None)
    Claim.objects.create(
        event=raid.event, mode="quote", speaker_code="a caller", passage=make_passage(note), paraphrase="empty camp"
    )
    save_version(Kind.EVENT, raid.event, by=raid.one)

    publish_raid(raid)

    assert not any(b"empty" in bytes(change.document) for change in Change.objects.all())


def test_naming_needs_a_reason_and_a_second_person():
    raid = make_raid()
    with pytest.raises(TransitionNotAllowed, match="reason"):
        naming.propose(raid.named.pk, by=raid.one, reason=" ")
    with pytest.raises(TransitionNotAllowed, match="no open proposal"):
        naming.agree(raid.named.pk, by=raid.chief)
    with pytest.raises(NotPermitted):
        naming.propose(raid.named.pk, by=make_administrator(), reason="x")
    naming.propose(raid.named.pk, by=raid.one, reason="A commander")
    with pytest.raises(NotPermitted):
        naming.agree(raid.named.pk, by=raid.two)
    naming.propose(raid.named.pk, by=raid.chief, reason="A commander")

    with pytest.raises(TransitionNotAllowed, match="your own"):
        naming.agree(raid.named.pk, by=raid.chief)
    naming.propose(raid.named.pk, by=raid.one, reason="A commander")
    naming.agree(raid.named.pk, by=raid.chief)

    raid.named.refresh_from_db()
    assert not raid.named.is_private
    with pytest.raises(TransitionNotAllowed, match="no open proposal"):
        naming.agree(raid.named.pk, by=raid.chief)
    with pytest.raises(TransitionNotAllowed, match="already named"):
        naming.propose(raid.named.pk, by=raid.one, reason="Again")


def test_batch_goes_out_under_one_name_by_a_second_person():
    raid = make_raid()
    batch = [(Kind.FORCE, raid.army.pk), (Kind.FORCE, raid.group.pk), (Kind.PLACE, raid.event.place_id)]

    changes = publish_batch([*batch, (Kind.EVENT, raid.event.pk)], by=raid.two, name="A sample")

    assert {change.note for change in changes if change.kind in {"event", "force"}} == {"A sample"}
    assert set(Approval.objects.values_list("basis", flat=True)) == {"import"}
    with pytest.raises(TransitionNotAllowed, match="no fresh draft"):
        publish_batch(batch, by=raid.two, name="Again")


def test_batch_is_refused_whole():
    raid = make_raid()
    with pytest.raises(TransitionNotAllowed, match="second person"):
        publish_batch([(Kind.FORCE, raid.army.pk)], by=raid.one, name="Own")
    with pytest.raises(Blocked, match="not public"):
        publish_batch([(Kind.EVENT, raid.event.pk)], by=raid.two, name="Without forces")
    with pytest.raises(NotPermitted):
        publish_batch([(Kind.FORCE, raid.army.pk)], by=make_administrator(), name="x")

    assert not Change.objects.exists()
    assert not Approval.objects.exists()


@pytest.mark.parametrize("claims", [1, 200])
def test_publishing_asks_no_more_questions_for_more_claims(django_assert_max_num_queries, claims):
    raid = make_raid()
    along = approve_all(raid)
    text = raid.article.texts.get()
    for start in range(claims):
        passage = Passage.objects.create(text=text, start=start, end=start + 40)
        Claim.objects.create(event=raid.event, speaker_force=raid.army, passage=passage, paraphrase="said so")
    raid.event.refresh_from_db()
    save_version(Kind.EVENT, raid.event, by=raid.one)
    version = raid.event.version
    workflow.submit(Kind.EVENT, raid.event.pk, version=version, by=raid.one)
    workflow.approve(Kind.EVENT, raid.event.pk, version=version, by=raid.two)

    with django_assert_max_num_queries(300):
        workflow.publish(Kind.EVENT, raid.event.pk, version=version, by=raid.two, companions=along)


def test_editor_without_desk_role_saves_nothing():
    raid = make_raid()
    outsider = make_editor()
    outsider.groups.clear()
    outsider.__dict__.pop("_desk_roles", None)

    with pytest.raises(NotPermitted):
        save_version(Kind.EVENT, raid.event, by=outsider)

    assert raid.event.version == 1
