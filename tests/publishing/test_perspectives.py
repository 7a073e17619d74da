"""The public reads whether a party counts its own losses or the other side's, and which claims a figure rests on."""

import pytest

from tests.factories import make_force, make_passage
from tests.publishing.cases import edit_and_approve
from tests.publishing.hands import again
from tracker.actors.models import ForceLink
from tracker.events.models import Claim, Tally
from tracker.events.tally import recount
from tracker.published.models import PublishedEvent
from tracker.publishing import workflow
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def losses(raid, speaker, side, **figures):
    values = {"topic": "casualties", "outcome": "killed", "side": side, "standing": "combatant", **figures}
    passage = make_passage(raid.article, "The army raided a camp on 29 August")
    return Claim.objects.create(event=raid.event, speaker_force=speaker, passage=passage, **values)


def body(raid):
    recount(raid.event)
    again(raid, Kind.EVENT, raid.event)
    return PublishedEvent.objects.get(public_id=raid.event.public_id).body


def test_a_party_on_its_own_losses_and_on_the_enemys(live):
    losses(live, live.group, "B", low=3, high=3)
    losses(live, live.group, "A", low=9, high=9)

    found = [claim["perspective"] for claim in body(live)["claims"] if claim["speaker"]["name"] == "The Group"]

    assert [each["code"] for each in found] == ["own", "enemy"]


def test_a_statement_and_a_speaker_on_no_side_have_no_perspective(live):
    losses(live, None, "B", low=3, high=3, speaker_code="medics")

    claims = body(live)["claims"]

    assert claims[-1]["perspective"] is None
    assert {claim["perspective"] for claim in claims if claim["topic"]["code"] != "casualties"} == {None}


def test_a_command_counts_for_the_army_that_it_is_publicly_a_part_of(live):
    command = make_force("Northern Command", kind="state_military")
    ForceLink.objects.create(child=command, parent=live.army, kind="part_of", passage=make_passage(live.article))
    edit_and_approve(live, command, Kind.FORCE)
    workflow.publish(Kind.FORCE, command.pk, version=command.version, by=live.two)
    losses(live, command, "B", low=3, high=3)

    found = next(claim for claim in body(live)["claims"] if claim["speaker"]["name"] == "Northern Command")

    assert found["perspective"]["code"] == "enemy"


def test_a_figure_by_the_lowest_claim_rests_on_that_claim(live):
    losses(live, live.group, "B", low=9, high=9)
    Tally.objects.filter(event=live.event, who="all").update(rule="most_conservative", reason="The names are known.")

    document = body(live)

    figure = next(tally for tally in document["tallies"] if tally["who"]["code"] == "all")
    assert (figure["best"], figure["reason"]) == (9, "The names are known.")
    assert [document["claims"][position]["low"] for position in figure["claims"]] == [9]
