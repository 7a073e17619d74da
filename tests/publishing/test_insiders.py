"""What somebody inside, or in a hurry, could try: none of it brings out what was held back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_event, make_force, make_passage, make_person, make_place
from tests.publishing.cases import approve_all, edit_and_approve, make_raid, publish_raid
from tests.publishing.hands import again, another_event, publish, withdraw
from tests.publishing.test_blur import TOWN, Desk, everything_public, set_policy
from tests.publishing.test_merging import merge
from tests.publishing.test_removal import every_public_byte
from tracker.core.states import Blocked, NotPermitted, TransitionNotAllowed
from tracker.events.models import Citation, Claim, EventPlace
from tracker.events.tally import recount
from tracker.published.models import PublishedEvent, PublishedPerson
from tracker.publishing import embargoes, naming, unblurring, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.readiness import companions
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def test_an_approval_that_was_taken_back_is_no_second_person(raid):
    approve_all(raid)
    event = raid.event
    workflow.send_back(Kind.EVENT, event.pk, version=event.version, by=raid.chief, reason="The figure is wrong.")
    event.refresh_from_db()
    along = [(kind, record.pk, record.version) for kind, record in companions(Kind.EVENT, event)]

    workflow.break_glass(
        Kind.EVENT, event.pk, version=event.version, by=raid.chief, reason="Tonight.", companions=along
    )

    assert PublishedEvent.objects.get().is_second_check_pending


def test_words_dropped_before_an_event_is_withdrawn_go_with_it(live):
    assert "struck their leaders" in every_public_byte().decode(errors="replace")
    Claim.objects.filter(event=live.event, mode="quote").delete()
    live.event.citations.all().delete()
    live.event.claims.all().delete()
    live.event.involvements.all().delete()
    other = make_passage(make_article("Another outlet wrote that the army raided a camp in the west of the country."))
    Citation.objects.create(event=live.event, passage=other)
    recount(live.event)
    again(live, Kind.EVENT, live.event)

    withdraw(live, Kind.EVENT, live.event)

    assert "struck their leaders" not in every_public_byte().decode(errors="replace")


def test_words_of_an_event_merged_into_a_withdrawn_one_go_with_it(live):
    article = make_article("“We shelled the bridge at dawn,” the army said. Nothing else is known about it." * 5)
    event = make_event(title="Shelling of a bridge", place=live.event.place)
    Citation.objects.create(event=event, passage=make_passage(article, "“We shelled the bridge at dawn,”"))
    Claim.objects.create(
        event=event,
        topic="statement",
        mode="quote",
        speaker_force=live.army,
        statement_kind="assessment",
        passage=make_passage(article, "“We shelled the bridge at dawn,”"),
    )
    edit_and_approve(live, event, Kind.EVENT)
    publish(live, event)
    assert "shelled the bridge" in every_public_byte().decode(errors="replace")
    merge(Kind.EVENT, event, live.event, one=live.one, two=live.two)

    withdraw(live, Kind.EVENT, live.event)

    assert "shelled the bridge" not in every_public_byte().decode(errors="replace")


def test_the_reason_for_a_name_names_nobody_else(raid):
    naming.propose(raid.named.pk, by=raid.one, reason="Karim Testov gave the order to Nadia Hidden.")
    make_person("Nadia Hidden")

    with pytest.raises(Blocked, match="withheld"):
        naming.agree(raid.named.pk, by=raid.chief)
    with pytest.raises(Blocked, match="withheld"):
        naming.propose(raid.named.pk, by=raid.one, reason="He gave the order to Nadia Hidden.")
    naming.propose(raid.named.pk, by=raid.one, reason="Karim Testov gave the order.")
    assert naming.agree(raid.named.pk, by=raid.chief).agreed_by == raid.chief


def test_a_merge_does_not_carry_a_record_past_its_embargo(live):
    event = another_event(live, make_article("A press release says the bridge was hit at noon and twenty fled."))
    embargoes.embargo(
        Kind.EVENT, event.pk, until=timezone.now() + timedelta(days=1), by=live.one, reason="Agreed with the ministry."
    )

    with pytest.raises(TransitionNotAllowed, match="embargo"):
        merge(Kind.EVENT, event, live.event, one=live.one)


def test_an_embargo_keeps_an_exact_place_in():
    desk = Desk()
    set_policy(desk, "event", "province")
    desk.publish()
    unblurring.lift_blur(desk.event.pk, by=desk.chief, reason="Agreed.")
    embargoes.embargo(
        Kind.EVENT, desk.event.pk, until=timezone.now() + timedelta(days=1), by=desk.two, reason="The convoy moves."
    )

    with pytest.raises(Blocked, match="embargo"):
        unblurring.publish_anew(desk.event.pk, by=desk.two)


def blurred_and_plain(desk, policy="province"):
    """A live event of the town, blurred, and another live one that knows only the province."""
    article = make_article("“The militia held Rawa for a night,” a resident said. Nothing else is known of it." * 4)
    Claim.objects.create(
        event=desk.event,
        topic="statement",
        mode="quote",
        speaker_code="a resident",
        statement_kind="assessment",
        passage=make_passage(article, "“The militia held Rawa for a night,”"),
        about_place=desk.rawa,
        paraphrase="they held Rawa",
    )
    EventPlace.objects.create(event=desk.event, place=desk.rawa, passage=make_passage(article))
    set_policy(desk, "event", policy)
    desk.publish()
    other = make_event(title="Raid in Anbar", place=desk.anbar, geo_precision=4)
    Citation.objects.create(event=other, passage=make_passage())
    edit_and_approve(desk, other, Kind.EVENT)
    publish(desk, other)
    assert "Rawa" not in everything_public()
    return other


def test_a_merge_keeps_the_blur_of_the_event_that_went():
    desk = Desk()
    other = blurred_and_plain(desk)

    merge(Kind.EVENT, desk.event, other, one=desk.one, two=desk.two)

    assert "Rawa" not in everything_public()


def test_a_blurred_event_is_not_merged_into_one_whose_blur_is_lifted():
    desk = Desk()
    other = blurred_and_plain(desk)
    other.refresh_from_db()
    other.blur, other.title = "country", "Raid in the west"
    other.save()
    again(desk, Kind.EVENT, other)
    unblurring.lift_blur(other.pk, by=desk.chief, reason="The province may be told.")

    with pytest.raises(TransitionNotAllowed, match="blur “Raid in the west” again first"):
        merge(Kind.EVENT, desk.event, other, one=desk.one, two=desk.two)


def test_a_merge_of_places_keeps_the_blur_of_the_one_that_went():
    desk = Desk()
    twin = make_place("Rawah", kind="town", parent=desk.anbar, latitude=TOWN[0], longitude=TOWN[1], state="approved")
    set_policy(desk, "rawa", "province")
    desk.publish()
    assert "Rawa" not in everything_public()

    merge(Kind.PLACE, desk.rawa, twin, one=desk.one)
    again(desk, Kind.EVENT, desk.event)

    assert "Rawa" not in everything_public()


def test_only_a_chief_approves_a_move_away_from_a_blurred_place():
    desk = Desk()
    set_policy(desk, "rawa", "province")
    desk.publish()
    desk.event.place = None
    desk.event.save()
    save_version(Kind.EVENT, desk.event, by=desk.one)
    workflow.submit(Kind.EVENT, desk.event.pk, version=desk.event.version, by=desk.one)

    with pytest.raises(NotPermitted, match="chief"):
        workflow.approve(Kind.EVENT, desk.event.pk, version=desk.event.version, by=desk.two)


@pytest.mark.parametrize("change", ["parent", "kind", "names"])
def test_a_draft_of_a_place_in_a_blurred_area_tells_no_more_of_it(change):
    desk = Desk()
    set_policy(desk, "anbar", "province")
    save_version(Kind.PLACE, desk.rawa, by=desk.two)
    desk.publish()
    desk.rawa.refresh_from_db()
    if change == "parent":
        desk.rawa.parent = make_place("Nineveh", kind="admin1", parent=desk.iraq, state="approved")
    elif change == "kind":
        desk.rawa.kind = "admin1"
    else:
        article = make_article("“The militia held Rawa for a night,” a resident said. Nothing else is known." * 4)
        Claim.objects.create(
            event=desk.event,
            topic="statement",
            mode="quote",
            speaker_code="a resident",
            paraphrase="they held it",
            passage=make_passage(article, "“The militia held Rawa for a night,”"),
            statement_kind="assessment",
        )
        desk.rawa.name = "A town"
        desk.rawa.names.all().delete()
    desk.rawa.save()
    save_version(Kind.PLACE, desk.rawa, by=desk.one)

    again(desk, Kind.EVENT, desk.event)

    assert "Rawa" not in everything_public()


def test_a_blur_set_later_leaves_no_title_that_tells_the_place_with_whom_it_names():
    raid = make_raid()
    town = make_place(
        "Rawa", kind="town", parent=make_place("Anbar", kind="admin1"), latitude=TOWN[0], longitude=TOWN[1]
    )
    raid.event.place, raid.event.title, raid.event.geo_precision = town, "Raid in Rawa", 1
    raid.event.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)
    publish_raid(raid)
    raid.named.refresh_from_db()
    again(raid, Kind.PERSON, raid.named)
    assert "Raid in Rawa" in bytes(PublishedPerson.objects.get().document).decode()
    town.refresh_from_db()
    town.blur = "province"
    town.save()

    unblurring.publish_anew(raid.event.pk, by=raid.two)

    assert "Rawa" not in bytes(PublishedEvent.objects.get().document).decode()
    assert "Rawa" not in bytes(PublishedPerson.objects.get().document).decode()


def test_a_persons_page_does_not_tell_what_an_event_being_verified_withholds(raid):
    raid.event.is_provisional = True
    raid.event.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)
    publish_raid(raid)
    edit_and_approve(raid, raid.named, Kind.PERSON)

    workflow.publish(Kind.PERSON, raid.named.pk, version=raid.named.version, by=raid.two)

    body = PublishedPerson.objects.get().body
    assert (body["fates"], body["fate"]) == ([], None)


def test_a_page_that_told_a_fate_is_brought_in_step_when_the_event_is_to_be_verified_again(live):
    again(live, Kind.PERSON, live.named)
    assert PublishedPerson.objects.get().body["fates"]
    live.event.refresh_from_db()
    live.event.is_provisional = True
    live.event.save()

    again(live, Kind.EVENT, live.event)

    body = PublishedPerson.objects.get().body
    assert (body["fates"], body["changes"][0]["note"]) == ([], "Less is told of a linked event.")


def test_a_merge_does_not_bring_out_the_figures_of_an_event_being_verified(raid):
    raid.event.is_provisional = True
    raid.event.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)
    publish_raid(raid)
    other = another_event(raid, make_article("The raid was confirmed by residents, and nothing else is known of it."))
    publish(raid, other)

    with pytest.raises(TransitionNotAllowed, match="being verified"):
        merge(Kind.EVENT, raid.event, other, one=raid.one)

    merge(Kind.EVENT, other, raid.event, one=raid.one, two=raid.two)
    body = PublishedEvent.objects.get(public_id=raid.event.public_id).body
    assert (body["tallies"], body["persons"], body["unnamed_persons"]) == ([], [], [])


def test_a_merge_alone_does_not_change_what_was_approved(raid):
    approve_all(raid)
    twin = make_force("The Other Group", kind="rebel")
    edit_and_approve(raid, twin, Kind.FORCE)

    asked = merge(Kind.FORCE, raid.group, twin, one=raid.one)

    assert asked.carried_by_id is None
