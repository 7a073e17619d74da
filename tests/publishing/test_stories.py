"""Stories: their text, links to records, and pull quotes with their sources and limits."""

import json

import pytest

from tests.factories import make_article, make_outlet, make_passage, make_person
from tracker.articles.models import Article
from tracker.events.models import PullQuote
from tracker.published.models import Op, PublishedArticle
from tracker.publishing import workflow
from tracker.publishing.editing import save_version
from tracker.publishing.previews import preview
from tracker.publishing.readiness import blockers
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
SAID = "“We heard two blasts before dawn,”"
TEXT = f"{SAID} a doctor said. The hospital took in nine people. " + "Nothing more is known at this hour. " * 20


@pytest.fixture
def report():
    return make_article(TEXT, title="Blasts heard", outlet=make_outlet("Radio"), canonical_url="https://wire.example/b")


def make_story(one, body="A first paragraph.\n\n[quote 1]\n\nA last one.", **fields):
    given = {"kind": "story", "processing": "own", "title": "What is known", "byline": "A. Writer", "body": body}
    story = Article.objects.create(**{**given, **fields})
    save_version(Kind.ARTICLE, story, by=one)
    return story


def quote(story, passage, position=1, **fields):
    return PullQuote.objects.create(story=story, passage=passage, position=position, **fields)


def reasons(story):
    return blockers(Kind.ARTICLE, story)


def publish(story, one, two, **fields):
    save_version(Kind.ARTICLE, story, by=one)
    workflow.submit(Kind.ARTICLE, story.pk, version=story.version, by=one)
    workflow.approve(Kind.ARTICLE, story.pk, version=story.version, by=two)
    workflow.publish(Kind.ARTICLE, story.pk, version=story.version, by=two, **fields)
    story.refresh_from_db()
    return document(story)


def document(record):
    return PublishedArticle.objects.get(public_id=record.public_id).body


def quotes_in(body):
    return [block for block in body["blocks"] if block["kind"] == "quote"]


def test_a_quote_stands_where_the_text_has_a_place_for_it_with_its_source(live, report):
    story = make_story(live.one)
    quote(story, make_passage(report, SAID), speaker="A doctor")

    body = publish(story, live.one, live.two)

    report.refresh_from_db()
    assert [block["kind"] for block in body["blocks"]] == ["paragraph", "quote", "paragraph"]
    found = quotes_in(body)[0]
    assert (found["words"], found["speaker"]) == (["We heard two blasts before dawn"], "A doctor")
    assert found["source"] == {
        "id": str(report.public_id), "number": report.number, "name": "Blasts heard",
        "url": f"/articles/{report.number}/", "title": "Blasts heard", "outlet": "Radio", "published_on": "2024-09-14",
        "link": "https://wire.example/b",
    }  # fmt: skip
    assert body["body"] == ["A first paragraph.", "A last one."]
    assert document(report)["quotes"] == ["We heard two blasts before dawn"]


def test_a_quote_without_a_place_stands_at_the_end(live, report):
    story = make_story(live.one, body="Words.")
    quote(story, make_passage(report, SAID))

    assert [block["kind"] for block in publish(story, live.one, live.two)["blocks"]] == ["paragraph", "quote"]


def test_a_place_without_a_quote_is_said(live):
    assert reasons(make_story(live.one)) == ["The text has a place for quote 1, which is not there."]


@pytest.mark.parametrize("fields", [{"kind": "note"}, {"kind": "note", "is_sealed": True}])
def test_a_note_is_never_quoted(live, fields):
    story = make_story(live.one)
    quote(story, make_passage(make_article(TEXT + "N.", **fields), SAID))

    assert reasons(story) == ["Quote 1 is from an internal note, which is never public: take it out."]
    assert "two blasts" not in json.dumps(preview(Kind.ARTICLE, story.pk))


def test_words_that_nobody_spoke_are_not_quoted(live, report):
    story = make_story(live.one)
    quote(story, make_passage(report, "The hospital took in nine people"))

    assert reasons(story) == ["Quote 1 holds no direct speech: choose words that stand in quotation marks."]
    assert quotes_in(preview(Kind.ARTICLE, story.pk)) == []


def test_a_statement_is_speech_as_a_whole(live):
    statement = make_article("The army regrets the loss of life. " * 20, kind="statement", title="Statement")
    story = make_story(live.one)
    quote(story, make_passage(statement, "The army regrets the loss of life"))

    assert quotes_in(publish(story, live.one, live.two))[0]["words"] == ["The army regrets the loss of life"]


def test_no_more_is_quoted_than_may_be(live):
    short = make_article("“We are safe,” she said. “All of us are safe and sound,” he said. " + "And so on. " * 12)
    story = make_story(live.one, body="Words.")
    quote(story, make_passage(short, "“We are safe,”"), 1)
    quote(story, make_passage(short, "“All of us are safe and sound,”"), 2)

    assert reasons(story) == ["Quote 2 goes beyond the 15 % of its text that may be quoted in all: choose fewer words."]
    assert [each["words"] for each in quotes_in(preview(Kind.ARTICLE, story.pk))] == [["We are safe"]]


def test_a_link_to_a_record_is_there_where_the_public_has_it(live):
    draft = make_person("Somebody Else")
    body = f"See [the raid](event:{live.event.pk}) and [him](person:{draft.pk}) and [more](https://a.example/x)."

    block = publish(make_story(live.one, body=body), live.one, live.two)["blocks"][0]

    assert block["text"] == "See the raid and him and more."
    assert [(block["text"][each["start"] : each["end"]], each["link"]) for each in block["links"]] == [
        ("the raid", f"/events/{live.event.number}/"),
        ("more", "https://a.example/x"),
    ]


def test_a_link_that_leads_nowhere_good_keeps_the_story_in(live):
    story = make_story(live.one, body="See [this](javascript:alert).")

    assert reasons(story) == ["The link to “javascript:alert” is no https address and no record: correct it."]
    assert preview(Kind.ARTICLE, story.pk)["blocks"][0]["links"] == []


def test_a_name_cut_in_two_by_a_link_is_a_name(live):
    story = make_story(live.one, body="They met [Samir](https://a.example/) Privat there.")

    assert reasons(story) == ["The desk's own words here name somebody whose name is withheld: reword them."]


def test_the_quote_of_a_withdrawn_source_vanishes(live, report):
    story = make_story(live.one)
    quote(story, make_passage(report, SAID))
    publish(story, live.one, live.two)

    workflow.withdraw(Kind.ARTICLE, report.pk, by=live.chief, reason="For safety.")

    body = document(story)
    assert [block["kind"] for block in body["blocks"]] == ["paragraph", "paragraph"]
    assert "two blasts" not in json.dumps(body)
    story.refresh_from_db()
    assert reasons(story) == ["The source of quote 1 was withdrawn or retracted: take the quote out."]


def test_the_quote_of_a_retracted_source_vanishes(live, report):
    story = make_story(live.one)
    quote(story, make_passage(report, SAID))
    publish(story, live.one, live.two)

    workflow.retract(Kind.ARTICLE, report.pk, by=live.chief, reason="It was made up.")

    assert quotes_in(document(story)) == []


def test_a_pending_quote_changes_nothing_public(live, report):
    story = make_story(live.one, body="Words.")
    publish(story, live.one, live.two)
    quote(story, make_passage(report, SAID))
    save_version(Kind.ARTICLE, story, by=live.one)

    assert quotes_in(document(story)) == []
    body = publish(story, live.one, live.two, op=Op.CORRECT, note="A quote was missing.")

    assert len(quotes_in(body)) == 1
    assert body["changes"][0]["op"] == "correct"


def test_withdrawing_a_story_takes_its_quotes_from_the_page_of_their_source(live, report):
    story = make_story(live.one)
    quote(story, make_passage(report, SAID))
    publish(story, live.one, live.two)

    workflow.withdraw(Kind.ARTICLE, story.pk, by=live.chief, reason="For safety.")

    copy = PublishedArticle.objects.get(public_id=report.public_id)
    assert not copy.is_live
    assert "two blasts" not in json.dumps(copy.body)


def test_a_source_that_a_story_quotes_outlives_a_withdrawn_event(live):
    story = make_story(live.one)
    quote(story, make_passage(live.article, "“We struck their leaders in the night,”"))
    publish(story, live.one, live.two)

    workflow.withdraw(Kind.EVENT, live.event.pk, by=live.chief, reason="For safety.")

    assert document(live.article)["quotes"] == ["We struck their leaders in the night"]
    assert len(quotes_in(document(story))) == 1
