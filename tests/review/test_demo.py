"""The demo: a report taken from text to public page by two editors, and every fact of it in its place."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_editor, make_passage, make_place
from tracker.actors.models import Force, ForceLink, Person, Posting
from tracker.articles.models import Article
from tracker.events.models import Claim, Event
from tracker.published.models import Change, PublishedArticle, PublishedEvent, PublishedPerson, PublishedTopic
from tracker.review.demo.people import make_people
from tracker.review.demo.raid import play
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db

COUNTRIES = (("Iraq", "IQ"), ("Syria", "SY"), ("France", "FR"), ("United States", "US"), ("United Kingdom", "GB"))
LEADERS = {
    "Ahmad Hamid Hussein Abd-al-Jalil al-Ithawi",
    "Abu Hammam",
    "Abu-Ali al-Tunisi",
    "Shakir Abud Ahmad al-Issawi",
}


@pytest.fixture
def event(tmp_path):
    for name, code in COUNTRIES:
        make_place(name, country_code=code)
    call_command("seed_codebook")
    return play(make_people(tmp_path / "demo"))


def test_event_is_public_with_its_figures_speakers_and_inferences(event):
    body = PublishedEvent.objects.get().body

    figures = {(t["outcome"]["code"], t["who"]["code"], t["side"], t["best"]) for t in body["tallies"]}
    assert figures == {("killed", "all", "B", 14), ("killed", "leaders", "B", 4), ("wounded", "all", "A", 7)}
    assert body["when"] == {
        "earliest": "2024-08-29", "latest": "2024-08-29", "precision": 1, "is_inferred": True,
        "local_time": None, "time_zone": None,
    }  # fmt: skip
    assert (body["where"]["place"]["name"], body["where"]["latitude"]) == ("western Iraq", None)
    wounded = next(c for c in body["claims"] if c["outcome"] and c["outcome"]["code"] == "wounded")
    assert (wounded["link"]["code"], wounded["speaker"]["name"], wounded["said_on"]) == (
        "inferred", "US military", "2024-08-31",
    )  # fmt: skip
    assert [line["op"] for line in body["changes"]] == ["clarify", "publish"]


def test_event_and_story_belong_to_a_public_topic_with_parties(event):
    topic = PublishedTopic.objects.get()

    assert {party["side"] for party in topic.body["parties"]} == {"A", "B"}
    assert (topic.event_count, topic.article_links.count()) == (1, 1)
    assert PublishedEvent.objects.get().body["topics"][0]["name"] == topic.title


def test_four_leaders_are_named_with_role_force_and_who_says_so(event):
    people = {person.title: person.body for person in PublishedPerson.objects.all()}

    assert set(people) >= LEADERS
    for name in LEADERS:
        assert people[name]["fate_note"] == "Reported killed, by US Central Command only"
        assert people[name]["postings"][0]["title"]
        assert people[name]["naming_reason"].startswith("Named by US Central Command")
    assert Posting.objects.filter(person__name__in=LEADERS, force__name="Islamic State").count() == 4


def test_strengths_are_claims_at_a_place_outside_the_event(event):
    strengths = Claim.objects.filter(topic="strength")

    assert {(c.about_force.name, c.about_place.name, c.best, c.is_approximate, c.event) for c in strengths} == {
        ("US military", "Iraq", 2500, True, None),
        ("US military", "Syria", 900, True, None),
    }


def test_one_sides_account_keeps_its_hedge_and_speaker(event):
    told = event.claims.filter(speaker_force__name="Iraqi intelligence services")
    paraphrased = [claim["paraphrase"] for claim in PublishedEvent.objects.get().body["claims"] if claim["paraphrase"]]

    assert {claim.hedge for claim in told} == {"asserted", "likely"}
    assert "senior commanders were likely among the dead" in paraphrased
    assert any("two months of surveillance" in words for words in paraphrased)
    assert [(t.kind, t.count) for t in Event.objects.get().targets.all()] == [("guest houses", 4)]


def test_quotes_have_their_speaker_and_whom_the_speaker_speaks_for(event):
    quotes = {(c.speaker_label, str(c.speaks_for or "")) for c in Claim.objects.filter(mode="quote")}

    assert ("Erik Kurilla", "US Central Command") in quotes
    assert ("US Central Command", "") in quotes


def test_coalition_declaration_and_pattern_have_their_place_in_the_model(event):
    """What a reader of text may miss, an editor adds: each with its words."""
    article = Article.objects.get(title__startswith="Fourteen")
    declared = Claim.objects.filter(passage__text__article=article, paraphrase="", mode="indirect", event=None)
    assert any("victory" in claim.passage.words or "victory" in str(claim.passage.text.text) for claim in declared)
    words = "formed in 2014 to fight the group; France and the United Kingdom are among the countries"
    passage = make_passage(article, words)
    coalition = Force.objects.create(name="International coalition", kind="coalition", active_passage=passage)
    member = Force.objects.get(name="US military")
    ForceLink.objects.create(child=member, parent=coalition, kind="member_of", passage=passage)
    pattern = Claim.objects.create(
        topic="statement", statement_kind="pattern", speaker_outlet=article.outlet, about_force=Force.objects.get(name="Islamic State"),
        passage=make_passage(article, "continue to attack army and police posts from time to time"),
        paraphrase="cells go on attacking the army and the police",
    )  # fmt: skip

    assert str(member.links_up.get()) == "US military member of International coalition"
    assert pattern.event is None


def test_story_is_public_in_full_and_the_report_is_not(event):
    story = PublishedArticle.objects.get(article_kind="story").body
    report = PublishedArticle.objects.get(article_kind="report").body

    assert len(story["body"]) == 4
    assert {about["kind"] for about in story["about"]} == {"event", "force"}
    text = Article.objects.get(title__startswith="Fourteen").current_text.text
    assert sum(map(len, report["quotes"])) <= 0.15 * len(text)
    assert "body" not in report


def test_every_person_of_the_report_is_there_once(event):
    assert set(Person.objects.values_list("name", flat=True)) == LEADERS | {"Erik Kurilla"}


def test_everything_went_out_after_a_second_persons_word(event):
    assert Change.objects.filter(kind=Kind.EVENT).count() == 2
    assert event.__class__.objects.get().state == "published"


def test_demo_is_only_for_an_empty_desk():
    make_editor()

    with pytest.raises(CommandError, match="empty"):
        call_command("seed_demo")


def test_logins_are_kept_for_their_owner_alone(tmp_path):
    make_people(tmp_path / "demo")

    assert (tmp_path / "demo").stat().st_mode & 0o077 == 0
    assert len((tmp_path / "demo").read_text().splitlines()) == 4
