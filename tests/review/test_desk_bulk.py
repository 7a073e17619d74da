"""Accepting many at once: what is counted is what is taken, never what needs judgement, and one undo."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_event, make_force, make_user
from tests.review.seeded import TEXT, seed_article, suggestion, suggestions
from tracker.accounts.models import AuditEntry
from tracker.actors.models import Force, Person
from tracker.core.states import NotPermitted, StaleVersion
from tracker.events.models import Claim, Event
from tracker.extraction.models import Suggestion, SuggestionState
from tracker.review.decisions import InUse, accept, undo, undo_batch
from tracker.review.decisions.bulk import accept_batch, count_batch
from tracker.revisions.models import Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def editor():
    return make_editor("ana")


def text_of(article):
    return article.texts.get().pk


def counted(article, by, percent=90):
    return {each.key for each in count_batch(text_of(article), by=by, percent=percent)}


def take(article, by, percent=90):
    seen = [each.pk for each in count_batch(text_of(article), by=by, percent=percent)]
    return accept_batch(text_of(article), by=by, percent=percent, seen=seen)


def test_people_fates_figures_and_what_hangs_on_them_are_left(article, editor):
    found = counted(article, editor)

    assert found == {"l1", "l2", "l3", "f1", "f2", "f3", "f4", "f5", "q5"}


def test_counting_changes_nothing(article, editor):
    before = list(Suggestion.objects.values())

    counted(article, editor)

    assert list(Suggestion.objects.values()) == before
    assert not AuditEntry.objects.exists()


def test_only_scores_at_or_above_are_taken(article, editor):
    Suggestion.objects.filter(key="f1").update(score=0.895)
    Suggestion.objects.filter(key="f2").update(score=0.89)
    Suggestion.objects.filter(key="f3").update(score=None)

    assert counted(article, editor) >= {"f1", "f4"}
    assert not counted(article, editor) & {"f2", "f3"}
    assert counted(article, editor, percent=91) == set()


def test_a_name_that_several_bear_is_left(article, editor):
    make_force("Islamic State")
    make_force("Islamic State")
    make_force("Union Army", "US forces")
    run = article.texts.get().runs.get()
    run.suggestions.create(
        kind="force", key="f9", payload={"name": "Iraqi security forces"}, spans=[[0, 2]], score=0.99
    )

    assert not counted(article, editor) & {"f4", "f1", "f3", "f9"}


def test_a_place_that_the_gazetteer_does_not_know_is_left(article, editor):
    run = article.texts.get().runs.get()
    run.suggestions.create(kind="place", key="l9", payload={"name": "Nowhere"}, spans=[[0, 2]], score=0.99)

    assert "l9" not in counted(article, editor)


def test_a_denial_and_words_that_hold_a_figure_are_left(article, editor):
    denial = suggestion(article, "q5")
    denial.payload["kind"] = "denial"
    denial.save()
    accept(suggestion(article, "e1").pk, by=editor, version=1)

    found = counted(article, editor)

    assert not found & {"q5", "q1", "q4"}
    assert "q3" in found


def plain_event(article, **payload):
    run = article.texts.get().runs.get()
    at = TEXT.index("Two days later")
    payload = {
        "type": "raid",
        "date": "2024-08-31",
        "place": "Iraq",
        "roles": {"attacker": [["US military"]]},
        **payload,
    }
    return run.suggestions.create(kind="event", key="e2", payload=payload, spans=[[at, at + 14]], score=0.95)


def test_an_event_goes_along_with_the_forces_that_go_along(article, editor):
    plain_event(article)

    take(article, editor)

    assert suggestion(article, "e2").state == SuggestionState.ACCEPTED
    assert str(Event.objects.get().involvements.get().force) == "US military"


@pytest.mark.parametrize(
    "payload",
    [{"roles": {"victim": [["Erik Kurilla"]]}}, {"date": None}, {"date": "yesterday"}],
    ids=["person", "no", "odd"],
)
def test_an_event_with_a_person_or_without_a_day_is_left(article, editor, payload):
    plain_event(article, **payload)

    assert "e2" not in counted(article, editor)


def test_an_event_like_one_on_record_is_left(article, editor):
    from_before = make_event()
    plain_event(article, date=from_before.earliest.isoformat())

    assert "e2" not in counted(article, editor)


def test_every_decision_is_logged_singly(article, editor):
    taken = take(article, editor)

    assert AuditEntry.objects.filter(action="accept").count() == len(taken) == 9
    assert AuditEntry.objects.get(action="bulk_accept").details["suggestions"] == [each.pk for each in taken]
    assert {each.decided_by for each in suggestions(article).filter(state="accepted")} == {editor}


def test_taking_the_same_batch_twice_takes_it_once(article, editor):
    seen = [each.pk for each in take(article, editor)]

    again = accept_batch(text_of(article), by=editor, percent=90, seen=seen)

    assert again == []
    assert AuditEntry.objects.filter(action="bulk_accept").count() == 1


def test_a_batch_that_is_not_what_was_counted_is_refused(article, editor):
    seen = [each.pk for each in count_batch(text_of(article), by=editor, percent=90)]
    accept(suggestion(article, "f1").pk, by=make_editor("ben"), version=1)

    with pytest.raises(StaleVersion, match="new count"):
        accept_batch(text_of(article), by=editor, percent=90, seen=seen)

    assert suggestions(article).filter(state="accepted").count() == 1


def test_one_undo_takes_back_the_batch_and_no_more(article, editor):
    accept(suggestion(article, "p1").pk, by=editor, version=1)
    before = set(Force.objects.values_list("name", flat=True))
    (taken, *_) = take(article, editor)

    opened = undo_batch(taken.pk, by=editor)

    assert suggestion(article, "p1").state == SuggestionState.ACCEPTED
    assert {each.state for each in opened} == {SuggestionState.PENDING}
    assert set(Force.objects.values_list("name", flat=True)) == before
    assert AuditEntry.objects.filter(action="undo").count() == len(opened)


def test_an_undo_of_the_batch_is_refused_as_a_whole(article, editor):
    take(article, editor)
    Revision.objects.create(
        kind="force", record_id=Force.objects.first().pk, version=99, snapshot={}, by=editor, reason="x"
    )

    with pytest.raises(InUse):
        undo_batch(suggestion(article, "q5").pk, by=editor)

    assert suggestions(article).filter(state="accepted").count() == 9


def test_one_of_the_batch_is_taken_back_alone(article, editor):
    take(article, editor)

    undo(suggestion(article, "q5").pk, by=editor)

    assert suggestions(article).filter(state="accepted").count() == 8


def test_an_outsider_counts_and_takes_nothing(article):
    with pytest.raises(NotPermitted):
        count_batch(text_of(article), by=make_user(), percent=90)


def test_the_page_says_how_many_of_which_kind_before_it_takes_them(client, article):
    client.force_login(make_editor())
    url = reverse("admin:review_desk", args=[article.pk])

    page = client.get(url + "?bulk=90").content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    done = client.post(url, {"action": "bulk", "percent": "90", "seen": seen})
    after = client.get(url).content.decode()

    assert "This accepts 9 at or above 90 %" in page
    assert "Force: 5" in page
    assert "Place: 3" in page
    assert done.status_code == 303
    assert "Undo the whole batch" in after
    assert not Person.objects.exists()
    assert not Claim.objects.filter(topic="casualties").exists()


def test_the_page_shows_the_new_count_when_the_old_one_no_longer_holds(client, article):
    client.force_login(make_editor())
    url = reverse("admin:review_desk", args=[article.pk])

    answer = client.post(url, {"action": "bulk", "percent": "90", "seen": str(suggestion(article, "f1").pk)})

    assert answer.status_code == 409
    assert "Look at the new count" in answer.content.decode()
    assert not Force.objects.exists()
