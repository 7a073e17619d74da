"""Pasting, writing and citing in the admin."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_editor, make_force
from tests.review.forms import filled
from tracker.actors.models import Force
from tracker.articles.models import Article, Passage
from tracker.articles.states import Processing

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("ana")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page_of(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def save(desk, record, **changes):
    url = page_of(record)
    return desk.post(url, {**filled(desk.get(url)), **changes})


def test_pasting_keeps_the_text_once(desk, editor):
    url = reverse("admin:articles_article_add")
    data = {
        "title": "A raid",
        "text": "The army said that three soldiers were killed in the town on Monday. " * 3,
        "kind": "report",
    }

    desk.post(url, data)
    again = desk.post(url, data, follow=True)

    article = Article.objects.get()
    assert (article.title, article.obtained_by, article.obtained_how) == ("A raid", editor, "paste")
    assert article.processing in {Processing.CLEANED, Processing.FETCHED}
    assert "came in before" in again.content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 200_001])
def test_a_text_the_intake_refuses_is_said_on_the_form(desk, text):
    response = desk.post(reverse("admin:articles_article_add"), {"title": "Kept title", "text": text, "kind": "report"})

    assert response.status_code == 200
    assert "Kept title" in response.content.decode()
    assert "errorlist" in response.content.decode() or "error" in response.content.decode()
    assert not Article.objects.exists()


def test_failed_articles_are_sent_back_to_the_queue(desk):
    article = make_article(processing=Processing.FAILED, error="It broke.")
    data = {"action": "try_again", "_selected_action": [article.pk]}

    desk.post(reverse("admin:articles_article_changelist"), data)

    article.refresh_from_db()
    assert article.processing != Processing.FAILED


def test_a_story_is_written_with_what_it_is_about(desk, editor):
    force = make_force()
    data = {
        **filled(desk.get(reverse("admin:review_story_add"))),
        "title": "What we know", "standfirst": "In short.", "body": "First.\n\nSecond.", "byline": "Ana",
        "story_links-TOTAL_FORMS": "1", "story_links-0-force": force.pk,
    }  # fmt: skip

    response = desk.post(reverse("admin:review_story_add"), data)

    story = Article.objects.get()
    assert response.status_code == 302
    assert (story.kind, story.processing, story.obtained_by, story.version) == ("story", "own", editor, 1)
    assert story.story_links.get().force == force


def test_stories_and_received_articles_are_apart(desk):
    Article.objects.create(kind="story", processing="own", title="A story", body="Words.")
    make_article(title="A report")

    stories = desk.get(reverse("admin:review_story_changelist")).content.decode()
    received = desk.get(reverse("admin:articles_article_changelist")).content.decode()

    assert "A story" in stories
    assert "A report" not in stories
    assert "A story" not in received


def test_a_passage_is_made_of_words_as_they_stand(desk):
    article = make_article("The army said so. The army said so again.")
    text = article.current_text
    url = reverse("admin:articles_passage_add")

    desk.post(url, {"text": text.pk, "words": "The army", "nth": "2"})
    missing = desk.post(url, {"text": text.pk, "words": "The navy", "nth": "1"})

    assert Passage.objects.get().start == 18
    assert "do not stand in the text" in missing.content.decode()


def test_a_live_record_that_is_edited_becomes_a_pending_draft(desk):
    force = make_force("Red Guard", version=1, state="published", live_revision=1, number=7)

    save(desk, force, summary="New words.")

    force.refresh_from_db()
    assert (force.state, force.version, force.live_revision, force.number) == ("draft", 2, 1, 7)
    assert Force.objects.get().is_pending
