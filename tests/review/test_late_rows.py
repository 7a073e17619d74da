"""Late saves, row by row: what one editor added, removed or changed while the other typed."""

import pytest

from tests.factories import make_editor, make_event, make_force, make_passage
from tests.review.late import event_with_a_version, late, logged_in, opened, page_of, saved
from tracker.events.models import Citation, Claim, Event, EventTarget, Involvement
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return logged_in("ana")


@pytest.fixture
def boris():
    return logged_in("boris")


def test_a_row_that_they_added_joins_her_form(ana, boris):
    event, force = event_with_a_version(), make_force("Red Guard")
    hers = opened(ana, event)
    Involvement.objects.create(event=event, force=force, role="initiator")
    save_version(Kind.EVENT, Event.objects.get(pk=event.pk), by=make_editor())

    found = late(ana, event, hers, title="Her title")

    assert [each.label for each in found.comparison.taken] == ["Involvement Red Guard"]
    saved(ana, event, found.form, overwrite="2")
    assert (event.title, event.involvements.get().force) == ("Her title", force)


def test_a_row_that_they_removed_leaves_her_form_if_she_did_not_touch_it(ana, boris):
    event = make_event(title="Raid")
    EventTarget.objects.create(event=event, kind="a bridge")
    save_version(Kind.EVENT, event, by=make_editor())
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, **{"targets-0-DELETE": "on"})

    found = late(ana, event, hers, title="Her title")

    saved(ana, event, found.form, overwrite="2")
    assert (event.title, event.targets.count()) == ("Her title", 0)


def test_a_row_that_they_removed_and_she_changed_stays_hers_until_she_gives_it_up(ana, boris):
    event = make_event(title="Raid")
    EventTarget.objects.create(event=event, kind="a bridge")
    save_version(Kind.EVENT, event, by=make_editor())
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, **{"targets-0-DELETE": "on"})

    found = late(ana, event, hers, **{"targets-0-damage": "destroyed"})

    assert [(each.label, each.theirs) for each in found.comparison.clashes] == [("Event target a bridge", "removed")]
    kept = late(ana, event, hers, **{"targets-0-damage": "destroyed"})
    saved(ana, event, kept.form, overwrite="2")
    assert event.targets.get().damage == "destroyed"


def test_a_row_given_up_is_gone(ana, boris):
    event = make_event(title="Raid")
    EventTarget.objects.create(event=event, kind="a bridge")
    save_version(Kind.EVENT, event, by=make_editor())
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, **{"targets-0-DELETE": "on"})
    found = late(ana, event, hers, title="Her title", **{"targets-0-damage": "destroyed"})

    saved(ana, event, found.form, overwrite="2", take=["targets-0"])

    assert (event.title, event.targets.count()) == ("Her title", 0)


def test_a_row_that_she_removed_and_they_changed_is_asked_about(ana, boris):
    event = make_event(title="Raid")
    EventTarget.objects.create(event=event, kind="a bridge")
    save_version(Kind.EVENT, event, by=make_editor())
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, **{"targets-0-damage": "destroyed"})

    found = late(ana, event, hers, **{"targets-0-DELETE": "on"})

    assert [(each.name, each.yours) for each in found.comparison.clashes] == [("targets-0", "removed")]
    saved(ana, event, {**found.form, "targets-0-DELETE": "on"}, overwrite="2", take=["targets-0"])
    assert event.targets.get().damage == "destroyed"


def test_two_fields_of_one_row_changed_by_two_are_both_kept(ana, boris):
    event = make_event(title="Raid")
    Claim.objects.create(event=event, speaker_code="medics", paraphrase="Fourteen.", passage=make_passage())
    save_version(Kind.EVENT, event, by=make_editor())
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, **{"claims-0-hedge": "likely"})

    saved(ana, event, late(ana, event, hers, **{"claims-0-paraphrase": "Her words."}).form, overwrite="2")

    claim = event.claims.get()
    assert (claim.hedge, claim.paraphrase) == ("likely", "Her words.")


def test_one_field_of_one_row_changed_by_both_is_a_clash_that_she_can_give_up(ana, boris):
    event = make_event(title="Raid")
    Claim.objects.create(event=event, speaker_code="medics", paraphrase="Fourteen.")
    save_version(Kind.EVENT, event, by=make_editor())
    hers, his = opened(ana, event), opened(boris, event)
    saved(boris, event, his, **{"claims-0-paraphrase": "His words."})

    found = late(ana, event, hers, **{"claims-0-paraphrase": "Her words."})

    assert [(each.name, each.label) for each in found.comparison.clashes] == [
        ("claims-0-paraphrase", "Claim by medics: paraphrase")
    ]
    saved(ana, event, found.form, overwrite="2", take=["claims-0-paraphrase"])
    assert event.claims.get().paraphrase == "His words."


def test_a_row_that_both_added_is_refused_in_words(ana, boris):
    event, passage = event_with_a_version(), make_passage()
    hers = opened(ana, event)
    Citation.objects.create(event=event, passage=passage)
    save_version(Kind.EVENT, Event.objects.get(pk=event.pk), by=make_editor())
    found = late(ana, event, {**hers, "citations-TOTAL_FORMS": "1", "citations-0-passage": str(passage.pk)})

    response = ana.post(page_of(event), {**found.form, "overwrite": "2"})

    assert response.status_code == 200
    assert event.citations.count() == 1
