"""Leases: one worker at a time, attempts counted before the work, three at most."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article
from tracker.articles import leases
from tracker.articles.leases import LeaseLost, fail, finish, take, waiting
from tracker.articles.models import Article
from tracker.articles.states import Processing

pytestmark = pytest.mark.django_db

CLEANED = Processing.CLEANED


def row(article):
    return Article.objects.get(pk=article.pk)


def expire(article):
    Article.objects.filter(pk=article.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_taking_counts_the_attempt_before_any_work(settings):
    settings.DESK_LEASE_SECONDS = 60
    article = make_article()

    lease = take(article.pk, CLEANED)

    held = row(article)
    assert (held.attempts, held.lease_token, held.processing) == (1, lease.token, CLEANED)
    assert timedelta(seconds=50) < held.lease_until - timezone.now() <= timedelta(seconds=60)


def test_a_held_article_is_not_taken_twice_and_an_expired_lease_is():
    article = make_article()
    first = take(article.pk, CLEANED)

    assert take(article.pk, CLEANED) is None
    expire(article)
    second = take(article.pk, CLEANED)

    assert second.token != first.token
    assert row(article).attempts == 2


def test_an_article_in_another_state_or_not_there_is_not_taken():
    assert take(make_article(processing=Processing.EXTRACTED).pk, CLEANED) is None
    assert take(10**9, CLEANED) is None


def test_finishing_moves_on_and_clears_attempts_error_and_lease():
    article = make_article(error="Before.")

    finish(take(article.pk, CLEANED), to=Processing.EXTRACTED, language="en")

    done = row(article)
    assert (done.processing, done.attempts, done.error, done.language) == (Processing.EXTRACTED, 0, "", "en")
    assert (done.lease_token, done.lease_until) == (None, None)


def test_finishing_is_refused_when_another_worker_took_over():
    article = make_article()
    slow = take(article.pk, CLEANED)
    expire(article)
    take(article.pk, CLEANED)

    with pytest.raises(LeaseLost):
        finish(slow, to=Processing.EXTRACTED)

    assert row(article).processing == CLEANED


def test_finishing_twice_is_refused():
    lease = take(make_article().pk, CLEANED)
    finish(lease, to=Processing.EXTRACTED)

    with pytest.raises(LeaseLost):
        finish(lease, to=Processing.EXTRACTED)


def test_the_third_failure_stops_the_article_with_its_error():
    article = make_article()

    for number in (1, 2, 3):
        fail(take(article.pk, CLEANED), f"Broke {number}.")

    failed = row(article)
    assert (failed.processing, failed.error, failed.attempts) == (Processing.FAILED, "Broke 3.", 3)
    assert failed.lease_token is None
    assert take(article.pk, CLEANED) is None


def test_a_final_error_stops_the_article_at_once():
    article = make_article()

    fail(take(article.pk, CLEANED), "e" * 900, is_final=True)

    assert (row(article).processing, len(row(article).error)) == (Processing.FAILED, 500)


def test_a_failure_of_a_worker_that_lost_its_lease_says_nothing():
    article = make_article()
    slow = take(article.pk, CLEANED)
    expire(article)
    second = take(article.pk, CLEANED)

    fail(slow, "Too late.", is_final=True)

    held = row(article)
    assert (held.processing, held.error, held.lease_token) == (CLEANED, "", second.token)


def test_three_killed_workers_stop_the_article_with_a_sentence():
    article = make_article()
    for _ in range(3):
        take(article.pk, CLEANED)
        expire(article)

    assert take(article.pk, CLEANED) is None

    assert row(article).processing == Processing.FAILED
    assert row(article).error == "The worker stopped in the middle of this step, 3 times."


def test_waiting_lists_what_is_due_oldest_first_and_bounded(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(leases, "BATCH", 2)
    due = [make_article() for _ in range(4)]
    make_article(processing=Processing.FAILED)
    take(due[0].pk, CLEANED)
    take(due[1].pk, CLEANED)
    expire(due[1])

    with django_assert_num_queries(1):
        found = waiting(CLEANED)

    assert found == [due[1].pk, due[2].pk]
