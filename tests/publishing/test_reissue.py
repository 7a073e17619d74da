"""A record that is called otherwise now goes out anew wherever it is shown, and nothing else leaks with it."""

import pytest

from tests.publishing.cases import edit_and_approve
from tests.publishing.hands import again, another_event, publish
from tracker.published.models import Change, PublishedEvent, PublishedForce, PublishedPerson
from tracker.publishing.editing import save_version
from tracker.publishing.reissue import reissue_renamed, showing
from tracker.publishing.tasks import reissue_renamed as task
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def rename(raid, name="The Northern Army"):
    raid.army.name = name
    raid.army.save()
    again(raid, Kind.FORCE, raid.army)


def event_of(raid):
    return PublishedEvent.objects.get(public_id=raid.event.public_id)


def force_names(raid):
    return [force["name"] for force in event_of(raid).body["forces"]]


def test_what_shows_a_renamed_force_goes_out_anew_as_a_numbered_change(live):
    rename(live)
    before = Change.objects.count()

    assert reissue_renamed() > 0

    assert force_names(live) == ["The Northern Army", "The Group"]
    change = Change.objects.filter(public_id=live.event.public_id).latest("seq")
    assert (change.op, change.note) == ("update", "A linked name changed.")
    assert Change.objects.count() > before


def test_the_second_time_nothing_goes_out(live):
    rename(live)
    while reissue_renamed():
        pass
    before = Change.objects.count()

    assert reissue_renamed() == 0
    assert Change.objects.count() == before
    assert PublishedForce.objects.get(public_id=live.army.public_id).renamed_at_seq is None


def test_pending_edits_do_not_leak(live):
    live.event.title = "A title that nobody approved"
    live.event.save()
    save_version(Kind.EVENT, live.event, by=live.one)
    rename(live)

    task()

    assert event_of(live).title == "Raid in western Iraq"
    live.event.refresh_from_db()
    assert (live.event.state, live.event.title) == ("draft", "A title that nobody approved")


def test_an_update_without_another_name_sends_nothing_out(live):
    again(live, Kind.FORCE, live.army)

    assert reissue_renamed() == 0


def test_what_went_out_since_is_left_alone(live):
    rename(live)
    again(live, Kind.EVENT, live.event)
    renamed = PublishedForce.objects.get(public_id=live.army.public_id)

    assert (Kind.EVENT, live.event.pk) not in showing(renamed)


def test_work_is_done_in_bounded_steps(live):
    for _ in range(3):
        publish(live, another_event(live, live.article))
    rename(live)
    task()
    live.named.name = "Karim Testov the Elder"
    live.named.save()
    again(live, Kind.PERSON, live.named)

    assert reissue_renamed(at_once=1) == 1
    task()

    assert event_of(live).body["persons"][0]["name"] == "Karim Testov the Elder"
    assert not PublishedPerson.objects.filter(renamed_at_seq__isnull=False).exists()


def test_a_retracted_event_stays_a_tombstone(live):
    from_before = another_event(live, live.article)
    publish(live, from_before)
    edit_and_approve(live, live.army, Kind.FORCE)
    PublishedEvent.objects.filter(public_id=live.event.public_id).update(status="retracted")
    PublishedForce.objects.filter(public_id=live.army.public_id).update(renamed_at_seq=10_000)

    task()

    assert event_of(live).status == "retracted"
