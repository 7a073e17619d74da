"""What is refused when records are merged or parted, each with the sentence that leads on."""

import pytest

from tests.factories import make_event, make_passage, make_person, make_user
from tests.publishing.cases import publish_raid
from tests.publishing.hands import withdraw
from tests.publishing.test_merging import bodies, force_in_an_event, merge, seen
from tracker.accounts.policy import Role
from tracker.core.states import NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.events.models import Citation
from tracker.publishing import merging, workflow
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def test_named_person_cannot_go_into_one_whom_the_public_does_not_know(live):
    with pytest.raises(TransitionNotAllowed, match="other way round"):
        merge(Kind.PERSON, live.named, live.unnamed, one=live.one)


def test_a_merged_record_is_neither_saved_nor_withdrawn_by_itself(live):
    force, _ = force_in_an_event(live)
    merge(Kind.FORCE, force, live.group, one=live.one, two=live.two)
    force.refresh_from_db()

    with pytest.raises(TransitionNotAllowed, match="merged into “The Group”"):
        save_version(Kind.FORCE, force, by=live.one)
    with pytest.raises(TransitionNotAllowed, match="merged into “The Group”"):
        withdraw(live, Kind.FORCE, force)


def test_refusals_are_told_apart(live):
    person, other = make_person("Sami"), make_person("Samy")
    reporter = make_user(Role.REPORTER)

    with pytest.raises(NotPermitted):
        merging.merge(Kind.PERSON, person.pk, other.pk, by=reporter, reason="Same", seen=(0, 0))
    with pytest.raises(StaleVersion):
        merging.merge(Kind.PERSON, person.pk, other.pk, by=live.one, reason="Same", seen=(0, 4))
    with pytest.raises(TransitionNotAllowed, match="why these two"):
        merging.merge(Kind.PERSON, person.pk, other.pk, by=live.one, reason=" ", seen=(0, 0))
    with pytest.raises(TransitionNotAllowed, match="itself"):
        merging.merge(Kind.PERSON, person.pk, person.pk, by=live.one, reason="Same", seen=(0, 0))
    with pytest.raises(TransitionNotAllowed, match="Articles"):
        merging.merge(Kind.ARTICLE, live.article.pk, 1, by=live.one, reason="Same", seen=(0, 0))
    withdraw(live, Kind.PERSON, live.named)
    with pytest.raises(TransitionNotAllowed, match="withdrawn"):
        merge(Kind.PERSON, person, live.named, one=live.one)


def test_merging_and_undoing_twice_is_refused_clearly(live):
    person, other = make_person("Sami"), make_person("Samy")
    done = merge(Kind.PERSON, person, other, one=live.one)

    with pytest.raises(TransitionNotAllowed, match="already merged"):
        merge(Kind.PERSON, person, other, one=live.one)
    with pytest.raises(TransitionNotAllowed, match="already carried out"):
        merging.carry_out(done.pk, by=live.two, seen=seen(person, other))
    merging.unmerge(done.pk, by=live.two, reason="Two people")
    with pytest.raises(TransitionNotAllowed, match="already undone"):
        merging.unmerge(done.pk, by=live.two, reason="Two people")
    with pytest.raises(TransitionNotAllowed, match="taken back"):
        merging.carry_out(done.pk, by=live.two, seen=seen(person, other))


def test_what_was_asked_for_can_be_taken_back_and_asked_for_again(live):
    force, _ = force_in_an_event(live)
    asked = merge(Kind.FORCE, force, live.group, one=live.one)
    with pytest.raises(TransitionNotAllowed, match="already asked"):
        merge(Kind.FORCE, force, live.army, one=live.two)
    before = bodies()

    merging.unmerge(asked.pk, by=live.one, reason="A mistake")

    assert bodies() == before
    merge(Kind.FORCE, force, live.army, one=live.two)


def test_merge_waits_for_a_pending_second_check(raid):
    publish_raid(raid)
    event = make_event(title="Raid again", place=raid.event.place)
    Citation.objects.create(event=event, passage=make_passage(raid.article))
    save_version(Kind.EVENT, event, by=raid.one)
    workflow.break_glass(Kind.EVENT, event.pk, version=1, by=raid.chief, reason="Night shift")

    with pytest.raises(TransitionNotAllowed, match="second check"):
        merge(Kind.EVENT, event, raid.event, one=raid.one)
