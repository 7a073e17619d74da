"""A second person for every publication, whichever way it goes."""

from datetime import UTC, datetime

import pytest

from tests.factories import make_event, make_passage
from tests.publishing.cases import approve_all, edit_and_approve, make_raid, publish_raid
from tracker.core.states import TransitionNotAllowed
from tracker.events.models import Citation
from tracker.published.models import Change, Op, PublishedEvent
from tracker.publishing import scheduling, unblurring, workflow
from tracker.publishing.batch import publish_batch
from tracker.publishing.editing import save_version
from tracker.publishing.models import Approval
from tracker.review.together import approve_set, submit_set
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def raid():
    return make_raid()


def test_alone_with_others_in_one_go(raid):
    along = [(Kind.FORCE, raid.army.pk, 1)]
    submit_set(Kind.EVENT, raid.event.pk, version=1, by=raid.one, companions=along)
    Revision.objects.filter(kind=Kind.FORCE, record_id=raid.army.pk).update(by=raid.two)

    with pytest.raises(TransitionNotAllowed, match="second person"):
        approve_set(Kind.EVENT, raid.event.pk, version=1, by=raid.two, companions=along)

    raid.event.refresh_from_db()
    assert raid.event.state == "in_review"


def test_as_a_companion(raid):
    along = approve_all(raid)
    Approval.objects.filter(revision__kind=Kind.FORCE, revision__record_id=raid.army.pk).delete()

    with pytest.raises(TransitionNotAllowed, match="“The Army” has no approval"):
        workflow.publish(Kind.EVENT, raid.event.pk, version=1, by=raid.two, companions=along)

    assert not Change.objects.exists()


def test_as_a_companion_whose_approver_made_it(raid):
    along = approve_all(raid)
    Revision.objects.filter(kind=Kind.FORCE, record_id=raid.army.pk).update(by=raid.two)

    with pytest.raises(TransitionNotAllowed, match="“The Army” has no approval"):
        workflow.publish(Kind.EVENT, raid.event.pk, version=1, by=raid.two, companions=along)


def test_at_a_time(raid):
    along = approve_all(raid)
    Revision.objects.filter(kind=Kind.EVENT).update(by=raid.two)

    with pytest.raises(TransitionNotAllowed, match="no approval"):
        scheduling.schedule(
            Kind.EVENT, raid.event.pk, version=1, due_at=datetime(2099, 1, 1, tzinfo=UTC), by=raid.chief,
            companions=along,
        )  # fmt: skip


def test_in_a_batch(raid):
    event = make_event(title="Imported")
    Citation.objects.create(event=event, passage=make_passage())
    save_version(Kind.EVENT, event, by=raid.two)

    with pytest.raises(TransitionNotAllowed, match="you imported it"):
        publish_batch([(Kind.EVENT, event.pk)], by=raid.two, name="UCDP GED")

    assert not Change.objects.exists()


def test_as_a_correction_of_what_a_chief_published_alone(raid):
    """What nobody checked counts as unchecked still: its maker is no second person for the next version."""
    save_version(Kind.EVENT, raid.event, by=raid.chief)
    along = [(Kind.FORCE, raid.army.pk, 1), (Kind.FORCE, raid.group.pk, 1), (Kind.PLACE, raid.event.place_id, 1)]
    workflow.break_glass(Kind.EVENT, raid.event.pk, version=2, by=raid.chief, reason="It cannot wait", companions=along)
    raid.event.refresh_from_db()
    save_version(Kind.EVENT, raid.event, by=raid.two)
    workflow.submit(Kind.EVENT, raid.event.pk, version=3, by=raid.two)

    for somebody in (raid.one, raid.two, raid.chief):
        with pytest.raises(TransitionNotAllowed, match="second person"):
            workflow.approve(Kind.EVENT, raid.event.pk, version=3, by=somebody)


def test_anew_because_the_place_is_shown_otherwise(raid):
    publish_raid(raid)
    raid.event.refresh_from_db()
    raid.event.event_type.blur = "country"
    raid.event.event_type.save()
    raid.event.title = "An edit that nobody approved"
    raid.event.save()
    save_version(Kind.EVENT, raid.event, by=raid.two)

    unblurring.publish_anew(raid.event.pk, by=raid.two)

    assert PublishedEvent.objects.get().body["where"]["is_blurred"]
    assert "nobody approved" not in PublishedEvent.objects.get().title


def test_after_every_correction_the_count_starts_anew(raid):
    publish_raid(raid)
    edit_and_approve(raid, raid.event, Kind.EVENT)
    workflow.publish(Kind.EVENT, raid.event.pk, version=2, by=raid.one, op=Op.UPDATE, note="More is known.")
    raid.event.refresh_from_db()
    save_version(Kind.EVENT, raid.event, by=raid.two)
    workflow.submit(Kind.EVENT, raid.event.pk, version=3, by=raid.two)

    with pytest.raises(TransitionNotAllowed, match="second person"):
        workflow.approve(Kind.EVENT, raid.event.pk, version=3, by=raid.two)
    assert workflow.approve(Kind.EVENT, raid.event.pk, version=3, by=raid.one).by == raid.one
