"""What the desk asserts: events, who took part, who claims what, and the desk's figures."""

from tracker.events.models.citation import Citation, CitationRole, PullQuote, StoryLink
from tracker.events.models.claim import Claim, ClaimMode, ClaimTopic, Hedge, LinkBasis, StatementKind
from tracker.events.models.event import DatePrecision, Event, EventPlace, EventTarget, GeoPrecision, Grade
from tracker.events.models.event_type import EventType
from tracker.events.models.external import EVENT_PATTERNS, EventId, TopicId, TopicRegister
from tracker.events.models.figures import Group, Outcome, Perspective, Side, Standing
from tracker.events.models.involvement import Involvement, InvolvementRole
from tracker.events.models.tally import Tally, TallyRule
from tracker.events.models.topic import ArticleTopic, EventLink, EventLinkKind, EventTopic, Topic, TopicKind, TopicParty

__all__ = [
    "EVENT_PATTERNS",
    "ArticleTopic",
    "Citation",
    "CitationRole",
    "Claim",
    "ClaimMode",
    "ClaimTopic",
    "DatePrecision",
    "Event",
    "EventId",
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
    "Perspective",
    "PullQuote",
    "Side",
    "Standing",
    "StatementKind",
    "StoryLink",
    "Tally",
    "TallyRule",
    "Topic",
    "TopicId",
    "TopicKind",
    "TopicParty",
    "TopicRegister",
]
