"""One article in, Suggestions out: once, whole, and never stuck."""

from datetime import date

import pytest

from tests.factories import make_article, make_force, make_person
from tracker.articles import leases
from tracker.articles.ingest import store
from tracker.articles.models import Article, Obtained
from tracker.articles.states import Processing
from tracker.extraction import pipeline
from tracker.extraction.models import Run, Suggestion, SuggestionState
from tracker.extraction.pipeline import extract_article
from tracker.extraction.proposals import MOST_PER_KIND

pytestmark = pytest.mark.django_db

TEXT = (
    "The raid was carried out in Iraq. “We did it”, Centcom said, adding that 14 members were killed, "
    "among them four leaders and Ahmad al-Ithawi. The United States has 2,500 troops in Iraq. "
    "In all 14 members were killed in the raid."
)


@pytest.fixture(autouse=True)
def _scripted(monkeypatch, settings):
    monkeypatch.setattr(pipeline, "READER_MODULE", "tests.extraction.scripted_reader")
    settings.DESK_LEASE_SECONDS = 20


def keys(run):
    return list(run.suggestions.values_list("key", flat=True))


def test_an_article_becomes_a_run_with_suggestions_and_waits_for_an_editor():
    article = make_article(TEXT)

    run = extract_article(article.pk)

    article.refresh_from_db()
    assert article.processing == Processing.EXTRACTED
    assert (article.lease_token, article.attempts, article.error) == (None, 0, "")
    assert keys(run) == ["e1", "p1", "f1", "l1", "c1", "c2", "s1", "q1"]
    assert run.country_code == "IQ"
    assert {found.state for found in run.suggestions.all()} == {SuggestionState.PENDING}


def test_the_reader_itself_reads_a_pasted_article(monkeypatch):
    monkeypatch.setattr(pipeline, "READER_MODULE", "tracker.extraction.reader_process")
    text = (
        "The US military raid was carried out on August 29 in Iraq. Centcom said that 14 militants were killed. "
        "“We struck at night,” said Gen. Omar Hadid. Iraqi forces took part, and 2,500 US troops are in Iraq."
    )
    article = store(text=text, published_on=date(2024, 9, 14), by=None, how=Obtained.PASTE).article

    run = extract_article(article.pk)

    payloads = {found.key: found.payload for found in run.suggestions.all()}
    figure = run.suggestions.get(key="c1")
    assert (payloads["e1"]["type"], payloads["e1"]["date"]) == ("raid", "2024-08-29")
    assert (figure.payload["kind"], figure.payload["min"], figure.event_key) == ("killed", 14, "e1")
    assert any(text[start:end].startswith("14 militants") for start, end in figure.spans)
    assert payloads["p1"]["name"] == "Omar Hadid"
    assert run.country_code == "IQ"


def test_every_span_holds_the_words_of_the_suggestion():
    run = extract_article(make_article(TEXT).pk)

    start, end = run.suggestions.get(key="c2").spans[0]
    assert TEXT[start:end] == "four leaders"
    assert all(found.spans for found in run.suggestions.all())


def test_a_figure_names_its_event_and_the_figure_it_is_part_of():
    run = extract_article(make_article(TEXT).pk)

    part = run.suggestions.get(key="c2")
    assert (part.event_key, part.payload["event"], part.payload["part_of"]) == ("e1", "e1", "c1")
    assert run.suggestions.get(key="c1").payload["part_of"] is None
    assert run.suggestions.get(key="q1").event_key == "e1"
    assert run.suggestions.get(key="s1").event_key == ""


def test_spans_score_and_reasons_are_columns_and_not_in_the_payload():
    person = extract_article(make_article(TEXT).pk).suggestions.get(key="p1")

    assert person.payload == {"name": "Ahmad al-Ithawi", "aliases": []}
    assert (person.score, person.reasons) == (0.9, ["scripted"])


def test_extracting_twice_changes_nothing():
    article = make_article(TEXT)
    run = extract_article(article.pk)

    again = extract_article(article.pk)

    assert again is None
    assert (Run.objects.count(), Suggestion.objects.count()) == (1, run.suggestions.count())


def test_a_text_that_this_version_has_read_keeps_its_run_and_decisions():
    article = make_article(TEXT)
    run = extract_article(article.pk)
    Article.objects.filter(pk=article.pk).update(processing=Processing.CLEANED)

    again = extract_article(article.pk)

    assert again == run
    assert Run.objects.count() == 1
    assert run.suggestions.pending().count() == 8
    assert Article.objects.get(pk=article.pk).processing == Processing.EXTRACTED


def test_a_newer_extractor_supersedes_open_suggestions_of_an_older_one(monkeypatch):
    article = make_article(TEXT)
    older = extract_article(article.pk)
    Article.objects.filter(pk=article.pk).update(processing=Processing.CLEANED)
    monkeypatch.setattr(pipeline, "VERSION", "2")

    newer = extract_article(article.pk)

    assert newer.pk != older.pk
    assert set(older.suggestions.values_list("state", flat=True)) == {SuggestionState.SUPERSEDED}
    assert newer.suggestions.pending().count() == 8


def test_an_article_without_a_day_of_publication_is_read():
    run = extract_article(make_article(TEXT, published_on=None, outlet=None).pk)

    assert run is not None


def test_an_article_that_does_not_wait_is_left_alone():
    article = make_article(TEXT, processing=Processing.REVIEWED)

    assert extract_article(article.pk) is None
    assert Article.objects.get(pk=article.pk).processing == Processing.REVIEWED


def test_an_article_without_a_text_fails_with_a_sentence():
    article = Article.objects.create(processing=Processing.CLEANED)

    assert extract_article(article.pk) is None

    article.refresh_from_db()
    assert (article.processing, article.error) == (Processing.FAILED, "This article has no cleaned text.")


def test_a_reading_that_hangs_is_killed_and_tried_three_times(settings):
    settings.DESK_LEASE_SECONDS = 1
    article = make_article(f"HANG {TEXT}")

    states = []
    for _ in range(3):
        extract_article(article.pk)
        states.append(Article.objects.get(pk=article.pk).processing)

    article.refresh_from_db()
    assert states == [Processing.CLEANED, Processing.CLEANED, Processing.FAILED]
    assert "stopped after 0.8 seconds" in article.error
    assert article.lease_token is None
    assert not Run.objects.exists()


@pytest.mark.parametrize(("word", "message"), [("DIE", "died"), ("RAISE", "ValueError: scripted")])
def test_a_reading_that_breaks_down_is_noted_and_leaves_nothing(word, message):
    article = make_article(f"{word} {TEXT}")

    assert extract_article(article.pk) is None

    article.refresh_from_db()
    assert (article.processing, article.attempts) == (Processing.CLEANED, 1)
    assert message in article.error
    assert not Run.objects.exists()


def test_a_worker_that_lost_its_lease_writes_nothing(monkeypatch):
    article = make_article(TEXT)
    read = pipeline._read

    def read_too_long(row, text):
        answer = read(row, text)
        Article.objects.filter(pk=row.pk).update(lease_token="0f9c8e0e-0000-4000-8000-000000000000")
        return answer

    monkeypatch.setattr(pipeline, "_read", read_too_long)

    assert extract_article(article.pk) is None
    assert not Run.objects.exists()
    assert Article.objects.get(pk=article.pk).processing == Processing.CLEANED


def test_a_write_that_fails_halfway_leaves_no_run(monkeypatch):
    article = make_article(TEXT)

    def broken(*args, **kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(Suggestion.objects, "bulk_create", broken)

    with pytest.raises(RuntimeError):
        extract_article(article.pk)

    article.refresh_from_db()
    assert not Run.objects.exists()
    assert (article.processing, article.lease_token) == (Processing.CLEANED, None)
    assert "disk full" in article.error


def test_two_workers_do_not_read_one_article():
    article = make_article(TEXT)
    leases.take(article.pk, Processing.CLEANED)

    assert extract_article(article.pk) is None
    assert not Run.objects.exists()


def test_a_thousand_claims_are_cut_to_the_limit():
    run = extract_article(make_article(f"MANY {TEXT}").pk)

    assert run.suggestions.filter(kind="claim").count() == MOST_PER_KIND


def test_an_item_without_words_in_the_text_is_left_out_and_so_is_the_reference_to_it():
    run = extract_article(make_article(f"ASTRAY {TEXT}").pk)

    assert "f1" not in keys(run)
    assert "c1" not in keys(run)
    assert run.suggestions.get(key="c2").payload["part_of"] is None


def test_the_reader_is_given_the_names_the_desk_holds_at_that_moment():
    make_force("Jaysh al-Shamal", "Army of the North")
    first = extract_article(make_article(f"ECHO one {TEXT}").pk)
    make_person("Abu Hammam al-Iraqi")

    second = extract_article(make_article(f"ECHO two {TEXT}").pk)

    assert first.suggestions.get(key="p1").payload["known"] == ["Jaysh al-Shamal"]
    assert second.suggestions.get(key="p1").payload["known"] == ["Jaysh al-Shamal", "Abu Hammam al-Iraqi"]
