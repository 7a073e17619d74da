"""The step that cleans, trying again, setting aside."""

import pytest

from tests.articles.samples import FRENCH, PAGE, TEXT, fetched, put
from tests.factories import make_administrator, make_article, make_editor, make_user
from tracker.articles import cleaning
from tracker.articles.ingest import clean, retry, set_aside
from tracker.articles.models import Article, ArticleText
from tracker.articles.states import Processing
from tracker.core.states import NotPermitted, TransitionNotAllowed

pytestmark = pytest.mark.django_db


def test_fetched_becomes_cleaned_with_one_numbered_text():
    article = clean(fetched(PAGE.encode()).pk)

    text = article.texts.get()
    assert (article.processing, article.language, article.attempts) == (Processing.CLEANED, "en", 0)
    assert (text.number, text.sha256) == (1, article.text_hash)
    assert article.title == "Raid kills twelve"


def test_cleaning_twice_changes_nothing():
    article = clean(fetched(PAGE.encode()).pk)

    assert clean(article.pk) is None
    assert ArticleText.objects.count() == 1


def test_another_language_is_kept_and_set_aside():
    article = clean(fetched(FRENCH.encode()).pk)

    assert article.processing == Processing.IGNORED
    assert "French" in article.error
    assert article.current_text.text == FRENCH


def test_the_text_of_another_article_is_set_aside_with_its_number():
    first = put().article

    article = clean(fetched(TEXT.encode()).pk)

    assert (article.processing, article.error) == (
        Processing.IGNORED,
        f"The same text as article {first.pk}.",
    )


@pytest.mark.parametrize("raw", [b"", b"\0\1\2\3" * 20, b"...", b"a" * 200_001])
def test_bad_bytes_fail_at_once_with_the_reason_and_are_kept(raw):
    article = clean(fetched(raw).pk)

    assert article.processing == Processing.FAILED
    assert article.error
    assert bytes(article.raw) == raw
    assert article.lease_token is None


def test_a_page_that_hangs_the_child_fails_after_three_attempts(monkeypatch):
    monkeypatch.setattr(cleaning, "MARKUP_MODULE", "tests.articles.hanging_child")
    monkeypatch.setattr(cleaning, "HTML_SECONDS", 0.5)
    pk = fetched(PAGE.encode()).pk

    states = [clean(pk).processing for _ in range(3)]

    assert states == [Processing.FETCHED, Processing.FETCHED, Processing.FAILED]
    assert "stopped after 0.5 seconds" in Article.objects.get().error
    assert clean(pk) is None


def test_a_failed_article_goes_back_to_the_step_it_needs():
    failed = make_article(processing=Processing.FAILED, error="It broke.", attempts=3)
    uncleaned = fetched(b"x", processing=Processing.FAILED)

    assert retry(failed.pk, by=make_editor()).processing == Processing.CLEANED
    assert retry(uncleaned.pk, by=make_administrator()).processing == Processing.FETCHED
    failed.refresh_from_db()
    assert (failed.error, failed.attempts) == ("", 0)


def test_a_text_set_aside_for_its_language_is_read_when_an_editor_says_so():
    article = put(FRENCH).article

    assert retry(article.pk, by=make_editor()).processing == Processing.CLEANED


def test_retry_refuses_an_article_in_its_course_also_the_second_time():
    article = make_article(processing=Processing.FAILED)
    retry(article.pk, by=make_editor())

    with pytest.raises(TransitionNotAllowed):
        retry(article.pk, by=make_editor())


def test_retry_and_set_aside_refuse_people_without_a_role():
    article = make_article(processing=Processing.FAILED)

    with pytest.raises(NotPermitted):
        retry(article.pk, by=make_user())
    with pytest.raises(NotPermitted):
        set_aside(article.pk, by=make_administrator())


def test_set_aside_twice_is_once_and_takes_the_lease_away():
    article, editor = make_article(), make_editor()

    set_aside(article.pk, by=editor)
    again = set_aside(article.pk, by=editor)

    assert again.processing == Processing.IGNORED
    assert "Set aside by" in again.error


def test_set_aside_refuses_what_was_reviewed():
    with pytest.raises(TransitionNotAllowed, match="reviewed"):
        set_aside(make_article(processing=Processing.REVIEWED).pk, by=make_editor())
