"""Blur at publication: the strictest policy decides, the exact place is in no copy, and a chief may lift it."""

import json
from decimal import Decimal

import pytest

from tests.factories import make_article, make_chief, make_editor, make_event, make_passage, make_place
from tests.publishing.hands import publish
from tracker.accounts.models import AuditEntry
from tracker.core.states import Blocked, NotPermitted, TransitionNotAllowed
from tracker.events.models import Citation, Claim, EventPlace
from tracker.places.models import PlaceName
from tracker.published.models import Change, Op, PublishedEvent, PublishedPlace
from tracker.publishing import unblurring, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.models import BlurLift
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
HOUSE = (Decimal("34.49123"), Decimal("41.93456"))
TOWN = (Decimal("34.47831"), Decimal("41.91742"))


class Desk:
    """A raid on a house in a town in a province of Iraq, and three people."""

    def __init__(self):
        self.one, self.two, self.chief = make_editor(), make_editor(), make_chief()
        seeded = {"state": "approved"}
        self.iraq = make_place("Iraq", **seeded)
        self.anbar = make_place("Anbar", kind="admin1", parent=self.iraq, **seeded)
        self.rawa = make_place(
            "Rawa", kind="town", parent=self.anbar, latitude=TOWN[0], longitude=TOWN[1], population=13_000, **seeded
        )
        PlaceName.objects.create(place=self.rawa, name="Rawah")
        self.event = make_event(
            title="Raid on a house", place=self.rawa, place_as_worded="a house near the mill of Rawa", geo_precision=1,
            latitude=HOUSE[0], longitude=HOUSE[1], public_latitude=TOWN[0], public_longitude=TOWN[1],
        )  # fmt: skip
        Citation.objects.create(event=self.event, passage=make_passage())

    @property
    def raid(self):
        return self

    def approve(self, by=None):
        save_version(Kind.EVENT, self.event, by=self.one)
        workflow.submit(Kind.EVENT, self.event.pk, version=self.event.version, by=self.one)
        workflow.approve(Kind.EVENT, self.event.pk, version=self.event.version, by=by or self.two)
        self.event.refresh_from_db()

    def publish(self):
        self.approve()
        return publish(self, self.event)


def where():
    return PublishedEvent.objects.get().body["where"]


def everything_public():
    return " ".join(bytes(change.document).decode() for change in Change.objects.all())


def set_policy(desk, holder, policy):
    if holder == "event":
        desk.event.blur = policy
        desk.event.save()
    elif holder == "type":
        desk.event.event_type.blur = policy
        desk.event.event_type.save()
    else:
        place = getattr(desk, holder)
        place.blur = policy
        place.save()


def test_without_a_policy_the_public_point_is_shown_and_never_the_exact_one():
    desk = Desk()

    desk.publish()

    found = where()
    assert (found["latitude"], found["longitude"], found["geo_precision"]) == (float(TOWN[0]), float(TOWN[1]), 1)
    assert found["is_blurred"] is False
    assert str(HOUSE[0]) not in everything_public()


@pytest.mark.parametrize("holder", ["event", "type", "rawa", "anbar", "iraq"])
def test_the_policy_of_event_type_place_or_what_it_lies_in_hides_the_town(holder):
    desk = Desk()
    set_policy(desk, holder, "province")

    desk.publish()

    found = where()
    assert (found["place"]["name"], found["latitude"], found["geo_precision"]) == ("Anbar", None, 4)
    assert (found["as_worded"], found["is_blurred"]) == (None, True)
    assert not PublishedPlace.objects.filter(title="Rawa").exists()
    copy = PublishedEvent.objects.get()
    assert (copy.latitude, copy.place.title, copy.geo_precision) == (None, "Anbar", 4)
    assert "Rawa" not in everything_public()
    assert "41.9" not in everything_public()


def test_the_coarsest_of_several_policies_decides():
    desk = Desk()
    set_policy(desk, "event", "town")
    set_policy(desk, "type", "country")
    set_policy(desk, "rawa", "province")

    desk.publish()

    assert where()["place"]["name"] == "Iraq"


def test_a_town_stands_for_the_house_with_its_own_point():
    desk = Desk()
    desk.event.public_latitude, desk.event.public_longitude = HOUSE
    desk.event.blur = "town"
    desk.event.save()

    desk.publish()

    found = where()
    assert (found["place"]["name"], found["latitude"], found["geo_precision"]) == ("Rawa", float(TOWN[0]), 2)
    assert (found["is_blurred"], found["as_worded"]) == (True, None)
    assert str(HOUSE[0]) not in everything_public()


def test_further_places_places_of_claims_and_quoted_words_are_held_back_as_well():
    desk = Desk()
    site = make_place("Mill House", kind="site", parent=desk.rawa, latitude=HOUSE[0], longitude=HOUSE[1])
    words = "“They came to Rawah by night,” he said. “Then they left,” he said."
    said = make_passage(make_article(words + " Nothing else is known at this hour." * 20), words)
    EventPlace.objects.create(event=desk.event, place=site, passage=said)
    Claim.objects.create(
        event=desk.event, topic="statement", mode="quote", speaker_code="a neighbour", passage=said, about_place=site,
        paraphrase="They came to Rawa and left.",
    )  # fmt: skip
    set_policy(desk, "event", "province")

    desk.publish()

    body = PublishedEvent.objects.get().body
    assert body["further_places"] == []
    assert body["claims"][0]["about"]["place"]["name"] == "Anbar"
    assert body["claims"][0]["words"] == ["Then they left"]
    assert "Rawa" not in everything_public()
    assert "Mill House" not in everything_public()


def test_the_desks_own_words_must_not_tell_the_place_that_is_hidden():
    desk = Desk()
    desk.event.summary = "Soldiers raided a house in Rawah."
    set_policy(desk, "event", "province")
    desk.approve()

    with pytest.raises(Blocked, match="held back here"):
        publish(desk, desk.event)


def test_a_draft_of_a_place_makes_nothing_more_exact():
    desk = Desk()
    set_policy(desk, "rawa", "province")
    save_version(Kind.PLACE, desk.rawa, by=desk.one)
    set_policy(desk, "rawa", "exact")
    save_version(Kind.PLACE, desk.rawa, by=desk.one)

    desk.publish()

    assert where()["place"]["name"] == "Anbar"


def test_only_a_chief_approves_a_version_that_shows_more():
    desk = Desk()
    set_policy(desk, "event", "province")
    desk.publish()
    set_policy(desk, "event", "")

    with pytest.raises(NotPermitted, match="more exactly"):
        desk.approve()
    approval = workflow.approve(Kind.EVENT, desk.event.pk, version=desk.event.version, by=desk.chief)

    assert approval.by == desk.chief


def test_a_chief_lifts_the_blur_and_the_exact_point_goes_out():
    desk = Desk()
    set_policy(desk, "event", "province")
    desk.approve()

    lift = unblurring.lift_blur(desk.event.pk, by=desk.chief, reason="The owner agreed.")
    publish(desk, desk.event)

    found = where()
    assert (found["latitude"], found["longitude"]) == (float(HOUSE[0]), float(HOUSE[1]))
    assert (found["place"]["name"], found["is_blurred"]) == ("Rawa", False)
    assert (lift.by, lift.reason) == (desk.chief, "The owner agreed.")
    assert AuditEntry.objects.get(action="unblur").why == "The owner agreed."


def test_lifting_needs_a_chief_a_reason_a_policy_and_a_second_person_and_is_done_once():
    desk = Desk()
    desk.approve()
    with pytest.raises(TransitionNotAllowed, match="No policy"):
        unblurring.lift_blur(desk.event.pk, by=desk.chief, reason="Agreed.")
    set_policy(desk, "type", "town")
    with pytest.raises(NotPermitted):
        unblurring.lift_blur(desk.event.pk, by=desk.two, reason="Agreed.")
    with pytest.raises(TransitionNotAllowed, match="who agreed"):
        unblurring.lift_blur(desk.event.pk, by=desk.chief, reason=" ")
    maker = make_chief()
    save_version(Kind.EVENT, desk.event, by=maker)
    with pytest.raises(TransitionNotAllowed, match="second person"):
        unblurring.lift_blur(desk.event.pk, by=maker, reason="Agreed.")
    unblurring.lift_blur(desk.event.pk, by=desk.chief, reason="Agreed.")

    with pytest.raises(TransitionNotAllowed, match="already"):
        unblurring.lift_blur(desk.event.pk, by=desk.chief, reason="Agreed.")

    assert BlurLift.objects.count() == 1


def test_ending_the_lift_blurs_again_at_the_next_publication():
    desk = Desk()
    set_policy(desk, "event", "province")
    desk.approve()
    unblurring.lift_blur(desk.event.pk, by=desk.chief, reason="Agreed.")
    publish(desk, desk.event)
    desk.event.refresh_from_db()
    assert not unblurring.needs_publishing(desk.event)

    unblurring.end_lift(desk.event.pk, by=desk.two)

    assert where()["place"]["name"] == "Rawa"
    assert unblurring.needs_publishing(desk.event)
    change = unblurring.publish_anew(desk.event.pk, by=desk.two)
    assert where()["place"]["name"] == "Anbar"
    assert (change.op, change.note) == (Op.UPDATE, "The place is shown less exactly.")
    assert not unblurring.needs_publishing(desk.event)
    with pytest.raises(TransitionNotAllowed, match="nothing to publish"):
        unblurring.publish_anew(desk.event.pk, by=desk.two)
    with pytest.raises(TransitionNotAllowed, match="not lifted"):
        unblurring.end_lift(desk.event.pk, by=desk.two)


def test_an_event_that_moves_under_a_lift_needs_a_chief():
    desk = Desk()
    set_policy(desk, "event", "province")
    desk.approve()
    unblurring.lift_blur(desk.event.pk, by=desk.chief, reason="Agreed.")
    publish(desk, desk.event)
    desk.event.refresh_from_db()
    desk.event.latitude = Decimal("34.5")
    desk.event.save()

    with pytest.raises(NotPermitted, match="moved"):
        desk.approve()


def test_a_policy_made_stricter_later_shows_on_what_is_public_already():
    desk = Desk()
    desk.publish()
    desk.event.refresh_from_db()
    set_policy(desk, "type", "province")

    assert unblurring.needs_publishing(desk.event)
    unblurring.publish_anew(desk.event.pk, by=desk.two)

    assert where()["place"]["name"] == "Anbar"
    assert json.loads(bytes(Change.objects.order_by("-seq").first().document))["where"]["is_blurred"]
