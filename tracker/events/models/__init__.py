"""What the desk asserts: events, who took part, who claims what, and the desk's figures."""

from tracker.events.models.citation import Citation, CitationRole, StoryLink
from tracker.events.models.claim import Claim, ClaimMode, ClaimTopic, Hedge, LinkBasis, StatementKind
from tracker.events.models.event import DatePrecision, Event, EventPlace, EventTarget, GeoPrecision, Grade
from tracker.events.models.event_type import EventType
from tracker.events.models.figures import Group, Outcome, Side, Standing
from tracker.events.models.involvement import Involvement, InvolvementRole
from tracker.events.models.tally import Tally, TallyRule
from tracker.events.models.topic import ArticleTopic, EventLink, EventLinkKind, EventTopic, Topic, TopicKind, TopicParty

__all__ = [
    "ArticleTopic",
    "Citation",
    "CitationRole",
    "Claim",
    "ClaimMode",
    "ClaimTopic",
    "DatePrecision",
    "Event",
    "EventLink",
    "EventLinkKind",
    "EventPlace",
    "EventTarget",
    "EventTopic",
    "EventType",
    "GeoPrecision",
    "Grade",
    "Group",
    "Hedge",
    "Involvement",
    "InvolvementRole",
    "LinkBasis",
    "Outcome",
    "Side",
    "Standing",
    "StatementKind",
    "StoryLink",
    "Tally",
    "TallyRule",
    "Topic",
    "TopicKind",
    "TopicParty",
]
