"""Embargoes: until a time nobody publishes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_editor, make_user
from tests.publishing.cases import approve_all, publish_raid
from tests.publishing.hands import again, another_event, publish
from tracker.accounts.policy import Role
from tracker.core.states import Blocked, NotPermitted, TransitionNotAllowed
from tracker.published.models import Change, PublishedEvent
from tracker.publishing import embargoes, scheduling, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.models import Embargo, Schedule
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)
DUE = NOW + timedelta(hours=3)


def hold(raid, kind=Kind.EVENT, record=None, until=None, by=None):
    until = until or timezone.now() + timedelta(days=1)
    return embargoes.embargo(kind, (record or raid.event).pk, until=until, by=by or raid.two, reason="Agreed.")


def test_an_embargo_holds_back_everybody_and_a_chief_alone(raid):
    along = approve_all(raid)
    hold(raid)

    with pytest.raises(Blocked, match="under an embargo until"):
        workflow.publish(Kind.EVENT, raid.event.pk, version=1, by=raid.two, companions=along)
    save_version(Kind.EVENT, raid.event, by=raid.one)
    with pytest.raises(Blocked, match="under an embargo until"):
        workflow.break_glass(
            Kind.EVENT, raid.event.pk, version=2, by=raid.chief, reason="It cannot wait", companions=along
        )

    assert not Change.objects.exists()


@pytest.mark.parametrize("held", ["army", "article"])
def test_an_embargo_on_what_would_go_along_holds_the_event_back(raid, held):
    along = approve_all(raid)
    hold(raid, Kind.FORCE if held == "army" else Kind.ARTICLE, getattr(raid, held))

    with pytest.raises(Blocked, match="embargo"):
        workflow.publish(Kind.EVENT, raid.event.pk, version=1, by=raid.two, companions=along)


def test_an_embargo_on_a_public_source_lets_no_more_of_its_words_out(live):
    until = timezone.now() + timedelta(days=1)
    embargoes.embargo(Kind.ARTICLE, live.article.pk, until=until, by=live.one, reason="Its second half is held back.")
    again(live, Kind.EVENT, live.event)  # what is cited already stays as it is
    other = another_event(live, live.article)

    with pytest.raises(Blocked, match="under an embargo"):
        publish(live, other)
    assert not PublishedEvent.objects.filter(public_id=other.public_id).exists()


def test_an_embargo_that_is_over_holds_nothing_back_and_another_may_be_set(raid):
    hold(raid)
    Embargo.objects.update(until=timezone.now() - timedelta(seconds=1))

    publish_raid(raid)
    hold(raid)

    assert Embargo.objects.filter(lifted_by=None).count() == 1


def schedule(raid, along, due_at):
    scheduling.schedule(Kind.EVENT, raid.event.pk, version=1, due_at=due_at, by=raid.two, companions=along, now=NOW)


def test_a_publication_may_be_set_for_after_the_embargo_only(raid):
    along = approve_all(raid)
    hold(raid, until=DUE)

    with pytest.raises(Blocked, match="embargo"):
        schedule(raid, along, DUE - timedelta(hours=1))
    schedule(raid, along, DUE)

    assert Schedule.objects.get().due_at == DUE


def test_a_chief_or_whoever_set_it_lifts_it_with_a_reason(raid):
    hold(raid)
    with pytest.raises(NotPermitted, match="whoever set it"):
        embargoes.lift(Kind.EVENT, raid.event.pk, by=make_editor(), reason="Why not")
    with pytest.raises(TransitionNotAllowed, match="before its time"):
        embargoes.lift(Kind.EVENT, raid.event.pk, by=raid.two, reason=" ")

    embargoes.lift(Kind.EVENT, raid.event.pk, by=raid.two, reason="The families know.")
    hold(raid)
    found = embargoes.lift(Kind.EVENT, raid.event.pk, by=raid.chief, reason="It is known anyway.")

    assert (found.lifted_by, found.lifted_why) == (raid.chief, "It is known anyway.")
    with pytest.raises(TransitionNotAllowed, match="No embargo"):
        embargoes.lift(Kind.EVENT, raid.event.pk, by=raid.chief, reason="Again")


def test_an_embargo_needs_a_role_a_reason_and_a_time_ahead_and_stands_alone(raid):
    ahead = timezone.now() + timedelta(days=1)
    with pytest.raises(NotPermitted):
        hold(raid, by=make_user(Role.REPORTER))
    with pytest.raises(TransitionNotAllowed, match="held back"):
        embargoes.embargo(Kind.EVENT, raid.event.pk, until=ahead, by=raid.two, reason="")
    with pytest.raises(TransitionNotAllowed, match="over"):
        hold(raid, until=timezone.now())
    hold(raid)

    with pytest.raises(TransitionNotAllowed, match="already"):
        hold(raid)

    assert Embargo.objects.count() == 1
