"""Rejecting, adding what was missed, and whom the verbs refuse."""

import pytest

from tests.factories import make_administrator, make_editor
from tests.review.seeded import seed_article, spans, suggestion, suggestions
from tracker.articles.states import Processing
from tracker.core.states import NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.extraction.models import Suggestion, SuggestionState
from tracker.places.models import Place
from tracker.review.decisions import NotReady, accept, add, reject

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def editor():
    return make_editor()


def take(article, key, by, **fields):
    each = suggestion(article, key)
    return accept(each.pk, by=by, version=each.version, **fields)


def amend_payload(article, key, **changes):
    each = suggestion(article, key)
    each.payload = {**each.payload, **changes}
    each.save()
    return each


def test_rejecting_twice_is_rejecting_once(article, editor):
    reject(suggestion(article, "f3").pk, by=editor, version=1)
    again = reject(suggestion(article, "f3").pk, by=editor, version=1)

    assert (again.state, again.version, again.decided_by) == (SuggestionState.REJECTED, 2, editor)


def test_what_was_decided_is_not_decided_the_other_way(article, editor):
    take(article, "f1", editor)
    reject(suggestion(article, "f3").pk, by=editor, version=1)

    with pytest.raises(TransitionNotAllowed, match="accepted"):
        reject(suggestion(article, "f1").pk, by=editor, version=2)
    with pytest.raises(TransitionNotAllowed, match="rejected"):
        take(article, "f3", editor)


def test_a_stale_card_is_refused(article, editor):
    with pytest.raises(StaleVersion, match="changed since"):
        accept(suggestion(article, "f1").pk, by=editor, version=7)


def test_a_superseded_suggestion_is_refused(article, editor):
    Suggestion.objects.filter(key="f1").update(state=SuggestionState.SUPERSEDED)

    with pytest.raises(TransitionNotAllowed, match="newer reading"):
        take(article, "f1", editor)


def test_an_administrator_does_not_decide(article):
    administrator = make_administrator()

    with pytest.raises(NotPermitted):
        take(article, "f1", administrator)
    with pytest.raises(NotPermitted):
        reject(suggestion(article, "f1").pk, by=administrator, version=1)
    with pytest.raises(NotPermitted):
        add(article.current_text.pk, kind="force", payload={"name": "X"}, spans=[[0, 2]], by=administrator)


def test_what_was_missed_is_added_with_its_words(article, editor):
    payload = {"name": "Desert hideouts", "country": "Iraq"}

    added = add(article.current_text.pk, kind="place", payload=payload, spans=spans("hideouts"), by=editor)
    again = add(article.current_text.pk, kind="place", payload=payload, spans=spans("hideouts"), by=editor)

    assert added == again
    assert (added.state, added.score, added.key) == (SuggestionState.ACCEPTED, None, "x1")
    assert Place.objects.get(name="Desert hideouts").country_code == "IQ"


def test_an_article_nobody_read_can_be_added_to(article, editor):
    Suggestion.objects.all().delete()
    text = article.current_text
    text.runs.all().delete()

    added = add(
        text.pk, kind="force", payload={"name": "US forces", "kind": "state"}, spans=spans("US forces"), by=editor
    )

    assert added.run.extractor == "editor"


@pytest.mark.parametrize(
    ("kind", "found", "message"),
    [
        ("force", [], "Mark the words"),
        ("force", [[5, 5]], "not in this text"),
        ("force", [[0, 10**6]], "not in this text"),
        ("ghost", [[0, 5]], "what was missed"),
    ],
)
def test_an_addition_without_words_is_refused(article, editor, kind, found, message):
    with pytest.raises(NotReady, match=message):
        add(article.current_text.pk, kind=kind, payload={"name": "X"}, spans=found, by=editor)


def test_the_article_waits_until_the_last_suggestion_is_decided(article, editor):
    *most, last = suggestions(article)
    for each in most:
        reject(each.pk, by=editor, version=1)
    article.refresh_from_db()
    assert article.processing == Processing.EXTRACTED

    reject(last.pk, by=editor, version=1)

    article.refresh_from_db()
    assert article.processing == Processing.REVIEWED
