"""Before a suggested event becomes a second record of one there is already."""

import pytest

from tests.factories import make_editor, make_event
from tests.review.seeded import seed_article, suggestion
from tracker.articles.models import Outlet
from tracker.events.models import Citation, Event
from tracker.places.models import Place
from tracker.publishing.models import Judgement
from tracker.review.decisions import Ambiguous, accept

pytestmark = pytest.mark.django_db


def take(article, by, **fields):
    each = suggestion(article, "e1")
    return accept(each.pk, by=by, version=each.version, **fields)


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def known(article, editor):
    """The suggested event, accepted once before from a report of the same."""
    Place.objects.all().delete()
    Outlet.objects.update(name="Another gazette")
    other = seed_article(canonical_url="https://other.example/1", text_hash="0" * 64)
    first = take(other, editor, choice=0)
    assert first.earliest is not None
    return first


def test_an_event_much_like_one_of_the_desk_waits_for_the_editors_word(article, editor, known):
    with pytest.raises(Ambiguous) as refusal:
        take(article, editor)

    assert refusal.value.candidates == [known]
    assert Event.objects.count() == 1


def test_attached_to_the_event_the_words_are_its_own_and_no_second_one_is_made(article, editor, known):
    take(article, editor, choice=known.pk)

    assert Event.objects.get() == known
    assert Citation.objects.filter(event=known).values("passage__text__article").distinct().count() == 2


def test_a_new_event_after_all_is_kept_as_not_the_same(article, editor, known):
    event = take(article, editor, choice=0)

    judgement = Judgement.objects.get()
    assert (judgement.first, judgement.second, judgement.verdict) == (known.pk, event.pk, "not_same")


def test_an_event_of_another_day_is_no_question(article, editor):
    make_event(title="Raid long ago")

    assert take(article, editor).pk is not None
