"""Who stands behind an event, and the grade that this bears out."""

import pytest

from tests.factories import make_article, make_event, make_force, make_outlet, make_passage, make_person
from tracker.actors.models import ForceLink, Voice
from tracker.events.grade import propose
from tracker.events.models import Citation, Claim, Involvement
from tracker.events.sources import Sides, independent, perspective, words_of
from tracker.events.tally import recount

pytestmark = pytest.mark.django_db
TEXT = "Shells fell on the market at dawn. The army said that it hit a depot. The rebels said that nine died."
OWN, ARMY, REBELS = TEXT.split(". ")


@pytest.fixture
def raid():
    """An event between an army (A) and rebels (B)."""
    event = make_event()
    army, rebels = make_force("Army", kind="state_military"), make_force("Rebels", kind="rebel")
    Involvement.objects.create(event=event, force=army, side="A", role="initiator")
    Involvement.objects.create(event=event, force=rebels, side="B", role="target")
    return event, army, rebels


def report(event, outlet, words="", text=TEXT, **fields):
    """The outlet reports the event in its own words."""
    passage = make_passage(make_article(text, outlet=outlet, **fields), words)
    Citation.objects.create(event=event, passage=passage)
    return passage


def says(event, passage, **fields):
    values = {"topic": "statement", "paraphrase": "Says so.", **fields}
    return Claim.objects.create(event=event, passage=passage, **values)


def graded(event):
    return propose(words_of(event)).grade


def test_nobody_says_anything(raid):
    event, _, _ = raid

    proposal = propose(words_of(event))

    assert proposal.grade is None
    assert "No source" in proposal.reasons[0]


def test_a_party_quoted_by_an_agency_is_one_party_and_no_independent_source(raid):
    event, army, _ = raid
    says(event, report(event, make_outlet(), ARMY), speaker_force=army)

    assert independent(words_of(event)) == []
    assert graded(event) == "one_party"


def test_both_parties_agree(raid):
    event, army, rebels = raid
    article = make_article(TEXT)
    says(event, make_passage(article, ARMY), speaker_force=army)
    says(event, make_passage(article, REBELS), speaker_force=rebels)

    assert graded(event) == "parties_agree"


def test_the_outlets_own_words_are_an_independent_source(raid):
    event, army, _ = raid
    outlet = make_outlet("Northern Wire")
    passage = report(event, outlet, OWN)
    says(event, make_passage(passage.text.article, ARMY), speaker_force=army)

    assert independent(words_of(event)) == ["Northern Wire"]
    assert graded(event) == "one_independent"


def test_outlets_of_one_owner_are_one_source(raid):
    event, _, _ = raid
    report(event, make_outlet(owner_group="Holding"), OWN)
    report(event, make_outlet(owner_group="HOLDING"), text="Another report, in words of its own.")

    assert independent(words_of(event)) == ["Holding"]


def test_two_owners_are_several(raid):
    event, _, _ = raid
    report(event, make_outlet(), OWN)
    report(event, make_outlet(), text="Another report, in words of its own.")

    assert graded(event) == "several"


def test_copied_words_count_once(raid):
    event, _, _ = raid
    report(event, make_outlet("First"), OWN, text=TEXT)
    report(event, make_outlet("Second"), OWN, text=f"Copied. {TEXT}")

    assert independent(words_of(event)) == ["First"]


def test_the_mouthpiece_of_a_party_is_that_party(raid):
    event, army, _ = raid
    outlet = make_outlet("Army Press")
    Voice.objects.create(outlet=outlet, force=army)
    report(event, outlet, OWN)
    report(event, make_outlet(kind="party"), text="We did it ourselves, all of it.")

    assert independent(words_of(event)) == []
    assert graded(event) == "one_party"


def test_unnamed_witnesses_count_with_the_outlet_that_quotes_them(raid):
    event, _, _ = raid
    article = make_article(TEXT, outlet=make_outlet("Northern Wire"))
    says(event, make_passage(article, OWN), speaker_code="residents")
    says(event, make_passage(article, REBELS), speaker_code="medics")

    assert independent(words_of(event)) == ["Northern Wire"]


def test_notes_and_background_are_no_source(raid):
    event, _, _ = raid
    report(event, make_outlet(), OWN, kind="note")
    Citation.objects.create(event=event, passage=make_passage(make_article("In past years …")), role="background")

    assert words_of(event) == []


def test_a_denial_makes_it_contested(raid):
    event, _, rebels = raid
    passage = report(event, make_outlet(), OWN)
    says(event, make_passage(passage.text.article, REBELS), speaker_force=rebels, mode="denial")

    proposal = propose(words_of(event))

    assert proposal.grade == "contested"
    assert proposal.reasons[0] == "Denied by Rebels."


def test_a_command_below_an_army_stands_on_its_side(raid):
    event, army, _ = raid
    command = make_force("Northern Command", kind="state_military")
    ForceLink.objects.create(child=command, parent=army, kind="part_of")

    assert Sides(event, []).of_force(command) == "A"


def test_a_ministry_stands_with_the_army_of_its_country_and_a_foreign_one_with_nobody():
    event = make_event()
    army = make_force("Army", kind="state_military", country_code="IQ")
    Involvement.objects.create(event=event, force=army, side="A", role="initiator")
    sides = Sides(event, [])

    assert sides.of_force(make_force("Ministry", kind="public_body", country_code="IQ")) == "A"
    assert sides.of_force(make_force("Far Ministry", kind="public_body", country_code="NO")) == ""
    assert sides.of_force(make_force("World Body", kind="public_body")) == ""


def test_a_ministry_stands_nowhere_when_its_states_forces_fight_each_other():
    event = make_event()
    for side, kind in (("A", "state_military"), ("B", "police")):
        force = make_force(f"Force {side}", kind=kind, country_code="SD")
        Involvement.objects.create(event=event, force=force, side=side, role="initiator")

    assert Sides(event, []).of_force(make_force("Ministry", kind="public_body", country_code="SD")) == ""


def test_own_losses_are_told_from_the_enemys(raid):
    event, army, rebels = raid
    sides = Sides(event, [])
    passage = make_passage()
    of_b = {"topic": "casualties", "outcome": "killed", "low": 9, "high": 9, "side": "B", "passage": passage}

    assert perspective(Claim(event=event, speaker_force=rebels, **of_b), sides) == "own"
    assert perspective(Claim(event=event, speaker_force=army, **of_b), sides) == "enemy"
    assert perspective(Claim(event=event, speaker_code="medics", **of_b), sides) is None


def test_a_person_of_a_side_is_that_side(raid):
    event, _, _ = raid
    person = make_person()
    Involvement.objects.create(event=event, person=person, side="A", role="commander")
    says(event, make_passage(make_article(TEXT)), speaker_person=person)

    assert graded(event) == "one_party"


def test_counting_keeps_the_number_of_independent_sources(raid):
    event, _, _ = raid
    report(event, make_outlet(), OWN)

    recount(event)
    event.refresh_from_db()

    assert event.independent_sources == 1


def test_asking_costs_a_fixed_number_of_queries(raid, django_assert_max_num_queries):
    event, army, _ = raid
    for number in range(20):
        passage = report(event, make_outlet(), text=f"Report {number}. It happened.")
        says(event, passage, speaker_force=army)

    with django_assert_max_num_queries(9):
        words_of(event)
