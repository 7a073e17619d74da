"""manage.py sweep: the waiting work, without a worker."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.articles.samples import FRENCH, TEXT, fetched
from tests.factories import make_article
from tracker.articles.models import Article
from tracker.articles.states import Processing
from tracker.extraction import pipeline

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _scripted(monkeypatch):
    monkeypatch.setattr(pipeline, "READER_MODULE", "tests.extraction.scripted_reader")


def sweep():
    out = StringIO()
    call_command("sweep", stdout=out)
    return out.getvalue()


def test_it_takes_every_article_through_both_steps_and_twice_is_once():
    new, cleaned, foreign = fetched(TEXT.encode()), make_article(), fetched(FRENCH.encode())

    first, second = sweep(), sweep()

    states = dict(Article.objects.values_list("pk", "processing"))
    assert states == {
        new.pk: Processing.EXTRACTED,
        cleaned.pk: Processing.EXTRACTED,
        foreign.pk: Processing.IGNORED,
    }
    assert first.endswith("2 cleaned, 2 read, 0 failed.\n")
    assert "French" in first
    assert second == "0 cleaned, 0 read, 0 failed.\n"


def test_an_article_that_keeps_failing_is_given_up_after_three_attempts_and_the_others_are_read():
    make_article("DIE of it.")
    good = make_article()

    with pytest.raises(CommandError, match="0 cleaned, 1 read, 1 failed"):
        sweep()

    assert Article.objects.get(processing=Processing.FAILED).attempts == 3
    assert Article.objects.get(processing=Processing.EXTRACTED) == good
