"""Reported killed, and seen again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_article, make_event, make_force, make_passage, make_person
from tracker.actors.models import Posting
from tracker.core.days import Window
from tracker.events.models import Claim, Involvement
from tracker.events.sightings import Report, Sign, contradiction_in, contradictions

RAID, LATER, LATEST = date(2024, 8, 29), date(2024, 9, 20), date(2025, 3, 1)


def report(sign, first, last=None, by="A"):
    return Report(sign, Window(first, last or first), by, None)


def died(first=RAID, last=None, by="A"):
    return report(Sign.KILLED, first, last, by)


@pytest.mark.parametrize("sign", [Sign.ALIVE, Sign.HARMED, Sign.SPEAKS, Sign.TAKES_PART, Sign.IN_POST, Sign.KILLED])
def test_any_sign_of_life_after_the_death_contradicts_it(sign):
    seen = report(sign, LATER, by="B")

    found = contradiction_in([seen, died()])

    assert (found.deaths, found.sightings) == ([died()], [seen])


@pytest.mark.parametrize(
    "reports",
    [
        [],
        [died()],
        [died(), died(by="B")],
        [died(), report(Sign.SPEAKS, RAID)],
        [died(RAID, LATER), report(Sign.SPEAKS, LATER)],
        [died(LATER), report(Sign.ALIVE, RAID)],
        [report(Sign.ALIVE, LATER), report(Sign.SPEAKS, LATEST)],
        [died(), report(Sign.NOT_KILLED, LATER, by="B")],
        [died(date.min, LATER), died(by="B")],
    ],
)
def test_what_may_all_be_true_is_no_contradiction(reports):
    assert contradiction_in(reports) is None


def test_a_death_that_its_own_speaker_denies_no_longer_counts():
    seen, taken_back = report(Sign.SPEAKS, LATEST), report(Sign.NOT_KILLED, LATER)

    assert contradiction_in([died(), taken_back, seen]) is None
    assert contradiction_in([died(), report(Sign.NOT_KILLED, LATER, by="B"), seen]).sightings == [seen]


def test_the_same_speaker_who_says_alive_later_is_still_a_contradiction():
    assert contradiction_in([died(by="A"), report(Sign.ALIVE, LATER, by="A")])


def test_reports_stand_by_day_and_deaths_that_nothing_gainsays_are_left_out():
    second, seen = died(LATER, by="B"), report(Sign.SPEAKS, LATER)

    found = contradiction_in([second, seen, died()])

    assert found.deaths == [died()]
    assert found.sightings == [second, seen]


@given(st.lists(st.builds(report, st.sampled_from(list(Sign)), st.dates(RAID, LATEST), by=st.sampled_from("AB"))))
def test_the_order_in_which_reports_come_in_changes_nothing(reports):
    found, backwards = contradiction_in(reports), contradiction_in(reports[::-1])

    assert (found is None) == (backwards is None)
    if found and backwards:
        assert sorted(map(str, found.sightings)) == sorted(map(str, backwards.sightings))
        assert all(any(seen.days.first > death.days.last for seen in found.sightings) for death in found.deaths)


@pytest.fixture
def killed():
    """Somebody reported killed in a raid."""
    person, event, army = make_person("Karim Testov"), make_event(), make_force("Army")
    Claim.objects.create(topic="fate", fate="killed", about_person=person, event=event, speaker_force=army)
    Involvement.objects.create(event=event, person=person, role="victim")
    return person


def later_event(**fields):
    return make_event(earliest=LATER, latest=LATER, date_precision=1, **fields)


def speaks(person):
    return Claim.objects.create(
        topic="statement", speaker_person=person, said_on=LATER, said_precision=1, paraphrase="Says something."
    )


def reported_alive(person):
    return Claim.objects.create(
        topic="fate", fate="alive", about_person=person, speaker_code="medics", said_on=LATER, said_precision=1
    )


def reported_alive_in_an_article(person):
    article = make_article(published_on=LATER)
    return Claim.objects.create(
        topic="fate", fate="alive", about_person=person, speaker_code="medics", passage=make_passage(article)
    )


def captured(person):
    return Claim.objects.create(
        topic="fate", fate="captured", about_person=person, event=later_event(), speaker_code="medics"
    )


def killed_again(person):
    event = later_event()
    Involvement.objects.create(event=event, person=person, role="victim")
    return Claim.objects.create(topic="fate", fate="killed", about_person=person, event=event, speaker_code="medics")


def takes_part(person):
    return Involvement.objects.create(event=later_event(), person=person, role="commander")


def in_post(person):
    return Posting.objects.create(person=person, title="commander", starts_on=LATER)


SIGHTINGS = {
    speaks: Sign.SPEAKS,
    reported_alive: Sign.ALIVE,
    reported_alive_in_an_article: Sign.ALIVE,
    captured: Sign.HARMED,
    killed_again: Sign.KILLED,
    takes_part: Sign.TAKES_PART,
    in_post: Sign.IN_POST,
}


@pytest.mark.django_db
@pytest.mark.parametrize(("see", "sign"), SIGHTINGS.items(), ids=lambda value: getattr(value, "__name__", str(value)))
def test_a_later_record_shows_the_person_alive(killed, see, sign):
    seen = see(killed)

    found = contradictions()[killed.pk]

    assert [(each.sign, each.source) for each in found.sightings] == [(sign, seen)]
    assert [each.by for each in found.deaths] == ["Army"]


@pytest.mark.django_db
def test_an_obituary_that_cites_the_post_is_no_sighting(killed):
    Posting.objects.create(person=killed, title="commander", first_cited=LATER, last_cited=LATER)

    assert contradictions() == {}


@pytest.mark.django_db
def test_a_death_without_an_event_is_at_the_latest_on_the_day_it_was_told():
    person = make_person()
    Claim.objects.create(
        topic="fate", fate="killed", about_person=person, speaker_code="medics", said_on=LATER, said_precision=1
    )
    speaks(person)
    assert contradictions() == {}

    Claim.objects.filter(speaker_person=person).update(said_on=LATEST)

    assert [each.sign for each in contradictions()[person.pk].sightings] == [Sign.SPEAKS]


@pytest.mark.django_db
def test_a_retracted_event_shows_nobody_dead_or_alive(killed):
    part = takes_part(killed)
    part.event.state = "retracted"
    part.event.save()

    assert contradictions() == {}


@pytest.mark.django_db
def test_only_the_people_asked_for_are_looked_at(killed):
    takes_part(killed)
    other = make_person()

    assert set(contradictions([killed.pk, other.pk])) == {killed.pk}
    assert contradictions([other.pk]) == {}
    assert contradictions([]) == {}


@pytest.mark.django_db
def test_queries_do_not_grow_with_people(killed, django_assert_max_num_queries):
    for _ in range(10):
        person = make_person()
        Claim.objects.create(
            topic="fate", fate="killed", about_person=person, event=make_event(), speaker_force=make_force()
        )
        for see in SIGHTINGS:
            see(person)

    with django_assert_max_num_queries(5):
        found = contradictions()

    assert len(found) == 10
