"""The clock hands of reading."""

import pytest

from tests.factories import make_article
from tracker.articles import leases, nudges
from tracker.articles.models import Article
from tracker.articles.states import Processing
from tracker.extraction import pipeline, tasks
from tracker.extraction.models import Run

pytestmark = pytest.mark.django_db

READ_IT = "tracker.extraction.tasks.extract_one"


@pytest.fixture
def sent(monkeypatch):
    """The messages that would go to the broker."""
    messages = []
    monkeypatch.setattr(nudges, "_send", lambda *message: messages.append(message))
    return messages


def test_extract_one_reads_and_a_second_message_changes_nothing(monkeypatch):
    monkeypatch.setattr(pipeline, "READER_MODULE", "tests.extraction.scripted_reader")
    article = make_article("The raid in Iraq.")

    tasks.extract_one(article.pk)
    tasks.extract_one(article.pk)

    assert Article.objects.get(pk=article.pk).processing == Processing.EXTRACTED
    assert Run.objects.count() == 1


def test_a_message_about_an_article_that_is_gone_changes_nothing():
    tasks.extract_one(10**9)

    assert not Run.objects.exists()


def test_sweep_nudges_for_what_waits_and_nobody_works_on(sent, django_capture_on_commit_callbacks):
    waiting, held = make_article(), make_article()
    make_article(processing=Processing.EXTRACTED)
    make_article(processing=Processing.FAILED)
    leases.take(held.pk, Processing.CLEANED)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()

    assert sent == [(READ_IT, waiting.pk)]


def test_sweep_is_bounded(sent, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(leases, "BATCH", 2)
    for _ in range(3):
        make_article()

    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()

    assert len(sent) == 2


def test_the_clock_knows_both_sweeps_by_name():
    from_clock = {entry["task"] for entry in tasks.sweep.app.conf.beat_schedule.values()}

    assert {"tracker.articles.tasks.sweep", "tracker.extraction.tasks.sweep"} <= from_clock
    assert tasks.sweep.name in from_clock
    assert tasks.extract_one.name == READ_IT


def test_tasks_acknowledge_late_and_keep_no_result():
    for task in (tasks.extract_one, tasks.sweep):
        assert task.acks_late
        assert task.ignore_result
