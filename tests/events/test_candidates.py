"""Which events of the desk may be the one asked about."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_event, make_force, make_place, make_user
from tracker.accounts.policy import Role
from tracker.events.candidates import like
from tracker.events.likeness import SAME
from tracker.events.models import Event, Involvement, Tally
from tracker.revisions.models import Kind, Merge

pytestmark = pytest.mark.django_db
DAY = date(2024, 8, 29)


def raid(place, *forces, day=DAY, **fields):
    when = {"earliest": day, "latest": day, "date_precision": 1}
    point = {"latitude": "33.10000", "longitude": "42.10000", "geo_precision": 1}
    event = make_event(place=place, **{**when, **point, **fields})
    for force in forces:
        Involvement.objects.create(event=event, force=force, role="initiator")
    Tally.objects.create(event=event, outcome="killed", side="B", low=14, best=14, high=14)
    return event


def test_the_same_raid_is_found_with_its_reasons():
    place, army = make_place("Rutba", kind="town"), make_force("The Army")
    known, fresh = raid(place, army), raid(place, army)
    raid(place, army, day=DAY + timedelta(30))

    (found,) = like(fresh)

    assert found[0] == known
    assert found[1].score >= SAME
    assert "the same parties" in found[1].reasons


def test_forces_that_were_merged_are_the_same_party():
    place, army, other = make_place("Rutba", kind="town"), make_force("The Army"), make_force("The Armee")
    raid(place, army)
    fresh = raid(place, other)
    before = like(fresh)
    one = make_user(Role.EDITOR)
    Merge.objects.create(
        kind=Kind.FORCE, record_id=other.pk, into_id=army.pk, state_before="draft", reason="Same", by=one,
        carried_by=one, carried_at=fresh.added_at,
    )  # fmt: skip

    after = like(fresh)[0][1].reasons

    assert before == []
    assert "the same parties" in after


def test_retracted_events_and_events_without_a_day_are_not_offered():
    place, army = make_place("Rutba", kind="town"), make_force("The Army")
    fresh = raid(place, army)
    raid(place, army, state="retracted")
    raid(place, army, earliest=None, latest=None, date_precision=None)
    undated = raid(place, army, earliest=None, latest=None, date_precision=None)

    assert like(fresh) == []
    assert like(undated) == []


def test_a_long_span_that_holds_the_day_is_found():
    place, army = make_place("Rutba", kind="town"), make_force("The Army")
    month = raid(place, army, earliest=DAY.replace(day=1), latest=DAY.replace(day=31), date_precision=4)

    found = like(raid(place, army))

    assert [event for event, _ in found] == [month]


def test_looking_takes_a_fixed_number_of_queries():
    place, army = make_place("Rutba", kind="town"), make_force("The Army")
    fresh = raid(place, army)
    for _ in range(12):
        raid(place, army)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        like(Event.objects.select_related("event_type", "place").get(pk=fresh.pk))

    assert len(queries) <= 9
