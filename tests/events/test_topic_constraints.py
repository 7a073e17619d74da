"""Topics, what belongs to them, and links between events that the database refuses."""

import pytest

from tests.refusals import ITSELF, Refused, assert_refused, editorial, not_ordered
from tests.rows import Same, another, saved
from tracker.events.models import ArticleTopic, Event, EventId, EventLink, EventTopic, Topic, TopicId, TopicParty

REFUSED = [
    *editorial(Topic),
    Refused("topic_named", Topic, {"name": ""}),
    Refused("topic_kind_known", Topic, {"kind": "war"}),
    Refused("topic_not_its_own_parent", Topic, {"parent": ITSELF}),
    not_ordered("topic_dates_ordered", Topic, "starts_on", "ends_on"),
    Refused("topicparty_once", TopicParty, twice=True),
    Refused("topicparty_side_known", TopicParty, {"side": "D"}),
    Refused("eventtopic_once", EventTopic, twice=True),
    Refused("articletopic_once", ArticleTopic, twice=True),
    Refused("eventlink_once", EventLink, {"kind": "follows"}, twice=True),
    Refused("eventlink_one_whole", EventLink, {"kind": "part_of"}, twice=True),
    Refused("eventlink_not_to_itself", EventLink, {"other": Same("event")}),
    Refused("eventlink_kind_known", EventLink, {"kind": "before"}),
    Refused("eventlink_certainty_known", EventLink, {"certainty": "sure"}),
    Refused("eventid_once", EventId, twice=True),
    Refused("eventid_value_of_scheme", EventId, {"scheme": "wikidata", "value": "Q796"}),
    Refused("eventid_value_of_scheme", EventId, {"scheme": "acled", "value": "412345"}),
    Refused("eventid_value_of_scheme", EventId, {"value": ""}),
    Refused("topicid_once", TopicId, twice=True),
    Refused("topicid_value_of_scheme", TopicId, {"value": "Q796"}),
    Refused("topicid_register_known", TopicId, {"register": "war"}),
    Refused("topicid_register_known", TopicId, {"register": "dyad", "scheme": "wikidata", "value": "Q796"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)


@pytest.mark.django_db
def test_an_event_may_follow_two_others_and_be_part_of_one():
    event = saved(Event)

    for kind in ("follows", "follows", "part_of"):
        saved(EventLink, event=event, other=another(Event), kind=kind)

    assert event.links_out.count() == 3


@pytest.mark.django_db
def test_a_conflict_and_a_dyad_may_bear_the_same_number():
    saved(TopicId, value="259")

    saved(TopicId, value="259", register="dyad")

    assert TopicId.objects.filter(value="259").count() == 2
