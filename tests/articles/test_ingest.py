"""Storing, cleaning, trying again, setting aside: nothing doubled, nothing lost."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.articles.samples import FRENCH, PAGE, TEXT, fetched, put
from tests.factories import make_editor, make_outlet
from tracker.articles import cleaning, ingest, nudges
from tracker.articles.ingest import BadInput, clean
from tracker.articles.killable import ChildFailed
from tracker.articles.models import Article, ArticleKind, ArticleText, Obtained
from tracker.articles.states import Processing

pytestmark = pytest.mark.django_db


@pytest.fixture
def nudged(monkeypatch):
    """The messages that were sent."""
    sent = []
    monkeypatch.setattr(nudges, "_send", lambda task, article_id: sent.append((task, article_id)))
    return sent


def look_once_in_vain(monkeypatch):
    """The first look-up finds nothing, as when another writer commits just behind it."""
    seen, looks = ingest._seen, iter([None])
    monkeypatch.setattr(ingest, "_seen", lambda *args: next(looks, ...) and seen(*args))


def test_pasted_text_is_cleaned_at_once_and_waits_for_the_reader():
    editor, outlet = make_editor(), make_outlet("An agency")

    stored = put(
        f"\r\n{TEXT}\0 ",
        title=" Twelve\nkilled ",
        outlet=outlet,
        published_on=date(2024, 9, 14),
        by=editor,
    )

    article = Article.objects.get()
    assert stored.is_new
    assert stored.article == article
    assert article.processing == Processing.CLEANED
    assert article.language == "en"
    assert article.title == "Twelve killed"
    assert (article.outlet, article.obtained_by, article.obtained_how) == (outlet, editor, Obtained.PASTE)
    assert article.current_text.text == TEXT
    assert article.current_text.sha256 == article.text_hash
    assert bytes(article.raw).startswith(b"\r\n")


def test_a_web_page_gives_text_title_and_day():
    article = put(PAGE).article

    assert article.current_text.text.endswith(TEXT)
    assert (article.title, article.published_on) == ("Raid kills twelve", date(2024, 9, 14))
    assert article.processing == Processing.CLEANED


def test_what_the_editor_says_wins_over_what_the_page_says():
    article = put(PAGE, title="Ours", published_on=date(2024, 9, 13)).article

    assert (article.title, article.published_on) == ("Ours", date(2024, 9, 13))


def test_an_article_without_a_day_or_title_is_kept():
    article = put().article

    assert (article.published_on, article.title) == (None, "")


def test_the_same_text_twice_is_one_article():
    first = put(title="One")

    again = put(f"{TEXT}\n", title="Two")

    assert (again.article, again.is_new, again.is_same_text) == (first.article, False, True)
    assert Article.objects.get().title == "One"
    assert ArticleText.objects.count() == 1


def test_the_same_url_in_another_spelling_is_one_article_and_says_that_the_text_differs():
    first = put(url="https://Example.org/a/?utm_source=x")

    again = put("Another text of nine words about the same matter.", url="https://example.org/a#top")

    assert (again.article, again.is_new, again.is_same_text) == (first.article, False, False)
    assert Article.objects.get().current_text.text == TEXT


def test_the_same_words_at_two_urls_are_two_articles():
    first = put(url="https://example.org/a").article
    second = put(url="https://example.net/b").article

    assert first != second
    assert second.text_hash is None
    assert second.current_text.text == TEXT
    assert put().article == first


def test_a_text_seen_without_a_url_is_seen_with_one():
    first = put().article

    assert put(url="https://example.org/a").article == first


def test_a_race_for_one_url_gives_both_writers_the_same_article(monkeypatch):
    first = put(url="https://example.org/a").article
    look_once_in_vain(monkeypatch)

    late = put("Another text of nine words about the same matter.", url="https://example.org/a")

    assert (late.article, late.is_new) == (first, False)
    assert Article.objects.count() == 1
    assert ArticleText.objects.count() == 1


def test_a_race_for_one_text_gives_both_writers_the_same_article(monkeypatch):
    first = put().article
    look_once_in_vain(monkeypatch)

    late = put()

    assert (late.article, late.is_new) == (first, False)
    assert Article.objects.count() == 1


def test_a_text_in_another_language_is_kept_cleaned_and_set_aside():
    article = put(FRENCH).article

    assert article.processing == Processing.IGNORED
    assert article.error == "This text seems to be French; the reader reads English only."
    assert (article.language, article.current_text.text) == ("fr", FRENCH)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, "no text"),
        ({"text": " \n\t "}, "no text"),
        ({"text": "… — !"}, "no words"),
        ({"text": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))}, "binary"),
        ({"text": "word " * 40_001}, "characters"),
        ({"text": b"a" * 5_000_001}, "too large"),
        ({"text": b"\x81\x8d\x8f\x90\x9d killed"}, "UTF-8"),
        ({"text": TEXT, "url": "ftp://example.org/a"}, "http"),
        ({"text": TEXT, "url": "example.org/a"}, "http"),
        ({"text": TEXT, "url": "https:///a"}, "no site"),
        ({"text": TEXT, "url": "https://example.org/a b"}, "spaces"),
        ({"text": TEXT, "url": "https://example.org/" + "a" * 1000}, "longer"),
        ({"text": TEXT, "kind": ArticleKind.STORY}, "written at the desk"),
        ({"text": TEXT, "published_on": timezone.localdate() + timedelta(days=30)}, "future"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_nothing_is_written(fields, message):
    with pytest.raises(BadInput, match=message):
        put(**fields)

    assert not Article.objects.exists()


def test_a_page_whose_cleaning_dies_is_kept_for_the_worker(monkeypatch):
    def dies(*args, **kwargs):
        raise ChildFailed("Reading was stopped after 20 seconds.")

    monkeypatch.setattr(cleaning, "clean", dies)
    article = put(PAGE).article
    monkeypatch.undo()

    assert (article.processing, article.attempts) == (Processing.FETCHED, 1)
    assert "stopped after 20 seconds" in article.error
    assert clean(article.pk).processing == Processing.CLEANED


def test_a_title_of_punctuation_and_a_long_one_are_kept_within_the_field():
    assert put(title="!!!").article.title == "!!!"
    assert len(put("Another text of nine words about the same matter.", title="t" * 500).article.title) == 300


def test_each_step_nudges_the_next_after_the_commit(nudged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = put().article
        page = clean(fetched(PAGE.replace("Tuesday", "Friday").encode()).pk)

    assert nudged == [
        ("tracker.extraction.tasks.extract_one", article.pk),
        ("tracker.extraction.tasks.extract_one", page.pk),
    ]


def test_a_broken_broker_does_not_break_a_paste(monkeypatch, django_capture_on_commit_callbacks, caplog):
    def refuses(*args, **kwargs):
        raise ConnectionError("no broker")

    monkeypatch.setattr(nudges.current_app, "send_task", refuses)

    with django_capture_on_commit_callbacks(execute=True):
        article = put().article

    assert Article.objects.get(pk=article.pk).processing == Processing.CLEANED
    assert "the sweep will find it" in caplog.text
