"""Who may do what: every step as everybody in every situation, posted to the real address, against docs/policy.md."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.factories import make_person
from tests.review.policy_desk import ASKED, DONE, EVERYBODY, FAR, LIVE_ONLY, Desk, edit, fingerprint, held, outcome
from tests.review.policy_table import NAMING, NAMING_SITUATIONS, SITUATIONS, STEPS, expects
from tracker.actors.models import Person
from tracker.events.models import Event
from tracker.published.models import Change, Op
from tracker.publishing import embargoes, naming
from tracker.publishing.models import NamingDecision
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_step_as_everybody_is_what_the_policy_says(situation):
    desk = Desk()
    desk.bring_to(situation)
    version = desk.event.version
    fields = {**ASKED, "version": version, **({"op": Op.UPDATE, "note": "Changed."} if situation in LIVE_ONLY else {})}
    found, expected, before = {}, {}, fingerprint()
    for step in STEPS:
        address = reverse("admin:workflow", kwargs={"kind": "event", "pk": desk.event.pk, "step": step})
        for name in EVERYBODY:
            is_done = lambda step=step: DONE[step](Event.objects.get(pk=desk.event.pk))  # noqa: E731
            found[step, name] = outcome(desk.clients[name].post, address, fields, is_done, before)
            expected[step, name] = "done" if expects(STEPS, name, step, situation) else "refused"

    assert found == expected


@pytest.mark.parametrize("situation", ["in review", "live in review", "unchecked", "draft"])
def test_nobody_is_the_second_person_for_her_own_revisions(situation):
    desk = Desk()
    desk.bring_to(situation)
    fields = {**ASKED, "version": desk.event.version}

    for step in ("approve", "second_check", "unblur"):
        address = reverse("admin:workflow", kwargs={"kind": "event", "pk": desk.event.pk, "step": step})
        for name, user in desk.people.items():
            with transaction.atomic():
                Revision.objects.filter(record_id=desk.event.pk, kind=Kind.EVENT, version=desk.event.version).update(
                    by=user
                )
                found = outcome(desk.clients[name].post, address, fields, lambda: True)
                transaction.set_rollback(True)
            assert found == "refused", (step, name)


@pytest.mark.parametrize("situation", NAMING_SITUATIONS)
def test_naming_as_everybody_is_what_the_policy_says(situation):
    desk = Desk()
    person = make_person("Karim Testov")
    if situation in {"proposed by another", "named"}:
        naming.propose(person.pk, by=desk.maker, reason="A commander.")
    if situation == "named":
        naming.agree(person.pk, by=desk.chief)
    done = {
        "propose": lambda: NamingDecision.objects.get(agreed_by=None).reason == ASKED["reason"],
        "agree": lambda: not Person.objects.get().is_private,
    }
    found, expected = {}, {}
    for step in NAMING:
        for name in EVERYBODY:
            with transaction.atomic():
                if situation == "proposed by oneself" and name in desk.people:
                    NamingDecision.objects.create(person=person, reason="Mine.", proposed_by=desk.people[name])
                address = reverse("admin:naming", kwargs={"pk": person.pk, "step": step})
                found[step, name] = outcome(desk.clients[name].post, address, ASKED, done[step])
                transaction.set_rollback(True)
            expected[step, name] = "done" if expects(NAMING, name, step, situation) else "refused"

    assert found == expected


def test_approving_seven_does_not_publish_eight(client):
    desk = Desk()
    for _ in range(6):
        edit(desk)
    desk.bring_to("approved")
    assert desk.event.version == 7
    edit(desk)
    client = desk.clients["Editor"]
    address = reverse("admin:workflow", kwargs={"kind": "event", "pk": desk.event.pk, "step": "publish"})

    for version in (7, 8):
        said = client.post(address, {"version": version}, follow=True).content.decode()
        assert "Somebody else saved" in said if version == 7 else "this record is draft" in said

    assert not Change.objects.exists()


def test_whoever_set_an_embargo_lifts_it_while_she_may_set_one(client):
    desk = Desk()
    desk.bring_to("approved")
    editor = desk.people["Editor"]
    embargoes.embargo(Kind.EVENT, desk.event.pk, until=FAR, by=editor, reason="Agreed.")
    address = reverse("admin:workflow", kwargs={"kind": "event", "pk": desk.event.pk, "step": "lift_embargo"})

    assert outcome(desk.clients["Editor"].post, address, ASKED, lambda: not held(desk.event)) == "done"
    editor.groups.clear()
    assert outcome(desk.clients["Editor"].post, address, ASKED, lambda: not held(desk.event)) == "refused"
