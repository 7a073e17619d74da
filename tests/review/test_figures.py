"""The desk's figures in the event's form: rules to choose, reasons to give, and how they come about."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_editor, make_event, make_force, make_outlet, make_passage, make_user
from tests.review.forms import filled
from tracker.events.models import Citation, Claim, Involvement, Tally
from tracker.events.tally import recount
from tracker.review.figures import label_of, reckon

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_editor("ana"))
    return client


@pytest.fixture
def event():
    """Two speakers disagree on the dead of side B; a third denies."""
    found = make_event()
    army, rebels = make_force("Army", kind="state_military"), make_force("Rebels", kind="rebel")
    Involvement.objects.create(event=found, force=army, side="A", role="initiator")
    Involvement.objects.create(event=found, force=rebels, side="B", role="target")
    passage = make_passage(make_article(outlet=make_outlet("Wire")))
    killed = {"topic": "casualties", "outcome": "killed", "side": "B", "event": found, "passage": passage}
    Claim.objects.create(**killed, speaker_force=army, low=20, best=20, high=20)
    Claim.objects.create(**killed, speaker_force=rebels, low=14, best=14, high=14)
    Claim.objects.create(**killed, speaker_code="a mayor", mode="denial", low=1, best=1, high=1)
    recount(found)
    return found


def url_of(event):
    return reverse("admin:events_event_change", args=[event.pk])


def save(desk, event, **changes):
    return desk.post(url_of(event), {**filled(desk.get(url_of(event))), **changes})


def errors(response):
    return " ".join(str(inline.formset.errors) for inline in response.context["inline_admin_formsets"])


def tally(event):
    found = event.tallies.get()
    return (found.low, found.best, found.high, found.rule, found.reason)


def test_a_figure_set_by_hand_needs_the_rule_and_a_reason(desk, event):
    response = save(desk, event, **{"tallies-0-best": "16"})

    assert "To set one by hand choose" in errors(response)
    assert tally(event) == (14, 14, 20, "range_of_credible", "")

    response = save(desk, event, **{"tallies-0-rule": "override", "tallies-0-best": "16"})

    assert "Write why" in errors(response)

    save(desk, event, **{"tallies-0-rule": "override", "tallies-0-best": "16", "tallies-0-reason": "Names seen."})

    assert tally(event) == (14, 16, 20, "override", "Names seen.")


def test_an_editor_chooses_a_rule_with_a_reason_and_gives_it_up_again(desk, event):
    save(desk, event, **{"tallies-0-rule": "most_conservative", "tallies-0-reason": "Both exaggerate."})

    assert tally(event) == (14, 14, 14, "most_conservative", "Both exaggerate.")

    save(desk, event, **{"tallies-0-rule": "", "tallies-0-reason": "Both exaggerate."})

    assert tally(event) == (14, 14, 20, "range_of_credible", "")


def test_saving_the_form_twice_as_it_is_changes_nothing(desk, event):
    save(desk, event, **{"tallies-0-rule": "most_conservative", "tallies-0-reason": "Both exaggerate."})
    event.refresh_from_db()
    version = event.version

    save(desk, event)

    event.refresh_from_db()
    assert event.version == version
    assert tally(event) == (14, 14, 14, "most_conservative", "Both exaggerate.")


def test_a_reason_alone_is_not_dropped_unseen(desk, event):
    response = save(desk, event, **{"tallies-0-reason": "Because."})

    assert "Choose the rule that the reason is for" in errors(response)


def test_a_figure_that_no_claim_gives_is_not_dropped_unseen(desk, event):
    new = {"tallies-TOTAL_FORMS": "2", "tallies-1-outcome": "wounded", "tallies-1-standing": "unknown",
           "tallies-1-who": "all", "tallies-1-side": "B"}  # fmt: skip

    response = save(desk, event, **new)

    assert "needs a rule and a reason" in errors(response)


def test_the_form_shows_the_rule_its_claims_and_what_was_left_out(desk, event):
    page = desk.get(url_of(event)).content.decode()

    assert "Killed, side B" in page
    assert "The span of all claims" in page
    assert "A party, of the other side&#x27;s losses" in page
    assert "Not counted: a denial" in page
    assert "Denied by Wire" in page
    assert "the form says otherwise" in page


def test_figures_are_counted_from_what_is_typed_and_nothing_is_written(desk, event):
    typed = {**filled(desk.get(url_of(event))), "claims-1-low": "9", "claims-1-best": "9", "claims-1-high": "9"}

    answer = desk.post(reverse("admin:figures", args=[event.pk]), typed, headers={"X-Desk": "1"})

    assert "9 (9–20)" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert tally(event) == (14, 14, 20, "range_of_credible", "")


def test_without_script_the_figures_have_a_page_of_their_own(desk, event):
    answer = desk.post(reverse("admin:figures", args=[event.pk]), filled(desk.get(url_of(event))))

    assert answer.status_code == 200
    assert "Nothing was saved" in answer.content.decode()


@pytest.mark.parametrize("nonsense", ["x", "-3", "9" * 30, "1e9", "٣", ""])
def test_what_is_no_number_yet_counts_as_not_given(desk, event, nonsense):
    typed = {"claims-TOTAL_FORMS": nonsense, "claims-0-low": nonsense, "claims-0-speaker_force": nonsense}

    assert desk.post(reverse("admin:figures", args=[event.pk]), typed).status_code == 200


def test_a_rule_chosen_but_not_saved_is_shown_at_work(desk, event):
    typed = {**filled(desk.get(url_of(event))), "tallies-0-rule": "most_conservative"}

    page = desk.post(reverse("admin:figures", args=[event.pk]), typed).content.decode()

    assert "The lowest claim" in page
    assert "Not counted: not the lowest" in page


def test_who_may_not_edit_sees_no_figures(client, event):
    client.force_login(make_user())

    assert client.post(reverse("admin:figures", args=[event.pk]), {}).status_code == 403
    assert client.get(reverse("admin:figures", args=[event.pk])).status_code == 405


def test_an_event_that_is_not_there_has_no_figures(desk):
    assert desk.post(reverse("admin:figures", args=[4711]), {}).status_code == 404


def test_a_figure_set_by_hand_without_claims_is_shown(event):
    by_hand = Tally(outcome="wounded", side="A", low=2, best=2, high=2, rule="override", reason="Seen in hospital.")

    found = reckon(event, [], [by_hand], grade=event.grade)

    assert [(each.label, each.figure, each.inputs) for each in found.figures] == [("Wounded, side A", "2", [])]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (("killed", "unknown", "all", "none"), "Killed"),
        (("killed", "civilian", "children", "B"), "Killed, children, civilians, side B"),
        (("", "", "", ""), "No outcome chosen"),
    ],
)
def test_what_is_counted_is_said_in_words(key, words):
    assert label_of(key) == words


def test_counting_costs_no_more_with_many_claims(desk, event, django_assert_max_num_queries):
    passage = make_passage(make_article(outlet=make_outlet()))
    Citation.objects.create(event=event, passage=passage)
    for number in range(40):
        Claim.objects.create(
            event=event, topic="casualties", outcome="killed", speaker_code=f"medic {number}", low=1, passage=passage
        )
    typed = filled(desk.get(url_of(event)))

    with django_assert_max_num_queries(30):
        desk.post(reverse("admin:figures", args=[event.pk]), typed)


def test_claims_stand_beside_their_words_but_not_beside_those_of_a_sealed_note(desk, event):
    note = make_article("A friend says that it was worse.", kind="note", is_sealed=True)
    Claim.objects.create(event=event, topic="statement", speaker_code="a friend", passage=make_passage(note))

    page = desk.get(url_of(event)).content.decode()

    assert "“Fourteen people were killed, the army said." in page
    assert "A friend says that it was worse." not in page
