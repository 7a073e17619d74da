"""Rows that the database refuses: event types, events and their parts. Claims: ``test_claim_constraints``."""

import pytest

from tests.refusals import ITSELF, Refused, assert_refused, editorial, not_ordered, off_the_earth
from tests.rows import DAY, another, row
from tracker.actors.models import Force, Person
from tracker.events.models import (
    Citation,
    Event,
    EventPlace,
    EventTarget,
    EventType,
    Involvement,
    PullQuote,
    StoryLink,
    Tally,
)
from tracker.places.models import Place

NOON = "12:00"
ONE_DAY = {"earliest": DAY, "latest": DAY, "date_precision": 1}
REFUSED = [
    Refused("eventtype_defined", EventType, {"label": ""}),
    Refused("eventtype_defined", EventType, {"definition": ""}),
    Refused("eventtype_not_its_own_parent", EventType, {"parent": ITSELF}),
    not_ordered("eventtype_dates_ordered", EventType, "since", "until"),
    Refused("eventtype_blur_known", EventType, {"blur": "fog"}),
    Refused("eventtype_blur_known", EventType, {"blur": ""}),
    *editorial(Event),
    Refused("event_blur_known", Event, {"blur": "fog"}),
    Refused("event_titled", Event, {"title": ""}),
    Refused("event_dates_whole", Event, {"earliest": DAY}),
    Refused("event_dates_whole", Event, {"latest": DAY}),
    Refused("event_dates_whole", Event, {"earliest": DAY, "latest": DAY}),
    Refused("event_dates_whole", Event, {"earliest": DAY, "date_precision": 2}),
    Refused("event_dates_whole", Event, {"latest": DAY, "date_precision": 2}),
    Refused("event_dates_whole", Event, {"date_precision": 2}),
    Refused("event_dates_whole", Event, {**ONE_DAY, "date_precision": 0}),
    Refused("event_dates_whole", Event, {**ONE_DAY, "date_precision": 6}),
    Refused("event_dates_whole", Event, {**ONE_DAY, "latest": DAY.replace(day=1), "date_precision": 2}),
    Refused("event_exact_day_is_one_day", Event, {**ONE_DAY, "latest": DAY.replace(day=14)}),
    Refused("event_time_has_zone", Event, {"local_time": NOON}),
    Refused("event_time_has_zone", Event, {"time_zone": "Asia/Baghdad"}),
    *off_the_earth("event_point_on_earth", Event),
    *off_the_earth("event_public_point_on_earth", Event, "public_"),
    Refused("event_geo_precision_scale", Event, {"geo_precision": 0}),
    Refused("event_geo_precision_scale", Event, {"geo_precision": 8}),
    Refused("event_grade_known", Event, {"grade": "certain"}),
    Refused("event_clarity_scale", Event, {"clarity": 0}),
    Refused("event_clarity_scale", Event, {"clarity": 3}),
    Refused("eventplace_once", EventPlace, twice=True),
    Refused("eventtarget_named", EventTarget, {"kind": ""}),
    Refused("citation_once", Citation, twice=True),
    Refused("citation_role_known", Citation, {"role": "gossip"}),
    Refused("pullquote_one_per_position", PullQuote, twice=True),
    Refused("pullquote_once", PullQuote, twice=True),
    Refused("pullquote_position_counts", PullQuote, {"position": 0}),
    Refused("storylink_to_one_record", StoryLink, {"force": None}),
    Refused("storylink_to_one_record", StoryLink, {"event": another(Event)}),
    Refused("storylink_to_one_record", StoryLink, {"person": another(Person)}),
    Refused(
        "storylink_to_one_record",
        StoryLink,
        {"force": None, "person": another(Person), "place": another(Place)},
    ),
    Refused("involvement_of_one_actor", Involvement, {"force": None}),
    Refused("involvement_of_one_actor", Involvement, {"person": another(Person)}),
    Refused("involvement_role_known", Involvement, {"role": "bystander"}),
    Refused("involvement_role_known", Involvement, {"role": ""}),
    Refused("involvement_side_known", Involvement, {"side": "D"}),
    Refused("involvement_certainty_known", Involvement, {"role_certainty": "sure"}),
    Refused("involvement_certainty_known", Involvement, {"identity_certainty": ""}),
    Refused("involvement_force_once", Involvement, twice=True),
    Refused("involvement_person_once", Involvement, {"force": None, "person": another(Person)}, twice=True),
    Refused("tally_ordered", Tally, {"low": 5, "best": 4, "high": 9}),
    Refused("tally_ordered", Tally, {"low": 5, "best": 10, "high": 9}),
    Refused("tally_ordered", Tally, {"low": 5}),
    Refused("tally_ordered", Tally, {"best": 5}),
    Refused("tally_ordered", Tally, {"high": 5}),
    Refused("tally_ordered", Tally, {"low": 5, "best": 5}),
    Refused("tally_ordered", Tally, {"low": 5, "high": 5}),
    Refused("tally_ordered", Tally, {"best": 5, "high": 5}),
    Refused("tally_ordered", Tally, {"is_at_least": True}),
    Refused("tally_ordered", Tally, {"low": 5, "is_at_least": True}),
    Refused("tally_ordered", Tally, {"best": 5, "is_at_least": True}),
    Refused("tally_ordered", Tally, {"low": 5, "best": 4, "is_at_least": True}),
    Refused("tally_ordered", Tally, {"low": 5, "best": 5, "high": 5, "is_at_least": True}),
    Refused("tally_override_has_reason", Tally, {"rule": "override"}),
    Refused("tally_rule_known", Tally, {"rule": "a guess"}),
    Refused("tally_words_known", Tally, {"outcome": "hurt"}),
    Refused("tally_words_known", Tally, {"standing": "rebel"}),
    Refused("tally_words_known", Tally, {"who": "elders"}),
    Refused("tally_words_known", Tally, {"side": "D"}),
    Refused("tally_any_is_none_only", Tally, {"outcome": "any", "low": 1, "best": 1, "high": 1}),
    Refused("tally_any_is_none_only", Tally, {"outcome": "any"}),
    Refused("tally_any_is_none_only", Tally, {"outcome": "any", "low": 0, "best": 0, "is_at_least": True}),
    Refused("tally_once", Tally, twice=True),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("low", "best", "high", "at_least"),
    [(None, None, None, False), (0, 0, 0, False), (3, 5, 9, False), (3, 3, None, True), (3, 5, None, True)],
)
def test_the_database_takes_every_whole_figure(low, best, high, at_least):
    row(Tally, low=low, best=best, high=high, is_at_least=at_least).save()

    assert Tally.objects.get().high == high


@pytest.mark.django_db
def test_the_database_takes_no_casualties_of_any_kind():
    row(Tally, outcome="any", low=0, best=0, high=0).save()

    assert Tally.objects.get().best == 0


@pytest.mark.django_db
def test_the_database_takes_one_force_in_two_roles():
    first = row(Involvement, role="initiator")
    first.save()
    row(Involvement, event=first.event, force=first.force, role="victim").save()

    assert Involvement.objects.filter(force__in=Force.objects.all()).count() == 2
