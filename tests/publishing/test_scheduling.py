"""Publishing at a time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import make_chief, make_editor, make_user
from tests.publishing.cases import approve_all, edit_and_approve, make_raid, publish_raid
from tracker.accounts.models import AuditEntry
from tracker.accounts.policy import Role
from tracker.core.states import Blocked, NotPermitted, TransitionNotAllowed
from tracker.events.models import Citation
from tracker.published.models import Change, Op, PublishedEvent
from tracker.publishing import scheduling, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.models import Embargo, Schedule, ScheduleState
from tracker.publishing.tasks import publish_due
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)
DUE = NOW + timedelta(hours=3)


@pytest.fixture
def raid():
    return make_raid()


def schedule(raid, *, along=None, due_at=DUE, by=None, now=NOW, **fields):
    along = approve_all(raid) if along is None else along
    raid.event.refresh_from_db()
    return scheduling.schedule(
        Kind.EVENT, raid.event.pk, version=raid.event.version, due_at=due_at, by=by or raid.two, companions=along,
        now=now, **fields,
    )  # fmt: skip


def outcome_of(found):
    found.refresh_from_db()
    return found.state, found.outcome


def test_a_version_goes_out_with_its_companions_when_it_is_due(raid):
    found = schedule(raid)
    assert scheduling.publish_due(now=DUE - timedelta(seconds=1)) == []
    assert not Change.objects.exists()

    scheduling.publish_due(now=DUE)

    assert PublishedEvent.objects.get().title == "Raid in western Iraq"
    assert outcome_of(found) == (ScheduleState.DONE, "")
    assert AuditEntry.objects.get(action="schedule").by == raid.two


def test_publishing_what_is_due_twice_publishes_once(raid):
    schedule(raid)
    scheduling.publish_due(now=DUE)
    before = Change.objects.count()

    assert scheduling.publish_due(now=DUE + timedelta(minutes=1)) == []

    assert Change.objects.count() == before


def test_the_clock_reads_rows_so_that_a_lost_message_loses_nothing(raid):
    found = schedule(raid, due_at=timezone.now() + timedelta(hours=1), now=timezone.now())
    Schedule.objects.update(due_at=timezone.now() - timedelta(days=2))

    publish_due()

    assert outcome_of(found)[0] == ScheduleState.DONE


def test_a_live_record_is_scheduled_with_its_op_and_note(raid):
    publish_raid(raid)
    edit_and_approve(raid, raid.event, Kind.EVENT)
    with pytest.raises(TransitionNotAllowed, match="update, a clarification or a correction"):
        schedule(raid, along=[])

    schedule(raid, along=[], op=Op.CORRECT, note="The day was wrong.")
    scheduling.publish_due(now=DUE)

    assert Change.objects.get(op=Op.CORRECT).note == "The day was wrong."


def take_the_role(raid):
    raid.two.groups.clear()


def shut_out(raid):
    raid.two.is_active = False
    raid.two.save()


def take_the_words(raid):
    Embargo.objects.create(
        kind=Kind.EVENT, record_id=raid.event.pk, until=DUE + timedelta(days=9), reason="x", by=raid.one
    )


def edit_a_companion(raid):
    raid.army.refresh_from_db()
    save_version(Kind.FORCE, raid.army, by=raid.one)


def lose_the_approval(raid):
    raid.event.__class__.objects.filter(pk=raid.event.pk).update(state="draft")


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (take_the_role, "role does not include"),
        (shut_out, "role does not include"),
        (take_the_words, "under an embargo until"),
        (edit_a_companion, "Somebody else saved"),
        (lose_the_approval, "this record is draft"),
    ],
)
def test_what_does_not_hold_any_more_when_it_is_due_is_refused_with_the_reason(raid, meanwhile, why):
    found = schedule(raid)
    meanwhile(raid)

    scheduling.publish_due(now=DUE)

    state, outcome = outcome_of(found)
    assert state == ScheduleState.REFUSED
    assert why in outcome
    assert not Change.objects.exists()
    assert scheduling.refused() == [found]
    assert AuditEntry.objects.get(action="refuse_schedule").why == outcome


def test_one_that_is_refused_keeps_no_other_back(raid):
    other = make_raid_beside(raid)
    first = schedule(raid)
    take_the_role(raid)
    second = scheduling.schedule(
        Kind.EVENT, other.event.pk, version=other.event.version, due_at=DUE, by=other.two, companions=[], now=NOW
    )

    scheduling.publish_due(now=DUE)

    assert outcome_of(first)[0] == ScheduleState.REFUSED
    assert outcome_of(second)[0] == ScheduleState.DONE


def make_raid_beside(raid):
    """Another approved event, without anybody in it, by other people."""
    other = type(raid)(make_editor(), make_editor(), make_chief(), *([None] * 5), raid.event)
    event = raid.event.__class__.objects.create(
        title="Beside", event_type=raid.event.event_type, earliest="2024-08-30", latest="2024-08-30", date_precision=1
    )
    Citation.objects.create(event=event, passage=raid.event.citations.get().passage)
    save_version(Kind.EVENT, event, by=other.one)
    workflow.submit(Kind.EVENT, event.pk, version=1, by=other.one)
    workflow.approve(Kind.EVENT, event.pk, version=1, by=other.two)
    event.refresh_from_db()
    other.event = event
    return other


def test_an_error_that_nobody_foresaw_closes_the_one_and_goes_on(raid, monkeypatch):
    found = schedule(raid)
    monkeypatch.setattr(scheduling, "publish", lambda *args, **fields: (_ for _ in ()).throw(ValidationError("odd")))

    scheduling.publish_due(now=DUE)

    state, outcome = outcome_of(found)
    assert state == ScheduleState.REFUSED
    assert "ValidationError" in outcome


def test_companions_that_went_out_meanwhile_are_no_obstacle(raid):
    along = approve_all(raid)
    other = make_raid_beside(raid)
    found = schedule(raid, along=along)
    force = next(each for each in along if each[0] == Kind.FORCE)
    workflow.publish(*force[:2], version=force[2], by=other.two)

    scheduling.publish_due(now=DUE)

    assert outcome_of(found) == (ScheduleState.DONE, "")


def test_an_edit_cancels_and_so_does_sending_back(raid):
    found = schedule(raid)
    save_version(Kind.EVENT, raid.event, by=raid.one)
    state, outcome = outcome_of(found)
    assert state == ScheduleState.CANCELLED
    assert "saved version 2" in outcome

    edit_and_approve(raid, raid.event, Kind.EVENT)
    again = schedule(raid, along=[(kind, pk, 1) for kind, pk in not_public(raid)])
    workflow.send_back(Kind.EVENT, raid.event.pk, version=raid.event.version, by=raid.two, reason="Look again.")

    assert outcome_of(again) == (ScheduleState.CANCELLED, "Version 3 was sent back.")


def not_public(raid):
    return [
        (Kind.FORCE, raid.army.pk), (Kind.FORCE, raid.group.pk), (Kind.PERSON, raid.named.pk),
        (Kind.PLACE, raid.event.place_id),
    ]  # fmt: skip


def test_publishing_by_hand_before_its_time_cancels(raid):
    along = approve_all(raid)
    found = schedule(raid, along=along)

    workflow.publish(Kind.EVENT, raid.event.pk, version=1, by=raid.two, companions=along)

    assert outcome_of(found)[0] == ScheduleState.CANCELLED


def test_cancelling_leaves_it_approved_and_twice_is_refused(raid):
    found = schedule(raid)

    scheduling.cancel(Kind.EVENT, raid.event.pk, by=raid.two)

    raid.event.refresh_from_db()
    assert (raid.event.state, outcome_of(found)[0]) == ("approved", ScheduleState.CANCELLED)
    with pytest.raises(TransitionNotAllowed, match="No publication is set"):
        scheduling.cancel(Kind.EVENT, raid.event.pk, by=raid.two)


def test_what_could_not_be_published_is_not_scheduled(raid):
    with pytest.raises(TransitionNotAllowed, match="draft"):
        schedule(raid, along=[])
    along = approve_all(raid)
    with pytest.raises(NotPermitted):
        schedule(raid, along=along, by=make_user(Role.REPORTER))
    with pytest.raises(TransitionNotAllowed, match="over"):
        schedule(raid, along=along, due_at=NOW)
    with pytest.raises(Blocked, match="not public"):
        schedule(raid, along=[])
    schedule(raid, along=along)

    with pytest.raises(TransitionNotAllowed, match="set already"):
        schedule(raid, along=along)

    assert Schedule.objects.count() == 1
