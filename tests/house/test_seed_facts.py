"""Every fact of one article has its place in the model: the table in docs/data-dictionary.md, row by row."""

import pytest
from django.utils import timezone

from tests.factories import make_editor
from tests.house.seed_records import ANNOUNCED, LEADERS, RAID, WOUNDED_TOLD, Seed
from tracker.actors.models import Force, ForceLink
from tracker.events.models import Claim, Tally, TallyRule
from tracker.publishing.models import NamingDecision

pytestmark = pytest.mark.django_db


@pytest.fixture
def seed():
    return Seed()


def test_the_year_is_inferred_and_the_day_exact(seed):
    event = seed.event

    assert (event.earliest, event.latest, event.date_precision) == (RAID, RAID, 1)
    assert event.date_is_inferred


def test_the_west_of_the_country_is_a_region_and_no_pin(seed):
    event = seed.event

    assert (event.place.kind, event.place.compass, event.geo_precision) == ("region", "west", 5)
    assert event.place_as_worded == "in the west of the country"
    assert (event.place.latitude, event.latitude, event.public_latitude, event.place.admin1_code) == (
        None,
        None,
        None,
        "",
    )


def test_who_took_part_on_which_side(seed):
    parts = {row.force.name: (row.role, row.side) for row in seed.event.involvements.all()}

    assert parts == {
        "US military": ("initiator", "A"),
        "Iraqi security forces": ("partner", "A"),
        "Islamic State": ("victim", "B"),
    }


def test_who_announced_what_and_when(seed):
    told = {name: (claim.speaker_label, claim.said_on) for name, claim in seed.claims.items() if claim.said_on}

    assert told["dead"] == ("Centcom", ANNOUNCED)
    assert told["leaders"] == ("US military", ANNOUNCED)
    assert told["wounded"] == ("US military", WOUNDED_TOLD)


def test_four_leaders_are_part_of_the_fourteen_and_not_added(seed):
    killed = seed.event.tallies.filter(outcome="killed")

    assert seed.claims["leaders"].part_of == seed.claims["dead"]
    assert {(tally.who, tally.best) for tally in killed} == {("all", 14), ("leaders", 4)}
    assert set(killed.values_list("rule", flat=True)) == {TallyRule.SINGLE_CLAIM}


def test_the_seven_wounded_are_linked_to_the_raid_by_the_desk_alone(seed):
    links = {name: claim.link for name, claim in seed.claims.items() if claim.topic == "casualties"}

    assert links == {"dead": "stated", "leaders": "stated", "wounded": "inferred"}
    assert Tally.objects.get(outcome="wounded").side == "A"


def test_four_posts_have_their_areas(seed):
    posts = {name: person.postings.get() for name, person in seed.people.items()}

    assert {name: (post.title, post.area and post.area.name) for name, post in posts.items()} == LEADERS
    assert {post.force.name for post in posts.values()} == {"Islamic State"}
    assert {post.passage.words for post in posts.values()} == set(LEADERS)


def test_each_fate_is_one_speakers_word(seed):
    fates = Claim.objects.filter(topic="fate")

    assert {(claim.about_person.name, claim.fate, claim.speaker_label) for claim in fates} == {
        (name, "killed", "Centcom") for name in LEADERS
    }
    assert {person.status_note for person in seed.people.values()} == {"Reported killed, by Centcom only"}


def test_nobody_is_named_without_a_second_person(seed):
    person, second = seed.people["Abu Hammam"], make_editor()
    assert person.is_private

    decision = NamingDecision.objects.create(
        person=person, reason="Named as a leader.", proposed_by=seed.editor, agreed_by=second, agreed_at=timezone.now()
    )

    assert decision.agreed_by != decision.proposed_by


def test_quotes_keep_speaker_and_for_whom(seed):
    aim, committed = seed.claims["aim"], seed.claims["committed"]

    assert (aim.mode, aim.statement_kind, aim.speaker_label) == ("quote", "aim", "Centcom")
    assert (committed.mode, committed.speaker_label, committed.speaks_for.name) == ("quote", "Erik Kurilla", "Centcom")
    assert committed.passage.words == "“We stay committed,”"
    assert str(seed.kurilla.postings.get()) == "Gen. chief of Centcom, Centcom"


def test_one_sides_account_is_a_claim_with_its_own_hedge(seed):
    watching, senior = seed.claims["watching"], seed.claims["senior"]

    assert (watching.speaker_label, watching.hedge) == ("Iraqi intelligence", "asserted")
    assert watching.paraphrase
    assert (senior.speaker_label, senior.hedge) == ("Iraqi intelligence", "likely")


def test_the_houses_are_targets_with_a_count_and_words(seed):
    target = seed.event.targets.get()

    assert (target.kind, target.count, target.passage.words) == ("reception houses", 4, "four reception houses")


def test_troop_levels_are_approximate_strengths_outside_the_event(seed):
    strengths = Claim.objects.filter(topic="strength", event=None, is_approximate=True)

    assert {(claim.about_place.name, claim.best, claim.about_force.name) for claim in strengths} == {
        ("Iraq", 2500, "US military"),
        ("Syria", 900, "US military"),
    }


def test_the_coalition_has_members_and_a_beginning(seed):
    coalition = Force.objects.get(kind="coalition")

    assert coalition.active_from.year == 2014
    assert coalition.active_passage.words == "a coalition of 2014"
    assert set(coalition.links_down.values_list("child__name", "kind")) == {
        ("US military", "member_of"),
        ("French army", "member_of"),
    }
    assert ForceLink.objects.get(child__name="Centcom").parent.name == "US military"


def test_the_declaration_of_2017_is_background_by_a_public_body(seed):
    victory = seed.claims["victory"]

    assert (victory.event, victory.statement_kind, victory.said_precision) == (None, "background", 5)
    assert victory.speaker_force.kind == "public_body"
    assert "victory" not in victory.paraphrase


def test_the_continuing_attacks_are_a_pattern_and_no_event(seed):
    cells = seed.claims["cells"]

    assert (cells.event, cells.statement_kind, cells.speaker_label) == (None, "pattern", "Wire")


def test_spellings_are_names_of_one_force(seed):
    names = seed.forces["Islamic State"].names

    assert {(row.name, row.kind) for row in names.all()} == {
        ("Islamic State group", "alias"),
        ("IS", "acronym"),
        ("ISIS", "acronym"),
    }
    assert all(row.passage.words == row.name for row in names.all())


def test_the_report_is_cited_with_outlet_and_day(seed):
    citation = seed.event.citations.get()
    article = citation.passage.text.article

    assert (citation.role, article.outlet.name, str(article.published_on)) == ("primary", "Wire", "2024-09-14")
    assert article.canonical_url


def test_every_claim_has_its_words(seed):
    assert not Claim.objects.filter(passage=None).exists()
