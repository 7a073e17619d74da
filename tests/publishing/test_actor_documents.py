"""What goes out of forces and persons over time: dated ties, posts, names, fates; and what does not."""

from datetime import date

import pytest

from tests.factories import make_article, make_force, make_passage, make_person, make_place
from tests.publishing.cases import edit_and_approve, publish_raid
from tests.publishing.hands import again, another_event, publish, withdraw
from tracker.actors.models import ForceId, ForceLink, ForceName, PersonId, PersonName, Posting
from tracker.events.models import Claim
from tracker.published.models import Op, PublishedForce, PublishedPerson, PublishedPlace
from tracker.publishing import workflow
from tracker.publishing.readiness import companions
from tracker.publishing.restoring import restore
from tracker.revisions.freezing import freeze
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db
LATER = date(2025, 1, 1)


def force_of(record):
    return PublishedForce.objects.get(public_id=record.public_id).body


def person_of(record):
    return PublishedPerson.objects.get(public_id=record.public_id).body


def words(raid):
    return make_passage(raid.article, "The army raided a camp on 29 August")


def test_a_tie_goes_out_with_its_precision_and_the_article_that_says_so(live):
    ForceLink.objects.create(
        child=live.group, parent=live.army, kind="split_from", starts_on=date(2014, 1, 1), starts_precision=5,
        passage=words(live),
    )  # fmt: skip

    again(live, Kind.FORCE, live.group)

    (link,) = force_of(live.group)["links"]
    assert (link["starts_on"], link["starts_precision"], link["ends_on"], link["ends_precision"]) == (
        "2014-01-01", 5, None, None,
    )  # fmt: skip
    assert (link["source"]["outlet"], link["source"]["url"]) == ("Wire", f"/articles/{live.article.number}/")


def test_names_and_identifiers_go_out_with_their_days_and_source(live):
    former = ForceName.objects.create(
        force=live.group, name="The Old Group", kind="former", ends_on=date(2020, 3, 1), ends_precision=4,
        passage=words(live),
    )  # fmt: skip
    hidden = make_passage(make_article("A note of the desk.", kind="note"))
    ForceName.objects.create(force=live.group, name="TG", kind="acronym", passage=hidden)
    ForceId.objects.create(force=live.group, scheme="ucdp", value="234")
    PersonId.objects.create(person=live.named, scheme="wikidata", value="Q796")
    PersonName.objects.create(person=live.named, name="Abu Testov", kind="kunya", passage=former.passage)

    again(live, Kind.FORCE, live.group)
    again(live, Kind.PERSON, live.named)

    names = {row["name"]: row for row in force_of(live.group)["names"]}
    assert (names["The Old Group"]["ends_on"], names["The Old Group"]["ends_precision"]) == ("2020-03-01", 4)
    assert names["The Old Group"]["source"]["outlet"] == "Wire"
    assert names["TG"]["source"] is None
    assert force_of(live.group)["external_ids"][0]["url"] == "https://ucdp.uu.se/actor/234"
    assert person_of(live.named)["external_ids"][0]["value"] == "Q796"
    assert {row["name"]: row["source"] for row in person_of(live.named)["names"]}["Abu Testov"]["outlet"] == "Wire"


def test_a_post_commands_by_title_or_by_an_editors_word(live):
    Posting.objects.filter(person=live.named).update(title="leader of The Group")
    Posting.objects.create(
        person=live.named, force=live.group, title="head of operations", command="yes", passage=words(live)
    )
    Posting.objects.create(person=live.named, force=live.group, title="commander", command="no", passage=words(live))

    again(live, Kind.PERSON, live.named)
    again(live, Kind.FORCE, live.group)

    for postings in (person_of(live.named)["postings"], force_of(live.group)["postings"]):
        assert [(post["title"], post["is_command"]) for post in postings] == [
            ("leader of The Group", True),
            ("head of operations", True),
            ("commander", False),
        ]


def test_a_force_names_people_in_its_posts_once_they_are_public(live):
    again(live, Kind.FORCE, live.group)

    (post,) = force_of(live.group)["postings"]
    assert (post["person"]["name"], post["title"], post["description"]) == ("Karim Testov", "head of operations", None)


def test_somebody_private_commands_without_name_title_area_or_source(live):
    camp = make_place("Hidden Camp", kind="town")
    Posting.objects.create(
        person=live.unnamed, force=live.group, title="commander", rank="Col.", area=camp, passage=words(live),
        starts_on=date(2024, 1, 1), starts_precision=5,
    )  # fmt: skip
    Posting.objects.create(person=live.unnamed, force=live.group, title="guide of Hidden Camp", passage=words(live))

    again(live, Kind.FORCE, live.group)

    nameless = [post for post in force_of(live.group)["postings"] if post["person"] is None]
    assert [post["description"] for post in nameless] == ["a guide"]
    assert [nameless[0][key] for key in ("title", "rank", "area", "source")] == [None] * 4
    assert (nameless[0]["starts_on"], nameless[0]["starts_precision"]) == ("2024-01-01", 5)
    stored = bytes(PublishedForce.objects.get(public_id=live.group.public_id).document).decode()
    assert not [word for word in ("Privat", "Col.", "Hidden Camp") if word in stored]
    assert not PublishedPlace.objects.filter(title="Hidden Camp").exists()


def test_a_post_whose_words_are_not_public_stays_in(live):
    hidden = make_passage(make_article("A note of the desk.", kind="note"))
    Posting.objects.create(person=live.unnamed, force=live.group, title="commander", passage=hidden)
    Posting.objects.create(person=live.unnamed, force=live.group, title="leader")

    again(live, Kind.FORCE, live.group)

    assert not [post for post in force_of(live.group)["postings"] if post["person"] is None]


def test_the_force_waits_for_nobody_in_its_posts(live):
    waiting = make_person("Somebody Waiting")
    Posting.objects.create(person=waiting, force=live.group, title="commander", passage=words(live))

    edit_and_approve(live, live.group, Kind.FORCE)

    assert (Kind.PERSON, waiting) not in companions(Kind.FORCE, live.group)
    workflow.publish(Kind.FORCE, live.group.pk, version=live.group.version, by=live.two, note="Changed", op=Op.UPDATE)
    assert "Somebody Waiting" not in str(force_of(live.group))


def test_a_withdrawn_person_leaves_the_posts_of_the_force(live):
    Posting.objects.filter(person=live.named).update(title="commander")
    again(live, Kind.PERSON, live.named)
    again(live, Kind.FORCE, live.group)

    withdraw(live, Kind.PERSON, live.named)

    assert force_of(live.group)["postings"] == []
    assert "Testov" not in str(force_of(live.group))


def test_a_retracted_person_leaves_the_posts_of_the_force(live):
    Posting.objects.filter(person=live.named).update(title="commander")
    again(live, Kind.FORCE, live.group)

    workflow.retract(Kind.PERSON, live.named.pk, by=live.chief, reason="Two people were taken for one.")

    assert force_of(live.group)["postings"] == []


def test_the_fate_goes_out_with_every_claim_that_says_so(live):
    again(live, Kind.PERSON, live.named)

    body = person_of(live.named)
    (fate,) = body["fates"]
    assert (body["fate"]["code"], body["fate_note"]) == ("killed", "Reported killed, by The Army only")
    assert (fate["fate"]["code"], fate["speaker"]["name"], fate["is_denied"]) == ("killed", "The Army", False)
    assert (fate["earliest"], fate["latest"]) == ("2024-08-29", "2024-08-29")
    assert fate["event"]["number"] == live.event.number
    assert fate["source"]["outlet"] == "Wire"
    assert body["contradiction"] is None


def test_a_person_who_goes_out_with_the_event_has_its_days(raid):
    publish_raid(raid)

    assert person_of(raid.named)["fates"][0]["latest"] == "2024-08-29"


def test_a_claim_of_an_event_that_is_not_public_stays_in(live):
    event = another_event(live, live.article, earliest=LATER, latest=LATER, date_precision=1)
    Claim.objects.create(
        event=event,
        topic="fate",
        fate="captured",
        about_person=live.named,
        speaker_force=live.army,
        passage=words(live),
    )

    again(live, Kind.PERSON, live.named)
    before = person_of(live.named)
    edit_and_approve(live, event, Kind.EVENT)
    publish(live, event)
    again(live, Kind.PERSON, live.named)

    assert [fate["fate"]["code"] for fate in before["fates"]] == ["killed"]
    assert before["fate"]["code"] == "killed"
    assert [fate["fate"]["code"] for fate in person_of(live.named)["fates"]] == ["killed", "captured"]
    assert person_of(live.named)["contradiction"]["sightings"][0]["sign"]["code"] == "harmed"


def test_a_claim_from_a_note_of_the_desk_stays_in(live):
    hidden = make_passage(make_article("A note of the desk.", kind="note"))
    Claim.objects.create(topic="fate", fate="alive", about_person=live.named, speaker_code="a caller", passage=hidden)

    again(live, Kind.PERSON, live.named)

    assert "a caller" not in str(person_of(live.named))


def test_reappearing_is_a_contradiction_and_overwrites_nothing(live):
    Claim.objects.create(
        topic="fate", fate="alive", about_person=live.named, speaker_force=live.group, passage=words(live),
        said_on=LATER, said_precision=1,
    )  # fmt: skip
    Posting.objects.create(person=live.named, force=live.group, title="commander", starts_on=LATER, passage=words(live))

    again(live, Kind.PERSON, live.named)

    body = person_of(live.named)
    assert body["contradiction"]["deaths"] == [0]
    assert [(each["sign"]["code"], each["fate"], each["posting"]) for each in body["contradiction"]["sightings"]] == [
        ("alive", 1, None),
        ("in_post", None, 1),
    ]
    assert body["fate_note"] == "Reported alive, by The Group; reported killed, by The Army"


def test_a_retracted_event_takes_its_claim_from_the_person(live):
    again(live, Kind.PERSON, live.named)

    workflow.retract(Kind.EVENT, live.event.pk, by=live.chief, reason="It did not happen.")

    assert (person_of(live.named)["fates"], person_of(live.named)["fate"]) == ([], None)


def test_a_version_from_before_claims_were_frozen_keeps_what_they_came_to(live):
    again(live, Kind.PERSON, live.named)
    live.named.refresh_from_db()
    revision = Revision.objects.get(kind=Kind.PERSON, record_id=live.named.pk, version=live.named.live_revision)
    for name in ("claims_about", "external_ids"):
        del revision.snapshot["parts"][name]
    for row in (*revision.snapshot["parts"]["names"], *revision.snapshot["parts"]["postings"]):
        for column in ("starts_precision", "ends_precision", "command"):
            row.pop(column, None)
    revision.snapshot["fields"] |= {"status": "captured", "status_note": "Reported captured, by A only"}
    revision.save()

    workflow.retract(Kind.EVENT, live.event.pk, by=live.chief, reason="It did not happen.")

    body = person_of(live.named)
    assert (body["fate"]["code"], body["fate_note"]) == ("captured", "Reported captured, by A only")
    assert body["external_ids"] == []


def test_strengths_stand_by_day_and_active_years_are_not_made_exact(live):
    place = make_place("Camp Town", kind="town")
    for day, low in ((date(2024, 9, 1), 900), (date(2023, 5, 1), 2500)):
        Claim.objects.create(
            topic="strength", about_force=live.group, about_place=place, low=low, best=low, high=low,
            speaker_force=live.army, passage=words(live), said_on=day, said_precision=4,
        )  # fmt: skip
    live.group.active_from, live.group.active_from_precision = date(2014, 1, 1), 5
    live.group.save()

    again(live, Kind.FORCE, live.group)

    body = force_of(live.group)
    assert [(row["best"], row["said_precision"]) for row in body["strengths"]] == [(2500, 4), (900, 4)]
    assert (body["active_from"], body["active_from_precision"], body["active_until_precision"]) == (
        "2014-01-01",
        5,
        None,
    )


def test_restoring_a_force_leaves_other_peoples_posts_alone(live):
    Posting.objects.create(person=live.unnamed, force=live.group, title="commander", passage=words(live))
    edit_and_approve(live, live.group, Kind.FORCE)

    restore(Kind.FORCE, live.group.pk, version=1, opened=live.group.version, by=live.one)

    assert Posting.objects.filter(force=live.group).count() == 2


def test_publishing_asks_no_more_questions_for_more_posts(live, django_assert_max_num_queries):
    def cost():
        edit_and_approve(live, live.group, Kind.FORCE)
        with django_assert_max_num_queries(200) as asked:
            workflow.publish(
                Kind.FORCE, live.group.pk, version=live.group.version, by=live.two, op=Op.UPDATE, note="Changed"
            )
        return len(asked)

    few = cost()
    for _ in range(15):
        person = make_person(description="somebody")
        Posting.objects.create(person=person, force=make_force(), title="clerk", passage=words(live))
        Posting.objects.create(person=person, force=live.group, title="clerk", passage=words(live))

    assert cost() - few <= 4
    assert len(freeze(live.group, ("postings",))["parts"]["postings"]) == 16
