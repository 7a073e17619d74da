"""The provisional tier: an event goes out as being verified, without figures and without people."""

import pytest

from tests.factories import make_passage
from tests.publishing.cases import approve_all, edit_and_approve, make_raid
from tracker.core.states import Blocked
from tracker.events.models import Claim
from tracker.published.models import Change, Op, PublishedEvent, PublishedPerson
from tracker.publishing import workflow
from tracker.publishing.editing import save_version
from tracker.publishing.readiness import companions
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def raid():
    found = make_raid()
    found.event.is_provisional = True
    found.event.save()
    save_version(Kind.EVENT, found.event, by=found.one)
    return found


def publish(raid):
    raid.event.refresh_from_db()
    along = approve_all(raid)
    workflow.publish(Kind.EVENT, raid.event.pk, version=raid.event.version, by=raid.two, companions=along)
    return PublishedEvent.objects.get()


def test_it_goes_out_as_being_verified_without_figures_or_people(raid):
    copy = publish(raid)

    body = copy.body
    assert body["verification"] == {"code": "provisional", "label": "Being verified"}
    assert (body["tallies"], body["persons"], body["unnamed_persons"]) == ([], [], [])
    assert [claim["topic"]["code"] for claim in body["claims"]] == ["statement"]
    assert [force["name"] for force in body["forces"]] == ["The Army", "The Group"]
    assert (copy.is_provisional, copy.killed_best, copy.tallies.count(), copy.person_links.count()) == (
        True,
        None,
        0,
        0,
    )
    everything = " ".join(bytes(change.document).decode() for change in Change.objects.all())
    assert not [
        word for word in ("14", "Testov", "Privat", "Abu Karim") if f"{word} " in everything.replace("2024-09-14", "")
    ]


def test_people_do_not_go_along(raid):
    assert Kind.PERSON not in {kind for kind, _ in companions(Kind.EVENT, raid.event)}

    publish(raid)

    assert not PublishedPerson.objects.exists()


def test_claims_with_a_number_or_about_somebody_stay_inside(raid):
    passage = make_passage(raid.article, "Nothing else is known about the raid at this hour.")
    common = {"event": raid.event, "topic": "statement", "passage": passage}
    Claim.objects.create(**common, speaker_force=raid.army, paraphrase="Twenty vehicles came.")
    Claim.objects.create(**common, speaker_person=raid.named, paraphrase="It was quiet.")
    Claim.objects.create(**common, speaker_force=raid.army, paraphrase="The raid is over.")
    save_version(Kind.EVENT, raid.event, by=raid.one)

    body = publish(raid).body

    assert [claim["paraphrase"] for claim in body["claims"]] == [None, "The raid is over."]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("14 were killed.", "no figures"),
        ("Four people died.", "no figures"),
        ("It hit Karim Testov.", "held back here"),
    ],
)
def test_the_desks_own_words_must_hold_no_figure_and_no_name(raid, words, why):
    raid.event.summary = words
    raid.event.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)

    with pytest.raises(Blocked, match=why):
        publish(raid)


def test_figures_of_other_things_are_no_obstacle(raid):
    raid.event.summary = "On 29 August the army raided a camp. People were killed."
    raid.event.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)

    assert publish(raid).is_provisional


def test_leaving_the_tier_is_an_ordinary_update(raid):
    publish(raid)
    raid.event.refresh_from_db()
    raid.event.is_provisional = False
    raid.event.save()
    edit_and_approve(raid, raid.event, Kind.EVENT)
    edit_and_approve(raid, raid.named, Kind.PERSON)

    workflow.publish(Kind.EVENT, raid.event.pk, version=raid.event.version, by=raid.two, op=Op.UPDATE, note="Checked.", companions=[
        (kind, record.pk, record.version) for kind, record in companions(Kind.EVENT, raid.event)
    ])  # fmt: skip

    copy = PublishedEvent.objects.get()
    assert (copy.is_provisional, copy.killed_best) == (False, 14)
    assert copy.body["verification"]["code"] == "checked"
    assert [person["name"] for person in copy.body["persons"]] == ["Karim Testov"]
