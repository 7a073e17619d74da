"""The seed article, read by the shipped reader, accepted from the first suggestion to the last."""

from pathlib import Path

import pytest

from tests.factories import make_article, make_editor, make_event_type, make_outlet, make_place
from tracker.articles.states import Processing
from tracker.events.models import Claim, ClaimTopic, Event
from tracker.extraction.extractors.register import Register
from tracker.extraction.models import Run, Suggestion
from tracker.extraction.proposals import proposals
from tracker.extraction.reading import ArticleInput, read
from tracker.places.atlas import Atlas
from tracker.review.decisions import accept, accept_event_with_parts

SEED = Path(__file__).resolve().parents[3] / "shared/data/extraction/seed_article.txt"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEED.exists(), reason="the seed article is not at hand"),
]


@pytest.fixture
def event():
    for name, code in (
        ("Iraq", "IQ"),
        ("Syria", "SY"),
        ("France", "FR"),
        ("United States", "US"),
        ("United Kingdom", "GB"),
    ):
        make_place(name, country_code=code)
    make_event_type("raid")
    article = make_article(SEED.read_text(), outlet=make_outlet("An agency"), published_on=None)
    article.processing = Processing.EXTRACTED
    article.save()
    text = article.current_text.text
    found = read(ArticleInput("seed", "seed", None, "", text), Register.shipped(), Atlas.open())
    run = Run.objects.create(text=article.current_text, extractor="rules", extractor_version="1", seconds=0)
    for each in proposals(found, text):
        Suggestion.objects.create(
            run=run, kind=each.kind, key=each.key, event_key=each.event_key, payload=each.payload, spans=each.spans
        )
    editor = make_editor()
    accept_event_with_parts(run.suggestions.get(key="e1").pk, by=editor, version=1)
    for suggestion in run.suggestions.all():
        accept(suggestion.pk, by=editor, version=suggestion.version)
    article.refresh_from_db()
    assert article.processing == Processing.REVIEWED
    return Event.objects.get()


def test_the_seed_makes_one_raid_in_western_iraq(event):
    assert event.title == "Raid in western Iraq, 29 August 2024"
    assert (event.date_is_inferred, event.geo_precision, event.public_latitude) == (True, 5, None)


def test_the_seeds_parts_are_played_by_the_right_actors(event):
    parts = {(str(part.force or part.person), part.role, part.side) for part in event.involvements.all()}

    assert parts == {
        ("US military", "initiator", "A"),
        ("Iraqi security forces", "partner", "A"),
        ("Islamic State", "victim", "B"),
        ("Ahmad Hamid Hussein Abd-al-Jalil al-Ithawi", "victim", "B"),
        ("Abu Hammam", "victim", "B"),
        ("Abu-Ali al-Tunisi", "victim", "B"),
        ("Shakir Abud Ahmad al-Issawi", "victim", "B"),
    }
    assert [(target.kind, target.count) for target in event.targets.all()] == [("reception houses", 4)]


def test_the_seeds_figures_are_claims_with_speakers(event):
    washington = Claim.objects.get(topic=ClaimTopic.CASUALTIES, best=4).speaker_label
    figures = {
        (claim.outcome, claim.best, claim.side, claim.speaker_label, claim.part_of and claim.part_of.best)
        for claim in Claim.objects.filter(topic=ClaimTopic.CASUALTIES)
    }

    assert figures == {
        ("killed", 14, "B", "US Central Command", None),
        ("killed", 4, "B", washington, 14),
        ("wounded", 7, "A", "US military", None),
    }
    assert washington in {"US military", "Government of the United States"}


def test_four_of_the_seeds_five_persons_are_reported_killed_by_centcom_only(event):
    fates = Claim.objects.filter(topic=ClaimTopic.FATE).select_related("about_person")

    assert {claim.about_person.status_note for claim in fates} == {"Reported killed, by US Central Command only"}
    assert fates.count() == 4


def test_the_seeds_strengths_and_quotes_are_kept(event):
    strengths = Claim.objects.filter(topic=ClaimTopic.STRENGTH)
    quotes = Claim.objects.filter(mode="quote")

    assert {(claim.about_force.name, claim.about_place.name, claim.best) for claim in strengths} == {
        ("US military", "Iraq", 2500),
        ("US military", "Syria", 900),
    }
    assert {(claim.speaker_label, str(claim.speaks_for or "")) for claim in quotes} == {
        ("US Central Command", ""),
        ("Erik Kurilla", "US Central Command"),
    }


def test_common_nouns_do_not_become_names(event):
    names = {name.name for part in event.involvements.exclude(force=None) for name in part.force.names.all()}

    assert (
        names & {"army", "troops", "terrorist organization", "jihadist group", "United States", "American soldiers"}
        == set()
    )
