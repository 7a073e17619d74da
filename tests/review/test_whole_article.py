"""An article taken through review from the first suggestion to the last."""

import pytest

from tests.factories import make_editor
from tests.review.seeded import LEADERS, seed_article, suggestion, suggestions
from tracker.actors.models import Force, ForceKind, Person
from tracker.articles.states import Processing
from tracker.events.models import Claim, ClaimTopic, Event, EventTarget, Involvement
from tracker.review.decisions import accept, accept_event_with_parts
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = seed_article()
    editor = make_editor()
    first = suggestion(article, "e1")
    accept_event_with_parts(first.pk, by=editor, version=first.version)
    for each in suggestions(article):
        accept(each.pk, by=editor, version=each.version)
    return article


def test_all_suggestions_together_make_one_event_in_a_region(article):
    event = Event.objects.get()

    assert event.title == "Raid in western Iraq, 29 August 2024"
    assert (event.earliest.isoformat(), event.latest.isoformat(), event.date_precision) == (
        "2024-08-29",
        "2024-08-29",
        1,
    )
    assert event.date_is_inferred
    assert (event.place.kind, event.geo_precision, event.latitude) == ("region", 5, None)
    assert event.place_as_worded == "in the west of Iraq"
    assert event.means == "helicopters"
    assert "raided hideouts in the desert" in event.citations.get().passage.words


def test_everybody_stands_on_the_right_side(article):
    found = {
        (str(part.force or part.person), part.role, part.side)
        for part in Involvement.objects.select_related("force", "person")
    }

    assert found == {
        ("US military", "initiator", "A"),
        ("Iraqi security forces", "partner", "A"),
        ("Islamic State", "victim", "B"),
        *((name, "victim", "B") for name, _ in LEADERS.values()),
    }
    assert all(part.passage for part in Involvement.objects.all())


def test_what_was_hit_is_counted(article):
    target = EventTarget.objects.get()

    assert (target.count, target.kind) == (3, "reception houses")


def test_figures_keep_their_speakers_sides_and_parts(article):
    claims = Claim.objects.filter(topic=ClaimTopic.CASUALTIES).order_by("-best")
    fourteen, seven, four = claims

    assert (fourteen.low, fourteen.best, fourteen.high, fourteen.side) == (14, 14, 14, "B")
    assert fourteen.speaker_force.name == "US Central Command"
    assert fourteen.said_on.isoformat() == "2024-09-13"
    assert (four.best, four.who, four.part_of, four.side) == (4, "leaders", fourteen, "B")
    assert (four.speaker_force.kind, four.speaker_force.name) == (
        ForceKind.PUBLIC_BODY,
        "Government of the United States",
    )
    assert (seven.outcome, seven.best, seven.link, seven.side) == ("wounded", 7, "inferred", "A")
    assert seven.speaker_force.name == "US military"


def test_the_tallies_follow_the_figures(article):
    tallies = {
        (tally.outcome, tally.who, tally.side): (tally.low, tally.best, tally.high)
        for tally in Event.objects.get().tallies.all()
    }

    assert tallies == {
        ("killed", "all", "B"): (14, 14, 14),
        ("killed", "leaders", "B"): (4, 4, 4),
        ("wounded", "all", "A"): (7, 7, 7),
    }


def test_five_persons_hold_their_posts_and_stay_private(article):
    posts = {
        person.name: (post.rank, post.title, post.force.name, post.area and post.area.name)
        for person in Person.objects.all()
        for post in person.postings.all()
    }

    assert posts == {
        "Erik Kurilla": ("Gen.", "Centcom chief", "US Central Command", None),
        "Ahmad al-Ithawi": ("", "head of operations in Iraq", "Islamic State", "Iraq"),
        "Abu Hammam": ("", "head of operations in the west of Iraq", "Islamic State", "western Iraq"),
        "Abu-Ali al-Tunisi": ("", "head of technical development", "Islamic State", None),
        "Shakir al-Issawi": ("", "head of military operations", "Islamic State", None),
    }
    assert all(person.is_private for person in Person.objects.all())
    assert [name.name for name in Person.objects.get(name="Erik Kurilla").names.all()] == ["Erik Kurilla"]


def test_four_fates_are_told_by_centcom_only(article):
    fates = Claim.objects.filter(topic=ClaimTopic.FATE)

    assert {claim.about_person.name for claim in fates} == {name for name, _ in LEADERS.values()}
    assert {(claim.fate, claim.speaker_force.name) for claim in fates} == {("killed", "US Central Command")}
    assert all("those killed were" in claim.passage.words for claim in fates)
    leader = Person.objects.get(name="Abu Hammam")
    assert (leader.status, leader.status_note) == ("killed", "Reported killed, by US Central Command only")


def test_strengths_stand_outside_the_event(article):
    strengths = Claim.objects.filter(topic=ClaimTopic.STRENGTH).order_by("-best")

    assert [(claim.about_force.name, claim.about_place.name, claim.best) for claim in strengths] == [
        ("US military", "Iraq", 2500),
        ("US military", "Syria", 900),
    ]
    assert all(claim.event is None and claim.is_approximate for claim in strengths)
    assert {claim.speaker_outlet.name for claim in strengths} == {"Desert Gazette"}


def test_statements_keep_speaker_mode_and_hedge(article):
    told = {
        claim.speaker_label: (claim.mode, claim.hedge, claim.speaks_for and claim.speaks_for.name)
        for claim in Claim.objects.filter(topic=ClaimTopic.STATEMENT)
    }

    assert told == {
        "Erik Kurilla": ("quote", "asserted", "US Central Command"),
        "Iraqi intelligence services": ("indirect", "likely", None),
        "US Central Command": ("indirect", "asserted", None),
        "Medics": ("indirect", "asserted", None),
    }


def test_the_words_of_a_figure_are_that_figure_and_no_second_claim(article):
    words, figure = suggestion(article, "q1"), suggestion(article, "c2")

    assert words.became_id == figure.became_id


def test_every_record_is_saved_as_one_version_with_its_reason(article):
    revisions = Revision.objects.filter(kind=Kind.EVENT)

    assert {revision.reason for revision in revisions} == {f"From article {article.pk}"}
    assert Revision.objects.filter(kind=Kind.PERSON).count() == 5
    newest = revisions.first().snapshot["parts"]
    assert (len(newest["claims"]), len(newest["involvements"])) == (10, 7)
    assert Force.objects.get(name="US military").version == 3  # when drafted, and with each strength


def test_the_article_is_reviewed_when_nothing_is_open(article):
    article.refresh_from_db()

    assert article.processing == Processing.REVIEWED


def test_accepting_all_of_it_again_changes_nothing(article):
    before = (Event.objects.count(), Claim.objects.count(), Person.objects.count(), Revision.objects.count())
    editor = make_editor()

    for each in suggestions(article):
        accept(each.pk, by=editor, version=1)

    assert before == (Event.objects.count(), Claim.objects.count(), Person.objects.count(), Revision.objects.count())


def test_one_by_one_in_any_order_gives_the_same_figures():
    article, editor = seed_article(), make_editor()

    for key in ("e1", "c1", "c3", "c2", "p2", "q1"):
        accept(suggestion(article, key).pk, by=editor, version=suggestion(article, key).version)

    four, seven, fourteen = Claim.objects.filter(topic=ClaimTopic.CASUALTIES).order_by("best")
    assert (four.part_of, seven.part_of, fourteen.part_of) == (fourteen, None, None)
