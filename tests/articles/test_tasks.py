"""The clock hands of intake."""

import pytest

from tests.articles.samples import TEXT, fetched, put
from tests.factories import make_article
from tracker.articles import nudges, tasks
from tracker.articles.models import Article
from tracker.articles.states import Processing

pytestmark = pytest.mark.django_db


def test_clean_one_cleans_and_a_second_message_changes_nothing():
    pk = fetched(TEXT.encode()).pk

    tasks.clean_one(pk)
    tasks.clean_one(pk)

    assert Article.objects.get().processing == Processing.CLEANED
    assert Article.objects.get().texts.count() == 1


def test_sweep_nudges_for_what_waits_to_be_cleaned_only(monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(nudges, "_send", lambda *message: sent.append(message))
    waiting = fetched(b"x")
    make_article()

    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()

    assert sent == [("tracker.articles.tasks.clean_one", waiting.pk)]


def test_a_nudge_is_sent_after_the_commit_expires_and_is_not_retried(monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(nudges.current_app, "send_task", lambda name, **options: sent.append((name, options)))

    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        article = put().article
    assert sent == []
    for callback in callbacks:
        callback()

    ((name, options),) = sent
    assert name == "tracker.extraction.tasks.extract_one"
    assert options == {"args": [article.pk], "expires": 120, "retry": False}


def test_tasks_acknowledge_late_and_keep_no_result():
    for task in (tasks.clean_one, tasks.sweep):
        assert task.acks_late
        assert task.ignore_result
