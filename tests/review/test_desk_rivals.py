"""A figure stands beside what others claim about the same people: all are kept, and one is the desk's."""

import pytest
from django.urls import reverse

from tests.factories import make_editor
from tests.review.seeded import seed_article, suggestion
from tracker.accounts.models import AuditEntry
from tracker.core.states import StaleVersion, TransitionNotAllowed
from tracker.events.models import Claim, Event, Tally, TallyRule
from tracker.review.decisions import THIS, Best, NotReady, accept, choose_best, undo
from tracker.review.desk.cards import open_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("ana")


@pytest.fixture
def article(editor):
    article = seed_article()
    for key in ("e1", "c2"):
        accept(suggestion(article, key).pk, by=editor, version=suggestion(article, key).version)
    return article


def rival_figure(article, **changes):
    """Another figure for the same event, as a second report would bring it."""
    first = suggestion(article, "c2")
    return first.run.suggestions.create(
        kind="casualty", key="c9", event_key="e1", payload={**first.payload, **changes}, spans=first.spans
    )


def fifteen(article):
    return rival_figure(article, min=15, max=15, attributed_to="medics")


def killed():
    return Tally.objects.get(outcome="killed", who="all")


def take(rival, by, best=None):
    return accept(rival.pk, by=by, version=rival.version, best=best)


def test_another_figure_is_shown_beside_the_accepted_one(client, article):
    rival = fifteen(article)

    contest = open_desk(article).card(rival.pk).contest

    assert [(row.says_who, row.figure, row.is_this, row.if_chosen) for row in contest.rows] == [
        ("US Central Command", "14 members of the Islamic State group", False, "14 (14–15)"),
        ("medics", "15 members of the Islamic State group", True, "15 (14–15)"),
    ]
    assert contest.rows[0].words == "14 members of the Islamic State group"
    assert contest.by_rule == "14 (14–15)"
    client.force_login(make_editor())
    page = client.get(reverse("admin:review_desk", args=[article.pk])).content.decode()
    assert "all are kept" in page


def test_what_the_table_foretells_is_what_accepting_gives(article, editor):
    rival = fifteen(article)
    foretold = open_desk(article).card(rival.pk).contest

    take(rival, editor)

    assert foretold.by_rule == "14 (14–15)"
    assert (killed().low, killed().best, killed().high) == (14, 14, 15)
    assert foretold.rule == killed().get_rule_display()


def test_the_same_figure_is_marked_as_such(article):
    rival = rival_figure(article)

    assert open_desk(article).card(rival.pk).contest.rows[0].is_same


@pytest.mark.parametrize("changes", [{"kind": "wounded"}, {"group": "leaders"}, {"event": "e7"}])
def test_figures_about_other_people_are_no_rivals(article, changes):
    rival = rival_figure(article, **changes)

    assert open_desk(article).card(rival.pk).contest is None


def test_a_figure_that_cannot_be_read_still_shows_the_others(article):
    rival = rival_figure(article, min=20, max=3)

    contest = open_desk(article).card(rival.pk).contest

    assert [row.is_this for row in contest.rows] == [False]
    assert contest.by_rule == ""


def test_the_figure_chosen_while_accepting_is_the_best_and_both_stay(article, editor):
    rival = fifteen(article)

    take(rival, editor, Best(THIS, "Counted at the morgue."))

    tally = killed()
    assert (tally.low, tally.best, tally.high, tally.rule) == (14, 15, 15, TallyRule.OVERRIDE)
    assert tally.reason == "Counted at the morgue."
    assert Claim.objects.filter(topic="casualties", outcome="killed").count() == 2


def test_an_estimate_without_a_reason_is_refused_and_nothing_is_accepted(article, editor):
    rival = fifteen(article)

    with pytest.raises(NotReady, match="Say why"):
        take(rival, editor, Best(THIS, " "))

    assert Claim.objects.filter(topic="casualties").count() == 1


def test_an_estimate_by_a_claim_about_others_is_refused(article, editor):
    accept(suggestion(article, "c3").pk, by=editor, version=1)
    wounded = Claim.objects.get(outcome="wounded")

    with pytest.raises(NotReady, match="other people"):
        take(fifteen(article), editor, Best(wounded.pk, "A mistake."))


def test_undo_takes_the_estimate_back_with_the_figure(article, editor):
    rival = fifteen(article)
    take(rival, editor, Best(THIS, "Counted at the morgue."))

    undo(rival.pk, by=editor)

    assert (killed().best, killed().rule) == (14, TallyRule.SINGLE_CLAIM)


def test_an_estimate_is_chosen_anew_and_left_to_the_rule_again(article, editor):
    rival = fifteen(article)
    claim = take(rival, editor)

    choose_best(rival.pk, by=editor, version=Event.objects.get().version, best=Best(claim.pk, "Counted."))
    chosen = (killed().best, killed().rule)
    choose_best(rival.pk, by=editor, version=Event.objects.get().version, best=Best(None, ""))

    assert chosen == (15, TallyRule.OVERRIDE)
    assert (killed().best, killed().rule) == (14, TallyRule.RANGE_OF_CREDIBLE)
    assert AuditEntry.objects.filter(action="estimate").count() == 2


def test_an_estimate_over_an_event_changed_meanwhile_is_refused(article, editor):
    rival = fifteen(article)
    claim = take(rival, editor)

    with pytest.raises(StaleVersion):
        choose_best(rival.pk, by=editor, version=1, best=Best(claim.pk, "Counted."))


def test_an_open_figure_has_no_estimate_to_choose(article, editor):
    with pytest.raises(TransitionNotAllowed, match="Accept the figure first"):
        choose_best(fifteen(article).pk, by=editor, version=1, best=Best(None, ""))


def test_the_page_chooses_an_estimate_in_one_post(client, article):
    client.force_login(make_editor("ben"))
    rival, url = fifteen(article), reverse("admin:review_desk", args=[article.pk])

    first = client.post(url, {"do": f"accept:{rival.pk}:1", f"best-{rival.pk}": "this"})
    client.post(url, {"do": f"accept:{rival.pk}:1", f"best-{rival.pk}": "this", f"reason-{rival.pk}": "Counted."})
    panel = client.get(f"{url}?figures={rival.pk}", headers={"X-Desk": "1"}).content.decode()

    assert first.status_code == 409
    assert "Say why" in first.content.decode()
    assert killed().best == 15
    assert 'value="Counted."' in panel
