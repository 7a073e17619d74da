"""Undo: takes back what nothing rests on, and refuses the rest with a sentence."""

import pytest

from tests.factories import make_editor, make_force
from tests.review.seeded import seed_article, suggestion
from tracker.actors.models import Force, Person
from tracker.articles.states import Processing
from tracker.core.states import EditorialState, TransitionNotAllowed
from tracker.events.models import Claim, ClaimTopic, Event
from tracker.extraction.models import Suggestion, SuggestionState
from tracker.publishing.editing import save_version
from tracker.review.decisions import InUse, accept, reject, undo
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def editor():
    return make_editor()


def take(article, key, by):
    each = suggestion(article, key)
    return accept(each.pk, by=by, version=each.version)


def test_undo_removes_the_draft_and_opens_the_suggestion(article, editor):
    take(article, "f4", editor)

    each = undo(suggestion(article, "f4").pk, by=editor)

    assert not Force.objects.exists()
    assert (each.state, each.became_id, each.decided_by, each.decision) == (SuggestionState.PENDING, None, None, {})


def test_undo_twice_is_undo_once_and_accepting_again_works(article, editor):
    take(article, "f4", editor)
    undo(suggestion(article, "f4").pk, by=editor)
    version = undo(suggestion(article, "f4").pk, by=editor).version

    take(article, "f4", editor)

    assert version == 3
    assert Force.objects.count() == 1


def test_a_rejection_is_taken_back(article, editor):
    reject(suggestion(article, "f4").pk, by=editor, version=1)

    assert undo(suggestion(article, "f4").pk, by=editor).state == SuggestionState.PENDING


def test_undo_of_a_link_takes_back_the_names_it_added(article, editor):
    known = make_force("Islamic State")
    take(article, "f4", editor)

    undo(suggestion(article, "f4").pk, by=editor)

    known.refresh_from_db()
    assert [name.name for name in known.names.all()] == ["Islamic State"]
    assert known.version == 2


def test_a_figure_is_taken_back_and_the_tallies_counted_again(article, editor):
    event = take(article, "e1", editor)
    take(article, "c2", editor)
    assert event.tallies.count() == 1

    undo(suggestion(article, "c2").pk, by=editor)

    assert event.tallies.count() == 0
    assert Event.objects.get().version == 3


def test_an_event_with_figures_stays_until_they_are_undone(article, editor):
    take(article, "e1", editor)
    take(article, "c2", editor)

    with pytest.raises(InUse, match="Undo those first"):
        undo(suggestion(article, "e1").pk, by=editor)

    undo(suggestion(article, "c2").pk, by=editor)
    undo(suggestion(article, "e1").pk, by=editor)
    assert not Event.objects.exists()


def test_undoing_an_event_takes_the_fates_told_in_it(article, editor):
    take(article, "e1", editor)
    assert Person.objects.get(name="Abu Hammam").status == "killed"

    undo(suggestion(article, "e1").pk, by=editor)

    person = Person.objects.get(name="Abu Hammam")
    assert (person.status, person.status_note) == ("", "")
    assert not Claim.objects.filter(topic=ClaimTopic.FATE).exists()


def test_a_force_in_an_event_stays(article, editor):
    take(article, "e1", editor)

    with pytest.raises(InUse, match="is used by"):
        undo(suggestion(article, "f4").pk, by=editor)

    assert Force.objects.filter(name="Islamic State").exists()


def test_a_whole_stays_while_a_part_is_counted_in_it(article, editor):
    take(article, "e1", editor)
    take(article, "c2", editor)
    take(article, "c1", editor)

    with pytest.raises(InUse, match="part of this one"):
        undo(suggestion(article, "c2").pk, by=editor)


def test_a_figure_stays_while_a_statement_is_the_same_claim(article, editor):
    take(article, "e1", editor)
    take(article, "c2", editor)
    take(article, "q1", editor)

    with pytest.raises(InUse, match="same record"):
        undo(suggestion(article, "c2").pk, by=editor)

    undo(suggestion(article, "q1").pk, by=editor)
    undo(suggestion(article, "c2").pk, by=editor)
    assert not Claim.objects.filter(topic=ClaimTopic.CASUALTIES).exists()


def test_what_was_edited_by_hand_stays(article, editor):
    force = take(article, "f4", editor)
    save_version(Kind.FORCE, force, by=editor, reason="Mended the name")

    with pytest.raises(InUse, match="edited since"):
        undo(suggestion(article, "f4").pk, by=editor)


def test_what_is_on_its_way_out_stays(article, editor):
    force = take(article, "f4", editor)
    Force.objects.filter(pk=force.pk).update(state=EditorialState.IN_REVIEW)

    with pytest.raises(InUse, match="in review by now"):
        undo(suggestion(article, "f4").pk, by=editor)


def test_a_body_made_along_the_way_stays_while_others_use_it(article, editor):
    take(article, "e1", editor)
    take(article, "c1", editor)
    body = Force.objects.get(kind="public_body")
    Claim.objects.create(topic="statement", speaker_force=body, event=Event.objects.get())

    undo(suggestion(article, "c1").pk, by=editor)

    assert Force.objects.filter(pk=body.pk).exists()


def test_a_superseded_suggestion_is_left_alone(article, editor):
    Suggestion.objects.filter(key="f1").update(state=SuggestionState.SUPERSEDED)

    with pytest.raises(TransitionNotAllowed, match="newer reading"):
        undo(suggestion(article, "f1").pk, by=editor)


def test_undo_opens_a_reviewed_article_again(article, editor):
    for each in Suggestion.objects.all():
        reject(each.pk, by=editor, version=1)

    undo(suggestion(article, "f1").pk, by=editor)

    article.refresh_from_db()
    assert article.processing == Processing.EXTRACTED
